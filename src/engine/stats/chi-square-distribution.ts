import { gammainc, gammaincinv } from './_special-functions.ts';

/** P(X ≤ x) of a chi-square with `df` degrees of freedom; x ≥ 0. */
export function chiSquareCdf(x: number, df: number): number {
  return gammainc(x / 2, df / 2, true, false);
}

/** P(X > x) of a chi-square: the P value of a chi-square test; accurate in the far tail. */
export function chiSquareUpperTail(x: number, df: number): number {
  return gammainc(x / 2, df / 2, true, true);
}

/** The x with P(X ≤ x) = p, p in [0, 1). */
export function chiSquareQuantile(p: number, df: number): number {
  return 2 * gammaincinv(p, df / 2, false);
}
