import { defineCheck } from '../define-check.ts';
import { EVENTS } from './_events.ts';

/** Nothing happens to a person before the year of birth. */
export const beforeBirth = defineCheck({
  id: 'before-birth',
  title: 'Events before birth',
  kind: 'plausibility',
  severity: 'warning',
  threshold: 0.001,
  threatens: ['*'],
  sql: () => `SELECT count(*) FILTER (year(e.day) < p.year_of_birth) AS violated, count(*) AS "of"
    FROM ${EVENTS} e JOIN person p ON p.person_id = e.person_id`,
});
