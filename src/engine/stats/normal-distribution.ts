import { erfc, erfcinv } from './_special-functions.ts';

/** P(Z ≤ z) of a standard normal Z; accurate in the lower tail down to 1e-300. */
export function normalCdf(z: number): number {
  return erfc(-z / Math.SQRT2) / 2;
}

/** P(Z > z) of a standard normal Z; accurate in the upper tail, unlike 1 − cdf. */
export function normalUpperTail(z: number): number {
  return erfc(z / Math.SQRT2) / 2;
}

/** The z with P(Z ≤ z) = p; −Infinity at 0, Infinity at 1. */
export function normalQuantile(p: number): number {
  return -Math.SQRT2 * erfcinv(2 * p);
}

/** How many standard errors a two-sided interval of this level reaches to each side: 1.959964 for 0.95. */
export function zOfLevel(level: number): number {
  return -normalQuantile((1 - level) / 2);
}
