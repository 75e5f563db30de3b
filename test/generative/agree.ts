/** Random definitions on random records: every runner gives the same people, days, numbers and counts. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { measureFromJson } from '../../src/engine/query/definition-json.ts';
import { duckdbEngine, type Engine } from '../../src/engine/query/engine.ts';
import { countRows, evaluateMeasure } from '../../src/engine/query/memory.ts';
import { countIn, peopleIn } from '../../src/engine/query/run.ts';
import { CODE_SETS, measureJson, people, periods } from './arbitraries.ts';
import { openSnapshot, withRecords } from './cdm.ts';
import { openPostgresSnapshot } from './postgres-cdm.ts';

export interface Agreement {
  /** definitions run over records in memory and in PostgreSQL */
  readonly cases: number;
  /** of those, run in DuckDB as well, where planning costs the most */
  readonly casesInDuckdb: number;
  /** how often the generators reached what matters; a branch never reached is proved by nothing */
  readonly reached: Readonly<Record<string, number>>;
  /** the shrunk counterexample with its seed, if runners disagree */
  readonly disagreement?: string;
}

const PER_RECORDS = 4;

/**
 * Runs at least `cases` cases. Every fourth definition goes through DuckDB too, or all of them if `everyInDuckdb`.
 * Fast-check shrinks a failure; the same seed and cases give the same run.
 */
export async function agree(options: {
  readonly cases: number;
  readonly seed: number;
  readonly everyInDuckdb?: boolean;
}): Promise<Agreement> {
  const inMemory = await openSnapshot();
  const postgres = await openPostgresSnapshot();
  try {
    const duckdb = await duckdbEngine(inMemory);
    const reached = { inPopulation: 0, inDenominator: 0, excluded: 0, inNumerator: 0, byNumber: 0, unknown: 0 };
    let cases = 0;
    let casesInDuckdb = 0;
    const definitions = fc.array(measureJson, { minLength: PER_RECORDS, maxLength: PER_RECORDS });
    const property = fc.asyncProperty(people, periods, definitions, (records, over, jsons) =>
      withRecords(inMemory, records, () =>
        postgres.withRecords(records, async () => {
          for (const [index, json] of jsons.entries()) {
            const measure = measureFromJson(json);
            const expected = evaluateMeasure(measure, CODE_SETS, records, over);
            const counts = countRows(measure.stratifiers, expected, over);
            const check = async (engine: Engine, isCounted: boolean) => {
              const { id } = engine.dialect;
              const found = await peopleIn(engine, measure, { periods: over, codeSets: CODE_SETS });
              mustBe(found, expected, `${id}: the people of definition ${index}`);
              if (!isCounted) return; // the counts stand on the same rows
              mustBe(
                await countIn(engine, measure, over, CODE_SETS),
                counts,
                `${id}: the counts of definition ${index}`,
              );
            };
            const isInDuckdb = options.everyInDuckdb === true || index === 0;
            const checks = [
              check(postgres.engine, index === 0),
              ...(isInDuckdb ? [check(duckdb, over.length === 1)] : []),
            ];
            const refused = (await Promise.allSettled(checks)).find(({ status }) => status === 'rejected');
            if (refused?.status === 'rejected') throw refused.reason;
            cases += 1;
            casesInDuckdb += Number(isInDuckdb);
            for (const row of expected) {
              reached.inPopulation += 1;
              reached.inDenominator += Number(row.inDenominator);
              reached.excluded += Number(row.isExcluded);
              reached.inNumerator += Number(row.inNumerator);
              reached.byNumber += Number(row.decidingValue !== undefined);
              reached.unknown += Number(row.facts.some(({ truth }) => truth === undefined));
            }
          }
        }),
      ),
    );
    const numRuns = Math.ceil(options.cases / PER_RECORDS);
    const details = await fc.check(property, { seed: options.seed, numRuns });
    const disagreement = details.failed ? fc.defaultReportMessage(details) : undefined;
    return { cases, casesInDuckdb, reached, ...(disagreement === undefined ? {} : { disagreement }) };
  } finally {
    inMemory.close();
    await postgres.close();
  }
}

/** Names the first row that differs; random records are nobody's. */
function mustBe(found: readonly object[], expected: readonly object[], what: string): void {
  if (isDeepStrictEqual(found, expected)) return;
  const first = expected.findIndex((row, index) => !isDeepStrictEqual(row, found[index]));
  const at = first === -1 ? expected.length : first;
  const [is, be] = [found[at], expected[at]].map((row) => JSON.stringify(row));
  throw new Error(`${what}: row ${at} is ${is}, in memory ${be}`);
}
