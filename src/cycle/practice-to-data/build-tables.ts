import type { Effects } from '../../core/effects.ts';
import { type Database, sqlText } from '../../engine/store/duckdb.ts';
import { CDM_TABLES, cdmTableSql } from '../../engine/store/omop-cdm.ts';
import { omopIdMacro } from '../../engine/store/omop-id.ts';
import type { RawInput } from '../../engine/store/raw-loads.ts';
import type { Staged } from '../../engine/store/raw-stage.ts';
import { FATE } from './accounting.ts';
import type { AdmissionPolicy } from './admission.ts';
import { conceptSeenSql } from './concepts.ts';
import { codesSeenSql, eventTable, eventTableSql, placeNamedSql } from './event-sql.ts';
import { FHIR_DATE_MACROS } from './fhir-date.ts';
import { FHIR_REFERENCE_MACRO } from './fhir-reference.ts';
import type { LibraryView } from './fhir-views.ts';
import { flattenViews, readRivals } from './flatten.ts';
import { EVENT_MAPPINGS } from './mappings/all.ts';
import { MEDICATION_OF_REFERENCE } from './mappings/drug.ts';
import { consentSql, coverageSql, paymentSql } from './mappings/payment.ts';
import { BELONGS, observedSql, PEOPLE_CODES, patientSql } from './mappings/people.ts';
import { metadataRows } from './mappings/provenance.ts';
import { omopStatements } from './omop-tables.ts';
import { FLAG_CONFLICTS, RESOLVE_VERSIONS } from './resolve-versions.ts';
import { RONDO_TABLES, rondoStatements } from './rondo-tables.ts';

export interface TableParams {
  readonly inputs: readonly RawInput[];
  readonly staged: Staged;
  readonly policy: AdmissionPolicy;
  readonly views: ReadonlyMap<string, LibraryView>;
  /** hexadecimal */
  readonly idKey: string;
  /** days after this are taken for mistakes when the last day of the records is looked for, `YYYY-MM-DD` */
  readonly notAfter: string;
}

/**
 * Builds every table of a snapshot in the attached database `out` from staged records; scratch tables go to the current
 * schema. The same raw records, policy and views give the same rows in the same order. Returns the last day of the records.
 */
export async function buildTables(db: Database, params: TableParams, effects: Effects): Promise<string> {
  const { policy, staged } = params;
  const run = async (...statements: readonly string[]) => {
    for (const sql of statements) await db.run(sql);
  };
  const doing = (what: string) => effects.progress({ doing: what, done: 0, unit: 'tables' });
  await run(omopIdMacro(params.idKey), ...FHIR_DATE_MACROS, FHIR_REFERENCE_MACRO);
  await run(...CDM_TABLES.map((table) => cdmTableSql(table, 'out.main')), 'CREATE SCHEMA out.rondo');
  await run(...RONDO_TABLES.map((table) => `CREATE TABLE out.rondo.${table}`));

  doing('resolving versions');
  // Until the tables are written, where every order is spelled out; scratch is read once or twice and not worth packing.
  await run('SET preserve_insertion_order = false', "SET force_compression = 'uncompressed'");
  await readStaged(db, params);
  await run(...RESOLVE_VERSIONS);
  await readRivals(db, staged);
  await run(...FLAG_CONFLICTS);
  await flattenViews(db, staged, params.views, effects);

  doing('mapping to OMOP');
  await run('BEGIN'); // one transaction: a commit waits for the disk
  await run(...MEDICATION_OF_REFERENCE, ...patientSql(policy), placeNamedSql(EVENT_MAPPINGS));
  for (const mapping of EVENT_MAPPINGS) {
    await run(eventTableSql(mapping, policy));
    if (mapping.isVisit)
      await run(
        'CREATE TABLE visit_known AS SELECT source, id, event_id AS visit_id FROM event_visit WHERE reason IS NULL',
      );
  }
  await run(...BELONGS, observedSql(EVENT_MAPPINGS.map(eventTable)));
  const [last] = await db.rows<{ day: string | null }>(
    'SELECT CAST(max(last_day) AS VARCHAR) AS day FROM observed WHERE last_day <= CAST($1 AS DATE)',
    [params.notAfter],
  );
  const asOf = last?.day ?? params.notAfter;
  await run(...paymentSql(policy), coverageSql(policy, asOf), consentSql(policy));
  await run(conceptSeenSql([...EVENT_MAPPINGS.flatMap(codesSeenSql), ...PEOPLE_CODES]), ...FATE, 'COMMIT');

  doing('writing OMOP tables');
  await run('SET preserve_insertion_order = true', "SET force_compression = 'auto'", 'BEGIN');
  await run(...omopStatements(), ...(await metadataRows(db, { asOf, policy })));
  doing('accounting');
  await run(...rondoStatements(), 'COMMIT');
  await assertAccounted(db, staged);
  return asOf;
}

