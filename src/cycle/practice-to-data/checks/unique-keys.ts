import { CDM_TABLES, cdmKeyOf } from '../../../engine/store/omop-cdm.ts';
import { defineCheck } from '../define-check.ts';

/** No id names two rows: neither a record loaded twice nor two records whose hashed ids collide. */
export const uniqueKeys = defineCheck({
  id: 'unique-keys',
  title: 'Ids that name two rows',
  kind: 'conformance',
  severity: 'fatal',
  threshold: 0,
  threatens: ['*'],
  sql: () =>
    `SELECT sum(violated) AS violated, sum("of") AS "of" FROM (${CDM_TABLES.filter((table) => cdmKeyOf(table))
      .map(
        (table) => `SELECT count(*) - count(DISTINCT ${cdmKeyOf(table)}) AS violated, count(*) AS "of" FROM ${table}`,
      )
      .join(' UNION ALL ')})`,
});
