/** Texts that people write (codes, units, kinds) and texts from records reach SQL as text only. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf } from '../../src/core/day.ts';
import type { Condition } from '../../src/engine/query/ast.ts';
import {
  cohort,
  compare,
  eachPerson,
  events,
  ever,
  exists,
  kind,
  value,
  where,
} from '../../src/engine/query/builder.ts';
import { type CodeSet, codeSetFromJson, codeSetsOf } from '../../src/engine/query/code-set.ts';
import { duckdbEngine, type Engine } from '../../src/engine/query/engine.ts';
import type { PersonRecord } from '../../src/engine/query/record.ts';
import { peopleIn } from '../../src/engine/query/run.ts';
import { sharedFolder } from '../shared.ts';
import { openSnapshot, withRecords } from './cdm.ts';
import { openPostgresSnapshot } from './postgres-cdm.ts';

const folder = sharedFolder('badinput/injection-strings');
const strings: readonly string[] = folder
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name): string[] => JSON.parse(readFileSync(resolve(folder, name), 'utf8')))
      .filter((text) => typeof text === 'string' && text !== '')
  : [];
const hasControl = (text: string) => [...text].some((char) => char < ' ' || char === '\u007f');
const printable = [...new Set(strings.filter((text) => !hasControl(text)))];
const period = { from: dayOf('2024-01-01'), until: dayOf('2025-01-01') };
const named = { id: 'c', title: 'C', version: '1', anchor: eachPerson };

/** An engine that holds one person for each text, who carries it as code, kind of visit and unit. */
interface Filled {
  readonly engine: Engine;
  with<T>(ask: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const FILLED: Readonly<Record<string, () => Promise<Filled>>> = {
  DuckDB: async () => {
    const db = await openSnapshot();
    return {
      engine: await duckdbEngine(db),
      with: (ask) => withRecords(db, people(), ask),
      close: async () => db.close(),
    };
  },
  PostgreSQL: async () => {
    const snapshot = await openPostgresSnapshot();
    return { ...snapshot, with: (ask) => snapshot.withRecords(people(), ask) };
  },
};

describe.skipIf(!folder).each(Object.entries(FILLED))('hostile texts in %s', (_name, fill) => {
  let filled: Filled;
  beforeAll(async () => {
    filled = await fill();
  });
  afterAll(() => filled.close());

  test('there are hundreds of them', () => {
    expect(printable.length).toBeGreaterThan(500);
  });

  test('as codes and systems they find exactly the people who carry them', async () => {
    const half = printable.filter((_, index) => index % 2 === 0);
    const codeSet = setOf(half.map((text) => ({ system: text, code: text })));
    const found = await foundAmongAll(filled, exists(events('condition', 'hostile'), ever), [codeSet]);
    expect(found).toEqual(
      printable.filter((_, index) => index % 2 === 0).map((text) => String(printable.indexOf(text) + 1)),
    );
  });

  test('as kinds of visit they find exactly the people who have them', async () => {
    const odd = printable.filter((_, index) => index % 2 === 1);
    const found = await foundAmongAll(filled, exists(where(events('visit'), kind(...odd)), ever), []);
    expect(found).toEqual(odd.map((text) => String(printable.indexOf(text) + 1)));
  });

  test('as units each finds the one person who has it', async () => {
    const units = printable.filter((text) => /['"\\;]/.test(text)).slice(0, 40);
    expect(units.length).toBe(40);
    await filled.with(async () => {
      for (const unit of units) {
        const found = await foundBy(
          filled.engine,
          value('latest', events('measurement'), ever, compare('>', 0, unit)),
          [],
        );
        expect(found).toEqual([String(printable.indexOf(unit) + 1)]);
      }
    });
  });

  test('with control characters they are refused as codes', () => {
    const refused = strings.filter(hasControl);
    expect(refused.length).toBeGreaterThan(2);
    for (const code of refused) {
      expect(() => setOf([{ system: 'urn:x', code }])).toThrow('must not hold control characters');
    }
  });
});

/** One person for each text, who carries it as code, kind of visit and unit. */
function people(): readonly PersonRecord[] {
  return printable.map((text, index) => {
    const event = { id: String(index + 1), from: period.from, codes: [{ system: text, code: text }] };
    return {
      personKey: String(index + 1),
      sex: 'unknown',
      groups: { practice: text },
      events: {
        condition: [event],
        visit: [{ ...event, kind: text }],
        measurement: [{ ...event, value: 1, unit: text }],
      },
    };
  });
}

function setOf(codes: readonly { system: string; code: string }[]): CodeSet {
  return codeSetFromJson({ id: 'hostile', title: 'Hostile', version: '1', codes });
}

function foundAmongAll(filled: Filled, condition: Condition, codeSets: readonly CodeSet[]): Promise<string[]> {
  return filled.with(() => foundBy(filled.engine, condition, codeSets));
}

async function foundBy(engine: Engine, condition: Condition, codeSets: readonly CodeSet[]): Promise<string[]> {
  const definition = cohort({ ...named, where: condition });
  const rows = await peopleIn(engine, definition, { periods: [period], codeSets: codeSetsOf(codeSets) });
  const [persons] = await engine.rows<{ n: string }>('SELECT count(*) AS n FROM person');
  expect(Number(persons?.n)).toBe(printable.length);
  return rows.map(({ personKey }) => personKey);
}
