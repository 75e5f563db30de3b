import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../store/duckdb.ts';
import { decimalBoundary, decimalNumber, decimalText } from './_decimal.ts';

describe('decimalText()', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(':memory:', { threads: 1 });
  });
  afterAll(() => database.close());

  test.each([
    0, -0, 5, -2.5, 0.1, 0.0001, 0.00009999, 1e-7, 5e-324, 123456789012345680, 9999999999999998, 1e16, 1.5e21, 1e300,
    28.782010691110386, -1.25e-5, 1.7976931348623157e308,
  ])('of %d is how DuckDB writes the double, but for the .0 of whole numbers', async (value) => {
    const [row] = await database.rows<{ text: string }>('SELECT CAST(CAST($1 AS DOUBLE) AS VARCHAR) AS text', [
      Object.is(value, -0) ? '-0' : String(value),
    ]);
    expect(decimalText(value)).toBe(row?.text.replace(/\.0$/, ''));
  });

  test.each([1.5, -3, 1e-9, 6.02214076e23])('of %d reads back as the same number', (value) => {
    expect(Number(decimalText(value))).toBe(value);
  });
});

describe('decimalBoundary()', () => {
  // FHIRPath, "lowBoundary": 1.587 lies within 1.5865 … 1.5875.
  test.each([
    ['1.587', 1.5865, 1.5875],
    ['1.0', 0.95, 1.05],
    ['120', 119.5, 120.5],
    ['-1.0', -1.05, -0.95],
    ['0.0', -0.05, 0.05],
    ['0', -0.5, 0.5],
  ])('of %s is %d and %d', (text, low, high) => {
    expect([decimalBoundary(text, false), decimalBoundary(text, true)]).toEqual([low, high]);
  });

  test('is one unit of the last place wide', () => {
    for (const text of ['7', '7.1', '7.12', '7.123']) {
      const places = text.split('.')[1]?.length ?? 0;
      const width = (decimalBoundary(text, true) ?? 0) - (decimalBoundary(text, false) ?? 0);
      expect(width).toBeCloseTo(10 ** -places, 12); // doubles near 7 lie 1e-15 apart
    }
  });

  test.each(['1e3', '', '.5', '1.123456789012', 'one'])('of "%s" is undefined', (text) => {
    expect(decimalBoundary(text, true)).toBeUndefined();
  });
});

test('decimalNumber() reads JSON numbers and their texts, and nothing else', () => {
  expect(['1.50', 2, '1e3', '-0.5'].map(decimalNumber)).toEqual([1.5, 2, 1000, -0.5]);
  expect(['', ' 1', '0x10', 'Infinity', null, true].map(decimalNumber)).toEqual(Array(6).fill(undefined));
});
