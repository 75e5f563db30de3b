/** The meaning of each word, one JSON file a family; every case runs in memory, in DuckDB and in PostgreSQL. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Day, dayOf } from '../../src/core/day.ts';
import type { Condition, Domain } from '../../src/engine/query/ast.ts';
import { cohort, eachPerson, not } from '../../src/engine/query/builder.ts';
import { codeSetFromJson, codeSetsOf } from '../../src/engine/query/code-set.ts';
import { conditionFromJson } from '../../src/engine/query/definition-json.ts';
import { duckdbEngine, type Engine } from '../../src/engine/query/engine.ts';
import { evaluateMeasure } from '../../src/engine/query/memory.ts';
import type { EventRecord, PersonRecord } from '../../src/engine/query/record.ts';
import { peopleIn } from '../../src/engine/query/run.ts';
import type { Database } from '../../src/engine/store/duckdb.ts';
import { openSnapshot, withRecords } from '../generative/cdm.ts';
import { openPostgresSnapshot, type PostgresSnapshot } from '../generative/postgres-cdm.ts';

interface Spec {
  readonly title: string;
  readonly codeSets: readonly { readonly id: string; readonly codes: unknown }[];
  readonly groups: readonly {
    readonly period: readonly [from: string, until: string];
    readonly condition: unknown;
    readonly cases: readonly { readonly what: string; readonly truth: boolean | null; readonly record: SpecRecord }[];
  }[];
}

interface SpecRecord {
  readonly born?: string;
  readonly died?: string;
  readonly sex?: PersonRecord['sex'];
  readonly observed?: readonly [from: string, last: string][];
  readonly events?: Partial<Record<Domain, readonly SpecEvent[]>>;
}

type SpecEvent = Omit<EventRecord, 'from' | 'until'> & { readonly from: string; readonly until?: string };

const FOLDER = resolve(import.meta.dirname, 'query');
const specs = readdirSync(FOLDER).map((name): Spec => JSON.parse(readFileSync(resolve(FOLDER, name), 'utf8')));

let db: Database;
let postgres: PostgresSnapshot;
beforeAll(async () => {
  db = await openSnapshot();
  postgres = await openPostgresSnapshot();
});
afterAll(async () => {
  db.close();
  await postgres.close();
});

describe.each(specs)('$title', ({ codeSets: sets, groups }) => {
  const codeSets = codeSetsOf(sets.map((set) => codeSetFromJson({ title: set.id, version: '1', ...set })));
  for (const { period, condition: json, cases } of groups) {
    const condition = conditionFromJson(json);
    const over = { from: dayOf(period[0]), until: dayOf(period[1]) };
    test(`${JSON.stringify(json).slice(0, 100)} means the same in memory, in DuckDB and in PostgreSQL`, async () => {
      const records = cases.map(({ record }, index) => recordOf(record, String(index + 1)));
      const expected = cases.map(({ what, truth }) => ({ what, truth }));
      const isTrue = cohortOf(condition);
      const isFalse = cohortOf(not(condition));
      const inMemory = (definition: typeof isTrue) => evaluateMeasure(definition, codeSets, records, [over]);
      expect(truths(inMemory(isTrue), inMemory(isFalse)), 'in memory').toEqual(expected);
      const inSql = async (engine: Engine) => {
        const people = (definition: typeof isTrue) => peopleIn(engine, definition, { periods: [over], codeSets });
        expect(truths(await people(isTrue), await people(isFalse)), `in ${engine.dialect.id}`).toEqual(expected);
      };
      await withRecords(db, records, async () => inSql(await duckdbEngine(db)));
      await postgres.withRecords(records, () => inSql(postgres.engine));
    });

    /** Someone for whom neither the condition nor its opposite holds is one the record cannot tell. */
    function truths(those: readonly { personKey: string }[], others: readonly { personKey: string }[]) {
      return cases.map(({ what }, index) => {
        const isIn = (rows: typeof those) => rows.some(({ personKey }) => personKey === String(index + 1));
        return { what, truth: isIn(those) ? true : isIn(others) ? false : null };
      });
    }
  }
});

function cohortOf(where: Condition) {
  return cohort({ id: 'case', title: 'Case', version: '1', anchor: eachPerson, where });
}

function recordOf({ born, died, sex, observed, events = {} }: SpecRecord, personKey: string): PersonRecord {
  return {
    personKey,
    sex: sex ?? 'unknown',
    groups: {},
    ...(born === undefined ? {} : { born: dayOf(born) }),
    ...(died === undefined ? {} : { died: dayOf(died) }),
    ...(observed ? { observed: observed.map(([from, last]) => ({ from: dayOf(from), last: dayOf(last) })) } : {}),
    events: Object.fromEntries(Object.entries(events).map(([domain, rows]) => [domain, rows.map(eventOf)])),
  };
}

function eventOf({ from, until, ...rest }: SpecEvent): EventRecord {
  const last: { until?: Day } = until === undefined ? {} : { until: dayOf(until) };
  return { ...rest, from: dayOf(from), ...last };
}
