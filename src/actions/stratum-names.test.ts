import { expect, test } from 'vitest';
import { stratumName } from './stratum-names.ts';

test('stratumName() says race and ethnicity in words, and which end of deprivation a rank is', () => {
  expect(stratumName('ethnicity', '2135-2')).toBe('Hispanic or Latino');
  expect(stratumName('race', '2106-3')).toBe('White');
  expect(['1', '3', '5'].map((rank) => stratumName('deprivation', rank))).toEqual([
    '1 (least deprived)',
    '3',
    '5 (most deprived)',
  ]);
});

test('stratumName() keeps the word of the source where it knows no better', () => {
  expect(stratumName('race', 'local-7')).toBe('local-7');
  expect(stratumName('practice', '2106-3')).toBe('2106-3');
});
