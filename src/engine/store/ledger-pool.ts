/** Connections to the ledger's PostgreSQL. This file and its neighbours are the only ones that import `pg`. */
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Effects } from '../../core/effects.ts';
import { defineFault } from '../../core/fault.ts';
import type { LedgerValue } from './ledger.ts';
import { LedgerRefusal } from './ledger-refusal.ts';

export const ledgerUnavailable = defineFault(
  'store/ledger-unavailable',
  'unavailable',
  (d: { where: string; reason: string }) => `the ledger's database at ${d.where} cannot be reached (${d.reason})`,
  'Check that the database runs and that DATABASE_URL is right, then try again.',
);

export const ledgerConnectionLost = defineFault(
  'store/ledger-connection-lost',
  'unavailable',
  (d: { reason: string }) =>
    `the connection to the ledger broke (${d.reason}); whether the last change is stored is not known`,
  'Look whether it is there, then try again: the ledger comes back by itself within moments.',
);

export const ledgerNotDurable = defineFault(
  'store/ledger-not-durable',
  'conflict',
  (d: { settings: readonly string[] }) => `the ledger's database may forget what it promised: ${d.settings.join(', ')}`,
  'Turn fsync, full_page_writes and synchronous_commit on in its postgresql.conf and use the primary server.',
);

export interface Connection {
  query<Row>(sql: string, values?: readonly LedgerValue[], name?: string): Promise<Row[]>;
  /** ends a transaction; throws if PostgreSQL rolled back instead because a statement in it had failed */
  commit(): Promise<void>;
  /** `isBroken`: thrown away instead of given to the next */
  release(isBroken?: boolean): void;
  readonly client: pg.ClientBase;
}

export interface LedgerPool {
  connect(): Promise<Connection>;
  close(): Promise<void>;
}

const LONGEST_WAIT_MS = 15_000;

/** `revive` is called when the server is gone and may start it again. */
export function openPool(url: string, effects: Effects, revive?: () => Promise<void>): LedgerPool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    application_name: 'rondo',
    connectionTimeoutMillis: 10_000,
  });
  // Without listeners the process dies when the server goes: while a connection waits in the pool, and also while it is
  // lent out or being thrown away, when the pool does not listen. Whoever queries next is told.
  let isClosing = false; // what we let go of may hear of it from the server
  pool.on('error', () => isClosing || effects.log({ level: 'warning', code: 'store/ledger-connection-lost' }));
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    connect: async () => connection(await connectOrRevive(pool, url, revive)),
    close: () => {
      isClosing = true;
      return pool.end();
    },
  };
}

async function connectOrRevive(pool: pg.Pool, url: string, revive?: () => Promise<void>): Promise<pg.PoolClient> {
  const until = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    try {
      return await pool.connect();
    } catch (error) {
      if (!isAway(error) || !revive || Date.now() > until) {
        throw ledgerUnavailable({ where: placeOf(url), reason: reasonOf(error) }, error);
      }
      await revive();
      await pause(20);
    }
  }
}

function connection(client: pg.PoolClient): Connection {
  const send = async <Row extends pg.QueryResultRow>(
    text: string,
    values: readonly LedgerValue[] = [],
    name?: string,
  ) => {
    try {
      return await client.query<Row>({ text, values: [...values], ...(name === undefined ? {} : { name }) });
    } catch (error) {
      throw inOurWords(error);
    }
  };
  return {
    client,
    query: async <Row>(sql: string, values?: readonly LedgerValue[], name?: string) =>
      (await send(sql, values, name)).rows as Row[], // the caller's SQL decides the shape
    commit: async () => {
      const { command } = await send('commit');
      if (command !== 'COMMIT') throw new Error('a transaction was rolled back because a statement in it had failed');
    },
    release: (isBroken) => client.release(isBroken),
  };
}

function inOurWords(error: unknown): unknown {
  if (isAway(error)) return ledgerConnectionLost({ reason: reasonOf(error) }, error);
  if (error instanceof pg.DatabaseError) return new LedgerRefusal(error.code ?? 'unknown', error.constraint);
  return error;
}

/** The server is gone, starting or stopping: worth another try. Not: a wrong password, no such database. */
function isAway(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'].includes(code)) return true;
  return error instanceof Error && /Connection terminated/i.test(error.message);
}

/** Host and database, never the password. */
function placeOf(url: string): string {
  try {
    const { host, pathname, searchParams } = new URL(url.replace(/^postgres(ql)?:\/\/([^@/]*@)?\//, 'http://local/'));
    return `${searchParams.get('host') ?? host}${pathname}`;
  } catch {
    return 'the address given';
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return code ?? 'no answer';
}

/**
 * Refuses a database that may lose what it has acknowledged, or that is a read replica. Looked at at every start, as this
 * session sees it: a setting can hide in a role or a database.
 */
export async function checkDurable(connected: Connection): Promise<void> {
  const [found] = await connected.query<Record<string, string>>(
    `select current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
       current_setting('synchronous_commit') as synchronous_commit,
       case when pg_is_in_recovery() then 'off' else 'on' end as "primary"`,
  );
  const isSafe = (value: string) => value === 'on' || value === 'remote_apply';
  const bad = Object.entries(found ?? {}).filter(([, value]) => !isSafe(value));
  if (bad.length > 0) throw ledgerNotDurable({ settings: bad.map(([name, value]) => `${name}=${value}`) });
}
