/** Reads the state of roll-outs. */
import type { Digest } from '../../core/digest.ts';
import { defineFault } from '../../core/fault.ts';
import type { Ledger } from '../../engine/store/ledger.ts';
import type { RolloutState } from '../handover.ts';
import type { Rollout } from './rollout.ts';

export const rolloutUnknown = defineFault(
  'rollout/unknown',
  'not-found',
  (d: { advice: string; version: string }) => `advice ${d.advice} ${d.version} was never drafted here`,
  'Draft it first, or use a version that was.',
);

/** States in which a rule is evaluated when somebody asks. */
export const LIVE: readonly RolloutState[] = ['shadow', 'canary', 'randomised', 'everyone'];

/** One version's state; throws `rollout/unknown`. */
export async function rolloutOf(ledger: Ledger, advice: string, version: string): Promise<Rollout> {
  return rolloutIn(ledger, advice, version);
}

/** Every version that was ever drafted, oldest first. */
export async function allRollouts(ledger: Pick<Ledger, 'query'>): Promise<Rollout[]> {
  const rows = await ledger.query<RolloutRow>('select * from rollout order by changed_at, advice, version');
  return rows.map(rolloutFrom);
}

interface RolloutRow {
  readonly advice: string;
  readonly version: string;
  readonly digest: Digest;
  readonly cycle: string;
  readonly author: string;
  readonly state: RolloutState;
  readonly is_stopped: boolean;
  readonly canary_practitioners: readonly string[];
  readonly canary_practice: string | null;
  readonly trial: string | null;
}

/** Reads one version inside a transaction, locked against other changes with `for update`. */
export async function rolloutIn(
  source: Pick<Ledger, 'query'>,
  advice: string,
  version: string,
  lock: '' | 'for update' = '',
): Promise<Rollout> {
  const [row] = await source.query<RolloutRow>(`select * from rollout where advice = $1 and version = $2 ${lock}`, [
    advice,
    version,
  ]);
  if (!row) throw rolloutUnknown({ advice, version });
  return rolloutFrom(row);
}

function rolloutFrom(row: RolloutRow): Rollout {
  return {
    advice: row.advice,
    version: row.version,
    digest: row.digest,
    cycle: row.cycle,
    author: row.author,
    state: row.state,
    isStopped: row.is_stopped,
    canary: { practitioners: row.canary_practitioners, practice: row.canary_practice },
    trial: row.trial,
  };
}
