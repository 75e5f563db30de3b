import { expect, test } from 'vitest';
import { addDays, ageInYears, type Day, dayOf, dayOfMoment, formatDay, monthStart, parseDay } from './day.ts';

test('parseDay() counts whole days from 1970-01-01', () => {
  expect(parseDay('1970-01-01')).toBe(0);
  expect(parseDay('1970-02-01')).toBe(31);
  expect(parseDay('1969-12-31')).toBe(-1);
  // 2000-03-01 is day 11,017: 30 years of 365, 7 leap days before 2000, 31 + 29 days of 2000.
  expect(parseDay('2000-03-01')).toBe(30 * 365 + 7 + 60);
});

test('parseDay() refuses days that do not exist and texts that are not days', () => {
  for (const text of ['2023-02-29', '2024-02-30', '2024-13-01', '2024-00-10', '2024-1-1', '2024', '20240101', '']) {
    expect(parseDay(text), text).toBeUndefined();
  }
});

test('parseDay() reads years below 100 as they stand', () => {
  expect(formatDay(dayOf('0050-06-01'))).toBe('0050-06-01');
});

test('formatDay() undoes parseDay() on every day of four centuries', () => {
  for (let day = dayOf('1800-01-01'); day < dayOf('2200-01-01'); day = addDays(day, 1)) {
    if (parseDay(formatDay(day)) !== day) throw new Error(formatDay(day));
  }
});

test('ageInYears() counts a birthday on its own day, and 29 February on 1 March in common years', () => {
  const leapling = dayOf('2000-02-29');
  expect(ageInYears(leapling, dayOf('2023-02-28'))).toBe(22);
  expect(ageInYears(leapling, dayOf('2023-03-01'))).toBe(23);
  expect(ageInYears(leapling, dayOf('2024-02-29'))).toBe(24);
  expect(ageInYears(dayOf('1990-06-15'), dayOf('2020-06-14'))).toBe(29);
  expect(ageInYears(dayOf('1990-06-15'), dayOf('2020-06-15'))).toBe(30);
});

test('ageInYears() is negative before birth', () => {
  expect(ageInYears(dayOf('2020-01-01'), dayOf('2019-12-31'))).toBe(-1);
});

test('monthStart() moves by calendar months', () => {
  expect(formatDay(monthStart(dayOf('2024-03-31')))).toBe('2024-03-01');
  expect(formatDay(monthStart(dayOf('2024-03-31'), 1))).toBe('2024-04-01');
  expect(formatDay(monthStart(dayOf('2024-03-31'), -3))).toBe('2023-12-01');
});

test('dayOfMoment() takes the UTC day, also before 1970', () => {
  expect(formatDay(dayOfMoment(new Date('2024-02-29T23:59:59.999Z')))).toBe('2024-02-29');
  expect(dayOfMoment(new Date('1969-12-31T23:00:00Z'))).toBe(-1 as Day);
});

test('dayOf() names the place and not the text', () => {
  expect(() => dayOf('secret', 'line 4')).toThrow('line 4: not a calendar day');
});
