import { expect, test } from 'vitest';
import { xmrChart } from './xmr-chart.ts';

test('xmrChart() of 10, 12, 11, 13 by hand', () => {
  // moving ranges 2, 1, 2: mean 5/3; 2.66 of it is 4.4326
  const chart = xmrChart([10, 12, 11, 13]);
  expect(chart.centre).toBe(11.5);
  expect(chart.upper).toBeCloseTo(11.5 + (3 / 1.128) * (5 / 3), 12);
  expect(chart.lower).toBeCloseTo(11.5 - (3 / 1.128) * (5 / 3), 12);
});

test('xmrChart() with a baseline ignores later values', () => {
  expect(xmrChart([10, 12, 11, 13, 500], { baseline: 4 })).toEqual(xmrChart([10, 12, 11, 13]));
});

test('xmrChart() with screening leaves out one wild step', () => {
  const values = [10, 11, 10, 11, 10, 11, 90, 10, 11, 10, 11, 10];
  expect(xmrChart(values, { screen: true }).averageMovingRange).toBeCloseTo(1, 12);
});

test('xmrChart() scales and moves with its values', () => {
  const values = [4, 7, 5, 9, 6];
  const moved = xmrChart(values.map((v) => 3 * v + 100));
  const plain = xmrChart(values);
  expect(moved.upper).toBeCloseTo(3 * plain.upper + 100, 10);
});
