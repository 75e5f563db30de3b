import type { Ledger, LedgerEntry, LedgerTransaction } from '../engine/store/ledger.ts';
import type { Actor, Role } from './roles.ts';

/** Decisions that have no tables of their own: the entry is the decision. */
export interface DecisionBodies {
  /** a question is taken on: `cycle:<id>` */
  'cycle/opened': { readonly question: string; readonly owner: string };
  /** who was asked, in which part: `cycle:<id>` */
  'community/asked': { readonly parts: readonly Role[] };
  /** a person has looked at which direction is good, before anything is released: `measure:<id>` */
  'direction/confirmed': { readonly goodDirection: 'higher' | 'lower'; readonly version: string };
  /** a finding may, or may not, be relied on: `finding:<digest>` */
  'finding/accepted': { readonly reason: string };
  'finding/doubted': { readonly reason: string };
  /** counts or findings left the node: `release:<what>` */
  'release/made': { readonly rule: string; readonly purpose: string; readonly rows: number };
}
export type DecisionKind = keyof DecisionBodies;

/** Writes a decision; in a transaction, together with what it decides. */
export async function decide<Kind extends DecisionKind>(
  ledger: Ledger | LedgerTransaction,
  decision: { readonly kind: Kind; readonly subject: string; readonly body: DecisionBodies[Kind] },
  actor: Actor,
): Promise<LedgerEntry> {
  return ledger.append({ ...decision, body: { ...decision.body }, actor: actor.id });
}
