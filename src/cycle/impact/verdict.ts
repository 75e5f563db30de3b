import type { Impact, ImpactPlan, Verdict } from '../handover.ts';

/** How an effect reads on the scale where more is better. */
export type EffectKind = 'effect' | 'null' | 'harm';

/** `effect` if the whole interval is on the good side of nothing, `harm` if it is on the bad side, otherwise `null`. */
export function effectKind(
  interval: readonly [number, number],
  goodDirection: ImpactPlan['goodDirection'],
): EffectKind {
  const [low, high] = onGoodScale(interval, goodDirection);
  if (low > 0) return 'effect';
  return high < 0 ? 'harm' : 'null';
}

/**
 * Proposes a verdict by this rule, the first line that fits; estimate and interval turned so that more is better:
 *
 * 1. no estimate → undecided
 * 2. the whole interval below 0, or the estimate at or beyond the harm bound → retire (harm)
 * 3. the whole interval above 0 and the estimate at least the smallest worthwhile → keep
 * 4. the whole interval below the smallest worthwhile → retire (a worthwhile effect is ruled out)
 * 5. the whole interval above 0 → adapt (it helps, but less than is worthwhile so far)
 * 6. otherwise → undecided (neither nothing nor a worthwhile effect is ruled out)
 *
 * People decide (verdict-ledger.ts); this only says what the plan said beforehand.
 */
export function proposeVerdict(
  impact: Pick<Impact, 'estimate' | 'interval' | 'blocked' | 'isSimulated'>,
  plan: ImpactPlan,
): Verdict {
  const { proposed, reason } = ruling(impact, plan);
  return { proposed, reason: impact.isSimulated ? `${reason} (on simulated records)` : reason };
}

function ruling(
  { estimate, interval, blocked }: Pick<Impact, 'estimate' | 'interval' | 'blocked'>,
  plan: ImpactPlan,
): Verdict {
  if (estimate === null || interval === null) {
    return { proposed: 'undecided', reason: `there is no estimate: ${blocked ?? 'none was made'}` };
  }
  const [low, high] = onGoodScale(interval, plan.goodDirection);
  const effect = plan.goodDirection === 'higher' ? estimate : -estimate;
  const worthwhile = plan.smallestWorthwhile;
  if (high < 0) return { proposed: 'retire', reason: 'it does harm: the whole interval lies on the wrong side' };
  if (effect <= -plan.harmBound) return { proposed: 'retire', reason: 'the estimate lies beyond the harm bound' };
  if (low > 0 && effect >= worthwhile) {
    return { proposed: 'keep', reason: 'it helps, and by at least the smallest effect worth keeping it for' };
  }
  if (high < worthwhile) {
    return { proposed: 'retire', reason: 'an effect worth keeping it for is ruled out' };
  }
  if (low > 0) return { proposed: 'adapt', reason: 'it helps, but by less than is worth keeping it for so far' };
  return { proposed: 'undecided', reason: 'neither no effect nor a worthwhile one is ruled out: go on' };
}

function onGoodScale(
  [lower, upper]: readonly [number, number],
  goodDirection: ImpactPlan['goodDirection'],
): [number, number] {
  return goodDirection === 'higher' ? [lower, upper] : [-upper, -lower];
}
