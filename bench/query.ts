/** The shipped blood pressure measure over a million synthetic people made inside DuckDB, and one person at the bedside. */
import { dayOf } from '../src/core/day.ts';
import { codeSetFromJson, codeSetsOf } from '../src/engine/query/code-set.ts';
import { measureFromJson, ruleFromJson } from '../src/engine/query/definition-json.ts';
import { evaluateMeasure, readyRule } from '../src/engine/query/memory.ts';
import type { PersonRecord } from '../src/engine/query/record.ts';
import { runMeasure } from '../src/engine/query/run.ts';
import { openDatabase } from '../src/engine/store/duckdb.ts';
import { contentOf, readLibrary } from '../src/engine/store/library.ts';

const PEOPLE = Number(process.env['RONDO_PEOPLE'] ?? 1_000_000);
const codeSets = codeSetsOf(readLibrary('code-lists').map(({ json }) => codeSetFromJson(json)));
const bloodPressure = measureFromJson(contentOf('measures', 'blood-pressure-control').json);
const readmission = measureFromJson(contentOf('measures', 'readmission-30-day').json);
const rule = ruleFromJson(contentOf('rules', 'uncontrolled-blood-pressure').json);

await inDatabase();
inMemory();

async function inDatabase(): Promise<void> {
  const db = await openDatabase(':memory:', { memoryLimit: '4GB' });
  await db.run(`
    CREATE SCHEMA rondo;
    CREATE TABLE rondo.event_code (domain VARCHAR, event_id BIGINT, concept_id BIGINT);
    CREATE TABLE concept (concept_id BIGINT, concept_code VARCHAR, vocabulary_id VARCHAR, domain_id VARCHAR);
    INSERT INTO concept VALUES (1, 'I10', 'ICD10CM', 'Condition'), (2, '8480-6', 'LOINC', 'Measurement'),
      (3, '8462-4', 'LOINC', 'Measurement'), (4, 'E11.9', 'ICD10CM', 'Condition'), (5, 'N18.6', 'ICD10CM', 'Condition'),
      (6, '314076', 'RxNorm', 'Drug'), (7, '59621000', 'SNOMED', 'Condition');
    CREATE TABLE person AS SELECT i AS person_id, CASE WHEN i % 2 = 0 THEN 8507 ELSE 8532 END AS gender_concept_id,
      1935 + CAST(hash(i) % 75 AS INTEGER) AS year_of_birth, 1 + CAST(hash(i, 1) % 12 AS INTEGER) AS month_of_birth,
      1 + CAST(hash(i, 2) % 28 AS INTEGER) AS day_of_birth, CAST(hash(i, 3) % 5000 AS BIGINT) AS care_site_id,
      CAST(hash(i, 4) % 20000 AS BIGINT) AS provider_id, 'r' || hash(i, 5) % 5 AS race_source_value,
      'e' || hash(i, 6) % 2 AS ethnicity_source_value FROM range(${PEOPLE}) t(i);
    CREATE TABLE care_site AS SELECT i AS care_site_id, 'practice-' || i AS care_site_source_value FROM range(5000) t(i);
    CREATE TABLE provider AS SELECT i AS provider_id, 'dr-' || i AS provider_source_value FROM range(20000) t(i);
    CREATE TABLE observation_period (person_id BIGINT, observation_period_start_date DATE, observation_period_end_date DATE);
    CREATE TABLE death AS SELECT i AS person_id, DATE '2025-06-01' AS death_date, 0::BIGINT AS cause_source_concept_id
      FROM range(${PEOPLE}) t(i) WHERE hash(i, 7) % 100 = 0;
    CREATE TABLE condition_occurrence AS SELECT i * 3 + k AS condition_occurrence_id, i AS person_id,
      DATE '2023-01-01' + CAST(hash(i, k, 8) % 900 AS INTEGER) AS condition_start_date, CAST(NULL AS DATE) AS condition_end_date,
      CASE WHEN hash(i, k, 9) % 7 = 0 THEN 1 WHEN hash(i, k, 9) % 200 = 1 THEN 5 ELSE 4 END::BIGINT AS condition_source_concept_id
      FROM range(${PEOPLE}) t(i), range(3) u(k);
    INSERT INTO rondo.event_code SELECT 'condition', condition_occurrence_id, 7 FROM condition_occurrence
      WHERE condition_source_concept_id = 1;
    CREATE TABLE measurement AS SELECT i * 12 + k AS measurement_id, i AS person_id,
      DATE '2024-01-01' + CAST(hash(i, k // 2, 10) % 700 AS INTEGER) AS measurement_date,
      CASE WHEN k % 2 = 0 THEN 2 ELSE 3 END::BIGINT AS measurement_source_concept_id,
      CASE WHEN k % 2 = 0 THEN 110 ELSE 65 END + CAST(hash(i, k, 11) % 50 AS DOUBLE) AS value_as_number, 'mm[Hg]' AS unit_source_value
      FROM range(${PEOPLE}) t(i), range(12) u(k);
    CREATE TABLE procedure_occurrence (procedure_occurrence_id BIGINT, person_id BIGINT, procedure_date DATE,
      procedure_end_date DATE, procedure_source_concept_id BIGINT);
    CREATE TABLE observation (observation_id BIGINT, person_id BIGINT, observation_date DATE,
      observation_source_concept_id BIGINT, value_as_number DOUBLE);
    CREATE TABLE visit_occurrence AS SELECT i AS visit_occurrence_id, CAST(hash(i, 12) % ${PEOPLE} AS BIGINT) AS person_id,
      DATE '2024-01-01' + CAST(hash(i, 13) % 700 AS INTEGER) AS visit_start_date,
      DATE '2024-01-01' + CAST(hash(i, 13) % 700 + hash(i, 14) % 9 AS INTEGER) AS visit_end_date,
      CASE WHEN i % 10 = 0 THEN 'IMP' ELSE 'AMB' END AS visit_source_value, 'home' AS discharged_to_source_value,
      0::BIGINT AS visit_source_concept_id, CAST(hash(i, 15) % 20000 AS BIGINT) AS provider_id,
      CAST(hash(i, 16) % 5000 AS BIGINT) AS care_site_id FROM range(${PEOPLE * 4}) t(i);
  `);
  const year = [{ from: dayOf('2025-01-01'), until: dayOf('2026-01-01') }];
  const months = Array.from({ length: 12 }, (_, month) => ({
    from: dayOf(`2025-${String(month + 1).padStart(2, '0')}-01`),
    until: dayOf(month === 11 ? '2026-01-01' : `2025-${String(month + 2).padStart(2, '0')}-01`),
  }));
  const plain = { ...bloodPressure, stratifiers: [] };
  for (const [name, measure, periods] of [
    ['blood-pressure-control, one year', plain, year],
    ['blood-pressure-control, one year, 7 stratifiers', bloodPressure, year],
    ['blood-pressure-control, twelve months, by practice', { ...plain, stratifiers: ['practice'] }, months],
    ['readmission-30-day, one year', { ...readmission, stratifiers: [] }, year],
    ['readmission-30-day, one year, 7 stratifiers', readmission, year],
  ] as const) {
    const started = performance.now();
    const rows = await runMeasure(db, measure, periods, codeSets);
    const seconds = (performance.now() - started) / 1000;
    const { denominator, excluded, numerator } = rows[0]!;
    const first = `first period ${numerator}/${denominator}, ${excluded} excluded`;
    console.log(`${name}: ${seconds.toFixed(2)} s, ${PEOPLE} people, ${rows.length} rows; ${first}`);
  }
  db.close();
}

