import { expect, test } from 'vitest';
import { wilsonInterval } from './wilson-interval.ts';

// Newcombe (1998), Stat Med 17:857–872, Table I, method 3.
test.each([
  [81, 263, '0.2553', '0.3662'],
  [15, 148, '0.0624', '0.1605'],
  [0, 20, '0.0000', '0.1611'],
  [1, 29, '0.0061', '0.1718'],
])('wilsonInterval(%i, %i) is the published interval', (events, people, lower, upper) => {
  const interval = wilsonInterval(events, people);
  expect([interval.lower.toFixed(4), interval.upper.toFixed(4)]).toEqual([lower, upper]);
});

test('wilsonInterval() of nobody out of n has upper bound z²/(n + z²)', () => {
  expect(wilsonInterval(0, 10).upper).toBeCloseTo(3.841459 / 13.841459, 6);
});

test('wilsonInterval() mirrors when events become non-events', () => {
  expect(wilsonInterval(3, 12).lower).toBeCloseTo(1 - wilsonInterval(9, 12).upper, 12);
});

test('wilsonInterval() stays within [0, 1] and reaches it exactly', () => {
  expect(wilsonInterval(0, 1).lower).toBe(0);
  expect(wilsonInterval(1, 1).upper).toBe(1);
});

test('wilsonInterval() of a higher level holds that of a lower level', () => {
  const narrow = wilsonInterval(7, 30, 0.9);
  const wide = wilsonInterval(7, 30, 0.998);
  expect(wide.lower).toBeLessThan(narrow.lower);
  expect(wide.upper).toBeGreaterThan(narrow.upper);
});
