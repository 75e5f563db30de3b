import { defineCheck } from '../define-check.ts';
import { EVENTS } from './_events.ts';

/** Nothing ends before it began. */
export const endBeforeStart = defineCheck({
  id: 'end-before-start',
  title: 'Events that end before they begin',
  kind: 'plausibility',
  severity: 'warning',
  threshold: 0.001,
  threatens: ['readmission-30-day'],
  sql: () => `SELECT count(*) FILTER (e.last_day < e.day) AS violated, count(e.last_day) AS "of" FROM ${EVENTS} e`,
});