function inMemory(): void {
  const records = Array.from({ length: 2000 }, (_, i) => personWithReadings(i));
  const period = { from: dayOf('2025-01-01'), until: dayOf('2026-01-01') };
  const ready = readyRule(rule, codeSets);
  const today = dayOf('2025-12-31');
  for (let warm = 0; warm < 2; warm++) for (const record of records) ready(record, today);
  const times = records.map((record) => {
    const started = performance.now();
    ready(record, today);
    return performance.now() - started;
  });
  times.sort((a, b) => a - b);
  const at = (share: number) => `${(times[Math.floor(share * (times.length - 1))]! * 1000).toFixed(0)} µs`;
  console.log(`uncontrolled-blood-pressure, one person in memory: median ${at(0.5)}, p99 ${at(0.99)}`);
  const started = performance.now();
  evaluateMeasure(bloodPressure, codeSets, records, [period]);
  const each = ((performance.now() - started) * 1000) / records.length;
  console.log(
    `blood-pressure-control in memory: ${each.toFixed(0)} µs a person (${records.length} people, 60 events each)`,
  );
}

/** A person with hypertension and thirty readings of two numbers. */
function personWithReadings(i: number): PersonRecord {
  const from = dayOf('2023-06-01');
  const code = (system: string, text: string) => [{ system, code: text }];
  return {
    personKey: String(i),
    born: dayOf('1960-05-05'),
    sex: 'female',
    groups: { practice: `practice-${i % 50}` },
    events: {
      condition: [{ id: '1', from, codes: code('http://hl7.org/fhir/sid/icd-10-cm', 'I10') }],
      measurement: Array.from({ length: 60 }, (_, k) => ({
        id: String(k),
        from: (from + Math.floor(k / 2) * 30) as typeof from,
        codes: code('http://loinc.org', k % 2 === 0 ? '8480-6' : '8462-4'),
        value: (k % 2 === 0 ? 120 : 70) + ((i * 7 + k) % 40),
        unit: 'mm[Hg]',
      })),
    },
  };
}
