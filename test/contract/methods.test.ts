/** Every method, on data that has nothing, too little or nothing to tell apart: a labelled result, never a bare number. */
import { describe, expect, test } from 'vitest';
import type { ClusterCount, GroupCount, MonthCount } from '../../src/cycle/data-to-knowledge/counts.ts';
import type { MethodResult } from '../../src/cycle/data-to-knowledge/define-method.ts';
import { ALL_METHODS } from '../../src/cycle/data-to-knowledge/methods/all-methods.ts';
import { equityGap } from '../../src/cycle/data-to-knowledge/methods/equity-gap.ts';
import { funnel } from '../../src/cycle/data-to-knowledge/methods/funnel.ts';
import { interruptedSeries } from '../../src/cycle/data-to-knowledge/methods/interrupted-series.ts';
import { randomisedDifference } from '../../src/cycle/data-to-knowledge/methods/randomised-difference.ts';
import { runChart } from '../../src/cycle/data-to-knowledge/methods/run-chart.ts';
import { shareByGroup } from '../../src/cycle/data-to-knowledge/methods/share-by-group.ts';

const groups = (...counts: [number, number][]): GroupCount[] =>
  counts.map(([numerator, denominator], i) => ({ group: `g${i + 1}`, numerator, denominator }));
const months = (length: number, of: (i: number) => [number, number]): MonthCount[] =>
  Array.from({ length }, (_, i) => {
    const [numerator, denominator] = of(i);
    return { month: `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`, numerator, denominator };
  });
const clusters = (count: number, of: (i: number) => [number, number]): ClusterCount[] =>
  Array.from({ length: count }, (_, i) => {
    const [events, people] = of(i);
    return { arm: i % 2 === 0 ? 'advice' : 'usual', cluster: `c${i}`, events, people };
  });

/** Data that cannot answer; each must be blocked with a reason and no number. */
const CANNOT: [string, () => MethodResult][] = [
  ['share-by-group of nobody', () => shareByGroup.run([])],
  ['share-by-group of three people', () => shareByGroup.run(groups([1, 3]))],
  ['funnel of nothing', () => funnel.run([])],
  ['funnel of two groups', () => funnel.run(groups([5, 20], [6, 20]))],
  ['funnel where nobody had the event', () => funnel.run(groups([0, 20], [0, 20], [0, 20], [0, 30]))],
  ['funnel where everybody had the event', () => funnel.run(groups([20, 20], [20, 20], [20, 20]))],
  ['funnel of tiny groups', () => funnel.run(groups([1, 3], [2, 4], [1, 5], [0, 2]))],
  ['run-chart of nothing', () => runChart.run([])],
  ['run-chart of three months', () => runChart.run(months(3, () => [5, 20]))],
  ['run-chart of empty months', () => runChart.run(months(24, () => [0, 0]))],
  ['run-chart where nothing ever varies', () => runChart.run(months(12, () => [20, 20]))],
  ['equity-gap of nothing', () => equityGap.run([])],
  ['equity-gap of one group', () => equityGap.run(groups([5, 20]))],
  ['equity-gap of a group that is not there', () => equityGap.run(groups([5, 20], [6, 20]), { reference: 'none' })],
  ['equity-gap of tiny groups', () => equityGap.run(groups([1, 2], [3, 40]))],
  ['randomised-difference of nothing', () => randomisedDifference.run([])],
  [
    'randomised-difference of one arm',
    () => randomisedDifference.run(clusters(12, () => [3, 10]).filter(({ arm }) => arm === 'usual')),
  ],
  ['randomised-difference of four clusters', () => randomisedDifference.run(clusters(4, (i) => [i, 20]))],
  ['randomised-difference without variance', () => randomisedDifference.run(clusters(12, () => [5, 20]))],
  ['interrupted-series of nothing', () => interruptedSeries.run({ months: [] }, { changeMonth: '2025-01' })],
  [
    'interrupted-series without months after',
    () => interruptedSeries.run({ months: months(12, () => [10, 20]) }, { changeMonth: '2025-01' }),
  ],
  [
    'interrupted-series without months before',
    () => interruptedSeries.run({ months: months(12, () => [10, 20]) }, { changeMonth: '2023-01' }),
  ],
];

test.each(CANNOT)('%s is blocked with a reason and carries no number', (_, run) => {
  const result = run();
  expect(result.blocked?.length ?? 0).toBeGreaterThan(5);
  expect([result.estimate, result.interval]).toEqual([null, null]);
  expect(result.diagnostics.some(({ ok }) => !ok) || result.diagnostics.length > 0).toBe(true);
  expect(result.unit.length).toBeGreaterThan(3);
});

