import { quantile } from './quantile.ts';

/** How much more groups differ than chance alone would make them. */
export interface Overdispersion {
  /** groups whose z entered: all of them when winsorised, fewer when trimmed */
  readonly groups: number;
  /** mean squared z; 1 when groups differ by chance alone */
  readonly phi: number;
  /** variance between groups on the scale of the standard errors; 0 when phi gives no sign of any */
  readonly tau2: number;
}

/**
 * Overdispersion of groups around a common target, from their z values.
 *
 * @param z         each group's (value − target) / standard error
 * @param stdErrors each group's standard error under the target; same order
 * @param extremes  what happens to the outer `share` of z at each end, so that true outliers do not widen the limits they
 *                  should fall outside of: `winsorise` pulls them in to that quantile, `trim` leaves them out. They give
 *                  different phi; both are in use (CQC and SHMI)
 *
 * Estimated on the drawn-in z, to be used on the raw ones. Needs at least two groups.
 *
 * Source: Spiegelhalter (2005), Stat Med 24:1185–1202, appendix A.3; DerSimonian & Laird (1986), Control Clin Trials
 * 7:177–188.
 */
export function overdispersion(
  z: readonly number[],
  stdErrors: readonly number[],
  extremes: 'winsorise' | 'trim' | 'keep' = 'winsorise',
  share = 0.1,
): Overdispersion {
  const kept = drawnIn(z, stdErrors, extremes, share);
  const groups = kept.length;
  const phi = kept.reduce((sum, group) => sum + group.z ** 2, 0) / groups;
  const weights = kept.map((group) => 1 / group.stdError ** 2);
  const total = weights.reduce((sum, w) => sum + w, 0);
  const squares = weights.reduce((sum, w) => sum + w * w, 0);
  const excess = groups * phi - (groups - 1);
  return { groups, phi, tau2: excess <= 0 ? 0 : excess / (total - squares / total) };
}

function drawnIn(
  z: readonly number[],
  stdErrors: readonly number[],
  extremes: 'winsorise' | 'trim' | 'keep',
  share: number,
) {
  const groups = z.map((value, i) => ({ z: value, stdError: stdErrors[i]! }));
  if (extremes === 'keep') return groups;
  if (extremes === 'winsorise') {
    const low = quantile(z, share);
    const high = quantile(z, 1 - share);
    return groups.map((group) => ({ ...group, z: Math.min(high, Math.max(low, group.z)) }));
  }
  // As SHMI does it: ranks above ⌊n · share⌋ up to ⌊n · (1 − share)⌋ stay, which may drop one more at the top.
  const ranked = groups.sort((a, b) => a.z - b.z);
  return ranked.slice(Math.floor(groups.length * share), Math.floor(groups.length * (1 - share)));
}
