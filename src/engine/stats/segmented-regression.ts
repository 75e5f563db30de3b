import type { Estimate } from './interval.ts';
import { type LeastSquaresFit, leastSquares } from './least-squares.ts';
import {
  type Covariance,
  clusterTotalsCovariance,
  combination,
  knownVarianceCovariance,
  neweyWestCovariance,
  neweyWestLag,
} from './robust-covariance.ts';
import { tOfLevel } from './t-distribution.ts';

/** What a change at one point of a series did, in the unit of the series. */
export interface SegmentedRegression {
  /** jump at the first period after the change */
  readonly level: Estimate;
  /** change of slope, per period */
  readonly slope: Estimate;
  /** mean of (with change − without it) over the periods after the change */
  readonly average: Estimate;
  /** slope before the change, per period */
  readonly slopeBefore: Estimate;
  readonly fitted: readonly number[];
  /** what the series would have been had the earlier level and slope (and season) gone on; every period */
  readonly counterfactual: readonly number[];
  /** correlation of neighbouring residuals, in [−1, 1]; near 0 is good */
  readonly autocorrelation: number;
  /** about 2 when neighbours are unrelated, towards 0 when they move together */
  readonly durbinWatson: number;
  /** periods back that the standard errors allow for */
  readonly lag: number;
  readonly df: number;
}

export interface SegmentedOptions {
  readonly level?: number;
  /** periods back that neighbours may resemble each other; a rule of the length by default */
  readonly lag?: number;
  /** periods in a season (12 for months in a year): adds one sine and cosine pair */
  readonly season?: number;
  /** one weight per period, e.g. people in it */
  readonly weights?: readonly number[];
  /** when each value was seen, in whole periods since the first, ascending; needed where periods are missing */
  readonly times?: readonly number[];
  /** false: the change is a jump that stays, with no new slope; for series too short after the change to tell a slope */
  readonly hasSlopeChange?: boolean;
  /** what chance alone makes of each value, as a variance; limits are then never narrower than that */
  readonly sampling?: readonly number[];
  /** who was seen in which period: limits are then never narrower than people being like themselves makes them */
  readonly seen?: SeenPeople;
}

/**
 * The people behind a series of shares, one entry each time a person was counted; three arrays of one length. Needs
 * `weights` to be the people of each period.
 */
export interface SeenPeople {
  /** place of the period in `values` */
  readonly period: ArrayLike<number>;
  /** any number that is the same for the same person */
  readonly person: ArrayLike<number>;
  /** 1 with the event, 0 without */
  readonly event: ArrayLike<number>;
}

/**
 * Interrupted time series: a line before, a jump and a change of slope at the change, with Newey–West standard errors and
 * limits from t.
 *
 * @param values one per period, oldest first; finite; with gaps only where `times` says when each was seen
 * @param change place (from 0) in `values` of the first one after the change; leave periods in transition out
 * @returns undefined if either side has fewer than two periods or the model cannot be told apart
 *
 * Slope is coded as periods since the change (0 at its first period), so that `level` is the jump there and not at time
 * zero. With short series (under about 24 periods) Newey–West limits are too narrow: give `sampling`.
 *
 * Source: Wagner et al. (2002), J Clin Pharm Ther 27:299–309; Bernal, Cummins & Gasparrini (2017), Int J Epidemiol
 * 46:348–355, with its correction; on coverage Turner et al. (2021), BMC Med Res Methodol 21:181.
 */
export function segmentedRegression(
  values: readonly number[],
  change: number,
  options: SegmentedOptions = {},
): SegmentedRegression | undefined {
  const periods = values.length;
  if (change < 2 || periods - change < 2) return undefined;

  const times = options.times ?? values.map((_, t) => t);
  const began = times[change]!;
  const hasBend = options.hasSlopeChange ?? true;
  const columns = designOf(times, began, hasBend, options.season);
  const fit = leastSquares(columns, values, options.weights);
  if (!fit) return undefined;

  const lag = options.lag ?? neweyWestLag(periods);
  const covariance = neweyWestCovariance(fit, lag);
  const floors = [
    ...(options.sampling ? [knownVarianceCovariance(fit, options.sampling)] : []),
    ...(options.seen ? [samePeopleCovariance(fit, columns, options.seen)] : []),
  ];
  const reach = tOfLevel(options.level ?? 0.95, fit.df);
  const estimateOf = (weights: readonly number[]): Estimate => {
    const full = columns.map((_, j) => weights[j] ?? 0);
    const { estimate, stdError: seen } = combination(fit, covariance, full);
    const stdError = Math.max(seen, ...floors.map((floor) => combination(fit, floor, full).stdError));
    return { estimate, lower: estimate - reach * stdError, upper: estimate + reach * stdError };
  };

  const since = times.slice(change).map((t) => t - began);
  const meanSince = since.reduce((sum, t) => sum + t, 0) / since.length;
  const jump = fit.coefficients[2] ?? 0;
  const bend = hasBend ? (fit.coefficients[3] ?? 0) : 0;
  return {
    slopeBefore: estimateOf([0, 1]),
    level: estimateOf([0, 0, 1]),
    slope: hasBend ? estimateOf([0, 0, 0, 1]) : { estimate: 0, lower: 0, upper: 0 },
    average: estimateOf(hasBend ? [0, 0, 1, meanSince] : [0, 0, 1]),
    fitted: fit.fitted,
    counterfactual: fit.fitted.map((value, i) => (i < change ? value : value - jump - bend * since[i - change]!)),
    ...neighbours(fit.residuals),
    lag,
    df: fit.df,
  };
}

/**
 * Covariance of the coefficients when the same people are counted in several periods: the model of single people's 0 and 1
 * on the same columns has the same coefficients, and its variance is clustered by person (CR1 without the row factor).
 *
 * Source: Liang & Zeger (1986), Biometrika 73:13–22.
 */
function samePeopleCovariance(
  fit: LeastSquaresFit,
  columns: readonly (readonly number[])[],
  { period, person, event }: SeenPeople,
): Covariance {
  const totals = new Map<number, number[]>();
  for (let i = 0; i < period.length; i++) {
    const t = period[i]!;
    const residual = event[i]! - fit.fitted[t]!;
    const total = totals.get(person[i]!) ?? columns.map(() => 0);
    columns.forEach((column, j) => {
      total[j]! += column[t]! * residual;
    });
    totals.set(person[i]!, total);
  }
  return clusterTotalsCovariance(fit, [...totals.values()]);
}

/** Columns: constant, period, after the change, periods since the change, and the season's sine and cosine. */
function designOf(times: readonly number[], began: number, hasBend: boolean, season?: number): number[][] {
  const columns = [
    times.map(() => 1),
    [...times],
    times.map((t) => (t >= began ? 1 : 0)),
    ...(hasBend ? [times.map((t) => Math.max(0, t - began))] : []),
  ];
  if (season === undefined) return columns;
  const angle = (t: number) => (2 * Math.PI * t) / season;
  return [...columns, times.map((t) => Math.sin(angle(t))), times.map((t) => Math.cos(angle(t)))];
}

function neighbours(residuals: readonly number[]): { autocorrelation: number; durbinWatson: number } {
  let squares = 0;
  let together = 0;
  let steps = 0;
  residuals.forEach((r, i) => {
    squares += r * r;
    if (i === 0) return;
    together += r * residuals[i - 1]!;
    steps += (r - residuals[i - 1]!) ** 2;
  });
  return squares === 0
    ? { autocorrelation: 0, durbinWatson: 2 }
    : { autocorrelation: together / squares, durbinWatson: steps / squares };
}
