import { join } from 'node:path';
import type { Json } from '../../core/canonical-json.ts';
import type { Effects } from '../../core/effects.ts';
import { Fault } from '../../core/fault.ts';
import { makeFolder } from './durable-file.ts';
import type { Ledger, LedgerEntry, LedgerTransaction, LedgerValue } from './ledger.ts';
import { appendQueue, appendTo } from './ledger-append.ts';
import { CHAIN_START, fitsChain, type StoredEntry } from './ledger-chain.ts';
import { type Connection, checkDurable, type LedgerPool, ledgerConnectionLost, openPool } from './ledger-pool.ts';
import { type Head, type Witness, witnessFile } from './ledger-witness.ts';
import { migrate } from './migrate.ts';
import { openCluster } from './postgres-cluster.ts';
import type { Workspace } from './workspace.ts';

/**
 * The ledger of a workspace: in its settings' database, else in DATABASE_URL's, else in its private cluster, which is
 * started (or made, or adopted) here and stopped by `close`.
 */
export async function openLedger(workspace: Workspace, effects: Effects): Promise<Ledger> {
  const url = workspace.settings.databaseUrl ?? process.env['DATABASE_URL'];
  const folder = join(workspace.folder, 'ledger');
  const witness = witnessFile(join(folder, 'head.json'));
  if (url) {
    await makeFolder(folder, 0o700);
    return openLedgerAt(url, effects, { witness });
  }
  const cluster = await openCluster(folder);
  try {
    const revive = async () => {
      effects.log({ level: 'error', code: 'store/ledger-restarted' });
      await cluster.ensureRunning();
    };
    const ledger = await openLedgerAt(cluster.url, effects, { revive, witness });
    return {
      ...ledger,
      close: async () => {
        await ledger.close();
        await cluster.stop();
      },
    };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/**
 * The ledger in a database that runs already. Refused if that database may lose what it acknowledged.
 *
 * @param options `revive` starts the server again when it is gone; `witness` remembers the chain's end outside of it
 */
export async function openLedgerAt(
  url: string,
  effects: Effects,
  options: { readonly revive?: () => Promise<void>; readonly witness?: Witness } = {},
): Promise<Ledger> {
  const pool = openPool(url, effects, options.revive);
  try {
    await withConnection(pool, async (connection) => {
      await checkDurable(connection);
      await migrate(connection.client);
    });
  } catch (error) {
    await pool.close();
    throw error;
  }
  return ledgerOn(pool, effects, options.witness);
}

const WITNESS_EVERY_MS = 60_000;

function ledgerOn(pool: LedgerPool, effects: Effects, witness: Witness | undefined): Ledger {
  const queue = appendQueue((work) => withConnection(pool, work), effects);
  let witnessedAt = effects.now().getTime();
  const bearWitness = async (isDue: boolean) => {
    if (!witness || !isDue) return;
    witnessedAt = effects.now().getTime();
    const seen = await witness.seen();
    const newest = (before?: number) =>
      withConnection(pool, (connection) => entries(connection, { limit: 1, ...(before ? { before } : {}) }));
    const [then] = seen ? await newest(seen.seq + 1) : [];
    if (seen && then?.hash !== seen.hash) throw new Error('the chain is not the one its witness saw'); // keep the evidence
    const [last] = await newest();
    if (last && last.seq > (seen?.seq ?? 0)) await witness.record(last);
  };
  // What was asked for is stored all the same; verify() says what is wrong.
  const tellFailed = () => effects.log({ level: 'error', code: 'store/ledger-witness-failed' });
  return {
    query: <Row>(sql: string, values?: readonly LedgerValue[]) =>
      withConnection(pool, (connection) => connection.query<Row>(sql, values)),
    transaction: (work) => inTransaction(pool, effects, work),
    append: async (entry) => {
      const appended = await queue.append(entry);
      await bearWitness(effects.now().getTime() - witnessedAt > WITNESS_EVERY_MS).catch(tellFailed);
      return appended;
    },
    entries: (filter) => withConnection(pool, (connection) => entries(connection, filter)),
    verify: async () => {
      const seen = await witness?.seen();
      return withConnection(pool, (connection) => verify(connection, seen));
    },
    close: async () => {
      await queue.drained();
      await bearWitness(true).catch(tellFailed);
      await pool.close();
    },
  };
}

async function withConnection<Result>(pool: LedgerPool, work: (connection: Connection) => Promise<Result>) {
  const connection = await pool.connect();
  try {
    const result = await work(connection);
    connection.release();
    return result;
  } catch (error) {
    connection.release(error instanceof Fault && error.code === ledgerConnectionLost.code);
    throw error;
  }
}

async function inTransaction<Result>(
  pool: LedgerPool,
  effects: Effects,
  work: (transaction: LedgerTransaction) => Promise<Result>,
): Promise<Result> {
  return withConnection(pool, async (connection) => {
    await connection.query('begin');
    try {
      const result = await work({
        query: <Row>(sql: string, values?: readonly LedgerValue[]) => connection.query<Row>(sql, values),
        append: async (entry) => (await appendTo(connection, [entry], effects))[0]!, // one in, one out
      });
      await connection.commit();
      return result;
    } catch (error) {
      await connection.query('rollback').catch(() => {}); // the connection may be gone; then there is nothing to undo
      throw error;
    }
  });
}

interface EntryRow {
  readonly seq: string;
  readonly saved_at: Date;
  readonly kind: string;
  readonly subject: string;
  readonly actor: string;
  readonly body: Record<string, Json>;
  readonly previous_hash: string;
  readonly hash: string;
}

async function entries(
  connection: Connection,
  filter: { kind?: string; subject?: string; limit?: number; before?: number } = {},
): Promise<LedgerEntry[]> {
  const { kind, subject, limit = 100, before } = filter;
  const where: string[] = ['true'];
  const values: LedgerValue[] = [];
  const add = (condition: (place: string) => string, value: LedgerValue) => {
    values.push(value);
    where.push(condition(`$${values.length}`));
  };
  if (kind?.endsWith('/')) add((place) => `starts_with(kind, ${place})`, kind);
  else if (kind !== undefined) add((place) => `kind = ${place}`, kind);
  if (subject !== undefined) add((place) => `subject = ${place}`, subject);
  if (before !== undefined) add((place) => `seq < ${place}`, before);
  values.push(limit);
  const rows = await connection.query<EntryRow>(
    `select * from ledger_entry where ${where.join(' and ')} order by seq desc limit $${values.length}`,
    values,
  );
  return rows.map((row) => ({
    seq: Number(row.seq),
    savedAt: row.saved_at.toISOString(),
    kind: row.kind,
    subject: row.subject,
    actor: row.actor,
    body: row.body,
    previousHash: row.previous_hash,
    hash: row.hash,
  }));
}

const BATCH = 5_000;

/**
 * Reads the chain from its start and stops at the first place where it does not hold: a gap, an edit, a swap, or an end
 * that is not the one its witness saw.
 */
async function verify(connection: Connection, seen: Head | undefined) {
  let previousHash: string = CHAIN_START;
  let seq = 0;
  for (;;) {
    const rows = await connection.query<EntryRow & { body_text: string }>(
      'select *, body::text as body_text from ledger_entry where seq > $1 order by seq limit $2',
      [seq, BATCH],
    );
    for (const row of rows) {
      const isAsSeen = seen?.seq !== seq + 1 || seen.hash === row.hash;
      if (!isAsSeen || !fitsChain(storedEntry(row), { seq: seq + 1, previousHash })) {
        return { entries: seq, isIntact: false, firstBroken: seq + 1, head: previousHash };
      }
      seq += 1;
      previousHash = row.hash;
    }
    if (rows.length < BATCH) {
      const isWhole = seq >= (seen?.seq ?? 0);
      return { entries: seq, isIntact: isWhole, ...(isWhole ? {} : { firstBroken: seq + 1 }), head: previousHash };
    }
  }
}

function storedEntry(row: EntryRow & { body_text: string }): StoredEntry {
  return {
    seq: Number(row.seq),
    savedAt: row.saved_at.toISOString(),
    kind: row.kind,
    subject: row.subject,
    actor: row.actor,
    bodyText: row.body_text,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
