import { expect, test } from 'vitest';
import { agree } from './agree.ts';

const SEED = Number(process.env['RONDO_SEED'] ?? 20260601);
const CASES = Number(process.env['RONDO_AGREE_CASES'] ?? 2000);

test(`memory, PostgreSQL and DuckDB give the same people, days, numbers and counts (${CASES} cases, seed ${SEED})`, async () => {
  const { cases, casesInDuckdb, reached, disagreement } = await agree({ cases: CASES, seed: SEED });
  console.log(`${cases} cases (${casesInDuckdb} in DuckDB too), seed ${SEED}, ${JSON.stringify(reached)}`);
  expect(disagreement).toBeUndefined();
  expect(cases).toBeGreaterThanOrEqual(CASES);
  expect(casesInDuckdb).toBeGreaterThanOrEqual(CASES / 4);
  // A generator that never reaches a branch proves nothing about it.
  expect(Math.min(...Object.values(reached))).toBeGreaterThan(CASES / 20);
}, 600_000);
