/** A snapshot for tests: the OMOP CDM columns that definitions read, filled from person records, in any engine. */
import { vocabularyOfSystem } from '../../src/core/code.ts';
import { type Day, dayOf, formatDay } from '../../src/core/day.ts';
import { DOMAINS, type Domain } from '../../src/engine/query/ast.ts';
import type { Dialect } from '../../src/engine/query/dialect.ts';
import { DOMAIN_TABLES } from '../../src/engine/query/domains.ts';
import { duckdb } from '../../src/engine/query/duckdb.ts';
import type { EventRecord, PersonRecord } from '../../src/engine/query/record.ts';
import { DEPRIVATION_CODE } from '../../src/engine/query/strata.ts';
import { type Database, openDatabase } from '../../src/engine/store/duckdb.ts';

/** In words that every engine knows. */
export const DDL = `
CREATE SCHEMA rondo;
CREATE TABLE rondo.event_code (domain VARCHAR, event_id BIGINT, concept_id BIGINT);
CREATE TABLE concept (concept_id BIGINT, concept_code VARCHAR, vocabulary_id VARCHAR, domain_id VARCHAR);
CREATE TABLE person (person_id BIGINT, gender_concept_id BIGINT, year_of_birth INTEGER, month_of_birth INTEGER,
  day_of_birth INTEGER, care_site_id BIGINT, provider_id BIGINT, race_source_value VARCHAR, ethnicity_source_value VARCHAR);
CREATE TABLE care_site (care_site_id BIGINT, care_site_source_value VARCHAR);
CREATE TABLE provider (provider_id BIGINT, provider_source_value VARCHAR);
CREATE TABLE observation_period (person_id BIGINT, observation_period_start_date DATE, observation_period_end_date DATE);
${DOMAINS.map((domain) => tableOf(domain)).join('\n')}`;

function tableOf(domain: Domain): string {
  const place = DOMAIN_TABLES[domain];
  const columns = new Map<string, string>([
    ['person_id', 'BIGINT'],
    [place.id, 'BIGINT'],
    [place.from, 'DATE'],
    [place.sourceConcept, 'BIGINT'],
  ]);
  const types = {
    until: 'DATE',
    value: 'FLOAT8',
    unit: 'VARCHAR',
    kind: 'VARCHAR',
    disposition: 'VARCHAR',
    practitioner: 'BIGINT',
    practice: 'BIGINT',
    visit: 'BIGINT',
  } as const;
  for (const [word, type] of Object.entries(types)) {
    const column = place[word as keyof typeof types]; // the keys of the table above
    if (column !== undefined && !columns.has(column)) columns.set(column, type);
  }
  return `CREATE TABLE ${place.table} (${[...columns].map(([name, type]) => `${name} ${type}`).join(', ')});`;
}

export const TABLES = [
  'rondo.event_code',
  'concept',
  'person',
  'care_site',
  'provider',
  'observation_period',
  ...DOMAINS.map((domain) => DOMAIN_TABLES[domain].table),
];

/** An empty snapshot. One thread: the databases of tests are small and planning is what costs. */
export async function openSnapshot(): Promise<Database> {
  const db = await openDatabase(':memory:', { threads: 1 });
  await db.run(DDL);
  return db;
}

type Cell = string | number | undefined;
type Row = Record<string, Cell>;

/**
 * Adds records to an empty snapshot. Keys and event ids must be whole numbers; a person's birth is written in full. Codings
 * are numbered as concepts as they are met. A deprivation group needs its observation: see `withDeprivation`.
 */
export async function fillSnapshot(db: Database, records: readonly PersonRecord[]): Promise<void> {
  await db.run(insertsOf(records, duckdb));
}