/** The lines that staging found, as tables: file, arrived_all, arrived, dropped and quarantined_line. */
async function readStaged(db: Database, { inputs, staged }: TableParams): Promise<void> {
  await db.run('CREATE TABLE file (number BIGINT, source VARCHAR, name VARCHAR, fault VARCHAR)');
  const faults = new Map(staged.files.map((file) => [file.number, file.fault]));
  const files = inputs.map(({ number, source, name }) => {
    const fault = faults.get(number);
    return `(${number}, ${sqlText(source)}, ${sqlText(name)}, ${fault ? sqlText(fault) : 'NULL'})`;
  });
  if (files.length > 0) await db.run(`INSERT INTO file VALUES ${files.join(', ')}`);
  const rows = (paths: readonly string[], columns: string, empty: string) =>
    paths.length === 0
      ? `(SELECT ${empty} WHERE false)`
      : `read_csv([${paths.map(sqlText).join(', ')}], delim = '\t', header = false, quote = '', escape = '', auto_detect = false, columns = ${columns})`;
  const index = rows(
    staged.index,
    "{'at': 'BIGINT', 'type': 'VARCHAR', 'id': 'VARCHAR', 'version': 'VARCHAR', 'updated': 'VARCHAR'}",
    'NULL::BIGINT AS "at", NULL::VARCHAR AS type, NULL::VARCHAR AS id, NULL::VARCHAR AS version, NULL::VARCHAR AS updated',
  );
  const bad = rows(
    staged.quarantine,
    "{'at': 'BIGINT', 'type': 'VARCHAR', 'code': 'VARCHAR'}",
    'NULL::BIGINT AS "at", NULL::VARCHAR AS type, NULL::VARCHAR AS code',
  );
  await db.run(
    `CREATE TABLE arrived_all AS SELECT s.*, f.source, f.fault FROM ${index} s JOIN file f ON f.number = s."at" // 4294967296`,
  );
  await db.run(
    'CREATE TABLE dropped AS SELECT "at", \'quarantined\' AS fate, fault AS reason FROM arrived_all WHERE fault IS NOT NULL',
  );
  await db.run(
    'CREATE VIEW arrived AS SELECT "at", type, id, version, updated, source FROM arrived_all WHERE fault IS NULL',
  );
  await db.run(`CREATE TABLE quarantine_all AS SELECT "at", coalesce(type, '') AS type, code FROM ${bad}`);
  // Line 0 stands for the file itself and is no record.
  await db.run(`CREATE VIEW quarantined_line AS
    SELECT q."at", q.type, coalesce(f.fault, q.code) AS code
    FROM quarantine_all q JOIN file f ON f.number = q."at" // 4294967296 WHERE q."at" % 4294967296 > 0`);
}

/** Every line read has exactly one fate. A broken sum is a bug of ours, and no snapshot comes of it. */
async function assertAccounted(db: Database, staged: Staged): Promise<void> {
  const read = staged.files.reduce((sum, file) => sum + file.lines, 0);
  const [sum] = await db.rows<{ records: string }>(
    'SELECT CAST(coalesce(sum(records), 0) AS BIGINT) AS records FROM out.rondo.accounting',
  );
  if (Number(sum?.records) !== read)
    throw new Error(`buildTables(): ${read} records read, ${sum?.records} accounted for`);
}
