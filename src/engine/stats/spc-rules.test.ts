import { expect, test } from 'vitest';
import { anySignal, specialCauses } from './spc-rules.ts';

const zero = (values: readonly number[]) => specialCauses(values, values);

test('specialCauses() names a point beyond three sigma, not one at three', () => {
  expect(zero([0.1, 3, -0.1, 3.01, -3.5]).outside).toEqual([3, 4]);
});

test('specialCauses() names all seven points of a shift and none of six', () => {
  expect(zero([-0.5, 0.5, 0.4, 0.6, 0.5, 0.4, 0.6, 0.5]).shift).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(zero([-0.5, 0.5, 0.4, 0.6, 0.5, 0.4, 0.6]).shift).toEqual([]);
});

test('specialCauses() ends a run at a point on the centre line', () => {
  expect(zero([0.5, 0.4, 0.6, 0, 0.5, 0.4, 0.6, 0.5]).shift).toEqual([]);
});

test('specialCauses() with shift 6 finds what 7 does not', () => {
  const z = [0.5, 0.4, 0.6, 0.5, 0.4, 0.6];
  expect(specialCauses(z, z, { shift: 6 }).shift).toHaveLength(6);
});

test('specialCauses() names seven rising points as a trend, and a repeated value ends it', () => {
  expect(zero([-3, -2, -1, 0, 1, 2, 3]).trend).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(zero([-3, -2, -1, 0, 0, 1, 2, 3]).trend).toEqual([]);
});

test('specialCauses() names two of three in the outer zone of one side only', () => {
  expect(zero([2.5, 0, 2.4, 0]).twoOfThree).toEqual([0, 2]);
  expect(zero([2.5, 0, -2.4, 0]).twoOfThree).toEqual([]);
});

test('anySignal() names each place once, in order', () => {
  expect(anySignal(zero([4, 2.5, 2.4, 0.1, 0.2, 0.1, 0.3]))).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('specialCauses() finds nothing in nothing', () => {
  expect(anySignal(zero([]))).toEqual([]);
});
