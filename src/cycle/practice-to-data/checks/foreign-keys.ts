import { CDM, CDM_TABLES, type CdmTable, cdmKeyOf } from '../../../engine/store/omop-cdm.ts';
import { defineCheck } from '../define-check.ts';

/** Tables of the vocabulary: a code may name a concept that this site has not mounted. */
const VOCABULARY = new Set(['concept', 'domain', 'vocabulary', 'concept_class', 'relationship']);

const LINKS = CDM_TABLES.flatMap(
  (table) =>
    CDM[table]
      .filter(({ refersTo }) => refersTo && !VOCABULARY.has(refersTo))
      .map(({ name, refersTo }) => ({ table, column: name, target: refersTo as CdmTable })), // a table of the CDM
);

/** Every id that points at a person, a visit, a provider or a place finds it. */
export const foreignKeys = defineCheck({
  id: 'foreign-keys',
  title: 'Ids that point at nothing',
  kind: 'conformance',
  severity: 'fatal',
  threshold: 0,
  threatens: ['*'],
  sql: () =>
    `SELECT sum(violated) AS violated, sum("of") AS "of" FROM (${LINKS.map(
      ({ table, column, target }) =>
        `SELECT count(*) FILTER (t.${column} IS NOT NULL AND x.id IS NULL) AS violated, count(t.${column}) AS "of"
       FROM ${table} t LEFT JOIN (SELECT DISTINCT ${cdmKeyOf(target)} AS id FROM ${target}) x ON x.id = t.${column}`,
    ).join(' UNION ALL ')})`,
});
