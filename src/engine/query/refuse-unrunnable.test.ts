import { expect, test } from 'vitest';
import { dayOf } from '../../core/day.ts';
import type { Cohort, Condition } from './ast.ts';
import type { Dialect } from './dialect.ts';
import { duckdb } from './duckdb.ts';
import { measureSql } from './measure-sql.ts';
import { postgres } from './postgres.ts';

const periods = [{ from: dayOf('2025-01-01'), until: dayOf('2026-01-01') }];

// Plain nodes, as a program may make them past the builder, which checks.
function print(where: Condition, dialect: Dialect) {
  const anchor = { anchor: 'each-person' } as const;
  const definition: Cohort = { kind: 'cohort', language: 1, id: 'c', title: 'C', version: '1', anchor, where };
  return measureSql(definition, { periods, codeSets: new Map(), dialect });
}

function visit(word: string): Condition {
  const of = { node: 'events', domain: 'visit' } as const;
  return { node: 'exists', frame: { node: 'where', of, test: { test: 'kind', in: ['IMP', word] } }, window: {} };
}

function nested(depth: number): Condition {
  return depth === 0 ? visit('AMB') : { node: 'at-least-of', n: 1, of: [nested(depth - 1)] };
}

test('measureSql() names the condition that is one too many for an engine; PostgreSQL takes more than DuckDB', () => {
  const many = (length: number): Condition => ({
    node: 'all',
    of: Array.from({ length }, (_, n) => visit(`K${n}`)),
  });
  expect(() => print(many(240), duckdb)).not.toThrow();
  expect(() => print(many(241), duckdb)).toThrow('duckdb cannot run this definition: where.of[240] is one condition');
  expect(() => print(many(540), postgres)).not.toThrow();
  expect(() => print(many(541), postgres)).toThrow('where.of[540] is one condition too many: 540 can be looked up');
});

test('measureSql() refuses an at-least-of that would double its text until no engine reads it', () => {
  expect(() => print(nested(10), duckdb)).not.toThrow();
  for (const dialect of [duckdb, postgres]) {
    expect(() => print({ node: 'not', of: nested(40) }, dialect)).toThrow(
      /cannot run this definition: where\.of(\.of\[0\])+ says too much: its SQL would repeat \d+ conditions$/,
    );
  }
});

test('measureSql() refuses a text that SQL cannot carry, naming its node', () => {
  for (const word of ['a\0b', '\ud800']) {
    expect(() => print({ node: 'not', of: visit(word) }, postgres)).toThrow('where.of.frame.test.in[1] must not hold');
  }
});

test('measureSql() refuses a number that compares otherwise in SQL, naming its node', () => {
  const frame = { node: 'events', domain: 'measurement' } as const;
  const compare = { op: '=', number: Number.NaN } as const; // NaN equals itself in SQL and nothing in memory
  const condition: Condition = { node: 'value', pick: 'latest', tie: 'lowest', frame, window: {}, compare };
  expect(() => print(condition, duckdb)).toThrow('where.compare.number must be a number');
});
