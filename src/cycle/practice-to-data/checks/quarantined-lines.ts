import { defineCheck } from '../define-check.ts';

/** Lines that could not be read at all. */
export const quarantinedLines = defineCheck({
  id: 'quarantined-lines',
  title: 'Lines in quarantine',
  kind: 'conformance',
  severity: 'warning',
  threshold: 0.01,
  threatens: ['*'],
  sql: () =>
    `SELECT sum(records) FILTER (fate = 'quarantined') AS violated, sum(records) AS "of" FROM rondo.accounting`,
});
