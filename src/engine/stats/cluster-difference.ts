import type { Estimate, Tally } from './interval.ts';
import { intraclassCorrelation } from './intraclass-correlation.ts';
import { tOfLevel, tTwoSided } from './t-distribution.ts';

/** Difference of two arms (first − second) when whole clusters were randomised; as a share. */
export interface ClusterDifference extends Estimate {
  readonly stdError: number;
  /** clusters − 2: clusters are what was randomised, so they are what counts */
  readonly df: number;
  /** two-sided P value of no difference */
  readonly p: number;
}

/**
 * Each cluster counts as one observation (its share), weighted; limits from t.
 *
 * @param weigh `equally`: every cluster the same, the plain t test; `by-people`: by its size; `by-precision`: by
 *              people / (1 + (people − 1) · icc), the icc from both arms together and not below 0
 * @returns undefined if an arm has fewer than two clusters with people, or no cluster differs from its arm's share
 *
 * Source: Hayes & Moulton, Cluster Randomised Trials (2nd ed. 2017), chapter 10; Kerry & Bland (2001), Stat Med
 * 20:377–390, on weights.
 */
export function clusterLevelDifference(
  first: readonly Tally[],
  second: readonly Tally[],
  options: { weigh?: 'equally' | 'by-people' | 'by-precision'; level?: number } = {},
): ClusterDifference | undefined {
  const arms = [withPeople(first), withPeople(second)] as const;
  if (arms.some((arm) => arm.length < 2)) return undefined;
  const icc = withinArmsCorrelation(arms);
  const weightOf = ({ people }: Tally): number => {
    if (options.weigh === 'by-people') return people;
    return options.weigh === 'by-precision' ? people / (1 + (people - 1) * icc) : 1;
  };

  const [a, b] = arms.map((arm) => weightedMean(arm, weightOf)) as [WeightedMean, WeightedMean];
  const df = arms[0].length + arms[1].length - 2;
  const variance = ((a.squares + b.squares) / df) * (1 / a.weight + 1 / b.weight);
  return withLimits(a.mean - b.mean, variance, df, options.level);
}

/**
 * Everybody counts as one person (the arms' pooled shares), and the variance allows for people of one cluster being
 * alike. The same as a linear model of the outcome on the arm with CR1 cluster-robust variance; limits from t with
 * clusters − 2 degrees of freedom.
 *
 * @returns undefined if an arm has fewer than two clusters with people, or no cluster differs from its arm's share
 *
 * Source: Liang & Zeger (1986), Biometrika 73:13–22; degrees of freedom as in Donner & Klar (2000), Design and Analysis
 * of Cluster Randomization Trials, chapter 6.
 */
export function individualLevelDifference(
  first: readonly Tally[],
  second: readonly Tally[],
  options: { level?: number } = {},
): ClusterDifference | undefined {
  const arms = [withPeople(first), withPeople(second)] as const;
  if (arms.some((arm) => arm.length < 2)) return undefined;
  const [a, b] = arms.map(pooled) as [Pooled, Pooled];
  const clusters = arms[0].length + arms[1].length;
  const people = a.people + b.people;
  if (people <= 2) return undefined;
  const cr1 = (clusters / (clusters - 1)) * ((people - 1) / (people - 2));
  return withLimits(a.share - b.share, (a.variance + b.variance) * cr1, clusters - 2, options.level);
}

function withPeople(arm: readonly Tally[]): Tally[] {
  return arm.filter((cluster) => cluster.people > 0);
}

/** The correlation within clusters, each arm about its own share; 0 where it is negative or cannot be told. */
function withinArmsCorrelation(arms: readonly (readonly Tally[])[]): number {
  const found = arms.flatMap((arm) => {
    const correlation = intraclassCorrelation(arm);
    return correlation ? [{ icc: correlation.icc, clusters: arm.length }] : [];
  });
  const clusters = found.reduce((sum, arm) => sum + arm.clusters, 0);
  return clusters === 0 ? 0 : Math.max(0, found.reduce((sum, arm) => sum + arm.icc * arm.clusters, 0) / clusters);
}

interface WeightedMean {
  readonly mean: number;
  readonly weight: number;
  readonly squares: number;
}

function weightedMean(arm: readonly Tally[], weightOf: (cluster: Tally) => number): WeightedMean {
  const weight = arm.reduce((sum, c) => sum + weightOf(c), 0);
  const mean = arm.reduce((sum, c) => sum + (weightOf(c) * c.events) / c.people, 0) / weight;
  const squares = arm.reduce((sum, c) => sum + weightOf(c) * (c.events / c.people - mean) ** 2, 0);
  return { mean, weight, squares };
}

interface Pooled {
  readonly share: number;
  readonly people: number;
  readonly variance: number;
}

function pooled(arm: readonly Tally[]): Pooled {
  const people = arm.reduce((sum, c) => sum + c.people, 0);
  const share = arm.reduce((sum, c) => sum + c.events, 0) / people;
  const variance = arm.reduce((sum, c) => sum + (c.events - share * c.people) ** 2, 0) / people ** 2;
  return { share, people, variance };
}

function withLimits(estimate: number, variance: number, df: number, level = 0.95): ClusterDifference | undefined {
  // Clusters that agree to the last digit carry no information about how clusters vary; rounding may leave 1e-33.
  if (!(variance > 1e-20)) return undefined;
  const stdError = Math.sqrt(variance);
  const reach = tOfLevel(level, df) * stdError;
  const p = tTwoSided(estimate / stdError, df);
  return { estimate, lower: estimate - reach, upper: estimate + reach, stdError, df, p };
}
