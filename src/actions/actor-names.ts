import { accounts } from '../community/accounts.ts';
import type { Ledger } from '../engine/store/ledger.ts';

/** Says who an actor of the ledger is; undefined for ids that no account has. */
export type ActorName = (actor: string) => string | undefined;

/**
 * The names of accounts, of the people of the synthetic world (`simulated-lead` → `Simulated lead`) and of the operator
 * (`operator ana` → `ana at the command line`).
 */
export async function actorNames(ledger: Ledger): Promise<ActorName> {
  const names = new Map((await accounts(ledger)).map(({ id, name }) => [id, name]));
  return (actor) => names.get(actor) ?? nameWithoutAccount(actor);
}

function nameWithoutAccount(actor: string): string | undefined {
  if (actor === 'rondo') return 'Rondo';
  if (actor === 'operator') return 'The operator';
  if (actor.startsWith('operator ')) return `${actor.slice('operator '.length)} at the command line`;
  if (!actor.startsWith('simulated-')) return undefined;
  const words = actor.replaceAll('-', ' ');
  return `${words[0]!.toUpperCase()}${words.slice(1)}`;
}
