import { chartCost, meetingOf } from './charting.ts';
import { DRUG_A, DRUG_B, ILLNESS, PROCEDURE, VACCINE, VISIT_TYPE } from './codes.ts';
import { encounter, type Meeting, medicationRequest, procedure } from './encounter-resources.ts';
import { measurement } from './measurement-resources.ts';
import type { Person } from './person.ts';
import { condition, immunization } from './person-resources.ts';
import { CLINICIANS_PER_WARD, HOSPITAL, wardClinicianId, wardId } from './places.ts';
import { PLANTED } from './planted.ts';
import { type Stream, streamAt, TOPIC } from './random.ts';
import type { PersonRecord } from './record.ts';
import type { Happening } from './schedule.ts';
import type { Stay } from './stays.ts';

/** A visit to the practice with gastroenteritis, from the outbreak or not: the record does not say which. */
export function chartGastroenteritis(seed: number, person: Person, happening: Happening, record: PersonRecord): void {
  const diagnosisId = `gastroenteritis-${person.index + 1}-${happening.number}-dx`;
  const meeting = meetingOf(seed, person, happening, {
    type: VISIT_TYPE.symptom,
    reason: ILLNESS.gastroenteritis,
    diagnosisId,
  });
  chartDiagnosed(seed, meeting, 'gastroenteritis', record);
}

/** A sprained ankle in the emergency department. */
export function chartInjury(seed: number, person: Person, happening: Happening, record: PersonRecord): void {
  const visit = meetingOf(seed, person, happening, { type: VISIT_TYPE.emergency, reason: ILLNESS.ankleSprain });
  const meeting: Meeting = {
    ...visit,
    practitionerId: wardClinicianId(happening.on % PLANTED.readmission.wards, 0),
    organizationId: HOSPITAL,
    kind: 'EMER',
    diagnosisId: `${visit.id}-dx`,
    disposition: 'home',
  };
  chartDiagnosed(seed, meeting, 'ankleSprain', record);
}

/** The autumn vaccination; children once against measles instead, the old once against pneumococci as well. */
export function chartVaccine(person: Person, happening: Happening, record: PersonRecord): void {
  const id = `vaccine-${person.index + 1}-${happening.number}`;
  const isFirst = happening.number === 1;
  const vaccine = isFirst && person.age < 3 ? VACCINE.measles : VACCINE.influenza;
  record.add(immunization(person, vaccine, id, happening.on), happening.on);
  if (isFirst && person.age >= 65) {
    record.add(immunization(person, VACCINE.pneumococcal, `${id}-ppv`, happening.on), happening.on);
  }
}

/** A stay on a ward; it reaches the records on the day of discharge. */
export function chartStay(
  seed: number,
  person: Person,
  { stay, number, on }: Extract<Happening, { kind: 'stay' }>,
  record: PersonRecord,
): void {
  const random = streamAt(seed, person.index, TOPIC.stayDetails, on);
  const id = `stay-${person.index + 1}-${number}`;
  const meeting: Meeting = {
    id,
    person,
    practitionerId: wardClinicianId(stay.ward, random.whole(0, CLINICIANS_PER_WARD)),
    organizationId: HOSPITAL,
    kind: 'IMP',
    type: VISIT_TYPE.stay,
    from: stay.admittedOn,
    to: stay.dischargedOn,
    startMinute: 720 + 5 * random.whole(0, 120),
    reason: ILLNESS[stay.reason],
    diagnosisId: `${id}-dx`,
    locationId: wardId(stay.ward),
    disposition: stay.diedInHospital ? 'exp' : 'home',
  };
  chartDiagnosed(seed, meeting, stay.reason, record);
  if (stay.heartFailure) chartHeartFailure(meeting, stay, stay.heartFailure, record, random);
  if (stay.reason === 'pneumonia') {
    record.add(procedure(meeting, PROCEDURE.chestXRay, `${id}-xray`), stay.admittedOn, {
      arrivesOn: stay.dischargedOn,
    });
  }
}

/** NT-proBNP on admission tells how ill the person is; people alive at discharge are begun on drug A or drug B. */
function chartHeartFailure(
  meeting: Meeting,
  stay: Stay,
  { isSevere, isOnB }: NonNullable<Stay['heartFailure']>,
  record: PersonRecord,
  random: Stream,
): void {
  const { severeFrom } = PLANTED.treatment;
  const ntProBnp = isSevere ? random.between(severeFrom, 9000) : random.between(300, severeFrom - 1);
  const late = { arrivesOn: stay.dischargedOn };
  record.add(measurement(meeting, 'ntProBnp', ntProBnp), stay.admittedOn, late);
  record.add(procedure(meeting, PROCEDURE.echocardiography, `${meeting.id}-echo`), stay.admittedOn, late);
  if (stay.diedInHospital) return;
  const order = { id: `${meeting.id}-rx`, on: stay.dischargedOn, minute: 650 };
  record.add(medicationRequest(order, isOnB ? DRUG_B : DRUG_A, meeting), stay.dischargedOn);
}

function chartDiagnosed(seed: number, meeting: Meeting, illness: keyof typeof ILLNESS, record: PersonRecord): void {
  const { person, from, to, id } = meeting;
  const diagnosis = condition(person, illness, {
    id: meeting.diagnosisId!,
    onset: from,
    recordedOn: from,
    endedOn: to,
    encounterId: id,
    isDiagnosisOfEncounter: true,
  });
  record.add(encounter(meeting), to);
  record.add(diagnosis, to);
  chartCost(seed, meeting, record);
}
