import { expect, test } from 'vitest';
import { dayOf, formatDay } from './day.ts';
import { monthLabel, monthsBetween } from './period.ts';

test('monthsBetween() gives the months that begin in the stretch, oldest first', () => {
  const months = monthsBetween(dayOf('2024-11-01'), dayOf('2025-02-01'));
  expect(months.map(monthLabel)).toEqual(['2024-11', '2024-12', '2025-01']);
  expect(months.map((month) => formatDay(month.until))).toEqual(['2024-12-01', '2025-01-01', '2025-02-01']);
});

test('monthsBetween() skips a month that began before the stretch', () => {
  expect(monthsBetween(dayOf('2024-11-02'), dayOf('2025-01-01')).map(monthLabel)).toEqual(['2024-12']);
});

test('monthsBetween() of nothing is nothing', () => {
  expect(monthsBetween(dayOf('2024-11-01'), dayOf('2024-11-01'))).toEqual([]);
});
