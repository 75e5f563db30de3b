import { expect, test } from 'vitest';
import { newcombeDifference } from './newcombe-difference.ts';
import { wilsonInterval } from './wilson-interval.ts';

// Newcombe (1998), Stat Med 17:873–890, Table II, method 10.
test.each([
  [56, 70, 48, 80, '0.0524', '0.3339'],
  [9, 10, 3, 10, '0.1705', '0.8090'],
  [6, 7, 2, 7, '0.0582', '0.8062'],
  [5, 56, 0, 29, '-0.0381', '0.1926'],
])('newcombeDifference(%i/%i − %i/%i) is the published interval', (a, m, b, n, lower, upper) => {
  const difference = newcombeDifference({ events: a, people: m }, { events: b, people: n });
  expect([difference.lower.toFixed(4), difference.upper.toFixed(4)]).toEqual([lower, upper]);
});

test('newcombeDifference() of no events in either arm reaches as far as their Wilson limits', () => {
  const { estimate, lower, upper } = newcombeDifference({ events: 0, people: 10 }, { events: 0, people: 20 });
  expect(estimate).toBe(0);
  expect(upper).toBeCloseTo(wilsonInterval(0, 10).upper, 12);
  expect(lower).toBeCloseTo(-wilsonInterval(0, 20).upper, 12);
});

test('newcombeDifference() turns its sign when the groups change places', () => {
  const [first, second] = [
    { events: 4, people: 19 },
    { events: 11, people: 23 },
  ];
  const there = newcombeDifference(first, second);
  const back = newcombeDifference(second, first);
  expect(there.lower).toBeCloseTo(-back.upper, 12);
  expect(there.upper).toBeCloseTo(-back.lower, 12);
});
