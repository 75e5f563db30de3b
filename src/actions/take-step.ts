import { formatDay } from '../core/day.ts';
import { digestOfJson } from '../core/digest.ts';
import type { RolloutState } from '../cycle/handover.ts';
import { sealTrial } from '../cycle/knowledge-to-practice/allocation-ledger.ts';
import { NO_CANARY, type Rollout } from '../cycle/knowledge-to-practice/rollout.ts';
import { advanceRollout, freezePlan, signShadow } from '../cycle/knowledge-to-practice/rollout-ledger.ts';
import type { Context } from './action.ts';
import type { AnyAdvice } from './advice-shelf.ts';
import { withSnapshot } from './with-snapshot.ts';

/** Places on the sealed list, for each practitioner, practice or week there is: enough for newcomers. */
const SPARE_PLACES = 2;

export interface StepWords {
  readonly practitioners?: readonly string[] | undefined;
  readonly practice?: string | undefined;
  readonly reason?: string | undefined;
}

/**
 * Takes one step, with what only the program can bring: how many practitioners there are, and the sealed allocation or the
 * frozen plan. Asking for canary is signing the shadow figures, in the name of who asks.
 */
export async function takeStep(
  advice: AnyAdvice,
  to: RolloutState,
  words: StepWords,
  context: Context,
): Promise<Rollout> {
  const { ledger, effects, actor } = context;
  const practitionersKnown = await practitioners(context);
  const { practice = null } = words;
  const canary = { practitioners: [...(words.practitioners ?? [])], practice };
  if (to === 'canary') {
    await signShadow(ledger, {
      advice: advice.id,
      version: advice.version,
      actor: actor.id,
      says: 'looked at the shadow figures: go on',
    });
  }
  if (to === 'randomised') await seal(advice, practitionersKnown, context);
  return advanceRollout(ledger, effects, {
    advice,
    to,
    actor: actor.id,
    practitionersKnown,
    ...(to === 'canary' ? { canary: canary.practice || canary.practitioners.length > 0 ? canary : NO_CANARY } : {}),
    ...(words.reason === undefined ? {} : { reason: words.reason }),
  });
}

async function seal(advice: AnyAdvice, units: number, { ledger, effects, actor }: Context): Promise<void> {
  const { impactPlan, id, version } = advice;
  if (impactPlan.design === 'interrupted-series') {
    await freezePlan(ledger, { advice, actor: actor.id, from: formatDay(effects.today()) });
    return;
  }
  const trial = `${id}-${version}-${digestOfJson({ id, version, at: effects.now().toISOString() }).slice(7, 13)}`;
  const plan = {
    id: trial,
    advice: id,
    version,
    unit: impactPlan.unit,
    strata: [],
    places: Math.max(20, units * SPARE_PLACES),
  };
  await sealTrial(ledger, effects, plan, actor.id);
}

async function practitioners({ workspace }: Context): Promise<number> {
  if ((await workspace.currentSnapshot()) === undefined) return 0;
  return withSnapshot(workspace, async ({ snapshot }) => {
    const [row] = await snapshot.db.rows<{ providers: string }>('SELECT count(*) AS providers FROM provider');
    return Number(row?.providers ?? 0);
  });
}
