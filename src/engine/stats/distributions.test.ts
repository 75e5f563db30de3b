/** The distributions as one family: printed values, closed forms, and inverses that undo. R's table is in test/reference. */
import { expect, test } from 'vitest';
import { betaCdf, betaQuantile, betaUpperQuantile, betaUpperTail } from './beta-distribution.ts';
import {
  binomialCdf,
  binomialPmf,
  binomialQuantile,
  binomialUpperQuantile,
  binomialUpperTail,
} from './binomial-distribution.ts';
import { chiSquareCdf, chiSquareQuantile, chiSquareUpperTail } from './chi-square-distribution.ts';
import { normalCdf, normalQuantile, normalUpperTail, zOfLevel } from './normal-distribution.ts';
import { tCdf, tOfLevel, tQuantile, tTwoSided, tUpperTail } from './t-distribution.ts';

test('zOfLevel() gives the printed 1.959964 and 3.090232', () => {
  expect(zOfLevel(0.95)).toBeCloseTo(1.959964, 6);
  expect(zOfLevel(0.998)).toBeCloseTo(3.090232, 6);
});

test('normalUpperTail() keeps its digits where 1 − cdf is zero', () => {
  expect(1 - normalCdf(10)).toBe(0);
  expect(normalUpperTail(10) / 7.619853024160527e-24).toBeCloseTo(1, 12);
});

test('normalQuantile() undoes normalCdf()', () => {
  for (const z of [-8, -1, 0, 0.3, 4]) expect(normalQuantile(normalCdf(z))).toBeCloseTo(z, 9);
});

test('tOfLevel() gives the printed 12.706, 2.228 and 1.984', () => {
  expect([1, 10, 100].map((df) => tOfLevel(0.95, df).toFixed(3))).toEqual(['12.706', '2.228', '1.984']);
});

test('tCdf() with one degree of freedom is Cauchy: ½ + atan(t)/π', () => {
  for (const t of [-3, -0.2, 0.7, 12]) expect(tCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 13);
});

test('tCdf() with two degrees of freedom has upper tail ½ (1 − t/√(2 + t²))', () => {
  expect(tUpperTail(3, 2)).toBeCloseTo((1 - 3 / Math.sqrt(11)) / 2, 13);
  expect(tTwoSided(-3, 2)).toBeCloseTo(1 - 3 / Math.sqrt(11), 13);
});

test('tQuantile() undoes tCdf() in both halves and near the middle', () => {
  for (const t of [-40, -2, -0.1, 0, 0.1, 1, 9]) expect(tQuantile(tCdf(t, 4.5), 4.5)).toBeCloseTo(t, 7);
});

test('chiSquareUpperTail() with two degrees of freedom is e^(−x/2)', () => {
  expect(chiSquareUpperTail(7, 2)).toBeCloseTo(Math.exp(-3.5), 14);
});

test('chiSquareQuantile(0.95, 1) is the printed 3.841459, the square of 1.959964', () => {
  expect(chiSquareQuantile(0.95, 1)).toBeCloseTo(3.841459, 6);
  expect(chiSquareCdf(1.2, 3) + chiSquareUpperTail(1.2, 3)).toBeCloseTo(1, 14);
});

test('betaCdf() with b = 1 is x^a; its quantiles undo it from both ends', () => {
  expect(betaCdf(0.3, 4, 1)).toBeCloseTo(0.3 ** 4, 14);
  expect(betaQuantile(0.3 ** 4, 4, 1)).toBeCloseTo(0.3, 12);
  expect(betaUpperQuantile(betaUpperTail(0.6, 3, 5), 3, 5)).toBeCloseTo(0.6, 12);
});

test('binomialPmf() of two heads in four is 6/16', () => {
  expect(binomialPmf(2, 4, 0.5)).toBeCloseTo(6 / 16, 14);
});

test('binomialPmf() puts everything on the sure outcome when the risk is 0 or 1', () => {
  expect([binomialPmf(0, 5, 0), binomialPmf(1, 5, 0), binomialPmf(5, 5, 1), binomialPmf(6, 5, 0.2)]).toEqual([
    1, 0, 1, 0,
  ]);
});

test('binomialCdf() is the sum of binomialPmf(), and its upper tail the rest', () => {
  let sum = 0;
  for (let k = 0; k <= 12; k++) {
    sum += binomialPmf(k, 12, 0.3);
    expect(binomialCdf(k, 12, 0.3)).toBeCloseTo(sum, 12);
    expect(binomialUpperTail(k, 12, 0.3)).toBeCloseTo(1 - sum, 12);
  }
});

test('binomialQuantile() is the smallest count that reaches the probability', () => {
  for (const q of [0.001, 0.025, 0.4, 0.975]) {
    const k = binomialQuantile(q, 40, 0.15);
    expect(binomialCdf(k, 40, 0.15)).toBeGreaterThanOrEqual(q);
    expect(binomialCdf(k - 1, 40, 0.15)).toBeLessThan(q);
  }
});

test('binomialUpperQuantile(tail) is binomialQuantile(1 − tail)', () => {
  for (const tail of [0.001, 0.025, 0.3]) {
    expect(binomialUpperQuantile(tail, 90, 0.07)).toBe(binomialQuantile(1 - tail, 90, 0.07));
  }
});
