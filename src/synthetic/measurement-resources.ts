import type { Reading } from './blood-pressure.ts';
import { type Coding, MEASUREMENT, PHQ9_ANSWERS, PHQ9_ITEMS } from './codes.ts';
import { type Meeting, startOf } from './encounter-resources.ts';
import type { Resource } from './record.ts';

const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';

export function bloodPressure(meeting: Meeting, { systolic, diastolic }: Reading): Resource {
  return {
    ...observationHead(meeting, 'bp', 'vital-signs', MEASUREMENT.bloodPressure),
    component: [
      { code: { coding: [MEASUREMENT.systolic] }, valueQuantity: quantity(systolic, 'mm[Hg]', 'mmHg') },
      { code: { coding: [MEASUREMENT.diastolic] }, valueQuantity: quantity(diastolic, 'mm[Hg]', 'mmHg') },
    ],
  };
}

/** Measurements with one value, and the UCUM unit they are recorded in. */
const UNIT = {
  weight: 'kg',
  height: 'cm',
  bmi: 'kg/m2',
  hba1c: '%',
  ldl: 'mg/dL',
  creatinine: 'mg/dL',
  ntProBnp: 'pg/mL',
  phq9: '{score}',
} as const;

/** A single value; `decimals` as the laboratory or the scales give it. */
export function measurement(meeting: Meeting, name: keyof typeof UNIT, value: number, decimals = 0): Resource {
  const isVital = name === 'weight' || name === 'height' || name === 'bmi';
  const category = isVital ? 'vital-signs' : name === 'phq9' ? 'survey' : 'laboratory';
  const scale = 10 ** decimals;
  return {
    ...observationHead(meeting, name.toLowerCase(), category, MEASUREMENT[name]),
    valueQuantity: quantity(Math.round(value * scale) / scale, UNIT[name]),
  };
}

/** Answers to the nine questions, each 0 to 3; Kroenke, Spitzer & Williams (2001), J Gen Intern Med 16:606–613. */
export function phq9Response(meeting: Meeting, answers: readonly number[]): Resource {
  const total = answers.reduce((sum, answer) => sum + answer, 0);
  return {
    resourceType: 'QuestionnaireResponse',
    id: `${meeting.id}-phq9-form`,
    questionnaire: 'http://loinc.org/q/44249-1',
    status: 'completed',
    subject: { reference: `Patient/${meeting.person.id}` },
    encounter: { reference: `Encounter/${meeting.id}` },
    authored: startOf(meeting),
    source: { reference: `Patient/${meeting.person.id}` },
    item: [
      ...answers.map((answer, i) => ({
        linkId: `/${PHQ9_ITEMS[i]!}`,
        answer: [{ valueCoding: PHQ9_ANSWERS[answer]! }],
      })),
      { linkId: `/${MEASUREMENT.phq9.code}`, answer: [{ valueDecimal: total }] },
    ],
  };
}

function observationHead(meeting: Meeting, suffix: string, category: string, code: Coding): Resource {
  const at = startOf(meeting);
  return {
    resourceType: 'Observation',
    id: `${meeting.id}-${suffix}`,
    status: 'final',
    category: [{ coding: [{ system: CATEGORY, code: category }] }],
    code: { coding: [code], text: code.display },
    subject: { reference: `Patient/${meeting.person.id}` },
    encounter: { reference: `Encounter/${meeting.id}` },
    effectiveDateTime: at,
    issued: at,
    performer: [{ reference: `Practitioner/${meeting.practitionerId}` }],
  };
}

function quantity(value: number, code: string, unit = code) {
  return { value, unit, system: 'http://unitsofmeasure.org', code };
}
