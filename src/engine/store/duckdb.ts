/**
 * The one owner of DuckDB. Files are opened with `fromCache` only: two `create` calls on one file in one process lose
 * committed tables. No extension is ever loaded: they cannot be had offline.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue, type Json } from '@duckdb/node-api';
import { defineFault } from '../../core/fault.ts';

export const databaseBusy = defineFault(
  'store/database-busy',
  'conflict',
  (d: { file: string }) => `${d.file} is in use by another process`,
  'Stop the other Rondo on this workspace, or use another workspace.',
);

export interface DatabaseOptions {
  readonly readOnly?: boolean;
  /** the buffer manager's limit; plan twice that in resident memory */
  readonly memoryLimit?: string;
  readonly threads?: number;
  /** where DuckDB may spill; must be one folder per process */
  readonly temporaryFolder?: string;
}

/** Values that may stand for `$1`, `$2` … in a query. */
export type QueryValue = string | number | bigint | boolean | null;

export interface Database {
  /** runs statements that give nothing back */
  run(sql: string, values?: readonly QueryValue[]): Promise<void>;
  /**
   * Rows as objects in JSON's types: BIGINT and DECIMAL as text, DATE as `YYYY-MM-DD`, LIST as arrays. Use for results of
   * at most some thousand rows.
   */
  rows<Row = Record<string, Json>>(sql: string, values?: readonly QueryValue[]): Promise<Row[]>;
  /** Columns of raw values (BIGINT as bigint), for results of any size. */
  columns(sql: string, values?: readonly QueryValue[]): Promise<Record<string, DuckDBValue[]>>;
  /** the raw connection, for appenders; stays inside engine/store */
  readonly connection: DuckDBConnection;
  close(): void;
}

/** Opens a DuckDB file, or a database in memory for `:memory:`. Throws `store/database-busy` if another process holds it. */
export async function openDatabase(file: string, options: DatabaseOptions = {}): Promise<Database> {
  const config: Record<string, string> = {
    memory_limit: options.memoryLimit ?? '1GB',
    threads: String(options.threads ?? 2),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  };
  if (options.readOnly) config['access_mode'] = 'READ_ONLY';
  // Left alone, a database in memory spills into the folder the program was started in; one folder per process.
  config['temp_directory'] = options.temporaryFolder ?? join(tmpdir(), `rondo-spill-${process.pid}`);
  const instance = await open(file, config);
  const connection = await instance.connect();
  return {
    connection,
    run: async (sql, values) => {
      await connection.run(sql, values ? [...values] : undefined);
    },
    rows: async <Row>(sql: string, values?: readonly QueryValue[]) => {
      const reader = await connection.runAndReadAll(sql, values ? [...values] : undefined);
      return reader.getRowObjectsJson() as Row[]; // the caller's SQL decides the shape
    },
    columns: async (sql, values) => {
      const reader = await connection.runAndReadAll(sql, values ? [...values] : undefined);
      return reader.getColumnsObject() as Record<string, DuckDBValue[]>;
    },
    close: () => {
      connection.closeSync();
      if (file === ':memory:') instance.closeSync();
    },
  };
}

async function open(file: string, config: Record<string, string>): Promise<DuckDBInstance> {
  if (file === ':memory:') return DuckDBInstance.create(file, config);
  try {
    return await DuckDBInstance.fromCache(file, config);
  } catch (cause) {
    if (cause instanceof Error && /lock on file/i.test(cause.message)) throw databaseBusy({ file }, cause);
    throw cause;
  }
}

/**
 * Holds a file for this process alone, until released or until the process is gone, however it went: the lock is the
 * operating system's. Throws `store/database-busy` if another process holds it. Two calls in one process both succeed,
 * and whoever else opens and closes the file in this process lets go of the lock (POSIX): the caller sees to that.
 */
export async function holdFile(file: string): Promise<{ release(): void }> {
  const instance = await lockable(file);
  return { release: () => instance.closeSync() };
}

// Not from the cache: the lock must end when it is released, and nothing is ever stored in the file.
async function lockable(file: string): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(file, { threads: '1', memory_limit: '16MB' });
  } catch (cause) {
    if (cause instanceof Error && /lock on file/i.test(cause.message)) throw databaseBusy({ file }, cause);
    throw cause;
  }
}

/** A text as an SQL literal. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as a quoted SQL identifier. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
