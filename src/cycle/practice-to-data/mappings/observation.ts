import { defineEventMapping, type FlatRow, TYPE_CONCEPT } from '../event-mapping.ts';
import { both, COMPONENT_SPEAKS, IS_MEASUREMENT, not, OBSERVED, SPEAKS_ITSELF } from './measurement.ts';

const columns = {
  observation_id: 'e.event_id',
  observation_concept_id: '0',
  observation_date: 'e.from_day',
  observation_datetime: 'e.from_time',
  observation_type_concept_id: String(TYPE_CONCEPT.ehr),
  value_as_number: 'e.number',
  value_as_string: 'CAST(e.value_boolean AS VARCHAR)', // free text is never taken over
  value_as_concept_id: 'w.concept_id',
  unit_concept_id: 'u.concept_id',
  unit_source_value: 'left(e.unit, 50)',
  provider_id: 'e.provider_id',
  visit_occurrence_id: 'e.visit_id',
  observation_source_value: 'left(e.code_code, 50)',
  observation_source_concept_id: 'coalesce(c.concept_id, 0)',
  value_source_value: 'left(coalesce(e.number_text, e.value_code), 50)',
};

/** Observation → observation: whatever is no measurement, such as smoking status. */
export const observation = defineEventMapping({
  id: 'observation',
  type: 'Observation',
  view: 'observation',
  codings: { view: 'observation-coding', from: 1 },
  domain: 'observation',
  table: 'observation',
  conceptDomain: 'Observation',
  takes: both(SPEAKS_ITSELF, not(IS_MEASUREMENT)),
  starts: OBSERVED,
  numbers: ['value_quantity', 'value_integer'],
  hasValue: true,
  columns,
});

/** Observation.component → observation: coded answers that are no laboratory result or vital sign. */
export const observationComponent = defineEventMapping({
  id: 'observation-component',
  type: 'Observation',
  view: 'observation-component',
  codings: { view: 'observation-component-coding', from: 1 },
  domain: 'observation',
  table: 'observation',
  conceptDomain: 'Observation',
  part: ['part'],
  takes: both(COMPONENT_SPEAKS, not(IS_MEASUREMENT)),
  starts: OBSERVED,
  numbers: ['value_quantity', 'value_integer'],
  hasValue: true,
  columns,
});

const ANSWERS = {
  sql: `(v.value_decimal IS NOT NULL OR v.value_integer IS NOT NULL OR v.value_quantity IS NOT NULL
    OR v.value_code IS NOT NULL OR v.value_boolean IS NOT NULL)`,
  holds: (row: FlatRow) =>
    ['value_decimal', 'value_integer', 'value_quantity', 'value_code', 'value_boolean'].some(
      (column) => row[column] !== null,
    ),
};

/** QuestionnaireResponse → observation, one row per answer. A link id that is a LOINC code is read as that code. */
export const questionnaireAnswer = defineEventMapping({
  id: 'questionnaire-answer',
  type: 'QuestionnaireResponse',
  view: 'questionnaire-answer',
  domain: 'observation',
  table: 'observation',
  conceptDomain: 'Observation',
  part: ['item', 'answer'],
  takes: ANSWERS,
  starts: ['authored'],
  code: 'link',
  numbers: ['value_decimal', 'value_integer', 'value_quantity'],
  hasValue: true,
  columns,
});
