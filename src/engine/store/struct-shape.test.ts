import { expect, test } from 'vitest';
import { openDatabase, sqlText } from './duckdb.ts';
import { fitsShape, misshapenRows, readyShapeTest, shapeOf } from './struct-shape.ts';

const TYPE = 'STRUCT("id" VARCHAR, "code" STRUCT("coding" STRUCT("system" VARCHAR)[]), "n" INTEGER, "ok" BOOLEAN)';

test('shapeOf() refuses what it cannot read', () => {
  expect(() => shapeOf('STRUCT(')).toThrow(/cannot read/);
  expect(() => shapeOf('VARCHAR) x')).toThrow(/cannot read/);
});

test.each([
  ['{"id":"a","code":{"coding":[{"system":"s"},null]},"n":3,"ok":true}', true],
  ['{}', true],
  ['{"id":1,"n":3,"other":[1]}', true],
  ['{"n":3000000000}', false],
  ['{"code":"text"}', false],
  ['{"code":{"coding":{"system":"s"}}}', false],
  ['{"code":{"coding":["s"]}}', false],
  ['{"n":"three"}', false],
  ['{"ok":"perhaps"}', false],
  ['[]', false],
])('fitsShape() of %s is %s, and DuckDB reads it or refuses it alike', async (json, fits) => {
  expect(fitsShape(JSON.parse(json), shapeOf(TYPE))).toBe(fits);
  const db = await openDatabase(':memory:');
  const { mkdtemp, rm, writeFile } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const folder = await mkdtemp(`${tmpdir()}/rondo-shape-`);
  await writeFile(`${folder}/a.ndjson`, `{"at":1,"r":${json}}\n`);
  const read = db.rows(
    `SELECT r FROM read_json(${sqlText(`${folder}/a.ndjson`)}, format = 'newline_delimited', columns = {'at': 'BIGINT', 'r': ${sqlText(TYPE)}})`,
  );
  if (fits) await expect(read).resolves.toHaveLength(1);
  else await expect(read).rejects.toThrow();
  db.close();
  await rm(folder, { recursive: true });
});

test.each(['{"n":"3"}', '{"n":1.5}', '{"n":"1.5"}', '{"n":"0x10"}', '{"ok":"true"}', '{"ok":1}'])(
  'fitsShape() of %s is false: DuckDB would make something of it, the closures nothing',
  (json) => expect(fitsShape(JSON.parse(json), shapeOf(TYPE))).toBe(false),
);

const OTHER =
  'STRUCT("id" VARCHAR, "code" STRUCT("text" VARCHAR, "coding" STRUCT("code" STRUCT("x" DOUBLE))[]), "n" JSON, "k" BIGINT[])';
const PARTS = [
  ...[undefined, null, 'text', 3, [], {}, { coding: null }, { coding: {} }, { coding: [null, { system: 's' }] }].map(
    (code) => ({ code }),
  ),
  ...[{ coding: [{ code: 'c' }] }, { coding: [{ code: { x: '1.5' } }] }, { coding: [{ code: { x: true } }] }].map(
    (code) => ({ code }),
  ),
  ...[1, '2', 'two', {}, true].map((n) => ({ n })),
  ...[[1, '2', null], [[1]], 4].map((k) => ({ k })),
  ...['true', false, 0].map((ok) => ({ ok })),
  null,
  'text',
  [],
];

test('readyShapeTest() of several shapes says what fitsShape() says of all of them', () => {
  const lists = [[TYPE], [OTHER], [TYPE, OTHER], [OTHER, TYPE, 'STRUCT("n" STRUCT("a" VARCHAR))']];
  const said = lists.flatMap((types) => {
    const shapes = types.map(shapeOf);
    const fits = readyShapeTest(shapes);
    return PARTS.map((value) => ({ ready: fits(value), plain: shapes.every((shape) => fitsShape(value, shape)) }));
  });
  expect(said.filter(({ ready, plain }) => ready !== plain)).toEqual([]);
  for (const verdict of [true, false]) expect(said.filter(({ plain }) => plain === verdict).length).toBeGreaterThan(20);
});

test('misshapenRows() names the places of the rows that do not fit', async () => {
  const db = await openDatabase(':memory:');
  const query = `SELECT i AS "at", CASE WHEN i % 5000 = 7 THEN '{"code":1}' ELSE '{"id":"x"}' END AS r FROM range(12000) t(i)`;
  expect(await misshapenRows(db, query, shapeOf(TYPE))).toEqual([7n, 5007n, 10007n]);
  db.close();
});
