import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepDecimals, parseResource } from '../../src/engine/fhir/resource-text.ts';
import { type CompiledView, compileView, type ViewRow } from '../../src/engine/fhir/view.ts';
import { type Database, openDatabase, sqlText } from '../../src/engine/store/duckdb.ts';
import { resourcesAndView } from './view-arbitraries.ts';

const SEED = Number(process.env['RONDO_SEED'] ?? 20260601);
const CASES = Number(process.env['RONDO_CASES'] ?? 200);

let folder: string;
let database: Database;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rondo-views-'));
  database = await openDatabase(':memory:', { threads: 1 });
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const TOO_MANY = 'more than one value';

test(`closures, whole rows and passing ones, and DuckDB give the same rows (${CASES} cases, seed ${SEED})`, async () => {
  const counted = { rows: 0, empty: 0, tooMany: 0, text: 0, other: 0, nulls: 0 };
  await fc.assert(
    fc.asyncProperty(resourcesAndView, async ({ resources, view: definition }) => {
      const view = compileView(definition);
      const lines = resources.map((resource) => keepDecimals(JSON.stringify(resource)));
      const inMemory = await outcome(async () => lines.flatMap((line) => view.rows(parseResource(line))));
      const inDatabase = await outcome(() => rowsInDuckDb(view, lines));
      expect(inDatabase).toEqual(inMemory);
      const passing = await outcome(async () => lines.flatMap((line) => passingRows(view, line)));
      // A row that passes by finds a second value where it is read, so never in a row that a later forEach leaves out.
      if (inMemory !== TOO_MANY) expect(passing).toEqual(inMemory);
      if (inMemory === TOO_MANY) counted.tooMany += 1;
      else if (inMemory.length === 0) counted.empty += 1;
      else counted.rows += 1;
      for (const cell of typeof inMemory === 'string' ? [] : inMemory.flatMap((row) => JSON.parse(row) as unknown[])) {
        if (cell === null) counted.nulls += 1;
        else if (typeof cell === 'string') counted.text += 1;
        else counted.other += 1;
      }
    }),
    { seed: SEED, numRuns: CASES },
  );
  // A generator that never reaches a branch proves nothing about it.
  console.log(`${CASES} cases, seed ${SEED}, ${JSON.stringify(counted)}`);
  expect(Math.min(...Object.values(counted))).toBeGreaterThan(CASES / 100);
});

/** The rows as sorted texts, or that a column met more than one value. */
async function outcome(run: () => Promise<readonly ViewRow[]>): Promise<string[] | typeof TOO_MANY> {
  try {
    return (await run()).map((row) => JSON.stringify(Object.values(row))).sort();
  } catch (error) {
    if (error instanceof Error && error.message.includes(TOO_MANY)) return TOO_MANY;
    throw error;
  }
}

/** The rows that only pass by, kept. */
function passingRows(view: CompiledView, line: string): ViewRow[] {
  const rows: ViewRow[] = [];
  view.eachRow(parseResource(line), (row) => {
    rows.push(Object.fromEntries(view.columns.map(({ name }) => [name, row[name] ?? null])));
  });
  return rows;
}

async function rowsInDuckDb(view: CompiledView, lines: readonly string[]): Promise<ViewRow[]> {
  const file = join(folder, 'resources.ndjson');
  writeFileSync(file, lines.map((line, at) => `{"at":${at},"r":${line}}`).join('\n'));
  const { structType, sql } = view.duckDb();
  const columns = `{"at": 'BIGINT', "r": ${sqlText(structType)}}`;
  return database.rows(sql(`read_json(${sqlText(file)}, format='newline_delimited', columns=${columns})`));
}
