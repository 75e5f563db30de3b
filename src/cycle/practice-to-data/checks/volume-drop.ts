import { defineCheck } from '../define-check.ts';

/** A source that goes silent: a month with less than half the visits of the six before it. First and last months are partial. */
export const volumeDrop = defineCheck({
  id: 'volume-drop',
  title: 'Months in which a source sent less than half',
  kind: 'completeness',
  severity: 'warning',
  threshold: 0,
  threatens: ['*'],
  sql: ({ asOf }) => `SELECT source, month, CAST(visits < 0.5 * usual AS BIGINT) AS violated, 1 AS "of" FROM (
      SELECT source, month, visits, median(visits) OVER (PARTITION BY source ORDER BY month ROWS BETWEEN 6 PRECEDING AND 1 PRECEDING) AS usual,
        row_number() OVER (PARTITION BY source ORDER BY month) AS nth, count(*) OVER (PARTITION BY source) AS months
      FROM (SELECT s.source, m.month, count(v.visit_occurrence_id) AS visits
        FROM (SELECT strftime(unnest(generate_series(date_trunc('month', DATE '${asOf}') - INTERVAL 24 MONTH, date_trunc('month', DATE '${asOf}'), INTERVAL 1 MONTH)), '%Y-%m') AS month) m
        CROSS JOIN (SELECT DISTINCT source FROM rondo.person_source) s
        LEFT JOIN (SELECT x.visit_occurrence_id, x.visit_start_date, p.source FROM visit_occurrence x JOIN rondo.person_source p ON p.person_id = x.person_id) v
          ON v.source = s.source AND strftime(v.visit_start_date, '%Y-%m') = m.month
        GROUP BY s.source, m.month))
    WHERE nth > 7 AND nth < months AND usual >= 20 ORDER BY source, month`,
});
