/** Batches of receipts, each bound into the ledger's chain by one digest. */
import type { Effects } from '../../core/effects.ts';
import type { Ledger, LedgerTransaction } from '../../engine/store/ledger.ts';

// What is bound: every column but the batch itself, as PostgreSQL writes a row, whatever the session's time zone.
const LINES = `string_agg(row(card, suggestions, service, occasion, advice, advice_version, definition, channel, state, arm,
  trial, unit, is_shown, withheld_because, patient, recipient, practice, inputs, to_char(happened_on, 'YYYY-MM-DD'),
  extract(epoch from saved_at), is_simulated)::text, E'\\n' order by card)`;
const DIGEST = `encode(sha256(convert_to(${LINES}, 'UTF8')), 'hex')`;

/** A card can be withdrawn as late within its deadline only; after this it never changes again. */
const SETTLED_AFTER_MS = 60_000;

/** Binds unbound receipts; see ReceiptBook. */
export async function bindReceipts(
  inside: LedgerTransaction,
  effects: Effects,
  all: boolean,
): Promise<{ bound: number }> {
  await inside.query('select pg_advisory_xact_lock(7236844110)'); // any number, as long as it is only this lock's
  const [next] = await inside.query<{ batch: string }>('select coalesce(max(batch), 0) + 1 as batch from receipt');
  const batch = String(next?.batch);
  const bound = await inside.query(
    'update receipt set batch = $1::bigint where batch is null and ($2 or saved_at < $3) returning card',
    [batch, all, new Date(effects.now().getTime() - SETTLED_AFTER_MS)],
  );
  if (bound.length === 0) return { bound: 0 };
  const [sum] = await inside.query<{ digest: string }>(
    `select ${DIGEST} as digest from receipt where batch = $1::bigint`,
    [batch],
  );
  await inside.append({
    kind: 'receipt/bound',
    subject: 'receipts',
    actor: 'rondo',
    body: { batch: Number(batch), receipts: bound.length, digest: `sha256:${sum?.digest}` },
  });
  return { bound: bound.length };
}

/** Recomputes the digest of every batch; see ReceiptBook. */
export async function verifyBatches(ledger: Ledger): Promise<{ batches: number; broken: number[] }> {
  const told = await ledger.query<{ batch: number; digest: string }>(
    `select (body ->> 'batch')::integer as batch, body ->> 'digest' as digest
     from ledger_entry where kind = 'receipt/bound' order by seq`,
  );
  const found = await ledger.query<{ batch: string; digest: string }>(
    `select batch, 'sha256:' || ${DIGEST} as digest from receipt where batch is not null group by batch`,
  );
  const now = new Map(found.map(({ batch, digest }) => [Number(batch), digest]));
  return {
    batches: told.length,
    broken: told.filter((each) => now.get(each.batch) !== each.digest).map(({ batch }) => batch),
  };
}
