/** A small FHIR export in which every field that could say who somebody is holds a text that can be found again. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every canary looks like this, and nothing else does. */
export const CANARY = /Zqcan\d{4}/g;

export interface Planted {
  /** by kind of field: the canaries that stand there */
  readonly at: ReadonlyMap<string, readonly string[]>;
  readonly all: readonly string[];
  /** one resource per person, and everything about them, for a hook's prefetch */
  readonly people: readonly CanaryPerson[];
}

export interface CanaryPerson {
  readonly id: string;
  readonly patient: Resource;
  readonly conditions: readonly Resource[];
  readonly measurements: readonly Resource[];
}

type Resource = Record<string, unknown>;

export const PRACTICES = ['practice-north', 'practice-south'] as const;
export const CLINICIANS = ['clinician-1', 'clinician-2'] as const;

/** Writes the export; `people` of them have hypertension and a high reading today and a month ago. */
export function plantCanaries(folder: string, people: number, today: string): Planted {
  const at = new Map<string, string[]>();
  let made = 0;
  const plant = (kind: string): string => {
    const canary = `Zqcan${String(++made).padStart(4, '0')}`;
    at.set(kind, [...(at.get(kind) ?? []), canary]);
    return canary;
  };
  const say = (kind: string) => `${plant(kind)} of the person`;
  const div = (kind: string) => ({ status: 'generated', div: `<div>${plant(kind)}</div>` });
  const lines = new Map<string, string[]>();
  const write = (resource: Resource): Resource => {
    const type = String(resource['resourceType']);
    lines.set(type, [...(lines.get(type) ?? []), JSON.stringify(resource)]);
    return resource;
  };
  const identifier = (kind: string) => [{ system: 'urn:example:mrn', value: plant(kind) }];

  for (const id of PRACTICES) write({ resourceType: 'Organization', id, name: plant('practice name'), active: true });
  for (const id of CLINICIANS) {
    write({ resourceType: 'Practitioner', id, name: [{ family: plant('clinician name') }], gender: 'female' });
  }

  const ofPerson = (i: number): CanaryPerson => {
    const id = plant('Patient.id');
    const subject = { reference: `Patient/${id}`, display: say('subject.display') };
    const meta = { versionId: '1', lastUpdated: `${today}T08:00:00Z`, source: `urn:${plant('meta.source')}` };
    const practice = PRACTICES[i % 2];
    const patient = write({
      ...{ resourceType: 'Patient', id, meta, text: div('Patient.text'), identifier: identifier('Patient.identifier') },
      name: [{ text: say('name.text'), family: plant('name.family'), given: [plant('name.given')] }],
      telecom: [
        { system: 'phone', value: plant('phone') },
        { system: 'email', value: `${plant('email')}@example.org` },
      ],
      gender: i % 2 ? 'male' : 'female',
      birthDate: `${1950 + i}-05-0${1 + (i % 9)}`,
      address: [
        {
          text: plant('address.text'),
          line: [say('address.line')],
          city: plant('address.city'),
          postalCode: plant('postcode'),
        },
      ],
      contact: [{ name: { text: say('contact.name') }, telecom: [{ system: 'phone', value: plant('contact.phone') }] }],
      photo: [{ title: plant('photo.title'), url: `http://127.0.0.1:9/${plant('photo.url')}` }],
      extension: [{ url: 'urn:example:mother', valueString: say('extension') }],
      contained: [
        { resourceType: 'RelatedPerson', id: 'r', patient: subject, name: [{ text: say('contained.name') }] },
      ],
      managingOrganization: { reference: `Organization/${practice}` },
      generalPractitioner: [{ reference: `Organization/${practice}` }],
    });
    const visit = plant('Encounter.id');
    write({
      ...{
        resourceType: 'Encounter',
        id: visit,
        meta,
        status: 'finished',
        subject,
        identifier: identifier('Encounter.identifier'),
      },
      text: div('Encounter.text'),
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
      period: { start: `${today}T08:00:00Z`, end: `${today}T08:20:00Z` },
      reasonCode: [{ text: say('reason.text') }],
      serviceProvider: { reference: `Organization/${practice}` },
      participant: [
        { individual: { reference: `Practitioner/${CLINICIANS[i % 2]}`, display: say('participant.display') } },
      ],
    });
    const encounter = { reference: `Encounter/${visit}`, display: say('encounter.display') };
    const condition = write({
      ...{
        resourceType: 'Condition',
        id: plant('Condition.id'),
        meta,
        subject,
        encounter,
        onsetDateTime: '2019-01-01',
      },
      clinicalStatus: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
      },
      code: {
        coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10', display: say('coding.display') }],
        text: say('code.text'),
      },
      note: [{ text: say('note'), authorString: plant('note.author') }],
      evidence: [{ code: [{ text: say('evidence') }] }],
    });
    const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }], text: say('code.text') });
    const millimetres = (value: number) => ({
      value,
      unit: 'mmHg',
      system: 'http://unitsofmeasure.org',
      code: 'mm[Hg]',
    });
    const reading = write({
      ...{ resourceType: 'Observation', id: plant('Observation.id'), meta, subject, encounter, status: 'final' },
      ...{
        code: loinc('85354-9'),
        effectiveDateTime: `${today}T08:05:00Z`,
        identifier: identifier('Observation.identifier'),
      },
      component: [
        { code: loinc('8480-6'), valueQuantity: millimetres(165 + i) },
        { code: loinc('8462-4'), valueQuantity: millimetres(84) },
      ],
      note: [{ text: say('note') }],
    });
    write({
      ...{ resourceType: 'Observation', id: plant('Observation.id'), meta, subject, encounter, status: 'final' },
      ...{ code: loinc('11506-3'), effectiveDateTime: `${today}T08:06:00Z`, valueString: say('valueString') },
    });
    write({
      ...{
        resourceType: 'QuestionnaireResponse',
        id: plant('QuestionnaireResponse.id'),
        status: 'completed',
        subject,
        encounter,
      },
      ...{ authored: `${today}T08:07:00Z`, questionnaire: 'http://loinc.org/q/44249-1' },
      item: [{ linkId: '/44250-9', text: say('item.text'), answer: [{ valueString: say('answer') }] }],
    });
    write({
      ...{
        resourceType: 'MedicationRequest',
        id: plant('MedicationRequest.id'),
        status: 'active',
        intent: 'order',
        subject,
      },
      ...{
        authoredOn: '2020-01-01',
        note: [{ text: say('note') }],
        dosageInstruction: [{ text: say('dosage'), patientInstruction: say('instruction') }],
      },
      medicationCodeableConcept: {
        coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '197361' }],
        text: say('code.text'),
      },
    });
    write({
      ...{
        resourceType: 'Coverage',
        id: plant('Coverage.id'),
        status: 'active',
        beneficiary: subject,
        subscriberId: plant('subscriberId'),
      },
      ...{
        period: { start: '2020-01-01' },
        payor: [{ display: say('payor.display') }],
        identifier: identifier('Coverage.identifier'),
      },
    });
    write({
      ...{
        resourceType: 'DocumentReference',
        id: plant('DocumentReference.id'),
        status: 'current',
        subject,
        description: say('description'),
      },
      content: [
        {
          attachment: {
            contentType: 'text/plain',
            title: plant('attachment.title'),
            data: Buffer.from(plant('data')).toString('base64'),
          },
        },
      ],
    });
    return { id, patient, conditions: [condition], measurements: [reading] };
  };
  const about = Array.from({ length: people }, (_, i) => ofPerson(i));

  mkdirSync(folder, { recursive: true });
  for (const [type, texts] of lines) writeFileSync(join(folder, `${type}.ndjson`), `${texts.join('\n')}\n`);
  // What cannot be taken must not be told either: broken, of another shape, without an id, twice the same key.
  const bad = [
    `{"resourceType":"Patient","id":"${plant('broken line')}","name":[{"family":"${plant('broken line')}"`,
    `{"resourceType":"Patient","id":"not an id ${plant('bad id')}"}`,
    `{"resourceType":"Patient","id":"w1","birthDate":{"text":"${plant('wrong shape')}"},"name":"${plant('wrong shape')}"}`,
    `{"resourceType":"Patient","id":"w2","id":"${plant('double key')}"}`,
    `${plant('no JSON')},1980-01-01`,
    `{"resourceType":"Patient","id":"w3","birthDate":"${plant('bad date')}","gender":"${plant('bad code')}"}`,
    `{"resourceType":"Observation","id":"w4","status":"${plant('bad status')}","subject":{"reference":"Patient/${plant('unknown person')}"},"effectiveDateTime":"${plant('bad date')}","code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":"${plant('wrong shape')}"}}`,
  ];
  writeFileSync(join(folder, 'zz-bad.ndjson'), `${bad.join('\n')}\n`);
  return { at, all: [...at.values()].flat(), people: about };
}
