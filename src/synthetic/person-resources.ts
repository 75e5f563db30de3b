import type { Day } from '../core/day.ts';
import { type Coding, ILLNESS, type IllnessName } from './codes.ts';
import { dayText, moment } from './moment.ts';
import type { Person } from './person.ts';
import { clinicianId, practiceId } from './places.ts';
import type { Resource } from './record.ts';

const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';
const OMB = 'urn:oid:2.16.840.1.113883.6.238';
const HL7 = 'http://terminology.hl7.org/CodeSystem';

/** Where the deprivation quintile of the home address stands on a Patient: 1 least … 5 most deprived. */
export const DEPRIVATION_QUINTILE = 'urn:rondo:deprivation-quintile';

const RACES: readonly (readonly [upTo: number, code: string, display: string])[] = [
  [0.62, '2106-3', 'White'],
  [0.75, '2054-5', 'Black or African American'],
  [0.82, '2028-9', 'Asian'],
  [0.84, '1002-5', 'American Indian or Alaska Native'],
  [1, '2131-1', 'Other Race'],
];

export function patient(person: Person, diedOn?: Day): Resource {
  const [, code, display] = RACES.find(([upTo]) => person.ancestry < upTo) ?? RACES[0]!;
  return {
    resourceType: 'Patient',
    id: person.id,
    extension: [
      ombExtension('us-core-race', code, display),
      ombExtension(
        'us-core-ethnicity',
        person.isHispanic ? '2135-2' : '2186-5',
        person.isHispanic ? 'Hispanic or Latino' : 'Not Hispanic or Latino',
      ),
      { url: DEPRIVATION_QUINTILE, valueInteger: person.quintile },
    ],
    identifier: [{ system: 'urn:rondo:synthetic:patient', value: person.id }],
    active: diedOn === undefined,
    name: [{ family: 'Synthetic', given: [`Person ${person.index + 1}`] }],
    gender: person.isFemale ? 'female' : 'male',
    birthDate: dayText(person.bornOn),
    ...(diedOn !== undefined && { deceasedDateTime: moment(diedOn, 1020) }),
    address: [{ use: 'home', postalCode: person.postalCode, country: 'US' }],
    generalPractitioner: [{ reference: `Practitioner/${clinicianId(person.practice, person.clinician)}` }],
    managingOrganization: { reference: `Organization/${practiceId(person.practice)}` },
  };
}

export function coverage(person: Person): Resource {
  return {
    resourceType: 'Coverage',
    id: `${person.id}-coverage`,
    status: 'active',
    type: { coding: [{ system: `${HL7}/v3-ActCode`, code: 'HIP' }] },
    beneficiary: { reference: `Patient/${person.id}` },
    payor: [{ reference: `Organization/${person.insurer}` }],
  };
}

/** A refusal to have one's records used for research; people without one have not refused. */
export function researchOptOut(person: Person, on: Day): Resource {
  return {
    resourceType: 'Consent',
    id: `${person.id}-consent`,
    status: 'active',
    scope: { coding: [{ system: `${HL7}/consentscope`, code: 'research' }] },
    category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0', display: 'Consent Document' }] }],
    patient: { reference: `Patient/${person.id}` },
    dateTime: moment(on, 540),
    policyRule: { coding: [{ system: `${HL7}/v3-ActCode`, code: 'OPTOUT' }] },
    provision: {
      type: 'deny',
      purpose: [{ system: `${HL7}/v3-ActReason`, code: 'HRESCH', display: 'healthcare research' }],
    },
  };
}

/** An illness on the problem list, or the diagnosis of one encounter. */
export function condition(
  person: Person,
  illness: IllnessName,
  at: {
    readonly id: string;
    readonly onset: Day;
    readonly recordedOn: Day;
    readonly endedOn?: Day;
    readonly encounterId?: string;
    readonly isDiagnosisOfEncounter?: boolean;
  },
): Resource {
  const code: readonly Coding[] = ILLNESS[illness];
  const isActive = at.endedOn === undefined;
  return {
    resourceType: 'Condition',
    id: at.id,
    clinicalStatus: { coding: [{ system: `${HL7}/condition-clinical`, code: isActive ? 'active' : 'resolved' }] },
    verificationStatus: { coding: [{ system: `${HL7}/condition-ver-status`, code: 'confirmed' }] },
    category: [
      {
        coding: [
          {
            system: `${HL7}/condition-category`,
            code: at.isDiagnosisOfEncounter ? 'encounter-diagnosis' : 'problem-list-item',
          },
        ],
      },
    ],
    code: { coding: code, text: code[0]!.display },
    subject: { reference: `Patient/${person.id}` },
    ...(at.encounterId && { encounter: { reference: `Encounter/${at.encounterId}` } }),
    onsetDateTime: dayText(at.onset),
    ...(at.endedOn !== undefined && { abatementDateTime: dayText(at.endedOn) }),
    recordedDate: dayText(at.recordedOn),
  };
}

export function immunization(person: Person, vaccine: Coding, id: string, on: Day): Resource {
  return {
    resourceType: 'Immunization',
    id,
    status: 'completed',
    vaccineCode: { coding: [vaccine], text: vaccine.display },
    patient: { reference: `Patient/${person.id}` },
    occurrenceDateTime: moment(on, 660),
    primarySource: true,
    performer: [{ actor: { reference: `Practitioner/${clinicianId(person.practice, person.clinician)}` } }],
  };
}

function ombExtension(name: string, code: string, display: string) {
  return {
    url: `${US_CORE}/${name}`,
    extension: [
      { url: 'ombCategory', valueCoding: { system: OMB, code, display } },
      { url: 'text', valueString: display },
    ],
  };
}
