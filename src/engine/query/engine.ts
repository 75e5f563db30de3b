import type { Database } from '../store/duckdb.ts';
import type { Ledger } from '../store/ledger.ts';
import type { Dialect, Layout } from './dialect.ts';
import { duckdb } from './duckdb.ts';
import { postgres } from './postgres.ts';

/** A database with OMOP tables that definitions run in. */
export interface Engine {
  readonly dialect: Dialect;
  readonly layout: Layout;
  rows<Row>(sql: string): Promise<readonly Row[]>;
}

/** A snapshot in DuckDB. */
export async function duckdbEngine(db: Database): Promise<Engine> {
  const rows = <Row>(sql: string) => db.rows<Row & Record<string, unknown>>(sql);
  return { dialect: duckdb, layout: { hasEventCodes: await hasEventCodes(rows) }, rows };
}

/**
 * An OMOP database in PostgreSQL, where it stands.
 *
 * @param handle whoever owns the connection; only reads are asked of it
 * @param options `schema` holds the OMOP tables; the connection's search path finds them if absent
 */
export async function postgresEngine(
  handle: Pick<Ledger, 'query'>,
  options: { readonly schema?: string } = {},
): Promise<Engine> {
  const rows = <Row>(sql: string) => handle.query<Row>(sql);
  return { dialect: postgres, layout: { ...options, hasEventCodes: await hasEventCodes(rows) }, rows };
}

async function hasEventCodes(rows: Engine['rows']): Promise<boolean> {
  const tables = await rows(
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'rondo' AND table_name = 'event_code'",
  );
  return tables.length > 0;
}
