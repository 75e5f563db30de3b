import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measureFromJson } from '../../src/engine/query/definition-json.ts';
import { countRows, evaluateMeasure } from '../../src/engine/query/memory.ts';
import { peopleOf, runMeasure } from '../../src/engine/query/run.ts';
import type { Database } from '../../src/engine/store/duckdb.ts';
import { CODE_SETS, measureJson, people, periods } from './arbitraries.ts';
import { openSnapshot, withRecords } from './cdm.ts';

const SEED = Number(process.env['RONDO_SEED'] ?? 20260601);
const CASES = Number(process.env['RONDO_CASES'] ?? 500);

let db: Database;
beforeAll(async () => {
  db = await openSnapshot();
});
afterAll(() => db.close());

test(`memory and DuckDB give the same people, days, numbers and counts (${CASES} cases, seed ${SEED})`, async () => {
  let cases = 0;
  const counted = { inPopulation: 0, inDenominator: 0, excluded: 0, inNumerator: 0, byNumber: 0, unknown: 0 };
  await fc.assert(
    fc.asyncProperty(people, periods, fc.tuple(measureJson, measureJson), (records, over, definitions) =>
      withRecords(db, records, async () => {
        for (const json of definitions) {
          const measure = measureFromJson(json);
          const inMemory = evaluateMeasure(measure, CODE_SETS, records, over);
          const inDatabase = await peopleOf(db, measure, { periods: over, codeSets: CODE_SETS });
          expect(inDatabase).toEqual(inMemory);
          for (const row of inMemory) {
            counted.inPopulation += 1;
            counted.inDenominator += Number(row.inDenominator);
            counted.excluded += Number(row.isExcluded);
            counted.inNumerator += Number(row.inNumerator);
            counted.byNumber += Number(row.decidingValue !== undefined);
            counted.unknown += Number(row.facts.some(({ truth }) => truth === undefined));
          }
          cases += 1;
          if (cases % 5 > 0) continue; // the counts stand on the same rows
          const counts = await runMeasure(db, measure, over, CODE_SETS);
          expect(counts).toEqual(countRows(measure.stratifiers, inMemory, over));
        }
      }),
    ),
    { seed: SEED, numRuns: CASES / 2 },
  );
  // A generator that never reaches a branch proves nothing about it.
  console.log(`${cases} cases, seed ${SEED}, ${JSON.stringify(counted)}`);
  expect(cases).toBeGreaterThanOrEqual(CASES);
  expect(Math.min(...Object.values(counted))).toBeGreaterThan(CASES / 20);
});
