/** Keeps receipts and what became known about them. A receipt is durable before its card is handed over. */
import type { Digest } from '../../core/digest.ts';
import { digestOfJson } from '../../core/digest.ts';
import type { Effects } from '../../core/effects.ts';
import type { Ledger, LedgerTransaction } from '../../engine/store/ledger.ts';
import type { Arm, Receipt, RolloutState } from '../handover.ts';
import type { CardFeedback } from './cds-hooks/check-feedback.ts';
import { bindReceipts, verifyBatches } from './receipt-batches.ts';
import { type Click, firstClicks } from './receipts.ts';

/** Why an evaluation that fired was not shown. */
export type WithheldBecause =
  | 'shadow'
  | 'not in the canary'
  | 'usual arm'
  | 'practitioner unknown'
  | 'not a clinician'
  | 'declined lately'
  | 'accepted lately'
  | 'list used up'
  | 'too late'
  | 'stopped';

export interface NewReceipt extends Omit<Receipt, 'card' | 'savedAt'> {
  /** the service and the call it answers: the pair is stored once, however often it is repeated */
  readonly service: string;
  readonly occasion: string;
  /** how many suggestions the card carries: each is given a uuid */
  readonly suggestions: number;
  readonly withheldBecause: WithheldBecause | null;
  readonly trial: string | null;
  readonly unit: string | null;
  /** digest of what the rule was given to look at, in the form it came: of a CDS Hooks request, its bytes */
  readonly inputs: Digest;
}

export interface StoredReceipt {
  readonly card: string;
  readonly suggestions: readonly string[];
  readonly patient: string | null;
  readonly isShown: boolean;
  /** false if this service and occasion were there before: then this is what was stored then */
  readonly isNew: boolean;
}

/** The last thing a clinician told us about this advice for this patient. */
export interface LastWord {
  readonly outcome: 'accepted' | 'overridden';
  readonly reason: { readonly system: string; readonly code: string } | null;
  /** `YYYY-MM-DD` */
  readonly on: string;
}

export interface ReceiptBook {
  /** durable when it returns; exactly once for each (service, occasion) */
  save(receipt: NewReceipt): Promise<StoredReceipt>;
  /** a card that did not reach its reader after all */
  withdraw(card: string, because: WithheldBecause): Promise<void>;
  lastWord(advice: string, patient: string): Promise<LastWord | undefined>;
  /** all or nothing, durable when it returns; a message repeated word for word is counted, not stored again */
  saveFeedback(service: string, items: readonly CardFeedback[]): Promise<FeedbackCounts>;
  /** a team opened a message, looked at its list, or made a plan */
  saveEngagement(service: string, card: string, outcome: 'opened' | 'list-viewed' | 'plan-made'): Promise<void>;
  receipts(filter: ReceiptFilter): Promise<StoredReceiptRow[]>;
  clicks(filter: ReceiptFilter): Promise<Click[]>;
  /** how often each reason was given, how much feedback had no card, how much was repeated */
  feedbackSummary(advice: string): Promise<FeedbackSummary>;
  /**
   * Binds every receipt not yet bound into the ledger's chain by one digest over all of them. Called now and then (each
   * minute): an append for each card would serialise all of them. The last minute's receipts are left out unless `all`.
   */
  bind(options?: { readonly all?: boolean }): Promise<{ readonly bound: number }>;
  /** recomputes the digests of all bound batches; ids of batches that no longer fit */
  verifyBatches(): Promise<{ readonly batches: number; readonly broken: readonly number[] }>;
}

export interface FeedbackCounts {
  readonly stored: number;
  readonly repeated: number;
  readonly unmatched: number;
}

export interface FeedbackSummary {
  readonly unmatched: number;
  readonly repeated: number;
  readonly reasons: readonly { readonly system: string; readonly code: string; readonly clicks: number }[];
}

export interface ReceiptFilter {
  readonly advice: string;
  readonly version?: string;
  readonly state?: RolloutState;
}

/** A receipt with what the trial needs to know. */
export interface StoredReceiptRow extends Receipt {
  readonly trial: string | null;
  readonly unit: string | null;
  readonly withheldBecause: WithheldBecause | null;
}