/** The statements that add them. */
export function insertsOf(records: readonly PersonRecord[], dialect: Dialect): string {
  const text = (value: string | undefined) => (value === undefined ? undefined : dialect.text(value));
  const day = (value: Day | undefined) => (value === undefined ? undefined : dialect.day(value));
  const rows = new Map<string, Row[]>(TABLES.map((table) => [table, []]));
  const add = (table: string, row: Row) => rows.get(table)!.push(row);
  const numberIn = (table: string, id: string, name: string) => {
    const numbers = new Map<string, number>();
    return (value: string | undefined) => {
      if (value === undefined) return undefined;
      if (!numbers.has(value)) {
        numbers.set(value, numbers.size + 1);
        add(table, { [id]: numbers.size, [name]: dialect.text(value) });
      }
      return numbers.get(value);
    };
  };
  const site = numberIn('care_site', 'care_site_id', 'care_site_source_value');
  const provider = numberIn('provider', 'provider_id', 'provider_source_value');
  const concepts = new Map<string, number>();
  const concept = ({ system, code }: { system: string; code: string }) => {
    const vocabulary = vocabularyOfSystem(system);
    const key = JSON.stringify([vocabulary, code]);
    if (!concepts.has(key)) {
      concepts.set(key, 2_000_000_000 + concepts.size);
      const row = {
        concept_id: concepts.get(key),
        concept_code: dialect.text(code),
        vocabulary_id: dialect.text(vocabulary),
      };
      add('concept', row);
    }
    return concepts.get(key)!;
  };

  const addEvent = (record: PersonRecord, domain: Domain, event: EventRecord) => {
    const place = DOMAIN_TABLES[domain];
    const row: Row = { person_id: record.personKey, [place.id]: event.id, [place.from]: day(event.from) };
    const put = (column: string | undefined, cell: Cell) => {
      if (column !== undefined && cell !== undefined) row[column] ??= cell;
    };
    put(place.until, day(event.until));
    put(place.value, event.value === undefined ? undefined : dialect.double(event.value));
    put(place.unit, text(event.unit));
    put(place.kind, text(event.kind));
    put(place.disposition, text(event.disposition));
    put(place.practitioner, provider(event.practitioner));
    put(place.practice, site(event.practice));
    const [source, ...others] = event.codes;
    put(place.sourceConcept, source ? concept(source) : 0);
    add(place.table, row);
    for (const other of others) {
      add('rondo.event_code', { domain: dialect.text(domain), event_id: event.id, concept_id: concept(other) });
    }
  };

  for (const record of records) {
    const { groups } = record;
    const born = record.born === undefined ? undefined : formatDay(record.born).split('-').map(Number);
    add('person', {
      person_id: record.personKey,
      gender_concept_id: { male: 8507, female: 8532, other: 44814653, unknown: 8551 }[record.sex],
      year_of_birth: born?.[0],
      month_of_birth: born?.[1],
      day_of_birth: born?.[2],
      care_site_id: site(groups['practice']),
      provider_id: provider(groups['practitioner']),
      race_source_value: text(groups['race']),
      ethnicity_source_value: text(groups['ethnicity']),
    });
    for (const { from, last } of record.observed ?? []) {
      add('observation_period', {
        person_id: record.personKey,
        observation_period_start_date: day(from),
        observation_period_end_date: day(last),
      });
    }
    if (record.died !== undefined) add('death', { person_id: record.personKey, death_date: day(record.died) });
    for (const domain of DOMAINS) {
      for (const event of domain === 'death' ? [] : (record.events[domain] ?? [])) addEvent(record, domain, event);
    }
  }
  return `${[...rows].map(([table, of]) => insert(table, of)).join('\n')}SELECT 1;`;
}

function insert(table: string, rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const values = rows.map((row) => `(${columns.map((column) => row[column] ?? 'NULL').join(', ')})`);
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values.join(', ')};`;
}

/** The record with a deprivation quintile, as a group and as the observation the group is read from. */
export function withDeprivation(record: PersonRecord, quintile: number): PersonRecord {
  const observation: EventRecord = {
    id: `-${record.personKey}`,
    from: dayOf('2020-01-01'),
    codes: [DEPRIVATION_CODE],
    value: quintile,
  };
  return {
    ...record,
    groups: { ...record.groups, deprivation: String(quintile) },
    events: { ...record.events, observation: [...(record.events.observation ?? []), observation] },
  };
}

/** Runs `ask` over a snapshot that holds these records and nothing else; the snapshot is empty again afterwards. */
export async function withRecords<T>(
  db: Database,
  records: readonly PersonRecord[],
  ask: () => Promise<T>,
): Promise<T> {
  await db.run('BEGIN TRANSACTION');
  try {
    await fillSnapshot(db, records);
    return await ask();
  } finally {
    await db.run('ROLLBACK');
  }
}
