import { mean } from './quantile.ts';

/** d2 for ranges of two, to the three decimals that SPC tables print. */
export const D2 = 1.128;

/** Centre line and natural process limits of an XmR (individuals) chart, in the unit of the values. */
export interface XmrChart {
  readonly centre: number;
  /** average moving range / 1.128 */
  readonly sigma: number;
  readonly lower: number;
  readonly upper: number;
  readonly averageMovingRange: number;
  /** a moving range above this is itself a signal */
  readonly movingRangeUpper: number;
}

/**
 * XmR chart: limits at three sigma, where sigma comes from the steps between neighbouring points.
 *
 * @param values one value per period, oldest first; finite; the baseline needs at least two
 * @param baseline the first so many values set the limits (all by default); later ones are only judged
 * @param screen leave out moving ranges above 3.267 times their mean, once
 *
 * Draw phases by calling it once per phase: a moving range does not bridge a change. Limits are not clipped.
 *
 * Source: Wheeler (2003), Making Sense of Data; NHS England, Making Data Count. 2.66 = 3 / 1.128.
 */
export function xmrChart(values: readonly number[], options: { baseline?: number; screen?: boolean } = {}): XmrChart {
  const base = values.slice(0, options.baseline ?? values.length);
  const ranges = base.slice(1).map((value, i) => Math.abs(value - base[i]!));
  const everyRange = mean(ranges);
  const averageMovingRange = options.screen ? mean(ranges.filter((range) => range <= 3.267 * everyRange)) : everyRange;
  const centre = mean(base);
  const sigma = averageMovingRange / D2;
  return {
    centre,
    sigma,
    lower: centre - 3 * sigma,
    upper: centre + 3 * sigma,
    averageMovingRange,
    movingRangeUpper: 3.267 * averageMovingRange,
  };
}
