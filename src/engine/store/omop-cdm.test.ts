import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sharedFolder } from '../../../test/shared.ts';
import { openDatabase } from './duckdb.ts';
import { CDM, CDM_TABLES, cdmKeyOf, cdmTableSql } from './omop-cdm.ts';

test('CDM has the 39 tables and 432 fields of version 5.4', () => {
  expect(CDM_TABLES).toHaveLength(39);
  expect(Object.values(CDM).flat()).toHaveLength(432);
});

test('cdmTableSql() makes every table, and ids are BIGINT', async () => {
  const db = await openDatabase(':memory:');
  for (const table of CDM_TABLES) await db.run(cdmTableSql(table));
  const found = await db.rows<{ tables: string; ids: string }>(
    `SELECT count(DISTINCT table_name) AS tables, count(*) FILTER (column_name LIKE '%\\_id' ESCAPE '\\' AND data_type = 'BIGINT') AS ids
     FROM information_schema.columns WHERE table_schema = 'main'`,
  );
  db.close();
  expect(found[0]?.tables).toBe('39');
  expect(Number(found[0]?.ids)).toBeGreaterThan(200);
});

test('cdmKeyOf() names the primary key, and nothing where there is none', () => {
  expect(cdmKeyOf('person')).toBe('person_id');
  expect(cdmKeyOf('death')).toBeUndefined();
});

const spec = sharedFolder('data/omop-cdm-spec');

describe.skipIf(!spec)('against the published field list', () => {
  test('CDM equals OMOP_CDMv5.4_Field_Level.csv field by field', () => {
    const [header, ...rows] = readCsv(readFileSync(join(spec!, 'OMOP_CDMv5.4_Field_Level.csv'), 'utf8'));
    const at = (row: readonly string[], name: string) => row[header!.indexOf(name)] ?? '';
    const published = rows.map((row) => {
      const target = at(row, 'isForeignKey') === 'Yes' ? at(row, 'fkTableName').toLowerCase() : 'na';
      return [
        at(row, 'cdmTableName'),
        at(row, 'cdmFieldName').replaceAll('"', ''),
        at(row, 'cdmDatatype').toLowerCase().replace('(max)', ''),
        at(row, 'isRequired') === 'Yes',
        at(row, 'isPrimaryKey') === 'Yes',
        target === 'na' ? undefined : target,
      ];
    });
    const word = { int: 'integer', float: 'float', date: 'date', time: 'datetime', text: 'varchar' };
    const ours = CDM_TABLES.flatMap((table) =>
      CDM[table].map((field) => [
        table,
        field.name,
        `${word[field.type]}${field.length ? `(${field.length})` : ''}`,
        field.isRequired,
        field.isKey,
        field.refersTo,
      ]),
    );
    expect(ours).toEqual(published);
  });
});

/** Fields may be quoted, quotes doubled, and quoted fields may hold commas and line ends. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let field = '';
  let isQuoted = false;
  for (let i = text.charCodeAt(0) === 0xfeff ? 1 : 0; i < text.length; i++) {
    const letter = text[i]!;
    if (isQuoted && letter === '"' && text[i + 1] === '"') field += text[++i];
    else if (letter === '"') isQuoted = !isQuoted;
    else if (isQuoted) field += letter;
    else if (letter === ',' || letter === '\n') {
      rows.at(-1)!.push(field);
      field = '';
      if (letter === '\n') rows.push([]);
    } else if (letter !== '\r') field += letter;
  }
  if (field) rows.at(-1)!.push(field);
  return rows.filter((row) => row.length > 1);
}
