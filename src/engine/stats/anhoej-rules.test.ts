import { expect, test } from 'vitest';
import { anhoejRules } from './anhoej-rules.ts';

// Anhøj & Olesen (2014), Table 1: 20 useful points allow a run of 7 and ask for at least 6 crossings.
test('anhoejRules() of 20 points has the published limits', () => {
  const rules = anhoejRules(
    Array.from({ length: 20 }, (_, i) => (i % 2 ? 1 : -1)),
    0,
  );
  expect([rules.longestRunAllowed, rules.crossingsExpected]).toEqual([7, 6]);
  expect(rules).toMatchObject({ crossings: 19, longestRun: 1, hasShifted: false });
});

test('anhoejRules() calls a step a shift', () => {
  const values = [...new Array(10).fill(1), ...new Array(10).fill(3)];
  expect(anhoejRules(values, 2)).toMatchObject({ longestRun: 10, crossings: 1, hasShifted: true });
});

test('anhoejRules() leaves points on the line out', () => {
  expect(anhoejRules([1, 2, 2, 3, 1], 2)).toMatchObject({ useful: 3, crossings: 2, longestRun: 1 });
  expect(anhoejRules([2, 2], 2)).toMatchObject({ useful: 0, hasShifted: false });
});
