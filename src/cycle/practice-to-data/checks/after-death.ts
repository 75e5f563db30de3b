import { defineCheck } from '../define-check.ts';
import { EVENTS } from './_events.ts';

/** Nothing begins more than 30 days after death, but what is charted late. */
export const afterDeath = defineCheck({
  id: 'after-death',
  title: 'Events after death',
  kind: 'plausibility',
  severity: 'warning',
  threshold: 0.01,
  threatens: ['*'],
  sql: () => `SELECT count(*) FILTER (e.day > d.death_date + INTERVAL 30 DAY) AS violated, count(*) AS "of"
    FROM ${EVENTS} e JOIN death d ON d.person_id = e.person_id`,
});
