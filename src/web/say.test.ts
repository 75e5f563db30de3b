import { expect, test } from 'vitest';
import { sayDays, sayEstimate, sayInterval, sayMonths, sayPeriod } from './say.ts';

/** Numbers and their units are kept on one line: here they are read with plain spaces. */
const plain = (said: string) => said.replaceAll('\u00a0', ' ');

test('sayPeriod() names months whose end is not included', () => {
  expect(sayPeriod('2026-12-01', '2027-01-01')).toBe('December 2026');
  expect(sayPeriod('2026-01-01', '2027-01-01')).toBe('January to December 2026');
  expect(sayPeriod('2025-11-01', '2026-02-01')).toBe('November 2025 to January 2026');
});

test('sayMonths() turns months into words and leaves days alone', () => {
  expect(plain(sayMonths('In 2025-12 it was 35 %.'))).toBe('In December 2025 it was 35 %.');
  expect(plain(sayMonths('since 2025-12-31'))).toBe('since 2025-12-31');
});

test('sayEstimate() and sayInterval() write differences as points with a true minus, and nothing as neither', () => {
  expect(plain(sayEstimate(-0.083, 'difference in share of people'))).toBe('−8.3 points');
  expect(plain(sayInterval([-0.007, 0.093], 'change in share of people'))).toBe('−0.7 to +9.3 points');
  expect(plain(sayInterval([-0.0001, 0.1], 'difference'))).toBe('0.0 to +10.0 points');
  expect(plain(sayInterval([0.542, 0.599], 'share of people'))).toBe('54.2 % to 59.9 %');
});

test('sayDays() does not call some hours no days', () => {
  expect([0.2, 1, 368.1].map(sayDays)).toEqual(['less than a day', '1 day', '368 days']);
});
