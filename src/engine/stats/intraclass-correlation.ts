import type { Tally } from './interval.ts';

/** How alike people of one cluster are. */
export interface IntraclassCorrelation {
  /** may be negative by chance; truncate where it is used, not where it is shown */
  readonly icc: number;
  /** the cluster size that counts when sizes differ; not their mean */
  readonly n0: number;
  readonly betweenMeanSquare: number;
  readonly withinMeanSquare: number;
}

/**
 * Intraclass correlation of a yes/no outcome, by one-way analysis of variance.
 *
 * @param clusters two or more, with more people than clusters; those with nobody are left out
 * @returns undefined where it cannot be told: too few clusters or people, or everybody the same
 *
 * Source: Donner & Koval (1980), Biometrics 36:19–25; for binary outcomes Ridout, Demétrio & Firth (1999), Biometrics
 * 55:137–148.
 */
export function intraclassCorrelation(clusters: readonly Tally[]): IntraclassCorrelation | undefined {
  const used = clusters.filter((cluster) => cluster.people > 0);
  const groups = used.length;
  const people = used.reduce((sum, c) => sum + c.people, 0);
  if (groups < 2 || people <= groups) return undefined;

  const overall = used.reduce((sum, c) => sum + c.events, 0) / people;
  const between = used.reduce((sum, c) => sum + c.people * (c.events / c.people - overall) ** 2, 0);
  // For yes/no outcomes the squares within a cluster are events · non-events / people.
  const within = used.reduce((sum, c) => sum + (c.events * (c.people - c.events)) / c.people, 0);
  if (between === 0 && within === 0) return undefined;

  const betweenMeanSquare = between / (groups - 1);
  const withinMeanSquare = within / (people - groups);
  const n0 = (people - used.reduce((sum, c) => sum + c.people ** 2, 0) / people) / (groups - 1);
  const icc = (betweenMeanSquare - withinMeanSquare) / (betweenMeanSquare + (n0 - 1) * withinMeanSquare);
  return { icc, n0, betweenMeanSquare, withinMeanSquare };
}
