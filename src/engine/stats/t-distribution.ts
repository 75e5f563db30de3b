import { betainc, betaincinv } from './_special-functions.ts';

/** P(T ≤ t) of Student's t; `df` > 0, need not be whole. */
export function tCdf(t: number, df: number): number {
  return tUpperTail(-t, df);
}

/** P(T > t) of Student's t; accurate in the far upper tail. */
export function tUpperTail(t: number, df: number): number {
  const squared = t * t;
  // Each form starts from the smaller of the two arguments: 1 − x would lose the digits of a far tail.
  const outer =
    squared > df
      ? betainc(df / (df + squared), df / 2, 0.5, true, false)
      : betainc(squared / (df + squared), 0.5, df / 2, true, true);
  return t >= 0 ? outer / 2 : 1 - outer / 2;
}

/** P(|T| > |t|): the two-sided P value. */
export function tTwoSided(t: number, df: number): number {
  return 2 * tUpperTail(Math.abs(t), df);
}

/** The t with P(T ≤ t) = p, p in (0, 1). */
export function tQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  const both = 2 * Math.min(p, 1 - p);
  const size =
    both < 0.5
      ? Math.sqrt(df) * oddsRoot(betaincinv(both, df / 2, 0.5))
      : Math.sqrt(df) / oddsRoot(betaincinv(1 - both, 0.5, df / 2));
  return p < 0.5 ? -size : size;
}

/** How many standard errors a two-sided interval of this level reaches to each side, with `df` degrees of freedom. */
export function tOfLevel(level: number, df: number): number {
  return -tQuantile((1 - level) / 2, df);
}

function oddsRoot(x: number): number {
  return Math.sqrt((1 - x) / x);
}
