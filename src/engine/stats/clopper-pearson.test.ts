import { expect, test } from 'vitest';
import { binomialCdf, binomialUpperTail } from './binomial-distribution.ts';
import { clopperPearson } from './clopper-pearson.ts';

// Newcombe (1998), Stat Med 17:857–872, Table I, method 5.
test('clopperPearson(81, 263) is the published interval', () => {
  const { lower, upper } = clopperPearson(81, 263);
  expect([lower, upper].map((x) => x.toFixed(4))).toEqual(['0.2527', '0.3676']);
});

test('clopperPearson() of nobody out of n has upper bound 1 − (α/2)^(1/n)', () => {
  expect(clopperPearson(0, 20).upper).toBeCloseTo(1 - 0.025 ** (1 / 20), 12);
  expect(clopperPearson(0, 20).lower).toBe(0);
});

test('clopperPearson() limits are the risks under which the count is just in the 2.5 % tail', () => {
  const { lower, upper } = clopperPearson(7, 31);
  expect(binomialUpperTail(6, 31, lower)).toBeCloseTo(0.025, 10);
  expect(binomialCdf(7, 31, upper)).toBeCloseTo(0.025, 10);
});