/** Data that can answer, though some of it is at an edge. */
const CAN: [string, () => MethodResult][] = [
  ['share-by-group', () => shareByGroup.run(groups([0, 40], [40, 40], [1, 2]))],
  ['funnel', () => funnel.run(groups([12, 20], [60, 100], [20, 100], [0, 0], [2, 5], [300, 480]))],
  ['run-chart', () => runChart.run(months(24, (i) => [50 + (i % 3), 100]))],
  ['equity-gap', () => equityGap.run(groups([60, 100], [55, 100], [50, 100]), { isOrdered: true })],
  ['equity-gap at 0 and 1', () => equityGap.run(groups([0, 20], [20, 20]))],
  ['randomised-difference', () => randomisedDifference.run(clusters(16, (i) => [(i % 2 === 0 ? 8 : 4) + (i % 3), 20]))],
  [
    'interrupted-series',
    () =>
      interruptedSeries.run(
        { months: months(30, (i) => [50 + (i % 4) + (i >= 18 ? 8 : 0), 100]) },
        { changeMonth: '2025-07' },
      ),
  ],
];

test.each(CAN)('%s gives an estimate inside a finite interval, with assumptions and a figure or table', (_, run) => {
  const result = run();
  expect(result.blocked).toBeUndefined();
  const [lower, upper] = result.interval!;
  expect(lower).toBeLessThanOrEqual(result.estimate! + 1e-12);
  expect(upper).toBeGreaterThanOrEqual(result.estimate! - 1e-12);
  expect(result.assumptions.length).toBeGreaterThan(0);
  expect(result.figure ?? result.table).toBeDefined();
  expect(JSON.stringify(result)).not.toMatch(/NaN|Infinity|undefined/);
});

describe('all methods', () => {
  test('are declared with an id, a source, what they assume and the columns they read', () => {
    expect(ALL_METHODS.length).toBeGreaterThanOrEqual(6);
    for (const method of ALL_METHODS) {
      expect(method.id).toMatch(/^[a-z-]+$/);
      expect(method.source).toMatch(/\(\d{4}\)/);
      expect(method.assumes.length, method.id).toBeGreaterThan(0);
      expect(method.reads.length, method.id).toBeGreaterThan(0);
    }
  });
});