export function receiptBook(ledger: Ledger, effects: Effects): ReceiptBook {
  return {
    save: (receipt) => save(ledger, effects, receipt),
    withdraw: async (card, because) => {
      await ledger.query('update receipt set is_shown = false, withheld_because = $2 where card = $1', [card, because]);
    },
    lastWord: (advice, patient) => lastWord(ledger, advice, patient),
    saveFeedback: (service, items) => ledger.transaction((inside) => saveFeedback(inside, effects, service, items)),
    saveEngagement: async (service, card, outcome) => {
      const at = effects.now();
      await ledger.query(
        `insert into receipt_event (key, card, service, is_matched, outcome, outcome_at, saved_at)
         values ($1, $2, $3, exists (select 1 from receipt where card::text = $2 and service = $3), $4, $5, $5)
         on conflict (key) do update set times_received = receipt_event.times_received + 1`,
        [digestOfJson({ service, card, outcome }), card, service, outcome, at],
      );
    },
    receipts: (filter) => receipts(ledger, filter),
    clicks: async (filter) => [...firstClicks(await clicks(ledger, filter)).values()],
    feedbackSummary: (advice) => feedbackSummary(ledger, advice),
    bind: (options) => ledger.transaction((inside) => bindReceipts(inside, effects, options?.all ?? false)),
    verifyBatches: () => verifyBatches(ledger),
  };
}

const COLUMNS = `card, suggestions, service, occasion, advice, advice_version, definition, channel, state, arm, trial, unit,
  is_shown, withheld_because, patient, recipient, practice, inputs, happened_on, saved_at, is_simulated`;

async function save(ledger: Ledger, effects: Effects, receipt: NewReceipt): Promise<StoredReceipt> {
  const suggestions = Array.from({ length: receipt.suggestions }, () => effects.uuid());
  const [added] = await ledger.query<{ card: string; suggestions: string[] }>(
    `insert into receipt (${COLUMNS})
     values ($1, $2::uuid[], $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19::date, $20, $21)
     on conflict (service, occasion) do nothing returning card, suggestions`,
    [
      effects.uuid(),
      suggestions,
      receipt.service,
      receipt.occasion,
      receipt.advice,
      receipt.adviceVersion,
      receipt.definition,
      receipt.channel,
      receipt.state,
      receipt.arm,
      receipt.trial,
      receipt.unit,
      receipt.isShown,
      receipt.withheldBecause,
      receipt.patient,
      receipt.recipient,
      receipt.practice,
      receipt.inputs,
      receipt.happenedOn,
      effects.now(),
      receipt.isSimulated,
    ],
  );
  if (added) return { card: added.card, suggestions, patient: receipt.patient, isShown: receipt.isShown, isNew: true };
  const [before] = await ledger.query<{
    card: string;
    suggestions: string[];
    patient: string | null;
    is_shown: boolean;
  }>(
    'select card, suggestions::text[] as suggestions, patient, is_shown from receipt where service = $1 and occasion = $2',
    [receipt.service, receipt.occasion],
  );
  if (!before) throw new Error('receiptBook.save(): a receipt that was there is gone');
  const { card, patient, is_shown: isShown } = before;
  return { card, suggestions: before.suggestions, patient, isShown, isNew: false };
}

async function lastWord(ledger: Ledger, advice: string, patient: string): Promise<LastWord | undefined> {
  const [row] = await ledger.query<{
    outcome: LastWord['outcome'];
    reason_system: string | null;
    reason_code: string | null;
    on: string;
  }>(
    `select e.outcome, e.reason_system, e.reason_code, to_char(r.happened_on, 'YYYY-MM-DD') as "on"
     from receipt r join receipt_event e on e.card = r.card::text
     where r.advice = $1 and r.patient = $2 and e.is_matched and e.outcome in ('accepted', 'overridden')
     order by e.outcome_at desc limit 1`,
    [advice, patient],
  );
  if (!row) return undefined;
  const reason = row.reason_code === null ? null : { system: row.reason_system ?? '', code: row.reason_code };
  return { outcome: row.outcome, reason, on: row.on };
}

