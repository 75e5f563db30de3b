import { defineCheck } from '../define-check.ts';

/** People of whom nothing is known are in no denominator. */
export const peopleWithoutEvents = defineCheck({
  id: 'people-without-events',
  title: 'People without any event',
  kind: 'completeness',
  severity: 'note',
  threshold: 0.5,
  threatens: [],
  sql: () => `SELECT count(*) FILTER (o.person_id IS NULL) AS violated, count(*) AS "of" FROM person p
    LEFT JOIN observation_period o ON o.person_id = p.person_id`,
});
