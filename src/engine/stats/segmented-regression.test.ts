import { expect, test } from 'vitest';
import { leastSquares } from './least-squares.ts';
import { clusterCovariance } from './robust-covariance.ts';
import { segmentedRegression } from './segmented-regression.ts';

const months = Array.from({ length: 24 }, (_, t) => t);
// A small wobble with no pattern, so that the fit is not perfect.
const wobble = months.map((t) => ((t * 7919) % 11) / 1000 - 0.005);
const series = months.map((t) => 0.4 + 0.002 * t + (t >= 12 ? 0.1 + 0.01 * (t - 12) : 0));

test('segmentedRegression() finds the jump and the bend that were put in', () => {
  const fit = segmentedRegression(series, 12)!;
  expect(fit.slopeBefore.estimate).toBeCloseTo(0.002, 10);
  expect(fit.level.estimate).toBeCloseTo(0.1, 10);
  expect(fit.slope.estimate).toBeCloseTo(0.01, 10);
  expect(fit.average.estimate).toBeCloseTo(0.1 + 0.01 * 5.5, 10);
});

test('segmentedRegression() is two separate lines: the level is the gap between them at the change', () => {
  const values = series.map((v, t) => v + wobble[t]!);
  const line = (from: number, until: number) => {
    const part = months.slice(from, until);
    return leastSquares([part.map(() => 1), part], values.slice(from, until))!.coefficients as [number, number];
  };
  const [before, after] = [line(0, 12), line(12, 24)];
  const fit = segmentedRegression(values, 12)!;
  expect(fit.level.estimate).toBeCloseTo(after[0] + 12 * after[1] - (before[0] + 12 * before[1]), 10);
  expect(fit.slope.estimate).toBeCloseTo(after[1] - before[1], 10);
  expect(fit.counterfactual[23]).toBeCloseTo(before[0] + 23 * before[1], 10);
});

test('segmentedRegression() has a counterfactual that equals the fit before the change, and `average` is the mean gap after', () => {
  const fit = segmentedRegression(
    series.map((v, t) => v + wobble[t]!),
    12,
  )!;
  expect(fit.counterfactual.slice(0, 12)).toEqual(fit.fitted.slice(0, 12));
  const gaps = fit.fitted.slice(12).map((v, i) => v - fit.counterfactual[12 + i]!);
  expect(fit.average.estimate).toBeCloseTo(gaps.reduce((a, b) => a + b) / 12, 10);
});

test('segmentedRegression() with a season takes the season out', () => {
  const seasonal = series.map((v, t) => v + 0.05 * Math.cos((2 * Math.PI * t) / 12));
  expect(segmentedRegression(seasonal, 12, { season: 12 })!.level.estimate).toBeCloseTo(0.1, 9);
});

test('segmentedRegression() with `times` keeps the slope when a period is missing on each side', () => {
  const kept = months.filter((t) => t !== 5 && t !== 17);
  const values = kept.map((t) => series[t]!);
  const fit = segmentedRegression(values, 11, { times: kept })!;
  expect(fit.slopeBefore.estimate).toBeCloseTo(0.002, 10);
  expect(fit.slope.estimate).toBeCloseTo(0.01, 10);
  expect(fit.level.estimate).toBeCloseTo(0.1, 10);
  expect(fit.counterfactual.at(-1)).toBeCloseTo(0.4 + 0.002 * 23, 10);
});

test('segmentedRegression() covers the true jump about as often as it says in long series', () => {
  let seed = 20240607;
  const uniform = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed + 0.5) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  let covered = 0;
  for (let run = 0; run < 400; run++) {
    const noisy = Array.from({ length: 80 }, (_, t) => (t >= 40 ? 1 : 0) + normal());
    const { lower, upper } = segmentedRegression(noisy, 40, { lag: 0 })!.level;
    if (lower <= 1 && 1 <= upper) covered++;
  }
  // 95 % ± three binomial standard errors (1.1 points each), and 1 point for the known shortfall of HAC
  expect(covered / 400).toBeGreaterThan(0.91);
  expect(covered / 400).toBeLessThan(0.985);
});

test('segmentedRegression() cannot be estimated with one period on a side', () => {
  expect(segmentedRegression([1, 2, 3, 4, 5], 1)).toBeUndefined();
  expect(segmentedRegression([1, 2, 3, 4, 5], 4)).toBeUndefined();
  expect(segmentedRegression([1, 2, 3, 4], 2)).toBeUndefined();
});

test('segmentedRegression() with the people behind it is the model of single people, clustered by person', () => {
  // 40 people seen in each of 12 months, each always in the same state but for two: the months are 40 draws, not 480.
  const periods = 12;
  const rows = Array.from({ length: 40 }, (_, person) =>
    Array.from({ length: periods }, (_, period) => ({
      person,
      period,
      event: Number(person < 20 || (person < 22 && period % 2 === 0)),
    })),
  ).flat();
  const values = Array.from(
    { length: periods },
    (_, t) => rows.filter(({ period }) => period === t).reduce((sum, { event }) => sum + event, 0) / 40,
  );
  const weights = values.map(() => 40);
  const columns = [rows.map(() => 1), rows.map(({ period }) => period), rows.map(({ period }) => Number(period >= 8))];
  const single = leastSquares(
    columns,
    rows.map(({ event }) => event),
  )!;
  const factor = 40 / 39 / ((40 / 39) * ((480 - 1) / single.df)); // CR1 without its factor for rows
  const stdError = Math.sqrt(
    clusterCovariance(
      single,
      rows.map(({ person }) => person),
      'CR1',
    )[2]![2]! * factor,
  );
  const seen = {
    period: rows.map(({ period }) => period),
    person: rows.map(({ person }) => person),
    event: rows.map(({ event }) => event),
  };
  const fit = segmentedRegression(values, 8, { weights, seen, hasSlopeChange: false })!;
  expect(fit.level.estimate).toBeCloseTo(single.coefficients[2]!, 10);
  const half = (fit.level.upper - fit.level.lower) / 2;
  expect(half).toBeGreaterThanOrEqual(stdError * 1.96 - 1e-9);
});

test('segmentedRegression() is never narrower than the counts alone allow', () => {
  const values = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.6, 0.6, 0.6, 0.6];
  const sampling = values.map((share) => (share * (1 - share)) / 50);
  const bare = segmentedRegression(values, 6, { hasSlopeChange: false })!;
  const floored = segmentedRegression(values, 6, { hasSlopeChange: false, sampling })!;
  expect(bare.level.upper - bare.level.lower).toBeLessThan(1e-6);
  expect(floored.level.upper - floored.level.lower).toBeGreaterThan(0.2);
  expect(floored.level.estimate).toBeCloseTo(0.1, 10);
});
