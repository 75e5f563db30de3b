import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/engine/store/duckdb.ts';
import { BACK_ENDS, failureOf, judgeSqlOnFhir, suiteTests } from '../judges/sql-on-fhir.ts';
import { sharedFolder } from '../shared.ts';

// FHIR/sql-on-fhir-v2 at 49fc1ad (12 May 2026): 134 tests, 11 of them experimental, 11 of them errors.
const folder = sharedFolder('data/sql-on-fhir-tests');

describe.skipIf(!folder)('the SQL on FHIR v2 suite', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(':memory:');
  });
  afterAll(() => database.close());

  const tests = folder ? suiteTests(folder) : [];
  for (const backEnd of BACK_ENDS) {
    test.each(tests.map((one) => [one.title, one] as const))(
      `${backEnd} gives what is expected for %s`,
      async (_, one) => {
        expect(await failureOf(one, backEnd, database)).toBeUndefined();
      },
    );
  }

  test('judgeSqlOnFhir() passes all 134 tests in both back ends', async () => {
    const { passed, failed, skipped } = await judgeSqlOnFhir(folder ?? '');
    expect({ passed, failed, skipped }).toEqual({ passed: 134, failed: 0, skipped: 0 });
  });
});
