import type { Effects } from '../../core/effects.ts';
import { type Database, sqlText } from '../../engine/store/duckdb.ts';
import { CDM_TABLES, type CdmTable, cdmKeyOf, cdmTableSql } from '../../engine/store/omop-cdm.ts';
import { omopIdMacro } from '../../engine/store/omop-id.ts';
import type { RawInput } from '../../engine/store/raw-loads.ts';
import type { Staged } from '../../engine/store/raw-stage.ts';
import { QUARANTINE_SAYS } from '../../engine/store/raw-stage-file.ts';
import { ACCOUNTING_ROWS, EXCLUSION_ROWS, FATE } from './accounting.ts';
import type { AdmissionPolicy } from './admission.ts';
import { CONCEPT_CLASS_ROWS, CONCEPT_ROWS, conceptSeenSql, DOMAIN_ROWS, VOCABULARY_ROWS } from './concepts.ts';
import { codesSeenSql, codingsSql, eventTable, eventTableSql, omopRowsSql } from './event-sql.ts';
import { FHIR_DATE_MACROS } from './fhir-date.ts';
import { FHIR_REFERENCE_MACRO } from './fhir-reference.ts';
import type { LibraryView } from './fhir-views.ts';
import { flattenViews, readRivals } from './flatten.ts';
import { EVENT_MAPPINGS } from './mappings/all.ts';
import { MEDICATION_OF_REFERENCE } from './mappings/drug.ts';
import {
  CONSENT_ROWS,
  COST_ROWS,
  consentSql,
  coverageSql,
  PAYER_PLAN_PERIOD_ROWS,
  paymentSql,
} from './mappings/payment.ts';
import {
  BELONGS,
  DEATH_ROWS,
  DEPRIVATION_ROWS,
  OBSERVATION_PERIOD_ROWS,
  observedSql,
  PEOPLE_CODES,
  PERSON_ROWS,
  patientSql,
} from './mappings/people.ts';
import {
  CARE_SITE_ROWS,
  LOCATION_ROWS,
  NAMED_CARE_SITE_ROWS,
  namedProviderRows,
  PROVIDER_ROWS,
  VISIT_DETAIL_ROWS,
} from './mappings/places.ts';
import { metadataRows } from './mappings/provenance.ts';
import { FLAG_CONFLICTS, RESOLVE_VERSIONS } from './resolve-versions.ts';
import { unresolvedRows } from './unresolved.ts';

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

const EVENT_TABLES = EVENT_MAPPINGS.map(eventTable);

/** The schema `rondo` of a snapshot: what happened to the records on their way. */
const RONDO_TABLES = [
  'accounting (type VARCHAR, fate VARCHAR, reason VARCHAR, records BIGINT)',
  'exclusion (type VARCHAR, reason VARCHAR, file VARCHAR, line BIGINT)',
  'quarantine (file VARCHAR, line BIGINT, type VARCHAR, code VARCHAR, says VARCHAR)',
  'event_code (domain VARCHAR, event_id BIGINT, concept_id BIGINT)',
  'date_flag (domain VARCHAR, event_id BIGINT, flag VARCHAR)',
  'late_arrival (domain VARCHAR, event_id BIGINT, days BIGINT)',
  'unresolved_reference (type VARCHAR, element VARCHAR, target VARCHAR, why VARCHAR, records BIGINT)',
  'consent (person_id BIGINT, scope VARCHAR, provision VARCHAR, purpose VARCHAR, status VARCHAR, decided_on DATE, from_day DATE, until_day DATE)',
  'person_source (person_id BIGINT, source VARCHAR)',
  'check_result ("check" VARCHAR, severity VARCHAR, source VARCHAR, month VARCHAR, violated BIGINT, "of" BIGINT, share DOUBLE, threshold DOUBLE, ok BOOLEAN, threatens VARCHAR[])',
];

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
  await run('SET preserve_insertion_order = false'); // until the tables are written, where every order is spelled out
  await readStaged(db, params);
  await run(...RESOLVE_VERSIONS);
  await readRivals(db, staged);
  await run(...FLAG_CONFLICTS);
  await flattenViews(db, staged, params.views, effects);

  doing('mapping to OMOP');
  await run(...MEDICATION_OF_REFERENCE, ...patientSql(policy));
  for (const mapping of EVENT_MAPPINGS) {
    await run(eventTableSql(mapping, policy));
    if (mapping.isVisit)
      await run('CREATE TABLE visit_known AS SELECT event_id AS visit_id FROM event_visit WHERE reason IS NULL');
  }
  await run(...BELONGS, observedSql(EVENT_TABLES));
  const [last] = await db.rows<{ day: string | null }>(
    'SELECT CAST(max(last_day) AS VARCHAR) AS day FROM observed WHERE last_day <= CAST($1 AS DATE)',
    [params.notAfter],
  );
  const asOf = last?.day ?? params.notAfter;
  await run(...paymentSql(policy), coverageSql(policy, asOf), consentSql(policy));
  await run(conceptSeenSql([...EVENT_MAPPINGS.flatMap(codesSeenSql), ...PEOPLE_CODES]));

  doing('writing OMOP tables');
  await run('SET preserve_insertion_order = true');
  await writeOmop(run);
  await run(...(await metadataRows(db, { asOf, policy })));
  doing('accounting');
  await writeRondo(db, params, run);
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
  await db.run('CREATE VIEW quarantined_line AS SELECT * FROM quarantine_all WHERE "at" % 4294967296 > 0');
}

