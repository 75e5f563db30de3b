import { expect, test } from 'vitest';
import { leastSquares } from './least-squares.ts';
import {
  clusterCovariance,
  combination,
  heteroskedasticCovariance,
  neweyWestCovariance,
  neweyWestLag,
  stdErrorsOf,
} from './robust-covariance.ts';

const x = [1, 2, 3, 4, 5, 6, 7, 8];
const y = [2.1, 3.9, 6.2, 7.8, 10.4, 11.7, 14.5, 15.6];
const ones = x.map(() => 1);

test('leastSquares() of a line is the closed form of slope, intercept and standard error', () => {
  const fit = leastSquares([ones, x], y)!;
  const [mx, my] = [4.5, y.reduce((a, b) => a + b) / 8];
  const sxx = x.reduce((total, v) => total + (v - mx) ** 2, 0);
  const slope = x.reduce((total, v, i) => total + (v - mx) * (y[i]! - my), 0) / sxx;
  expect(fit.coefficients[1]).toBeCloseTo(slope, 12);
  expect(fit.coefficients[0]).toBeCloseTo(my - slope * mx, 12);
  expect(fit.stdErrors[1]).toBeCloseTo(fit.residualStdDeviation / Math.sqrt(sxx), 12);
});

test('leastSquares() leaves residuals at right angles to every column, and leverage sums to the columns', () => {
  const fit = leastSquares([ones, x, x.map((v) => v * v)], y)!;
  for (const column of [ones, x]) {
    expect(column.reduce((total, v, i) => total + v * fit.residuals[i]!, 0)).toBeCloseTo(0, 10);
  }
  expect(fit.leverage.reduce((a, b) => a + b)).toBeCloseTo(3, 12);
});

test('leastSquares() with whole weights is the fit of repeated rows', () => {
  const weighted = leastSquares([ones, x], y, [1, 2, 1, 1, 3, 1, 1, 1])!;
  const repeat = (v: number[]) => [...v, v[1]!, v[4]!, v[4]!];
  const repeated = leastSquares([repeat(ones), repeat(x)], repeat(y))!;
  weighted.coefficients.forEach((value, j) => {
    expect(value).toBeCloseTo(repeated.coefficients[j]!, 12);
  });
});

test('leastSquares() cannot tell columns apart that depend on each other, or fit more columns than rows', () => {
  expect(leastSquares([ones, x, x.map((v) => 3 * v - 2)], y)).toBeUndefined();
  expect(leastSquares([ones, ones.map(() => 0)], y)).toBeUndefined();
  expect(leastSquares([[1], [2]], [3])).toBeUndefined();
});

test('leastSquares() keeps its digits when a column is a year', () => {
  const years = x.map((v) => v + 2_000_000);
  expect(leastSquares([ones, years], y)!.coefficients[1]).toBeCloseTo(leastSquares([ones, x], y)!.coefficients[1]!, 7);
});

test('clusterCovariance() of clusters of one row is HC0, and with CR1 is HC1', () => {
  const fit = leastSquares([ones, x], y)!;
  const rows = x.map((_, i) => i);
  expect(stdErrorsOf(clusterCovariance(fit, rows, 'CR0'))[1]).toBeCloseTo(
    stdErrorsOf(heteroskedasticCovariance(fit, 'HC0'))[1]!,
    14,
  );
  expect(stdErrorsOf(clusterCovariance(fit, rows, 'CR1'))[1]).toBeCloseTo(
    stdErrorsOf(heteroskedasticCovariance(fit, 'HC1'))[1]!,
    14,
  );
});

test('clusterCovariance() does not change when every row is counted twice within its cluster, but for the factor', () => {
  const fit = leastSquares([ones, x], y)!;
  const twice = (v: number[]) => [...v, ...v];
  const doubled = leastSquares([twice(ones), twice(x)], twice(y))!;
  const rows = x.map((_, i) => i);
  expect(stdErrorsOf(clusterCovariance(doubled, twice(rows), 'CR0'))[1]).toBeCloseTo(
    stdErrorsOf(clusterCovariance(fit, rows, 'CR0'))[1]!,
    14,
  );
});

test('neweyWestCovariance() without lags is HC0, or HC1 when adjusted', () => {
  const fit = leastSquares([ones, x], y)!;
  const plain = stdErrorsOf(neweyWestCovariance(fit, 0, false));
  expect(plain[1]).toBeCloseTo(stdErrorsOf(heteroskedasticCovariance(fit, 'HC0'))[1]!, 14);
  expect(stdErrorsOf(neweyWestCovariance(fit, 0))[0]).toBeCloseTo(
    stdErrorsOf(heteroskedasticCovariance(fit, 'HC1'))[0]!,
    14,
  );
});

test('neweyWestCovariance() of a mean is (γ₀ + 2 Σ (1 − l/(L+1)) γ_l) / n', () => {
  const fit = leastSquares([ones], y)!;
  const e = fit.residuals;
  const gamma = (lag: number) => e.slice(lag).reduce((total, value, i) => total + value * e[i]!, 0) / 8;
  const expected = (gamma(0) + 2 * ((2 / 3) * gamma(1) + (1 / 3) * gamma(2))) / 8;
  expect(neweyWestCovariance(fit, 2, false)[0]![0]).toBeCloseTo(expected, 12);
});

test('neweyWestLag() of 24, 48 and 100 periods is 2, 3 and 4', () => {
  expect([24, 48, 100].map(neweyWestLag)).toEqual([2, 3, 4]);
});

test('combination() of intercept and slope is the fitted value', () => {
  const fit = leastSquares([ones, x], y)!;
  const { estimate, stdError } = combination(fit, heteroskedasticCovariance(fit, 'HC3'), [1, 6]);
  expect(estimate).toBeCloseTo(fit.fitted[5]!, 12);
  expect(stdError).toBeGreaterThan(0);
});
