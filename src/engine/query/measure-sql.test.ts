import { expect, test } from 'vitest';
import { dayOf } from '../../core/day.ts';
import { contentOf, readLibrary } from '../store/library.ts';
import { codeSetFromJson, codeSetsOf } from './code-set.ts';
import { fromJson } from './definition-json.ts';
import { duckdb } from './duckdb.ts';
import { measureSql } from './measure-sql.ts';

const codeSets = codeSetsOf(readLibrary('code-lists').map(({ json }) => codeSetFromJson(json)));
const options = { periods: [{ from: dayOf('2025-01-01'), until: dayOf('2026-01-01') }], codeSets, dialect: duckdb };
const texts = [...readLibrary('measures'), ...readLibrary('rules')].flatMap(({ json }) => {
  const { counts, rows } = measureSql(fromJson(json), options);
  return [counts, rows];
});

test('measureSql() keeps to the portable shape: no QUALIFY, no ::, no GROUP BY ALL, no DuckDB shorthand', () => {
  expect(texts.length).toBeGreaterThan(4);
  for (const text of texts) {
    expect(text).not.toMatch(/\bQUALIFY\b|::|GROUP BY ALL|ORDER BY ALL|\barg_max\b|\bUSING\b|SELECT \*|\bLATERAL\b/i);
  }
});

test('measureSql() prints equal texts for equal definitions', () => {
  const { json } = contentOf('measures', 'blood-pressure-control');
  const again = measureSql(fromJson(JSON.parse(JSON.stringify(json))), options);
  expect(texts).toContain(again.counts);
});

test('measureSql() reads a frame once, however many conditions ask for it', () => {
  const { counts } = measureSql(fromJson(contentOf('measures', 'blood-pressure-control').json), options);
  const scans = counts.match(/FROM measurement t/g) ?? [];
  expect(scans.length).toBe(2); // systolic and diastolic; each is asked for twice
});

test('measureSql() leaves the table of further codings alone where a snapshot has none', () => {
  const { counts } = measureSql(fromJson(contentOf('measures', 'blood-pressure-control').json), {
    ...options,
    layout: { schema: 'cdm', hasEventCodes: false },
  });
  expect(counts).not.toContain('event_code');
  expect(counts).toContain('FROM "cdm".condition_occurrence t');
});
