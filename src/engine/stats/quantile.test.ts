import { expect, test } from 'vitest';
import { mean, median, quantile } from './quantile.ts';

test('quantile() interpolates between order statistics, whatever the order given', () => {
  expect(quantile([30, 10, 20, 40], 0.25)).toBe(17.5);
  expect(quantile([7], 0.9)).toBe(7);
});

test('quantile() at 0 and 1 is the smallest and the largest', () => {
  expect([quantile([3, 9, 5], 0), quantile([3, 9, 5], 1)]).toEqual([3, 9]);
});

test('median() of an even number is the mean of the middle two; mean() is the mean', () => {
  expect(median([1, 2, 3, 10])).toBe(2.5);
  expect(mean([1, 2, 3, 10])).toBe(4);
});