async function writeOmop(run: (...sql: readonly string[]) => Promise<void>): Promise<void> {
  const rows = new Map<CdmTable, string[]>();
  const add = (table: CdmTable, ...sql: string[]) => rows.set(table, [...(rows.get(table) ?? []), ...sql]);
  for (const mapping of EVENT_MAPPINGS) add(mapping.table, omopRowsSql(mapping));
  add('observation', DEPRIVATION_ROWS);
  add('person', PERSON_ROWS);
  add('death', DEATH_ROWS);
  add('observation_period', OBSERVATION_PERIOD_ROWS);
  add('visit_detail', VISIT_DETAIL_ROWS);
  add('care_site', CARE_SITE_ROWS, NAMED_CARE_SITE_ROWS);
  add('provider', PROVIDER_ROWS, namedProviderRows(EVENT_TABLES));
  add('location', LOCATION_ROWS);
  add('payer_plan_period', PAYER_PLAN_PERIOD_ROWS);
  add('cost', COST_ROWS);
  add('concept', CONCEPT_ROWS);
  for (const [table, parts] of rows) await run(insertSql(table, parts));
  await run(insertSql('vocabulary', [VOCABULARY_ROWS]), insertSql('domain', [DOMAIN_ROWS]));
  await run(insertSql('concept_class', [CONCEPT_CLASS_ROWS]));
}

/** Rows lie by person, so that one person's record is read from few places; the order is part of what a rebuild repeats. */
function insertSql(table: CdmTable, parts: readonly string[]): string {
  const key = cdmKeyOf(table);
  const hasPerson = cdmTableSql(table).includes('"person_id"');
  const order = [...(hasPerson ? ['person_id'] : []), ...(key && key !== 'person_id' ? [key] : [])];
  const all = parts.map((part) => `(${part})`).join(' UNION ALL BY NAME ');
  return `INSERT INTO out.main.${table} BY NAME SELECT * FROM (${all}) ${order.length > 0 ? `ORDER BY ${order.join(', ')}` : ''}`;
}

async function writeRondo(
  db: Database,
  { staged }: TableParams,
  run: (...sql: readonly string[]) => Promise<void>,
): Promise<void> {
  for (const mapping of EVENT_MAPPINGS.filter(({ codings }) => codings)) {
    await run(`INSERT INTO out.rondo.event_code
      SELECT DISTINCT '${mapping.domain}', k.event_id, c.concept_id FROM (${codingsSql(mapping)}) k
      JOIN concept_seen c ON c.system = coalesce(k.code_system, '') AND c.code = k.code_code ORDER BY ALL`);
  }
  for (const mapping of EVENT_MAPPINGS) {
    await run(`INSERT INTO out.rondo.date_flag SELECT '${mapping.domain}', event_id, flag FROM (
        SELECT event_id, 'start-partial' AS flag FROM ${eventTable(mapping)} WHERE reason IS NULL AND length(start_text) < 10
        UNION ALL SELECT event_id, 'end-partial' FROM ${eventTable(mapping)} WHERE reason IS NULL AND length(end_text) < 10
        ${mapping.endWhenMissing === 'none' ? '' : `UNION ALL SELECT event_id, 'end-derived' FROM ${eventTable(mapping)} WHERE reason IS NULL AND end_day IS NULL`}
      ) ORDER BY event_id, flag`);
  }
  await run(`INSERT INTO out.rondo.date_flag SELECT 'person', person_id, flag FROM (
      SELECT person_id, 'birth-partial' AS flag FROM patient WHERE reason IS NULL AND length(birth_date) < 10
      UNION ALL SELECT person_id, 'death-undated' FROM patient WHERE reason IS NULL AND deceased AND fhir_day(deceased_on) IS NULL
    ) ORDER BY person_id, flag`);
  await run(`INSERT INTO out.rondo.late_arrival SELECT 'measurement', event_id, date_diff('day', from_day, fhir_day(issued))
    FROM event_measurement WHERE reason IS NULL AND date_diff('day', from_day, fhir_day(issued)) > 30 ORDER BY event_id`);
  await run(`INSERT INTO out.rondo.unresolved_reference ${unresolvedRows()}`);
  await run(`INSERT INTO out.rondo.consent BY NAME ${CONSENT_ROWS} ORDER BY ALL`);
  await run(
    'INSERT INTO out.rondo.person_source SELECT person_id, source FROM patient WHERE reason IS NULL ORDER BY person_id',
  );
  await run(
    ...FATE,
    `INSERT INTO out.rondo.accounting ${ACCOUNTING_ROWS}`,
    `INSERT INTO out.rondo.exclusion ${EXCLUSION_ROWS}`,
  );
  const says = Object.entries(QUARANTINE_SAYS).map(([code, text]) => `WHEN ${sqlText(code)} THEN ${sqlText(text)}`);
  await run(`INSERT INTO out.rondo.quarantine
    SELECT i.name, q."at" % 4294967296, q.type, q.code, CASE q.code ${says.join(' ')} WHEN 'wrong-shape' THEN 'an element has another shape than FHIR gives it' END
    FROM (SELECT "at", type, code FROM quarantine_all
      UNION ALL SELECT d."at", a.type, d.reason FROM dropped d JOIN arrived_all a ON a."at" = d."at" WHERE d.fate = 'quarantined' AND a.fault IS NULL) q
    JOIN file i ON i.number = q."at" // 4294967296 ORDER BY q."at"`);
  await assertAccounted(db, staged);
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
