import { expect, test } from 'vitest';
import { laneyChart, pChart } from './p-chart.ts';

// Montgomery's orange juice cans, first 30 samples of 50: p-bar 0.2313, limits 0.0524 and 0.4102.
test('pChart() gives the published orange juice limits', () => {
  const defective = [
    12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6,
  ];
  const chart = pChart(defective.map((events) => ({ events, people: 50 })));
  const first = chart.points[0]!;
  expect([chart.centre, first.lower, first.upper].map((x) => x.toFixed(4))).toEqual(['0.2313', '0.0524', '0.4102']);
});

test('pChart() clips its limits to shares that can be', () => {
  const { points } = pChart([
    { events: 1, people: 10 },
    { events: 0, people: 10 },
  ]);
  expect(points[0]!.lower).toBe(0);
});

test('laneyChart() widens by the mean step of z over 1.128', () => {
  // centre ½, n 100, sigma 0.05; shares 0.4 and 0.6 are z −2 and 2: one step of 4
  const tallies = [
    { events: 40, people: 100 },
    { events: 60, people: 100 },
  ];
  const chart = laneyChart(tallies);
  expect(chart.sigmaZ).toBeCloseTo(4 / 1.128, 12);
  expect(chart.points[0]!.sigma).toBeCloseTo((0.05 * 4) / 1.128, 12);
});

test('laneyChart() of months that never differ has limits of no width', () => {
  const chart = laneyChart([
    { events: 5, people: 10 },
    { events: 5, people: 10 },
  ]);
  expect(chart.points.map((point) => point.sigma)).toEqual([0, 0]);
});
