import {
  binomialCdf,
  binomialPmf,
  binomialQuantile,
  binomialUpperQuantile,
  binomialUpperTail,
} from './binomial-distribution.ts';
import type { Interval } from './interval.ts';

/**
 * Exact control limits of a funnel plot for shares: between which two shares a group of this size should lie if its true
 * share were the target, with `tail` left out on each side. Interpolated between whole events, so that the limits are
 * smooth in group size.
 *
 * @param target the share all groups are held against, in (0, 1)
 * @param people people in the group; whole, > 0
 * @param tail   probability left out on each side: 0.025 for the 95 % limits, 0.001 for the 99.8 % limits
 * @returns limits as shares; for small groups the lower one is negative (and the upper may pass 1): draw them clipped,
 *          judge with them as they are
 *
 * Source: Spiegelhalter (2005), Stat Med 24:1185–1202, appendix A.1.1.
 */
export function funnelLimits(target: number, people: number, tail: number): Interval {
  const low = binomialQuantile(tail, people, target);
  const high = binomialUpperQuantile(tail, people, target);
  const tooFarLow = (binomialCdf(low, people, target) - tail) / binomialPmf(low, people, target);
  const tooFarHigh = (tail - binomialUpperTail(high, people, target)) / binomialPmf(high, people, target);
  return { lower: (low - tooFarLow) / people, upper: (high - tooFarHigh) / people };
}

/** A group's distance from the target in standard errors under the target (positive: above). */
export function funnelZ(events: number, people: number, target: number): number {
  return (events / people - target) / Math.sqrt((target * (1 - target)) / people);
}
