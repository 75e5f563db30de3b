import { defineCheck } from '../define-check.ts';
import { NUMBERS } from './_events.ts';

/** A number without a unit is not comparable with anything. */
export const unitMissing = defineCheck({
  id: 'unit-missing',
  title: 'Numbers without a unit',
  kind: 'completeness',
  severity: 'warning',
  threshold: 0.05,
  threatens: ['blood-pressure-control', 'uncontrolled-blood-pressure'],
  sql: () => `SELECT count(*) FILTER (n.unit IS NULL OR n.unit = '') AS violated, count(*) AS "of" FROM ${NUMBERS} n`,
});
