import { expect, test } from 'vitest';
import { benjaminiHochberg } from './benjamini-hochberg.ts';

test('benjaminiHochberg() of 0.01, 0.04, 0.03, 0.20 by hand', () => {
  // ranks from below: 0.01·4/1, 0.03·4/2, 0.04·4/3, 0.20; each no larger than the next
  const adjusted = benjaminiHochberg([0.01, 0.04, 0.03, 0.2]);
  expect(adjusted.map((p) => p!.toFixed(6))).toEqual(['0.040000', '0.053333', '0.053333', '0.200000']);
});

test('benjaminiHochberg() keeps what was not tested as null and does not count it', () => {
  expect(benjaminiHochberg([0.02, null, 0.5])).toEqual([0.04, null, 0.5]);
  expect(benjaminiHochberg([])).toEqual([]);
});

test('benjaminiHochberg() keeps the order of the P values and never lowers one', () => {
  const p = [0.9, 0.001, 0.2, 0.04, 0.04];
  const adjusted = benjaminiHochberg(p) as number[];
  p.forEach((value, i) => {
    expect(adjusted[i]).toBeGreaterThanOrEqual(value);
  });
  expect(adjusted[1]).toBe(Math.min(...adjusted));
});
