import { defineCheck } from '../define-check.ts';
import { NUMBERS } from './_events.ts';

/** One code is measured in one unit; what comes in another is compared with it only if the units convert. */
export const minorityUnits = defineCheck({
  id: 'minority-units',
  title: 'Values in a unit few others of their code have',
  kind: 'conformance',
  severity: 'warning',
  threshold: 0.02,
  threatens: ['blood-pressure-control', 'uncontrolled-blood-pressure'],
  sql: () => `SELECT sum(values) FILTER (place > 1) AS violated, sum(values) AS "of" FROM (
      SELECT code, unit, count(*) AS values, row_number() OVER (PARTITION BY vocabulary, code ORDER BY count(*) DESC, unit) AS place
      FROM ${NUMBERS} GROUP BY vocabulary, code, unit)`,
});
