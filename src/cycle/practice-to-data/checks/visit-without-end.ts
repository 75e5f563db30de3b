import { defineCheck } from '../define-check.ts';

/** A stay in hospital has an end; without one, length of stay and readmission cannot be told. */
export const visitWithoutEnd = defineCheck({
  id: 'visit-without-end',
  title: 'Stays without an end',
  kind: 'completeness',
  severity: 'warning',
  threshold: 0.01,
  threatens: ['readmission-30-day'],
  sql: () => `SELECT count(f.event_id) AS violated, count(*) AS "of" FROM visit_occurrence v
    LEFT JOIN rondo.date_flag f ON f.domain = 'visit' AND f.event_id = v.visit_occurrence_id AND f.flag = 'end-derived'
    WHERE v.visit_source_value = 'IMP'`,
});
