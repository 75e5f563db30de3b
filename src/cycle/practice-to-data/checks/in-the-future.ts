import { defineCheck } from '../define-check.ts';
import { EVENTS } from './_events.ts';

/** Nothing begins after the last day the records can speak of. */
export const inTheFuture = defineCheck({
  id: 'in-the-future',
  title: 'Events in the future',
  kind: 'plausibility',
  severity: 'warning',
  threshold: 0.001,
  threatens: ['*'],
  sql: ({ asOf }) => `SELECT count(*) FILTER (e.day > DATE '${asOf}') AS violated, count(*) AS "of" FROM ${EVENTS} e`,
});
