import type { Reading } from './blood-pressure.ts';
import type { Ladder } from './clinician.ts';
import { type Coding, ILLNESS, PROCEDURE, VISIT_TYPE } from './codes.ts';
import {
  claim,
  encounter,
  explanationOfBenefit,
  type Meeting,
  medicationRequest,
  procedure,
} from './encounter-resources.ts';
import { bloodPressure, measurement, phq9Response } from './measurement-resources.ts';
import { hasIllness, type Person } from './person.ts';
import { CLINICIANS_PER_PRACTICE, clinicianId, practiceId } from './places.ts';
import { type Stream, streamAt, TOPIC } from './random.ts';
import type { PersonRecord } from './record.ts';
import type { Happening } from './schedule.ts';

/** Charts a planned visit to the practice: the meeting, what was measured, what it cost. Children have no blood pressure taken. */
export function chartVisit(
  seed: number,
  person: Person,
  visit: Happening,
  record: PersonRecord,
  reading: Reading,
): Meeting {
  const reason = person.illnesses.keys().next().value;
  const isRecorded = reason !== undefined && person.illnesses.get(reason)! < visit.on;
  const meeting = meetingOf(seed, person, visit, {
    type: person.illnesses.size > 0 ? VISIT_TYPE.followUp : VISIT_TYPE.checkUp,
    ...(isRecorded && { reason: ILLNESS[reason] }),
  });
  record.add(encounter(meeting), visit.on);
  if (person.age >= 18) record.add(bloodPressure(meeting, reading), visit.on);
  chartMeasurements(meeting, visit, record, streamAt(seed, person.index, TOPIC.measurements, visit.number));
  if (hasIllness(person, 'depression')) {
    chartMood(meeting, visit, record, streamAt(seed, person.index, TOPIC.questionnaire, visit.number));
  }
  chartCost(seed, meeting, record);
  return meeting;
}

/** A visit to the person's own practice, three times in four with their own clinician. */
export function meetingOf(
  seed: number,
  person: Person,
  happening: Happening,
  about: { readonly type: Coding; readonly reason?: readonly Coding[]; readonly diagnosisId?: string },
): Meeting {
  const random = streamAt(seed, person.index, TOPIC.meetings, happening.on);
  const isOwn = random.chance(0.75);
  const other = random.whole(0, CLINICIANS_PER_PRACTICE);
  return {
    id: `${happening.kind}-${person.index + 1}-${happening.number}`,
    person,
    practitionerId: clinicianId(person.practice, isOwn ? person.clinician : other),
    organizationId: practiceId(person.practice),
    kind: 'AMB',
    from: happening.on,
    to: happening.on,
    startMinute: 480 + 15 * random.whole(0, 36),
    ...about,
  };
}

/** Charts the next antihypertensive of a person's ladder. */
export function orderDrug(meeting: Meeting, ladder: Ladder, record: PersonRecord): void {
  const id = `${meeting.id}-rx`;
  const { drug, priorId } = ladder.next(id);
  const order = { id, on: meeting.from, minute: meeting.startMinute + 15, ...(priorId && { priorId }) };
  record.add(medicationRequest(order, drug, meeting), meeting.from);
}

/** Dollars billed, log-normal about a usual price, and what the insurer paid of it. */
export function chartCost(seed: number, meeting: Meeting, record: PersonRecord): void {
  const random = streamAt(seed, meeting.person.index, TOPIC.money, meeting.from);
  const usual =
    meeting.kind === 'AMB' ? 140 : meeting.kind === 'EMER' ? 900 : 3000 + 2100 * (meeting.to - meeting.from);
  const billed = Math.round(usual * Math.exp(random.normal(0, 0.35)) * 100) / 100;
  const cost = { billed, paid: Math.round(billed * 80) / 100 };
  record.add(claim(meeting, cost), meeting.to);
  record.add(explanationOfBenefit(meeting, cost), meeting.to);
}

/** Weight every third visit; tests by illness, none of them tied to any planted truth. */
function chartMeasurements(meeting: Meeting, visit: Happening, record: PersonRecord, random: Stream): void {
  const { person } = meeting;
  const add = (name: Parameters<typeof measurement>[1], value: number, decimals = 0) =>
    record.add(measurement(meeting, name, value, decimals), visit.on);
  const every = (visits: number) => visit.number % visits === 1;
  const isDiabetic = hasIllness(person, 'diabetes');

  if (person.age >= 18 && every(3)) {
    const heightCm = (person.isFemale ? 163 : 176) + 16 * (person.ancestry - 0.5);
    const weightKg = random.normal((isDiabetic ? 31 : 27) * (heightCm / 100) ** 2, 2);
    if (visit.number === 1) add('height', heightCm, 1);
    add('weight', weightKg, 1);
    add('bmi', weightKg / (heightCm / 100) ** 2, 1);
  }
  if (isDiabetic && every(2)) add('hba1c', Math.max(5.2, random.normal(6.5 + 1.4 * person.ancestry, 0.5)), 1);
  if (isDiabetic && visit.number % 6 === 3) {
    record.add(procedure(meeting, PROCEDURE.footExam, `${meeting.id}-foot`), visit.on);
  }
  if (hasIllness(person, 'hypertension') && every(5)) add('ldl', Math.max(40, random.normal(118, 28)));
  const hasKidneyDisease = hasIllness(person, 'kidneyDisease');
  if (hasKidneyDisease ? every(2) : hasIllness(person, 'hypertension') && every(5)) {
    add('creatinine', Math.max(0.5, random.normal(hasKidneyDisease ? 1.7 : 0.95, 0.15)), 2);
  }
  if (hasIllness(person, 'copd') && visit.number % 4 === 2) {
    record.add(procedure(meeting, PROCEDURE.spirometry, `${meeting.id}-spirometry`), visit.on);
  }
}

/** The PHQ-9, answered a little better from visit to visit. */
function chartMood(meeting: Meeting, visit: Happening, record: PersonRecord, random: Stream): void {
  const level = (0.6 + 1.6 * meeting.person.ancestry) * 0.93 ** visit.number;
  const answers = Array.from({ length: 9 }, () => Math.min(3, Math.max(0, Math.round(random.normal(level, 0.7)))));
  record.add(phq9Response(meeting, answers), visit.on);
  const total = answers.reduce((sum, answer) => sum + answer, 0);
  record.add(measurement(meeting, 'phq9', total), visit.on);
}
