import type { Estimate, Tally } from './interval.ts';
import { leastSquares } from './least-squares.ts';
import { tOfLevel } from './t-distribution.ts';

/** How a share changes across the whole range of social rank. */
export interface SlopeIndex extends Estimate {
  readonly stdError: number;
  /** modelled share of the very first rank (0) */
  readonly atFirst: number;
  /** modelled share of the very last rank (1) */
  readonly atLast: number;
  /** relative index: share at the first rank over share at the last; null where that is not a positive number */
  readonly ratio: number | null;
}

/**
 * Slope index of inequality: modelled share of the last-ranked minus that of the first-ranked person, by a line through
 * the groups' shares at the middle of the population each covers, weighted by people.
 *
 * @param groups in order of rank, e.g. most deprived first (then positive = the least deprived have more events); groups
 *               with nobody are left out; three or more are needed
 * @param options.weights instead of people, e.g. inverse variances; one per group
 * @returns undefined with fewer than three groups with people
 *
 * Source: Wagstaff, Paci & van Doorslaer (1991), Soc Sci Med 33:545–557; Public Health England, PHEindicatormethods.
 */
export function slopeIndexOfInequality(
  groups: readonly Tally[],
  options: { weights?: readonly number[]; level?: number } = {},
): SlopeIndex | undefined {
  const all = groups.reduce((sum, group) => sum + group.people, 0);
  let before = 0;
  const rows = groups.flatMap(({ events, people }, i) => {
    const rank = (before + people / 2) / all;
    before += people;
    return people > 0 ? [{ rank, share: events / people, weight: options.weights?.[i] ?? people }] : [];
  });
  const fit = leastSquares(
    [rows.map(() => 1), rows.map((row) => row.rank)],
    rows.map((row) => row.share),
    rows.map((row) => row.weight),
  );
  if (!fit) return undefined;

  const [atFirst = 0, estimate = 0] = fit.coefficients;
  const stdError = fit.stdErrors[1]!;
  const reach = tOfLevel(options.level ?? 0.95, fit.df) * stdError;
  const atLast = atFirst + estimate;
  const ratio = atFirst > 0 && atLast > 0 ? atFirst / atLast : null;
  return { estimate, lower: estimate - reach, upper: estimate + reach, stdError, atFirst, atLast, ratio };
}
