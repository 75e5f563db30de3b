import { defineEventMapping, type FlatRow, TYPE_CONCEPT } from '../event-mapping.ts';

/**
 * Without a vocabulary the domain of a code is not known, so the record decides: a number, a laboratory result or a vital
 * sign is a measurement, everything else an observation.
 */
export const IS_MEASUREMENT = {
  sql: `(v.value_quantity IS NOT NULL OR v.value_integer IS NOT NULL
    OR coalesce(v.is_laboratory, false) OR coalesce(v.is_vital_sign, false))`,
  holds: (row: FlatRow) =>
    row['value_quantity'] !== null ||
    row['value_integer'] !== null ||
    row['is_laboratory'] === true ||
    row['is_vital_sign'] === true,
};

/** A blood pressure speaks through its components; the observation around them is a row only if it has a value itself. */
export const SPEAKS_ITSELF = {
  sql: '(coalesce(v.has_value, false) OR NOT coalesce(v.has_components, false))',
  holds: (row: FlatRow) => row['has_value'] === true || row['has_components'] !== true,
};

/** A component that says something: a number, a code or a truth, and no reason for having none. */
export const COMPONENT_SPEAKS = {
  sql: `(NOT coalesce(v.component_absent, false) AND (v.value_quantity IS NOT NULL OR v.value_integer IS NOT NULL
    OR v.value_code IS NOT NULL OR v.value_boolean IS NOT NULL))`,
  holds: (row: FlatRow) =>
    row['component_absent'] !== true &&
    ['value_quantity', 'value_integer', 'value_code', 'value_boolean'].some((column) => row[column] !== null),
};

export const OBSERVED = ['effective', 'effective_start', 'effective_instant', 'issued'];

/** OMOP's concepts for `<` and its kin. Source: OHDSI vocabulary, domain "Meas Value Operator". */
const OPERATOR = `CASE e.value_comparator WHEN '<' THEN 4171756 WHEN '<=' THEN 4171754 WHEN '>=' THEN 4171755
  WHEN '>' THEN 4172704 WHEN NULL THEN NULL END`;

const columns = {
  measurement_id: 'e.event_id',
  measurement_concept_id: '0',
  measurement_date: 'e.from_day',
  measurement_datetime: 'e.from_time',
  measurement_type_concept_id: String(TYPE_CONCEPT.ehr),
  operator_concept_id: OPERATOR,
  value_as_number: 'e.number',
  value_as_concept_id: 'w.concept_id',
  unit_concept_id: 'u.concept_id',
  unit_source_concept_id: 'u.concept_id',
  unit_source_value: 'left(e.unit, 50)',
  range_low: 'TRY_CAST(e.range_low AS DOUBLE)',
  range_high: 'TRY_CAST(e.range_high AS DOUBLE)',
  provider_id: 'e.provider_id',
  visit_occurrence_id: 'e.visit_id',
  measurement_source_value: 'left(e.code_code, 50)',
  measurement_source_concept_id: 'coalesce(c.concept_id, 0)',
  value_source_value: 'left(coalesce(e.number_text, e.value_code), 50)',
};

/** Observation → measurement. */
export const measurement = defineEventMapping({
  id: 'measurement',
  type: 'Observation',
  view: 'observation',
  codings: { view: 'observation-coding', from: 1 },
  domain: 'measurement',
  table: 'measurement',
  conceptDomain: 'Measurement',
  takes: both(SPEAKS_ITSELF, IS_MEASUREMENT),
  starts: OBSERVED,
  numbers: ['value_quantity', 'value_integer'],
  hasValue: true,
  columns,
});

/** Observation.component → measurement, one row each: systolic and diastolic pressure are found by their own codes. */
export const measurementComponent = defineEventMapping({
  id: 'measurement-component',
  type: 'Observation',
  view: 'observation-component',
  codings: { view: 'observation-component-coding', from: 1 },
  domain: 'measurement',
  table: 'measurement',
  conceptDomain: 'Measurement',
  part: ['part'],
  takes: both(COMPONENT_SPEAKS, IS_MEASUREMENT),
  starts: OBSERVED,
  numbers: ['value_quantity', 'value_integer'],
  hasValue: true,
  columns,
});

interface Rule {
  readonly sql: string;
  holds(row: FlatRow): boolean;
}

export function both(one: Rule, other: Rule): Rule {
  return { sql: `(${one.sql} AND ${other.sql})`, holds: (row) => one.holds(row) && other.holds(row) };
}

export function not(rule: Rule): Rule {
  return { sql: `(NOT ${rule.sql})`, holds: (row) => !rule.holds(row) };
}
