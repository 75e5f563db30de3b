import { defineCheck } from '../define-check.ts';
import { EVENTS } from './_events.ts';

/** A code system that made up a twentieth of a domain and was not seen in the last whole month: an interface has changed. */
export const silentCodeSystem = defineCheck({
  id: 'silent-code-system',
  title: 'Code systems that fell silent',
  kind: 'completeness',
  severity: 'warning',
  threshold: 0,
  threatens: ['*'],
  sql: ({
    asOf,
  }) => `SELECT domain || ': ' || vocabulary AS source, CAST(recent = 0 AS BIGINT) AS violated, 1 AS "of" FROM (
      SELECT e.domain, c.vocabulary_id AS vocabulary, count(*) FILTER (e.day < m.start) AS before, count(*) FILTER (e.day >= m.start) AS recent,
        sum(count(*) FILTER (e.day < m.start)) OVER (PARTITION BY e.domain) AS all_before,
        sum(count(*) FILTER (e.day >= m.start)) OVER (PARTITION BY e.domain) AS all_recent
      FROM ${EVENTS} e JOIN concept c ON c.concept_id = e.code
      CROSS JOIN (SELECT CAST(date_trunc('month', DATE '${asOf}') - INTERVAL 1 MONTH AS DATE) AS start) m
      WHERE e.code <> 0 AND e.day BETWEEN m.start - INTERVAL 12 MONTH AND DATE '${asOf}' GROUP BY e.domain, c.vocabulary_id)
    WHERE before >= 0.05 * all_before AND before >= 20 AND all_recent >= 20 ORDER BY 1`,
});
