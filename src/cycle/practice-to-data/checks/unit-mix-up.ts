import { defineCheck } from '../define-check.ts';
import { NUMBERS } from './_events.ts';

/** A value far from the middle of its code and unit, where the others lie close together, was likely recorded in another unit. */
export const unitMixUp = defineCheck({
  id: 'unit-mix-up',
  title: 'Values that look like another unit',
  kind: 'plausibility',
  severity: 'warning',
  threshold: 0.005,
  threatens: ['blood-pressure-control', 'uncontrolled-blood-pressure'],
  sql: () => `SELECT sum(far) AS violated, sum(values) AS "of" FROM (
      SELECT count(*) FILTER (n.value > 6 * m.middle OR n.value * 6 < m.middle) AS far, count(*) AS values
      FROM ${NUMBERS} n JOIN (
        SELECT code, unit, median(value) AS middle, quantile_cont(value, 0.05) AS low, quantile_cont(value, 0.95) AS high
        FROM ${NUMBERS} GROUP BY code, unit HAVING count(*) >= 20) m ON m.code = n.code AND m.unit IS NOT DISTINCT FROM n.unit
      WHERE m.middle > 0 AND m.low > 0 AND m.high < 3 * m.low)`,
});
