import type { Estimate, Tally } from './interval.ts';
import { wilsonInterval } from './wilson-interval.ts';

/**
 * Difference of two shares (first − second) of separate people, with Newcombe's hybrid score interval.
 *
 * @returns estimate and limits in [−1, 1], as a share (0.05 = 5 percentage points); never leaves that range
 *
 * Both groups need at least one person. Holds for people counted once and independent of each other; for people in
 * clusters see cluster-difference.ts.
 *
 * Source: Newcombe (1998), Stat Med 17:873–890, method 10.
 */
export function newcombeDifference(first: Tally, second: Tally, level = 0.95): Estimate {
  const p1 = first.events / first.people;
  const p2 = second.events / second.people;
  const w1 = wilsonInterval(first.events, first.people, level);
  const w2 = wilsonInterval(second.events, second.people, level);
  const estimate = p1 - p2;
  return {
    estimate,
    lower: estimate - Math.hypot(p1 - w1.lower, w2.upper - p2),
    upper: estimate + Math.hypot(w1.upper - p1, p2 - w2.lower),
  };
}
