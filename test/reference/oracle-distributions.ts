import { betaCdf, betaQuantile, betaUpperTail } from '../../src/engine/stats/beta-distribution.ts';
import {
  binomialCdf,
  binomialPmf,
  binomialQuantile,
  binomialUpperTail,
} from '../../src/engine/stats/binomial-distribution.ts';
import { chiSquareCdf, chiSquareQuantile, chiSquareUpperTail } from '../../src/engine/stats/chi-square-distribution.ts';
import { normalCdf, normalQuantile, normalUpperTail } from '../../src/engine/stats/normal-distribution.ts';
import { tCdf, tQuantile, tUpperTail } from '../../src/engine/stats/t-distribution.ts';
import type { Table } from './oracle-reader.ts';

/** The functions we have, by the oracle's names; the others (gamma, Poisson, F, negative binomial …) are not ours yet. */
const ours: Record<string, (a1: number, a2: number, a3: number) => number> = {
  pnorm: normalCdf,
  pnorm_upper: normalUpperTail,
  qnorm: normalQuantile,
  pt: tCdf,
  pt_upper: tUpperTail,
  qt: tQuantile,
  pchisq: chiSquareCdf,
  pchisq_upper: chiSquareUpperTail,
  qchisq: chiSquareQuantile,
  pbeta: betaCdf,
  pbeta_upper: betaUpperTail,
  qbeta: betaQuantile,
  dbinom: binomialPmf,
  pbinom: binomialCdf,
  pbinom_upper: binomialUpperTail,
  qbinom: binomialQuantile,
};

/** Ours where we have the function, the place left open where not. */
export function distributionValues(table: Table): (number | undefined)[] {
  const [a1, a2, a3] = ['a1', 'a2', 'a3'].map((name) => table.numbers(name)) as [number[], number[], number[]];
  return table.texts('fn').map((fn, i) => ours[fn]?.(a1[i]!, a2[i]!, a3[i]!));
}
