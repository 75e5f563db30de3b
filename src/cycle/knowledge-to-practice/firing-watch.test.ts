import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf, formatDay } from '../../core/day.ts';
import type { CountedDay } from './day-counts.ts';
import { type FiringAlarm, firingAlarms } from './firing-watch.ts';

const day = (at: number, evaluated: number, fired: number, version = '1'): CountedDay => ({
  ...{ version, evaluated, fired, shown: fired, late: 0, failed: 0 },
  on: formatDay(addDays(dayOf('2026-01-01'), at)),
});
const days = (pairs: readonly (readonly [evaluated: number, fired: number])[]) =>
  pairs.map(([evaluated, fired], at) => day(at, evaluated, fired));
const kinds = (alarms: readonly FiringAlarm[]) => alarms.map(({ what, on }) => `${what} ${on}`);
const STEADY = Array.from({ length: 20 }, (_, at) => [200, 19 + (at % 3)] as const);

describe('firingAlarms()', () => {
  test('is quiet while a rule fires as it did', () => {
    expect(firingAlarms(days(STEADY))).toEqual([]);
    expect(firingAlarms([])).toEqual([]);
  });

  test('tells of silence on the third day of 50 evaluations and none that fired, also in a rule that never fired', () => {
    expect(
      kinds(
        firingAlarms(
          days([
            [50, 0],
            [50, 0],
            [50, 0],
          ]),
        ),
      ),
    ).toEqual(['silent 2026-01-03']);
    expect(
      firingAlarms(
        days([
          [50, 0],
          [50, 0],
          [49, 0],
        ]),
      ),
    ).toEqual([]);
    expect(
      firingAlarms(
        days([
          [50, 0],
          [50, 1],
          [50, 0],
          [50, 0],
        ]),
      ),
    ).toEqual([]);
  });

  test('passes over days with few evaluations, such as Sundays: they neither begin nor end a silence', () => {
    expect(
      kinds(
        firingAlarms(
          days([
            [50, 0],
            [50, 0],
            [3, 1],
            [50, 0],
          ]),
        ),
      ),
    ).toEqual(['silent 2026-01-04']);
  });

  test('waits longer for a rule that seldom fires: 4.6 firings must be missing', () => {
    const seldom = Array.from({ length: 20 }, (_, at) => [100, at % 2] as const); // 1 in 200
    const alarms = firingAlarms(days([...seldom, ...Array.from({ length: 12 }, () => [100, 0] as const)]));
    // The last day with a firing is the 20th, so 920 evaluations are reached on the 10th silent day.
    expect(alarms[0]).toMatchObject({ what: 'silent', on: '2026-01-30', usual: 0.005, share: 0 });
  });

  test('tells of a fivefold rise and of a fall to nothing on the very day', () => {
    expect(kinds(firingAlarms(days([...STEADY, [200, 100]])))).toEqual(['rise 2026-01-21']);
    expect(kinds(firingAlarms(days([...STEADY, [200, 0]])))).toEqual(['fall 2026-01-21']);
  });

  // p = 0.1 over 2,000 evaluations, 900 a day: one standard deviation is √(0.1 · 0.9 / 900) = 0.01.
  test('measures the distance in standard deviations of that day', () => {
    const even = Array.from({ length: 10 }, () => [200, 20] as const);
    const smooth = 200.5 / 2001;
    const [alarm] = firingAlarms(days([...even, [900, 121]]));
    expect(alarm?.sigmas).toBeCloseTo((121 / 900 - smooth) / Math.sqrt((smooth * (1 - smooth)) / 900), 12);
    expect(alarm?.sigmas).toBeCloseTo(3.42, 2);
    expect(firingAlarms(days([...even, [900, 116]]))).toEqual([]); // 2.9
  });

  test('widens its limits for a rule whose share swings from day to day', () => {
    const swinging = Array.from({ length: 20 }, (_, at) => [200, at % 2 === 0 ? 5 : 35] as const);
    expect(firingAlarms(days([...swinging, [200, 40]]))).toEqual([]);
    expect(kinds(firingAlarms(days([...STEADY, [200, 40]])))).toEqual(['rise 2026-01-21']);
  });

  test('needs seven days to know what is usual, and five firings to speak of a rise', () => {
    const even = Array.from({ length: 6 }, () => [200, 20] as const);
    expect(firingAlarms(days([...even, [200, 100]]))).toEqual([]);
    const never = Array.from({ length: 2 }, () => [1000, 0] as const);
    const rare = Array.from({ length: 8 }, () => [1000, 1] as const);
    expect(firingAlarms(days([...never, ...rare, [50, 4]]))).toEqual([]);
    expect(kinds(firingAlarms(days([...never, ...rare, [50, 5]])))).toEqual(['rise 2026-01-11']);
  });

  test('says when the rule’s version changed on the day, and counts versions of one day together', () => {
    const changed = [...days(STEADY), day(20, 100, 10, '1'), day(20, 100, 80, '2')];
    expect(firingAlarms(changed)).toMatchObject([{ what: 'rise', share: 0.45, isNewVersion: true }]);
    expect(firingAlarms(days([...STEADY, [200, 90]]))[0]?.isNewVersion).toBe(false);
  });

  test('never speaks of less than the three sigmas it promises, and does not mind the order of rows', () => {
    const row = fc.tuple(fc.integer({ min: 40, max: 400 }), fc.double({ min: 0, max: 0.6, noNaN: true }));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const counts = days(rows.map(([evaluated, share]) => [evaluated, Math.floor(evaluated * share)] as const));
        const alarms = firingAlarms(counts);
        for (const { sigmas, what } of alarms) {
          if (what !== 'silent') expect(Math.abs(sigmas ?? 0)).toBeGreaterThanOrEqual(3);
        }
        expect(firingAlarms([...counts].reverse())).toEqual(alarms);
      }),
      { seed: 20260601 },
    );
  });
});
