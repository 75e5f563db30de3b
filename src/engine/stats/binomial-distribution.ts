import { betainc, gammaln } from './_special-functions.ts';
import { normalQuantile } from './normal-distribution.ts';

/** P(K = k) of a binomial: k events among n, each with risk p. */
export function binomialPmf(k: number, n: number, p: number): number {
  if (k < 0 || k > n) return 0;
  if (p === 0) return k === 0 ? 1 : 0;
  if (p === 1) return k === n ? 1 : 0;
  const logWays = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1);
  return Math.exp(logWays + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

/** P(K ≤ k). */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return betainc(p, k + 1, n - k, true, true);
}

/** P(K > k); accurate in the far upper tail. */
export function binomialUpperTail(k: number, n: number, p: number): number {
  if (k < 0) return 1;
  if (k >= n) return 0;
  return betainc(p, k + 1, n - k, true, false);
}

/** The smallest k with P(K ≤ k) ≥ q. */
export function binomialQuantile(q: number, n: number, p: number): number {
  return smallest(n, guess(normalQuantile(q), n, p), (k) => binomialCdf(k, n, p) >= q);
}

/** The smallest k with P(K > k) ≤ tail; the quantile at 1 − tail without losing digits. */
export function binomialUpperQuantile(tail: number, n: number, p: number): number {
  return smallest(n, guess(-normalQuantile(tail), n, p), (k) => binomialUpperTail(k, n, p) <= tail);
}

function guess(z: number, n: number, p: number): number {
  const k = Math.round(n * p + z * Math.sqrt(n * p * (1 - p)));
  return Number.isFinite(k) ? Math.min(n, Math.max(0, k)) : z < 0 ? 0 : n;
}

/** The smallest k in [0, n] for which `holds`; `holds` is monotone and true at n. Walks from a guess that is close. */
function smallest(n: number, start: number, holds: (k: number) => boolean): number {
  let k = start;
  while (k < n && !holds(k)) k++;
  while (k > 0 && holds(k - 1)) k--;
  return k;
}
