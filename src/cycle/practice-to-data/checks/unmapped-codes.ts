import { defineCheck } from '../define-check.ts';
import { EVENTS } from './_events.ts';

/** Codes without a standard concept: definitions by source code still find them, OHDSI studies do not. */
export const unmappedCodes = defineCheck({
  id: 'unmapped-codes',
  title: 'Events without a standard concept',
  kind: 'conformance',
  severity: 'note',
  threshold: 1,
  threatens: [],
  sql: () => `SELECT count(*) FILTER (e.standard = 0) AS violated, count(*) AS "of" FROM ${EVENTS} e`,
});
