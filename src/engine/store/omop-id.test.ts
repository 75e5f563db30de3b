import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openDatabase } from './duckdb.ts';
import { omopIdMacro, omopIdOf } from './omop-id.ts';

// printf '%s' 'k|ehr|Patient/1' | md5sum → last 8 bytes read little-endian, top bit cleared
test('omopIdOf() is the lower 63 bits of the MD5 of key, source, type and id', async () => {
  const { createHash } = await import('node:crypto');
  const hex = createHash('md5').update('k|ehr|Patient/1').digest('hex').slice(16);
  const littleEndian = BigInt(`0x${hex.match(/../g)!.reverse().join('')}`) % 2n ** 63n;
  expect(omopIdOf('Patient', '1', { key: 'k', source: 'ehr' })).toBe(String(littleEndian));
});

test('omopIdOf() and the SQL macro give the same id for any text', async () => {
  const db = await openDatabase(':memory:');
  await db.run(omopIdMacro("secret'key"));
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.string(), async (source, id) => {
      if (/\0/.test(source + id)) return; // ids and sources never hold NUL
      const [row] = await db.rows<{ id: string }>('SELECT omop_id($1, $2, $3) AS id', [source, 'Patient', id]);
      expect(row?.id).toBe(omopIdOf('Patient', id, { key: "secret'key", source }));
    }),
    { numRuns: 200, seed: 11 },
  );
  db.close();
});

test('omopIdOf() differs by key, source, type and id', () => {
  const ids = [
    omopIdOf('Patient', '1', { key: 'k', source: 'ehr' }),
    omopIdOf('Patient', '1', { key: 'l', source: 'ehr' }),
    omopIdOf('Patient', '1', { key: 'k', source: 'lab' }),
    omopIdOf('Encounter', '1', { key: 'k', source: 'ehr' }),
    omopIdOf('Patient', '2', { key: 'k', source: 'ehr' }),
  ];
  expect(new Set(ids).size).toBe(5);
});
