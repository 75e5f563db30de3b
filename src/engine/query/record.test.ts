import { expect, test } from 'vitest';
import { formatDay } from '../../core/day.ts';
import { bornOn, compareIds } from './record.ts';

test('bornOn() reads a birth known by year only as 1 July', () => {
  expect(formatDay(bornOn(1960)!)).toBe('1960-07-01');
});

test('bornOn() reads a missing date as the 1st of the month', () => {
  expect(formatDay(bornOn(1960, 3)!)).toBe('1960-03-01');
  expect(formatDay(bornOn(1960, 3, 9)!)).toBe('1960-03-09');
});

test('bornOn() is undefined without a year and for a day that is none', () => {
  expect(bornOn()).toBeUndefined();
  expect(bornOn(2023, 2, 29)).toBeUndefined();
});

test('compareIds() orders whole numbers as numbers, also beyond what a double holds', () => {
  expect(compareIds('9', '10')).toBeLessThan(0);
  expect(compareIds('9007199254740993', '9007199254740992')).toBeGreaterThan(0);
  expect(compareIds('-2', '-10')).toBeGreaterThan(0);
});

test('compareIds() orders other ids as text', () => {
  expect(compareIds('b10', 'b9')).toBeLessThan(0);
  expect(compareIds('a', 'a')).toBe(0);
});
