import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase, sqlText } from '../store/duckdb.ts';
import { keepDecimals, parseResource } from './resource-text.ts';
import { type CompiledView, compileView, mergeStructTypes, needs, type ViewRow } from './view.ts';

let database: Database;
let folder: string;
beforeAll(async () => {
  database = await openDatabase(':memory:', { threads: 1 });
  folder = mkdtempSync(join(tmpdir(), 'rondo-view-'));
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

/** The rows of both back ends, which must be the same. */
async function rowsOf(definition: unknown, ...resources: readonly string[]): Promise<readonly ViewRow[]> {
  const view = compileView(definition);
  const lines = resources.map(keepDecimals);
  const inMemory = lines.flatMap((line) => view.rows(parseResource(line)));
  expect(await duckDbRows(view, lines)).toEqual(inMemory);
  return inMemory;
}

/** The rows in DuckDB, which reads the resources as the loader hands them over. */
async function duckDbRows(view: CompiledView, lines: readonly string[]): Promise<ViewRow[]> {
  const file = join(folder, 'resources.ndjson');
  writeFileSync(file, lines.map((line) => `{"r":${line}}`).join('\n'));
  const { structType, sql } = view.duckDb();
  const columns = `{"r": ${sqlText(structType)}}`;
  return database.rows(sql(`read_json(${sqlText(file)}, format='newline_delimited', columns=${columns})`));
}

function viewOf(resource: string, paths: Readonly<Record<string, string>>) {
  return { resource, select: [{ column: Object.entries(paths).map(([name, path]) => ({ name, path })) }] };
}

describe('compileView()', () => {
  test('names everything that is wrong with a view at once, and where', () => {
    const view = {
      name: 'births',
      resource: 'Patient',
      where: [{ path: 'gender' }],
      select: [
        {
          column: [
            { name: 'a b', path: 'id' },
            { name: 'born', path: 'birthDate.frobnicate()' },
          ],
        },
      ],
    };
    expect(() => compileView(view)).toThrow(
      'births cannot be used: where[0].path "gender" needs true or false, not code; ' +
        'select[0].column[0].name is missing or not a name of letters, digits and _; ' +
        'select[0].column[1].path "birthDate.frobnicate()" calls frobnicate(), which views do not have',
    );
  });

  test.each([undefined, null, 7, [], {}, { resource: 'Patient' }, { resource: 'Nobody', select: [] }])(
    'refuses %j, which is no view',
    (view) => {
      expect(() => compileView(view)).toThrow('cannot be used');
    },
  );

  test('tells the elements that FHIR R4 does not have, which read as empty', async () => {
    const view = viewOf('Patient', { id: 'id', colour: 'eyeColour' });
    expect(compileView(view).unknownElements).toEqual(['Patient.eyeColour']);
    expect(await rowsOf(view, '{"resourceType":"Patient","id":"p"}')).toEqual([{ id: 'p', colour: null }]);
  });

  test('gives a column its type by the element, a declared type or a tag', () => {
    const column = [
      { name: 'active', path: 'active' },
      { name: 'births', path: 'multipleBirth.ofType(integer)' },
      { name: 'wide', path: 'multipleBirth.ofType(integer)', tag: [{ name: 'ansi/type', value: 'BIGINT' }] },
      { name: 'born', path: 'birthDate', type: 'date' },
      { name: 'given', path: 'name.given', collection: true },
    ];
    expect(compileView({ resource: 'Patient', select: [{ column }] }).columns).toEqual([
      { name: 'active', sqlType: 'BOOLEAN', collection: false },
      { name: 'births', sqlType: 'INTEGER', collection: false },
      { name: 'wide', sqlType: 'BIGINT', collection: false },
      { name: 'born', sqlType: 'VARCHAR', collection: false },
      { name: 'given', sqlType: 'VARCHAR', collection: true },
    ]);
  });
});

describe('rows() and duckDb()', () => {
  test('leave decimals and dates as they were written', async () => {
    const view = viewOf('Observation', { value: 'value.ofType(Quantity).value', at: 'effective.ofType(dateTime)' });
    const lines = ['1.0', '0.10', '7.25', '1e3'].map(
      (value) =>
        `{"resourceType":"Observation","effectiveDateTime":"2020-02-29T12:00:00.5+01:00","valueQuantity":{"value":${value}}}`,
    );
    const rows = await rowsOf(view, ...lines);
    expect(rows.map((row) => row['value'])).toEqual(['1.0', '0.10', '7.25', '1e3']);
    expect(rows[0]?.['at']).toBe('2020-02-29T12:00:00.5+01:00');
  });

  test('give null to the columns of an empty forEachOrNull, and no row for an empty forEach', async () => {
    const select = (kind: string) => [
      { column: [{ name: 'id', path: 'id' }] },
      { [kind]: 'name', column: [{ name: 'family', path: 'family' }] },
    ];
    const nobody = '{"resourceType":"Patient","id":"p"}';
    expect(await rowsOf({ resource: 'Patient', select: select('forEachOrNull') }, nobody)).toEqual([
      { id: 'p', family: null },
    ]);
    expect(await rowsOf({ resource: 'Patient', select: select('forEach') }, nobody)).toEqual([]);
  });

  // Once read as null in closures, and as a column that does not exist in DuckDB.
  test('count %rowIndex where only a branch of a unionAll asks for it', async () => {
    const view = {
      resource: 'Patient',
      select: [{ forEach: 'name', unionAll: [{ column: [{ name: 'place', path: '%rowIndex' }] }] }],
    };
    const line = '{"resourceType":"Patient","name":[{"family":"A"},{"family":"B"}]}';
    expect(await rowsOf(view, line)).toEqual([{ place: 0 }, { place: 1 }]);
  });

  // Once a DuckDB binder error.
  test('are empty below an item that is never there', async () => {
    const view = viewOf('Patient', { url: "managingOrganization[1].extension('a').url.first()", second: 'active[1]' });
    const line = '{"resourceType":"Patient","active":true,"managingOrganization":{"display":"A"}}';
    expect(await rowsOf(view, line)).toEqual([{ url: null, second: null }]);
  });

  test('refuse a second value where one is asked for, and name the column but no value', async () => {
    const view = compileView(viewOf('Patient', { family: 'name.family' }));
    const line = '{"resourceType":"Patient","name":[{"family":"A"},{"family":"B"}]}';
    const message = 'column "family" has more than one value in a resource';
    expect(() => view.rows(parseResource(line))).toThrow(message);
    await expect(duckDbRows(view, [line])).rejects.toThrow(message);
  });

  test('give no row for a resource of another type', () => {
    expect(compileView(viewOf('Patient', { id: 'id' })).rows({ resourceType: 'Group', id: 'g' })).toEqual([]);
  });

  test('keep the columns that the caller names, before those of the view', async () => {
    const { sql } = compileView(viewOf('Patient', { id: 'id' })).duckDb();
    const [row] = await database.rows(sql(`(SELECT 7 AS "at", {'id': 'p'} AS r)`, ['at']));
    expect(Object.entries(row ?? {})).toEqual([
      ['at', 7],
      ['id', 'p'],
    ]);
  });
});

describe('duckDb().sql()', () => {
  test('reads first() by place, and unnests for forEach only', () => {
    const sqlOf = (select: object) =>
      compileView({ resource: 'Patient', select: [select] })
        .duckDb()
        .sql('t');
    expect(sqlOf({ column: [{ name: 'a', path: 'name.first().family' }] })).not.toContain('unnest');
    expect(sqlOf({ forEach: 'name', column: [{ name: 'a', path: 'family' }] })).toContain('unnest');
  });

  // Four nested conditions once made 200,000 characters of dates, and seven 4,000,000 of texts.
  test('grows by the same length with each level of nested conditions', () => {
    const length = (path: string) =>
      compileView({ resource: 'Patient', select: [{ column: [{ name: 'id', path: 'id' }] }], where: [{ path }] })
        .duckDb()
        .sql('t').length;
    const dates = [2, 3, 4, 5].map((n) => length(`birthDate${'.where($this > @2000)'.repeat(n)} > @2020`));
    const [first = 0, second = 0, third = 0, fourth = 0] = dates;
    expect([third - second, fourth - third]).toEqual([second - first, second - first]);
    expect(fourth).toBeLessThan(25_000);
  });
});

test('needs() are the elements that the view reads, sorted', () => {
  const view = viewOf('Observation', { code: 'code.coding.first().code', value: 'value.ofType(Quantity).value' });
  expect(needs(compileView(view))).toEqual(['code.coding.code', 'valueQuantity.value']);
});

describe('mergeStructTypes()', () => {
  test('of two views serves both, and of one is its own', () => {
    const [a, b] = [{ family: 'name.first().family' }, { use: 'name.first().use', id: 'id' }].map((paths) =>
      compileView(viewOf('Patient', paths)).duckDb(),
    );
    expect(mergeStructTypes([a!, b!])).toBe('STRUCT("name" STRUCT("family" VARCHAR, "use" VARCHAR)[], "id" VARCHAR)');
    expect(mergeStructTypes([a!])).toBe(a?.structType);
  });

  test('refuses a view that repeats over what another reads', () => {
    const resource = 'QuestionnaireResponse';
    const column = [{ name: 'link', path: 'linkId' }];
    const repeating = compileView({ resource, select: [{ repeat: ['item'], column }] }).duckDb();
    const reading = compileView({ resource, select: [{ forEach: 'item', column }] }).duckDb();
    expect(() => mergeStructTypes([repeating, reading])).toThrow('these 2 views cannot share one scan');
  });
});
