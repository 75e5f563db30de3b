/**
 * ViewDefinitions over the Observations of the Synthea sample: the closures on one core (JSON text to rows, with and without
 * decimals as written, and rows alone from parsed resources) and DuckDB on one thread (NDJSON to counted cells). Budget:
 * 100,000 resources/s per core. On a machine that is shared the figure for each CPU second is the one to compare.
 */
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { keepDecimals, parseResource } from '../src/engine/fhir/resource-text.ts';
import { type CompiledView, compileView, type FhirResource } from '../src/engine/fhir/view.ts';
import { openDatabase, sqlName, sqlText } from '../src/engine/store/duckdb.ts';
import { readLibrary } from '../src/engine/store/library.ts';
import { sharedFolder } from '../test/shared.ts';

const RUNS = 5;
const ROWS_FILE = 'Observation.000.ndjson.gz';

const flat = compileView({
  name: 'flat, 12 columns',
  resource: 'Observation',
  select: [
    {
      column: [
        { name: 'id', path: 'id' },
        { name: 'status', path: 'status' },
        { name: 'subject', path: 'subject.getReferenceKey(Patient)' },
        { name: 'encounter', path: 'encounter.reference' },
        { name: 'effective', path: 'effective.ofType(dateTime)' },
        { name: 'code_system', path: 'code.coding.first().system' },
        { name: 'code', path: 'code.coding.first().code' },
        { name: 'display', path: 'code.coding.display.first()' },
        { name: 'value', path: 'value.ofType(Quantity).value' },
        { name: 'unit', path: 'value.ofType(Quantity).unit' },
        { name: 'value_code', path: 'value.ofType(CodeableConcept).coding.first().code' },
        { name: 'category', path: 'category.first().coding.first().code' },
      ],
    },
  ],
});
const pressure = compileView({
  name: 'blood pressure, where and component filter',
  resource: 'Observation',
  where: [{ path: "code.coding.where(system = 'http://loinc.org' and code = '85354-9').exists()" }],
  select: [
    {
      column: [
        { name: 'id', path: 'id' },
        {
          name: 'systolic',
          path: "component.where(code.coding.exists(code = '8480-6')).first().value.ofType(Quantity).value",
        },
      ],
    },
  ],
});
const codings = compileView({
  name: 'codings, one row each',
  resource: 'Observation',
  select: [
    { column: [{ name: 'id', path: 'id' }] },
    {
      forEach: 'code.coding',
      column: [
        { name: 'place', path: '%rowIndex' },
        { name: 'system', path: 'system' },
        { name: 'code', path: 'code' },
      ],
    },
  ],
});
const both = compileView({
  name: 'own value and components, unionAll',
  resource: 'Observation',
  select: [
    { column: [{ name: 'id', path: 'id' }] },
    {
      unionAll: [
        {
          column: [
            { name: 'code', path: 'code.coding.first().code' },
            { name: 'value', path: 'value.ofType(Quantity).value' },
          ],
        },
        {
          forEach: 'component',
          column: [
            { name: 'code', path: 'code.coding.first().code' },
            { name: 'value', path: 'value.ofType(Quantity).value' },
          ],
        },
      ],
    },
  ],
});
const library = readLibrary('views')
  .filter(({ id }) => id === 'observation')
  .map(({ json }) => compileView(json));
const views: readonly CompiledView[] = [flat, pressure, codings, both, ...library];

const shared = sharedFolder('data/fhir-synthea-415');
if (!shared) throw new Error('the Synthea sample is not there; say where the shared inputs are with RONDO_SHARED');
const folder = mkdtempSync(join(tmpdir(), 'rondo-bench-'));
try {
  const file = join(folder, 'observation.ndjson');
  await pipeline(createReadStream(join(shared, ROWS_FILE)), createGunzip(), createWriteStream(file));
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  process.stdout.write(`${lines.length} Observations, ${(lines.join('\n').length / 1e6).toFixed(0)} MB\n`);
  await closures(lines);
  await duckDb(lines, file);
} finally {
  rmSync(folder, { recursive: true });
}

async function closures(lines: readonly string[]): Promise<void> {
  await measure('JSON.parse', lines.length, () => lines.forEach((line) => void JSON.parse(line)));
  await measure('keepDecimals', lines.length, () => lines.forEach((line) => void keepDecimals(line)));
  const parsed = lines.map((line) => JSON.parse(line) as FhirResource);
  for (const view of views) {
    await measure(`closures, ${view.name}`, lines.length, () => parsed.forEach((one) => void view.rows(one)));
    await measure('  from text', lines.length, () => lines.forEach((line) => void view.rows(JSON.parse(line))));
    await measure('  decimals as written', lines.length, () =>
      lines.forEach((line) => void view.rows(parseResource(line))),
    );
  }
}

async function duckDb(lines: readonly string[], file: string): Promise<void> {
  writeFileSync(file, lines.map((line, at) => `{"at":${at},"r":${keepDecimals(line)}}`).join('\n'));
  const database = await openDatabase(':memory:', { threads: 1 });
  for (const view of views) {
    const { structType, sql } = view.duckDb();
    const columns = `{"at": 'BIGINT', "r": ${sqlText(structType)}}`;
    const relation = `read_json(${sqlText(file)}, format='newline_delimited', columns=${columns})`;
    const counted = view.columns.map(({ name }) => `count(${sqlName(name)})`).join(', ');
    const query = `SELECT ${counted} FROM (${sql(relation, ['at'])})`;
    await measure(`DuckDB, ${view.name}`, lines.length, () => database.run(query));
  }
  database.close();
}

/** Prints the best of some runs, by the clock and by CPU time. */
async function measure(what: string, resources: number, work: () => unknown): Promise<void> {
  let [clock, cpu] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let run = 0; run < RUNS; run++) {
    const [start, used] = [performance.now(), process.cpuUsage()];
    await work();
    const { user, system } = process.cpuUsage(used);
    clock = Math.min(clock, (performance.now() - start) / 1000);
    cpu = Math.min(cpu, (user + system) / 1e6);
  }
  const [perSecond, perCpuSecond] = [clock, cpu].map((seconds) => Math.round(resources / seconds).toLocaleString('en'));
  process.stdout.write(`${what.padEnd(52)} ${perSecond?.padStart(10)}/s ${perCpuSecond?.padStart(10)}/CPU s\n`);
}
