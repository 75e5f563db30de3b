import type { Tally } from './interval.ts';
import { mean } from './quantile.ts';
import { D2 } from './xmr-chart.ts';

/** A control chart of shares: one centre, limits that vary with the number of people. */
export interface PChart {
  readonly centre: number;
  /** 1 for the ordinary chart; above 1 the months differ by more than sampling (Laney) */
  readonly sigmaZ: number;
  readonly points: readonly PChartPoint[];
}

export interface PChartPoint {
  readonly share: number;
  /** standard deviation of this share if nothing but the process varies */
  readonly sigma: number;
  /** clipped to [0, 1] */
  readonly lower: number;
  readonly upper: number;
}

/**
 * p chart: shares with three-sigma binomial limits.
 *
 * @param tallies one per period, oldest first; every one with at least one person
 * @param options.baseline the first so many set the centre (all by default)
 *
 * With hundreds of thousands of people per period every point falls outside: use `laneyChart` then, and say so.
 *
 * Source: Montgomery, Introduction to Statistical Quality Control, chapter on attribute charts.
 */
export function pChart(tallies: readonly Tally[], options: { baseline?: number } = {}): PChart {
  return chartOf(tallies, centreOf(tallies, options.baseline), 1);
}

/**
 * Laney's p′ chart: binomial limits widened (or narrowed) by how much the z values of neighbouring periods really differ.
 * Needs at least two periods in the baseline.
 *
 * Source: Laney (2002), Qual Eng 14:531–537; d2 is 1.128, three decimals.
 */
export function laneyChart(tallies: readonly Tally[], options: { baseline?: number } = {}): PChart {
  const centre = centreOf(tallies, options.baseline);
  const plain = chartOf(tallies, centre, 1);
  const z = plain.points.slice(0, options.baseline).map((point) => (point.share - centre) / point.sigma);
  const sigmaZ = mean(z.slice(1).map((value, i) => Math.abs(value - z[i]!))) / D2;
  return chartOf(tallies, centre, sigmaZ);
}

function centreOf(tallies: readonly Tally[], baseline = tallies.length): number {
  const base = tallies.slice(0, baseline);
  const people = base.reduce((sum, tally) => sum + tally.people, 0);
  return base.reduce((sum, tally) => sum + tally.events, 0) / people;
}

function chartOf(tallies: readonly Tally[], centre: number, sigmaZ: number): PChart {
  const points = tallies.map(({ events, people }) => {
    const sigma = Math.sqrt((centre * (1 - centre)) / people) * sigmaZ;
    return {
      share: events / people,
      sigma,
      lower: Math.max(0, centre - 3 * sigma),
      upper: Math.min(1, centre + 3 * sigma),
    };
  });
  return { centre, sigmaZ, points };
}
