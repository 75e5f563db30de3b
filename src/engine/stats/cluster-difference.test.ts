import { expect, test } from 'vitest';
import { clusterLevelDifference, individualLevelDifference } from './cluster-difference.ts';
import type { Tally } from './interval.ts';
import { intraclassCorrelation } from './intraclass-correlation.ts';
import { leastSquares } from './least-squares.ts';
import { clusterCovariance, stdErrorsOf } from './robust-covariance.ts';

const shown: Tally[] = [
  { events: 12, people: 30 },
  { events: 25, people: 41 },
  { events: 9, people: 22 },
  { events: 31, people: 50 },
];
const hidden: Tally[] = [
  { events: 10, people: 33 },
  { events: 14, people: 40 },
  { events: 5, people: 21 },
];

test('clusterLevelDifference() of equal weights is the two-sample t test on shares, by hand', () => {
  // shares 0.2, 0.4 against 0.1, 0.3: difference 0.1; pooled variance 0.02; se √(0.02 · (½ + ½)) = 0.141421; t₀.₉₇₅,₂ = 4.302653
  const tenth = (events: number): Tally => ({ events, people: 10 });
  const { estimate, stdError, df, lower } = clusterLevelDifference([tenth(2), tenth(4)], [tenth(1), tenth(3)])!;
  expect(estimate).toBeCloseTo(0.1, 12);
  expect(stdError).toBeCloseTo(0.141421356, 8);
  expect(df).toBe(2);
  expect(lower).toBeCloseTo(0.1 - 4.302653 * 0.141421356, 6);
});

test('clusterLevelDifference() by people is weighted least squares of shares on the arm', () => {
  const all = [...shown, ...hidden];
  const arm = all.map((_, i) => (i < shown.length ? 1 : 0));
  const fit = leastSquares(
    [all.map(() => 1), arm],
    all.map((c) => c.events / c.people),
    all.map((c) => c.people),
  )!;
  const ours = clusterLevelDifference(shown, hidden, { weigh: 'by-people' })!;
  expect(ours.estimate).toBeCloseTo(fit.coefficients[1]!, 12);
  expect(ours.stdError).toBeCloseTo(fit.stdErrors[1]!, 12);
});

test('individualLevelDifference() is the linear model on single people with CR1 cluster-robust variance', () => {
  const rows = [...shown, ...hidden].flatMap((c, cluster) =>
    Array.from({ length: c.people }, (_, i) => ({
      cluster,
      arm: cluster < shown.length ? 1 : 0,
      y: i < c.events ? 1 : 0,
    })),
  );
  const fit = leastSquares(
    [rows.map(() => 1), rows.map((r) => r.arm)],
    rows.map((r) => r.y),
  )!;
  const stdErrors = stdErrorsOf(
    clusterCovariance(
      fit,
      rows.map((r) => r.cluster),
      'CR1',
    ),
  );
  const ours = individualLevelDifference(shown, hidden)!;
  expect(ours.estimate).toBeCloseTo(fit.coefficients[1]!, 10);
  expect(ours.stdError).toBeCloseTo(stdErrors[1]!, 10);
});

test('clusterLevelDifference() and individualLevelDifference() turn their sign when arms change places', () => {
  for (const difference of [clusterLevelDifference, individualLevelDifference]) {
    const there = difference(shown, hidden)!;
    const back = difference(hidden, shown)!;
    expect(there.lower).toBeCloseTo(-back.upper, 12);
  }
});

test('clusterLevelDifference() by precision lies between equal weights and weights by people', () => {
  const by = (weigh: 'equally' | 'by-people' | 'by-precision') =>
    clusterLevelDifference(shown, hidden, { weigh })!.estimate;
  const [low, high] = [by('equally'), by('by-people')].sort((a, b) => a - b) as [number, number];
  expect(by('by-precision')).toBeGreaterThanOrEqual(low);
  expect(by('by-precision')).toBeLessThanOrEqual(high);
});

test('clusterLevelDifference() cannot be told with one cluster in an arm, or with clusters that agree exactly', () => {
  const same: Tally = { events: 5, people: 10 };
  for (const difference of [clusterLevelDifference, individualLevelDifference]) {
    expect(difference(shown, [same])).toBeUndefined();
    expect(difference(shown, [same, { events: 0, people: 0 }])).toBeUndefined();
    expect(difference([same, same], [same, same])).toBeUndefined();
  }
});

test('intraclassCorrelation() of clusters that are all-or-nothing is 1', () => {
  const { icc } = intraclassCorrelation([
    { events: 10, people: 10 },
    { events: 0, people: 10 },
  ])!;
  expect(icc).toBeCloseTo(1, 12);
});

test('intraclassCorrelation() of clusters that agree exactly is −1/(n₀ − 1), shown and not truncated', () => {
  const half: Tally = { events: 5, people: 10 };
  expect(intraclassCorrelation([half, half, half])!.icc).toBeCloseTo(-1 / 9, 12);
});

test('intraclassCorrelation() cannot be told when everybody is the same', () => {
  expect(
    intraclassCorrelation([
      { events: 0, people: 9 },
      { events: 0, people: 4 },
    ]),
  ).toBeUndefined();
});

test('both analyses cover no difference about as often as they say, with six clusters an arm that differ', () => {
  let seed = 77;
  const uniform = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed + 0.5) / 2 ** 32;
  };
  const cluster = (): Tally => {
    const risk = 0.25 + 0.3 * uniform();
    const people = 15 + Math.floor(40 * uniform());
    return { events: Array.from({ length: people }, uniform).filter((u) => u < risk).length, people };
  };
  const arm = () => Array.from({ length: 6 }, cluster);
  const runs = 500;
  const covered = { cluster: 0, individual: 0 };
  for (let run = 0; run < runs; run++) {
    const [first, second] = [arm(), arm()];
    const holdsZero = ({ lower, upper }: { lower: number; upper: number }) => lower <= 0 && 0 <= upper;
    if (holdsZero(clusterLevelDifference(first, second)!)) covered.cluster++;
    if (holdsZero(individualLevelDifference(first, second)!)) covered.individual++;
  }
  // 95 % ± three binomial standard errors of one point each; sandwich variance may fall short by a point or two
  expect(covered.cluster / runs).toBeGreaterThan(0.92);
  expect(covered.individual / runs).toBeGreaterThan(0.9);
});