async function saveFeedback(
  inside: LedgerTransaction,
  effects: Effects,
  service: string,
  items: readonly CardFeedback[],
): Promise<FeedbackCounts> {
  let stored = 0;
  let unmatched = 0;
  for (const item of items) {
    const [row] = await inside.query<{ is_new: boolean; is_matched: boolean }>(
      `insert into receipt_event (key, card, service, is_matched, outcome, suggestions, reason_system, reason_code,
         comment, outcome_at, saved_at)
       values ($1, $2, $3, exists (select 1 from receipt where card::text = $2 and service = $3), $4, $5, $6, $7, $8, $9, $10)
       on conflict (key) do update set times_received = receipt_event.times_received + 1
       returning times_received = 1 as is_new, is_matched`,
      [
        digestOfJson({ service, ...item }),
        item.card.toLowerCase(),
        service,
        item.outcome,
        item.acceptedSuggestions,
        item.reason?.system ?? null,
        item.reason?.code ?? null,
        item.comment,
        item.outcomeAt,
        effects.now(),
      ],
    );
    if (row?.is_new) stored++;
    if (!row?.is_matched) unmatched++;
  }
  return { stored, repeated: items.length - stored, unmatched };
}

const MATCHING = 'r.advice = $1 and ($2::text is null or r.advice_version = $2) and ($3::text is null or r.state = $3)';

function matchValues(filter: ReceiptFilter): readonly (string | null)[] {
  return [filter.advice, filter.version ?? null, filter.state ?? null];
}

async function receipts(ledger: Ledger, filter: ReceiptFilter): Promise<StoredReceiptRow[]> {
  const rows = await ledger.query<ReceiptRow>(
    `select r.*, to_char(r.happened_on, 'YYYY-MM-DD') as happened from receipt r
     where ${MATCHING} order by r.happened_on, r.saved_at, r.card`,
    matchValues(filter),
  );
  return rows.map((row) => ({
    card: row.card,
    advice: row.advice,
    adviceVersion: row.advice_version,
    definition: row.definition,
    channel: row.channel,
    state: row.state,
    arm: row.arm,
    trial: row.trial,
    unit: row.unit,
    isShown: row.is_shown,
    withheldBecause: row.withheld_because,
    patient: row.patient,
    recipient: row.recipient,
    practice: row.practice,
    happenedOn: row.happened,
    savedAt: row.saved_at.toISOString(),
    isSimulated: row.is_simulated,
  }));
}

interface ReceiptRow {
  readonly card: string;
  readonly advice: string;
  readonly advice_version: string;
  readonly definition: Digest;
  readonly channel: Receipt['channel'];
  readonly state: RolloutState;
  readonly arm: Arm | null;
  readonly trial: string | null;
  readonly unit: string | null;
  readonly is_shown: boolean;
  readonly withheld_because: WithheldBecause | null;
  readonly patient: string | null;
  readonly recipient: string;
  readonly practice: string | null;
  readonly happened: string;
  readonly saved_at: Date;
  readonly is_simulated: boolean;
}

async function clicks(ledger: Ledger, filter: ReceiptFilter): Promise<Click[]> {
  const rows = await ledger.query<{
    card: string;
    outcome: Click['outcome'];
    outcome_at: Date;
    reason_system: string | null;
    reason_code: string | null;
  }>(
    `select e.card, e.outcome, e.outcome_at, e.reason_system, e.reason_code
     from receipt r join receipt_event e on e.card = r.card::text
     where ${MATCHING} and e.is_matched and e.outcome in ('accepted', 'overridden') order by e.outcome_at, e.key`,
    matchValues(filter),
  );
  return rows.map((row) => ({
    card: row.card,
    outcome: row.outcome,
    at: row.outcome_at.toISOString(),
    reason: row.reason_code === null ? null : { system: row.reason_system ?? '', code: row.reason_code },
  }));
}

async function feedbackSummary(ledger: Ledger, advice: string): Promise<FeedbackSummary> {
  const [counts] = await ledger.query<{ unmatched: string; repeated: string }>(
    `select count(*) filter (where not is_matched) as unmatched, coalesce(sum(times_received - 1), 0) as repeated
     from receipt_event where service = $1`,
    [advice],
  );
  const reasons = await ledger.query<{ system: string; code: string; clicks: string }>(
    `select reason_system as system, reason_code as code, count(*) as clicks from receipt_event
     where service = $1 and is_matched and reason_code is not null group by reason_system, reason_code order by count(*) desc`,
    [advice],
  );
  return {
    unmatched: Number(counts?.unmatched),
    repeated: Number(counts?.repeated),
    reasons: reasons.map((row) => ({ ...row, clicks: Number(row.clicks) })),
  };
}
