import { betainc, betaincinv } from './_special-functions.ts';

/** P(X ≤ x) of a beta with shapes a, b > 0; x in [0, 1]. */
export function betaCdf(x: number, a: number, b: number): number {
  return betainc(x, a, b, true, false);
}

/** P(X > x) of a beta; accurate in the far upper tail. */
export function betaUpperTail(x: number, a: number, b: number): number {
  return betainc(x, a, b, true, true);
}

/** The x with P(X ≤ x) = p. */
export function betaQuantile(p: number, a: number, b: number): number {
  return betaincinv(p, a, b, false);
}

/** The x with P(X > x) = p; keeps digits where 1 − p would lose them. */
export function betaUpperQuantile(p: number, a: number, b: number): number {
  return betaincinv(p, a, b, true);
}
