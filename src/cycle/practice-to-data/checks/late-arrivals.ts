import { defineCheck } from '../define-check.ts';

/** Results issued more than 30 days after they were taken: the last month is not complete yet. */
export const lateArrivals = defineCheck({
  id: 'late-arrivals',
  title: 'Results that came late',
  kind: 'completeness',
  severity: 'warning',
  threshold: 0.05,
  threatens: ['*'],
  sql: () => `SELECT s.source, count(l.event_id) AS violated, count(*) AS "of" FROM measurement m
    JOIN rondo.person_source s ON s.person_id = m.person_id
    LEFT JOIN rondo.late_arrival l ON l.event_id = m.measurement_id GROUP BY s.source ORDER BY s.source`,
});
