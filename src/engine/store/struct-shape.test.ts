import { expect, test } from 'vitest';
import { openDatabase, sqlText } from './duckdb.ts';
import { fitsShape, misshapenRows, shapeOf } from './struct-shape.ts';

const TYPE = 'STRUCT("id" VARCHAR, "code" STRUCT("coding" STRUCT("system" VARCHAR)[]), "n" INTEGER, "ok" BOOLEAN)';

test('shapeOf() refuses what it cannot read', () => {
  expect(() => shapeOf('STRUCT(')).toThrow(/cannot read/);
  expect(() => shapeOf('VARCHAR) x')).toThrow(/cannot read/);
});

test.each([
  ['{"id":"a","code":{"coding":[{"system":"s"},null]},"n":3,"ok":true}', true],
  ['{}', true],
  ['{"id":1,"n":"3","other":[1]}', true],
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

test('misshapenRows() names the places of the rows that do not fit', async () => {
  const db = await openDatabase(':memory:');
  const query = `SELECT i AS "at", CASE WHEN i % 5000 = 7 THEN '{"code":1}' ELSE '{"id":"x"}' END AS r FROM range(12000) t(i)`;
  expect(await misshapenRows(db, query, shapeOf(TYPE))).toEqual([7n, 5007n, 10007n]);
  db.close();
});
