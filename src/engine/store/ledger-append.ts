import type { Effects } from '../../core/effects.ts';
import type { LedgerEntry, NewEntry } from './ledger.ts';
import { cutForHashing } from './ledger-chain.ts';
import type { Connection } from './ledger-pool.ts';

const APPEND = `select * from ledger_append(
  $1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[])`;

/** Appends entries in order, in the transaction this connection is in, or in one of their own. */
export async function appendTo(
  connection: Connection,
  entries: readonly NewEntry[],
  effects: Effects,
): Promise<LedgerEntry[]> {
  const savedAt = effects.now().toISOString();
  const cuts = entries.map((entry) => cutForHashing(entry, savedAt));
  const rows = await connection.query<{ seq: string; previous_hash: string; hash: string }>(
    APPEND,
    [
      cuts.map((cut) => cut.start),
      cuts.map((cut) => cut.middle),
      cuts.map((cut) => cut.finish),
      entries.map(() => savedAt),
      entries.map((entry) => entry.kind),
      entries.map((entry) => entry.subject),
      entries.map((entry) => entry.actor),
      cuts.map((cut) => cut.body),
    ],
    'ledger-append',
  );
  return entries.map((entry, i) => {
    const row = rows[i]!; // one row per entry, in order
    return { ...entry, seq: Number(row.seq), savedAt, previousHash: row.previous_hash, hash: row.hash };
  });
}

interface Waiting {
  readonly entry: NewEntry;
  resolve(entry: LedgerEntry): void;
  reject(error: unknown): void;
}

const LARGEST_BATCH = 200;

/**
 * Appends outside of transactions share one: while one batch is on its way to the disk the next gathers, so that many
 * writers need one fsync together. Each append still returns only after its own entry is durable.
 */
export function appendQueue(
  withConnection: <Result>(work: (connection: Connection) => Promise<Result>) => Promise<Result>,
  effects: Effects,
): { append(entry: NewEntry): Promise<LedgerEntry>; drained(): Promise<void> } {
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  const write = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const entries = batch.map(({ entry }) => entry);
      const appended = await withConnection((connection) => appendTo(connection, entries, effects));
      batch.forEach(({ resolve }, i) => {
        resolve(appended[i]!); // one in, one out
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
  const run = async (): Promise<void> => {
    while (waiting.length > 0) await write(waiting.splice(0, LARGEST_BATCH));
    running = undefined;
  };
  return {
    append: (entry) =>
      new Promise((resolve, reject) => {
        cutForHashing(entry, ''); // a mistake in one entry must not fail its neighbours in the batch
        waiting.push({ entry, resolve, reject });
        running ??= run();
      }),
    drained: async () => {
      await running;
    },
  };
}
