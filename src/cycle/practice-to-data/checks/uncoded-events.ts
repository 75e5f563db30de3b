import { defineCheck } from '../define-check.ts';
import { EVENTS } from './_events.ts';

/** An event without any code is found by no definition. */
export const uncodedEvents = defineCheck({
  id: 'uncoded-events',
  title: 'Events without a code',
  kind: 'completeness',
  severity: 'warning',
  threshold: 0.01,
  threatens: ['*'],
  sql: () => `SELECT count(*) FILTER (e.code = 0) AS violated, count(*) AS "of" FROM ${EVENTS} e`,
});
