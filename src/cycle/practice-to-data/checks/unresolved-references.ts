import { defineCheck } from '../define-check.ts';

/** References of admitted records to records that never came. */
export const unresolvedReferences = defineCheck({
  id: 'unresolved-references',
  title: 'References that lead nowhere',
  kind: 'conformance',
  severity: 'warning',
  threshold: 0.02,
  threatens: ['*'],
  sql: () => `SELECT (SELECT sum(records) FROM rondo.unresolved_reference) AS violated,
    (SELECT sum(records) FROM rondo.accounting WHERE fate = 'loaded') AS "of" `,
});
