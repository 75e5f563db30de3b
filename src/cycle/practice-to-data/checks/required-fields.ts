import { CDM, CDM_TABLES } from '../../../engine/store/omop-cdm.ts';
import { defineCheck } from '../define-check.ts';

/** Every field that OMOP CDM 5.4 requires holds something. */
export const requiredFields = defineCheck({
  id: 'required-fields',
  title: 'Required fields that are empty',
  kind: 'conformance',
  severity: 'fatal',
  threshold: 0,
  threatens: ['*'],
  sql: () =>
    `SELECT sum(violated) AS violated, sum("of") AS "of" FROM (${CDM_TABLES.map((table) => {
      const missing = CDM[table].filter(({ isRequired }) => isRequired).map(({ name }) => `"${name}" IS NULL`);
      return `SELECT count(*) FILTER (${missing.join(' OR ')}) AS violated, count(*) AS "of" FROM ${table}`;
    }).join(' UNION ALL ')})`,
});
