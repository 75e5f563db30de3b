import type { Ledger } from '../../engine/store/ledger.ts';
import type { Rollout } from './rollout.ts';
import { allRollouts, LIVE } from './rollout-rows.ts';

/** Milliseconds on a clock that never goes back; comes from a door, as the time of day does. */
export type Ticks = () => number;

/** Looks at the roll-outs for every evaluation, and at the ledger at most every two seconds. */
export interface RolloutWatch {
  /** the version on its way; undefined if none is. Rejects if the ledger cannot be read: then nothing is shown */
  live(advice: string): Promise<Rollout | undefined>;
  /** forgets what was read, so that a stop in this very process takes effect at once */
  forget(): void;
}

/** How old what we know of a roll-out may be; a stop takes effect within this and one read of the ledger. */
export const FRESH_FOR_MS = 2_000;

export function rolloutWatch(ledger: Pick<Ledger, 'query'>, ticks: Ticks, freshForMs = FRESH_FOR_MS): RolloutWatch {
  let known: { readonly at: number; readonly live: Promise<ReadonlyMap<string, Rollout>> } | undefined;
  const read = async (): Promise<ReadonlyMap<string, Rollout>> => {
    const rollouts = await allRollouts(ledger);
    return new Map(rollouts.filter(({ state }) => LIVE.includes(state)).map((each) => [each.advice, each]));
  };
  return {
    async live(advice) {
      const now = ticks();
      // `at` is the moment the question was sent: the answer is never older than that.
      if (!known || now - known.at >= freshForMs) {
        const asked = { at: now, live: read() };
        known = asked;
        asked.live.catch(() => {
          if (known === asked) known = undefined;
        });
      }
      return (await known.live).get(advice);
    },
    forget() {
      known = undefined;
    },
  };
}
