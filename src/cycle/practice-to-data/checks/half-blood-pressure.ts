import { defineCheck } from '../define-check.ts';
import { NUMBERS } from './_events.ts';

/** A systolic pressure has its diastolic beside it. */
export const halfBloodPressure = defineCheck({
  id: 'half-blood-pressure',
  title: 'Blood pressures with one half missing',
  kind: 'completeness',
  severity: 'warning',
  threshold: 0.02,
  threatens: ['blood-pressure-control', 'uncontrolled-blood-pressure'],
  sql: () => `SELECT count(*) FILTER (halves < 2) AS violated, count(*) AS "of" FROM (
      SELECT count(DISTINCT code) AS halves FROM ${NUMBERS} WHERE vocabulary = 'LOINC' AND code IN ('8480-6', '8462-4')
      GROUP BY person_id, day, moment)`,
});
