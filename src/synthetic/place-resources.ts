import {
  CLINICIANS_PER_PRACTICE,
  CLINICIANS_PER_WARD,
  clinicianId,
  HOSPITAL,
  INSURERS,
  practiceId,
  practicesIn,
  wardClinicianId,
  wardId,
} from './places.ts';
import { PLANTED } from './planted.ts';
import type { Resource } from './record.ts';

const META = { versionId: '1', lastUpdated: '2024-01-01T00:00:00Z' };

/** The hospital with its wards, the practices, the insurers, and everybody who works there. */
export function* placeResources(people: number): Generator<Resource> {
  yield organization(HOSPITAL, 'Hospital', 'prov');
  for (const insurer of INSURERS) yield organization(insurer, insurer.replace('insurer-', 'Insurer '), 'ins');
  for (let ward = 0; ward < PLANTED.readmission.wards; ward++) {
    yield {
      resourceType: 'Location',
      id: wardId(ward),
      meta: META,
      status: 'active',
      name: `Ward ${ward + 1}`,
      mode: 'instance',
      physicalType: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/location-physical-type', code: 'wa' }],
      },
      managingOrganization: { reference: `Organization/${HOSPITAL}` },
    };
    for (let i = 0; i < CLINICIANS_PER_WARD; i++) {
      yield* clinician(wardClinicianId(ward, i), `Ward ${ward + 1}`, `${i + 1}`, HOSPITAL);
    }
  }
  const practices = practicesIn(people);
  for (let practice = 0; practice < practices; practice++) {
    yield organization(practiceId(practice), `Practice ${practice + 1}`, 'prov');
    for (let i = 0; i < CLINICIANS_PER_PRACTICE; i++) {
      yield* clinician(clinicianId(practice, i), `Practice ${practice + 1}`, `${i + 1}`, practiceId(practice));
    }
  }
}

function organization(id: string, name: string, type: 'prov' | 'ins'): Resource {
  return {
    resourceType: 'Organization',
    id,
    meta: META,
    active: true,
    type: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/organization-type', code: type }] }],
    name,
  };
}

function* clinician(id: string, family: string, given: string, organizationId: string): Generator<Resource> {
  yield {
    resourceType: 'Practitioner',
    id,
    meta: META,
    identifier: [{ system: 'urn:rondo:synthetic:practitioner', value: id }],
    active: true,
    name: [{ family, given: [`Clinician ${given}`] }],
  };
  yield {
    resourceType: 'PractitionerRole',
    id: `${id}-role`,
    meta: META,
    active: true,
    practitioner: { reference: `Practitioner/${id}` },
    organization: { reference: `Organization/${organizationId}` },
    code: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/practitioner-role', code: 'doctor' }] }],
  };
}
