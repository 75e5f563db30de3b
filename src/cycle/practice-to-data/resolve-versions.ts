/**
 * Which of several deliveries of one record counts, whatever order they came in: the highest meta.versionId; where that
 * does not decide, the latest meta.lastUpdated; else the last to arrive. If the version that counts came with two
 * different bodies, nobody can say which is right: the record counts nowhere and both are reported.
 *
 * Needs arrived("at", type, id, version, updated, source). Gives dropped("at", fate, reason) for all that do not count,
 * but for conflicts, and rival("at") for the deliveries whose bodies must be compared.
 */
export const RESOLVE_VERSIONS: readonly string[] = [
  // Only records that came more than once are ranked; the hash keeps the grouping small.
  `CREATE TABLE repeated AS
     SELECT k FROM (SELECT hash(source, type, id) AS k FROM arrived) GROUP BY k HAVING count(*) > 1`,
  `CREATE TABLE ranked AS
     SELECT a."at", a.source, a.type, a.id, a.version,
       row_number() OVER w AS place,
       first_value(a."at") OVER w AS best,
       first_value(a.version) OVER w AS best_version,
       count(*) OVER (PARTITION BY a.source, a.type, a.id) AS deliveries
     FROM arrived a
     WHERE hash(a.source, a.type, a.id) IN (SELECT k FROM repeated)
     WINDOW w AS (PARTITION BY a.source, a.type, a.id
       ORDER BY TRY_CAST(a.version AS HUGEINT) DESC NULLS LAST,
         epoch_us(TRY_CAST(a.updated AS TIMESTAMPTZ)) DESC NULLS LAST, a."at" DESC)`,
  `CREATE TABLE rival AS
     SELECT "at", best FROM ranked WHERE version = best_version AND version IS NOT NULL`,
  `INSERT INTO dropped
     SELECT "at", 'superseded', CASE WHEN version = best_version THEN 'same-version-again' ELSE 'older-version' END
     FROM ranked WHERE place > 1`,
];

/** Given rival_body("at", best, body): the deliveries of one version with different bodies are taken out, all of them. */
export const FLAG_CONFLICTS: readonly string[] = [
  `CREATE TABLE conflict AS
     SELECT "at" FROM rival_body
     WHERE best IN (SELECT best FROM rival_body GROUP BY best HAVING count(DISTINCT body) > 1)`,
  `DELETE FROM dropped WHERE "at" IN (SELECT "at" FROM conflict)`,
  `INSERT INTO dropped SELECT "at", 'excluded', 'version-conflict' FROM conflict`,
];
