import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepDecimals } from '../../src/engine/fhir/resource-text.ts';
import { type CompiledView, compileView, type FhirResource } from '../../src/engine/fhir/view.ts';
import { type Database, openDatabase, sqlText } from '../../src/engine/store/duckdb.ts';

/** One test of the published suite, as test/spec runs it and as the judge counts it. */
export interface SuiteTest {
  /** `union: duplicates` */
  readonly title: string;
  readonly view: unknown;
  readonly resources: readonly FhirResource[];
  readonly expect?: readonly Row[];
  readonly expectCount?: number;
  readonly expectError?: boolean;
  readonly expectColumns?: readonly string[];
}

type Row = Readonly<Record<string, unknown>>;

export const BACK_ENDS = ['closures', 'DuckDB'] as const;
export type BackEnd = (typeof BACK_ENDS)[number];

/** The tests of the suite's folder, in the order of the files. */
export function suiteTests(folder: string): SuiteTest[] {
  return readdirSync(join(folder, 'tests'))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const suite = JSON.parse(keepDecimals(readFileSync(join(folder, 'tests', file), 'utf8')));
      return suite.tests.map((test: SuiteTest) => ({
        ...test,
        title: `${file.replace('.json', '')}: ${test.title}`,
        resources: suite.resources,
      }));
    });
}

/** Runs one test in one back end. Gives undefined where it passes, else what is wrong. */
export async function failureOf(test: SuiteTest, backEnd: BackEnd, database: Database): Promise<string | undefined> {
  let view: CompiledView;
  let rows: readonly Row[];
  try {
    view = compileView(test.view);
    rows =
      backEnd === 'closures' ? test.resources.flatMap((one) => view.rows(one)) : await duckDbRows(view, test, database);
  } catch (error) {
    return test.expectError ? undefined : `stopped: ${error instanceof Error ? error.message : error}`;
  }
  if (test.expectError) return 'should have been an error';
  const names = view.columns.map((column) => column.name);
  const wrongOrder =
    test.expectColumns && test.expectColumns.join() !== (Object.keys(rows[0] ?? {}).join() || names.join());
  if (wrongOrder) return `gives the columns ${names.join(', ')}`;
  if (test.expectCount !== undefined && rows.length !== test.expectCount) return `gives ${rows.length} rows`;
  if (!test.expect) return undefined;
  const decimals = new Set(decimalColumns(test.view));
  const [found, wanted] = [rows, test.expect].map((side) => side.map((row) => rowText(row, view, decimals)).sort());
  return found?.join('\n') === wanted?.join('\n')
    ? undefined
    : `gives\n${found?.join('\n')}\nnot\n${wanted?.join('\n')}`;
}

async function duckDbRows(view: CompiledView, test: SuiteTest, database: Database): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rondo-sql-on-fhir-'));
  try {
    const file = join(folder, 'resources.ndjson');
    const resources = test.resources.filter((one) => one['resourceType'] === view.resource);
    if (resources.length === 0) return [];
    writeFileSync(file, resources.map((r, at) => JSON.stringify({ at, r })).join('\n'));
    const { structType, sql } = view.duckDb();
    const columns = `{"at": 'BIGINT', "r": ${sqlText(structType)}}`;
    return await database.rows(sql(`read_json(${sqlText(file)}, format='newline_delimited', columns=${columns})`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The suite writes decimals as JSON numbers; ours are text as the record has them, so they are compared as numbers. */
function rowText(row: Row, view: CompiledView, decimals: ReadonlySet<string>): string {
  return JSON.stringify(view.columns.map(({ name }) => comparable(row[name], decimals.has(name))));
}

function comparable(value: unknown, isDecimal: boolean): unknown {
  if (value === undefined || value === null) return null;
  return isDecimal ? Number(value) : value;
}

/** The names of the columns that a view declares as decimal. */
function decimalColumns(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(decimalColumns);
  if (typeof part !== 'object' || part === null) return [];
  const { type, name } = part as Record<string, unknown>;
  return [...(type === 'decimal' ? [String(name)] : []), ...Object.values(part).flatMap(decimalColumns)];
}

/** Counts the suite over both back ends: a test passes where both give what it expects. */
export async function judgeSqlOnFhir(
  folder: string,
): Promise<{ passed: number; failed: number; skipped: number; lines: string[] }> {
  const database = await openDatabase(':memory:');
  const lines: string[] = [];
  const tests = suiteTests(folder);
  let failed = 0;
  for (const test of tests) {
    const failures: string[] = [];
    for (const backEnd of BACK_ENDS) {
      const failure = await failureOf(test, backEnd, database);
      if (failure) failures.push(`${test.title} (${backEnd}) ${failure}`);
    }
    lines.push(...failures);
    if (failures.length > 0) failed += 1;
  }
  database.close();
  return { passed: tests.length - failed, failed, skipped: 0, lines };
}

export const sqlOnFhirJudge = {
  suite: 'sql-on-fhir',
  usage: 'sql-on-fhir DIR   SQL on FHIR v2 tests, each through the closures and through DuckDB',
  async run([folder]: readonly string[]) {
    if (folder === undefined) return { passed: 0, failed: 0, skipped: 0, lines: ['name a folder'] };
    return judgeSqlOnFhir(folder);
  },
};
