/**
 * Quantile of values by linear interpolation between order statistics (type 7, the default of R and NumPy).
 *
 * @param values at least one, finite, in any order
 * @param p      in [0, 1]
 *
 * Source: Hyndman & Fan (1996), Am Stat 50:361–365, definition 7.
 */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (place - below) * (high - low);
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The arithmetic mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
