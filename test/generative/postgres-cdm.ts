/** The snapshot of cdm.ts in a PostgreSQL of the tests. */
import pg from 'pg';
import { type Engine, postgresEngine } from '../../src/engine/query/engine.ts';
import { postgres } from '../../src/engine/query/postgres.ts';
import type { PersonRecord } from '../../src/engine/query/record.ts';
import { temporaryLedger } from '../ledger.ts';
import { DDL, insertsOf, TABLES } from './cdm.ts';

export interface PostgresSnapshot {
  readonly engine: Engine;
  /** Runs `ask` over these records and nothing else; the tables are empty again afterwards, also after an error. */
  withRecords<T>(records: readonly PersonRecord[], ask: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const UNLOGGED = DDL.replaceAll('CREATE TABLE', 'CREATE UNLOGGED TABLE');

/**
 * Empty tables in a database of their own, on one connection and in one transaction that is never committed: emptying an
 * unlogged table made in the same transaction writes nothing to the disk, and nothing is left behind.
 */
export async function openPostgresSnapshot(): Promise<PostgresSnapshot> {
  const database = await temporaryLedger();
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  const run = (sql: string) => client.query(sql);
  await run(`BEGIN; CREATE SCHEMA cdm; SET LOCAL search_path = cdm; SET LOCAL jit = off;${UNLOGGED}`);
  const query = async <Row>(sql: string) => (await client.query(sql)).rows as Row[]; // the SQL decides the shape
  const engine = await postgresEngine({ query }, { schema: 'cdm' });
  return {
    engine,
    withRecords: async (records, ask) => {
      await run(`SAVEPOINT empty; ${insertsOf(records, postgres)}`);
      try {
        return await ask();
      } finally {
        await run(`ROLLBACK TO empty; RELEASE empty; TRUNCATE ${TABLES.join(', ')}`);
      }
    },
    close: async () => {
      await client.end();
      await database.close();
    },
  };
}
