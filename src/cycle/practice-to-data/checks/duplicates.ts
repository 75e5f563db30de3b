import { defineCheck } from '../define-check.ts';
import { NUMBERS } from './_events.ts';

/** The same number for the same person, code and moment under two ids was likely sent twice. */
export const duplicates = defineCheck({
  id: 'duplicates',
  title: 'Measurements that were likely sent twice',
  kind: 'plausibility',
  severity: 'warning',
  threshold: 0.02,
  threatens: ['*'],
  sql: () => `SELECT sum(times - 1) AS violated, sum(times) AS "of" FROM (
      SELECT count(*) AS times FROM ${NUMBERS} WHERE moment IS NOT NULL GROUP BY person_id, vocabulary, code, unit, moment, value)`,
});