describe('what is found', () => {
  test('funnel() flags the group that differs and none of those that do not', () => {
    const result = funnel.run(groups([60, 100], [62, 100], [58, 100], [25, 100], [61, 100], [59, 100]));
    const places = result.table!.rows.map((row) => [row[1], row[5]]);
    expect(places).toEqual([
      ['g1', 'inside'],
      ['g2', 'inside'],
      ['g3', 'inside'],
      ['g4', 'beyond-998'],
      ['g5', 'inside'],
      ['g6', 'inside'],
    ]);
  });

  test('interrupted-series() recovers a jump of eight points that was put in', () => {
    const result = interruptedSeries.run(
      { months: months(36, (i) => [500 + 10 * (i % 2) + (i >= 24 ? 80 : 0), 1000]) },
      { changeMonth: '2026-01' },
    );
    expect(result.estimate!).toBeCloseTo(0.08, 2);
    expect(result.interval![0]).toBeGreaterThan(0.05);
  });

  test('randomised-difference() is the difference of the pooled shares', () => {
    const result = randomisedDifference.run(clusters(16, (i) => [(i % 2 === 0 ? 9 : 5) + (i % 3), 20]));
    const sum = (arm: string) =>
      clusters(16, (i) => [(i % 2 === 0 ? 9 : 5) + (i % 3), 20])
        .filter((c) => c.arm === arm)
        .reduce((s, c) => s + c.events, 0);
    expect(result.estimate!).toBeCloseTo((sum('advice') - sum('usual')) / 160, 12);
  });

  test('run-chart() says no signal for a steady series and names a shift', () => {
    const steady = runChart.run(months(24, (i) => [60 + (i % 2 === 0 ? 3 : -3), 100]));
    expect(steady.diagnostics.at(-1)!.says).toContain('no signal');
    const shifted = runChart.run(months(24, (i) => [(i >= 14 ? 72 : 60) + (i % 2 === 0 ? 2 : -2), 100]));
    expect(shifted.diagnostics.at(-1)!.says).not.toContain('no signal');
  });

  test('run-chart() still sees a jump after a baseline in which every month was the same', () => {
    const result = runChart.run(months(20, (i) => [i >= 12 ? 80 : 50, 100]));
    expect(result.table!.rows.slice(0, 12).map((row) => row[6])).toEqual(new Array(12).fill(''));
    expect(result.table!.rows[12]![6]).toContain('beyond the limits');
  });

  test('run-chart() leaves a gap in the drawing where a month has too few people', () => {
    const result = runChart.run(months(14, (i) => (i === 5 ? [1, 2] : [50 + (i % 3), 100])));
    expect(result.figure!.table.rows[5]!.slice(0, 2)).toEqual(['2024-06', null]);
    expect(result.table!.rows).toHaveLength(13);
  });

  test('run-chart() as XmR takes its limits from the months alone', () => {
    // shares 0.50, 0.52, 0.50 …: every moving range 0.02, so the limits stand 2.66 × 0.02 from the mean
    const result = runChart.run(
      months(12, (i) => [i % 2 === 0 ? 500 : 520, 1000]),
      { chart: 'xmr' },
    );
    expect(result.table!.rows[0]![5]).toBeCloseTo(0.51 + (3 / 1.128) * 0.02, 10);
    expect(
      runChart.run(
        months(12, () => [50, 100]),
        { chart: 'xmr' },
      ).blocked,
    ).toContain('do not vary');
  });

  test('interrupted-series() keeps its slope when a month has too few people', () => {
    const whole = (i: number): [number, number] => [400 + 5 * i + (i >= 20 ? 60 : 0), 1000];
    const change = { changeMonth: '2025-09' };
    const full = interruptedSeries.run({ months: months(36, whole) }, change);
    const gappy = interruptedSeries.run(
      { months: months(36, (i) => (i === 7 || i === 8 || i === 25 ? [1, 3] : whole(i))) },
      change,
    );
    expect(full.estimate!).toBeCloseTo(0.06, 6);
    expect(gappy.estimate!).toBeCloseTo(0.06, 6);
  });

  test('interrupted-series() with a season wants two years before the change', () => {
    const series = months(30, (i) => [500 + (i % 5), 1000]);
    const blocked = interruptedSeries.run({ months: series }, { changeMonth: '2025-06', hasSeason: true });
    expect(blocked.blocked).toContain('24 wanted for a season');
  });

  test('funnel() claims nothing of 200 groups that do not differ, once many looks are allowed for', () => {
    let seed = 11;
    const uniform = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed / 2 ** 32;
    };
    const alike = Array.from({ length: 200 }, (): [number, number] => {
      const people = 20 + Math.floor(uniform() * 80);
      return [Array.from({ length: people }, uniform).filter((u) => u < 0.3).length, people];
    });
    const result = funnel.run(groups(...alike));
    expect(result.table!.rows.filter((row) => typeof row[7] === 'number' && row[7] < 0.05)).toEqual([]);
    expect(result.table!.rows.filter((row) => row[5] === 'beyond-95' || row[5] === 'beyond-998').length).toBeLessThan(
      25,
    );
  });

  test('every figure takes the id, the title and the unit that the question gives it', () => {
    const words = { id: 'bp-trend', title: 'Blood pressure controlled', counted: 'visits' };
    const result = runChart.run(
      months(24, (i) => [50 + (i % 3), 100]),
      {},
      words,
    );
    expect(result.unit).toBe('share of visits');
    expect(result.figure).toMatchObject({ id: 'bp-trend', title: 'Blood pressure controlled', unit: 'visits' });
    expect(result.figure!.svg).toContain('<title id="bp-trend-title">Blood pressure controlled</title>');
  });
});

test('run-chart() raises few false alarms on level months, and finds a step of fifteen points', () => {
  let state = 20_261;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const drawn = (step: number) =>
    months(24, (i) => [Array.from({ length: 150 }, uniform).filter((u) => u < 0.6 + (i >= 14 ? step : 0)).length, 150]);
  const alarms = (step: number) =>
    Array.from({ length: 200 }, () => runChart.run(drawn(step))).filter(
      ({ diagnostics }) => !diagnostics.find(({ name }) => name === 'special causes')!.says.startsWith('no signal'),
    ).length / 200;
  expect(alarms(0)).toBeLessThan(0.15); // 0.09 with this seed; the standard error of 200 charts is 0.02
  expect(alarms(0.15)).toBeGreaterThan(0.95);
});
