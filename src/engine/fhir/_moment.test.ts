import { describe, expect, test } from 'vitest';
import { dateBoundary, dateTimeBoundary, momentRange, timeBoundary, timeRange } from './_moment.ts';

const MINUTE = 60_000_000n;

describe('momentRange()', () => {
  test('of a date is its day in UTC, to the last microsecond', () => {
    expect(momentRange('1970-01-02')).toEqual({ from: 1440n * MINUTE, to: 2880n * MINUTE - 1n });
  });

  test.each([
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2023-02', '2023-02-01', '2023-02-28'],
    ['2023', '2023-01-01', '2023-12-31'],
    ['9999', '9999-01-01', '9999-12-31'],
  ])('of %s reaches from %s to %s', (partial, first, last) => {
    expect(momentRange(partial)).toEqual({ from: momentRange(first)?.from, to: momentRange(last)?.to });
  });

  test('of a moment is shifted by its offset', () => {
    expect(momentRange('2020-02-29T12:00:00+01:00')).toEqual(momentRange('2020-02-29T11:00:00Z'));
    expect(momentRange('2020-02-29T23:30:00-00:30')).toEqual(momentRange('2020-03-01T00:00:00.000Z'));
  });

  test('of a moment to the minute is a minute wide, to the second a microsecond', () => {
    const width = (text: string) => {
      const range = momentRange(text);
      return range && range.to - range.from + 1n;
    };
    expect([width('2020-01-01T12Z'), width('2020-01-01T12:00Z'), width('2020-01-01T12:00:00Z')]).toEqual([
      60n * MINUTE,
      MINUTE,
      1n,
    ]);
  });

  // A double has no whole microseconds there: neighbouring days would overlap.
  test.each([
    ['1600-12-31', '1601-01-01'],
    ['1969-12-31', '1970-01-01'],
    ['9998-12-31', '9999-01-01'],
  ])('of %s ends right before %s', (day, next) => {
    expect((momentRange(day)?.to ?? 0n) + 1n).toBe(momentRange(next)?.from);
  });

  test.each(['', '20', '2023-02-29', '2023-13', '2023-00-01', '2020-01-01T24:00:00Z', '2020-01-01T12:60:00Z', 'today'])(
    'of "%s" is undefined',
    (text) => {
      expect(momentRange(text)).toBeUndefined();
    },
  );
});

describe('dateBoundary()', () => {
  test.each([
    ['1950', '1950-01-01', '1950-12-31'],
    ['1950-02', '1950-02-01', '1950-02-28'],
    ['1969-12-31', '1969-12-31', '1969-12-31'],
    ['2020-02', '2020-02-01', '2020-02-29'],
    ['9999-12-31', '9999-12-31', '9999-12-31'],
    ['0001', '0001-01-01', '0001-12-31'],
  ])('of %s is %s and %s', (text, low, high) => {
    expect([dateBoundary(text, false), dateBoundary(text, true)]).toEqual([low, high]);
  });

  test('of a text that is no date is undefined', () => {
    expect(dateBoundary('2020-02-29T12:00:00Z', true)).toBeUndefined();
  });
});

// Examples of the FHIRPath specification, "lowBoundary" and "highBoundary".
test('dateTimeBoundary() takes a missing offset for any', () => {
  expect(dateTimeBoundary('2014', false)).toBe('2014-01-01T00:00:00.000+14:00');
  expect(dateTimeBoundary('2014', true)).toBe('2014-12-31T23:59:59.999-12:00');
  expect(dateTimeBoundary('1950-03-01T08:05:09', true)).toBe('1950-03-01T08:05:09.999-12:00');
  expect(dateTimeBoundary('1950-03-01T08:05:09.5Z', false)).toBe('1950-03-01T08:05:09.500Z');
});

test('timeBoundary() fills the milliseconds', () => {
  expect([timeBoundary('12:34:56', false), timeBoundary('12:34:56', true)]).toEqual(['12:34:56.000', '12:34:56.999']);
});

test('timeRange() of a partial time is what it may mean', () => {
  expect(timeRange('12:34')).toEqual({ from: '12:34:00.000000', to: '12:34:59.999999' });
  expect(timeRange('noon')).toBeUndefined();
});
