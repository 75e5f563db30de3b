import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf, formatDay } from '../../core/day.ts';
import type { Arm } from '../handover.ts';
import { exposureOf, outcomesWithin, type TrialReceipt } from './exposure.ts';

const allocated = [
  { unit: 'pr1', arm: 'advice' },
  { unit: 'pr2', arm: 'usual' },
  { unit: 'pr3', arm: 'usual' },
] as const;

const receipt = (patient: string, unit: string, on: string, more: Partial<TrialReceipt> = {}): TrialReceipt => {
  const arm: Arm = allocated.find((each) => each.unit === unit)?.arm ?? 'usual';
  return {
    card: `${patient}-${on}`,
    patient,
    unit,
    trial: 't',
    happenedOn: on,
    arm,
    isShown: arm === 'advice',
    ...more,
  };
};

describe('exposureOf()', () => {
  test('counts each patient once, in the arm met first, whatever came later', () => {
    const receipts = [
      receipt('p1', 'pr1', '2026-02-01'),
      receipt('p1', 'pr2', '2026-01-05'),
      receipt('p2', 'pr1', '2026-01-06', { isShown: false }),
    ];
    const exposure = exposureOf(receipts, allocated);
    expect(exposure.exposed.map(({ patient, arm, on }) => [patient, arm, formatDay(on)])).toEqual([
      ['p1', 'usual', '2026-01-05'],
      ['p2', 'advice', '2026-01-06'],
    ]);
    expect(exposure).toMatchObject({
      usualButShown: 1,
      metBothArms: 1,
      adviceButWithheld: 1,
      idleUnits: 1,
      misfiled: 0,
    });
  });

  test('keeps the arm of the place, and counts a receipt that says otherwise', () => {
    const exposure = exposureOf([receipt('p1', 'pr2', '2026-01-05', { arm: 'advice', isShown: true })], allocated);
    expect(exposure.exposed[0]?.arm).toBe('usual');
    expect(exposure.misfiled).toBe(1);
  });

  test('leaves out receipts of nobody in the trial', () => {
    const outside = [receipt('p1', 'stranger', '2026-01-05'), receipt('p2', 'pr1', '2026-01-05', { unit: null })];
    expect(exposureOf(outside, allocated).exposed).toEqual([]);
  });

  test('does not depend on how often or in what order receipts of different days are told', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 12 });
    const told = days.chain((on) =>
      fc.tuple(
        ...on.map((day) =>
          fc.record({
            patient: fc.constantFrom('p1', 'p2', 'p3'),
            unit: fc.constantFrom('pr1', 'pr2', 'pr3'),
            day: fc.constant(day),
          }),
        ),
      ),
    );
    fc.assert(
      fc.property(told, (rows) => {
        const receipts = rows.map(({ patient, unit, day }) =>
          receipt(patient, unit, formatDay(addDays(dayOf('2026-01-01'), day))),
        );
        const byPatient = (list: typeof receipts) =>
          [...exposureOf(list, allocated).exposed].sort((a, b) => a.patient.localeCompare(b.patient));
        expect(byPatient([...receipts].reverse())).toEqual(byPatient(receipts));
        expect(byPatient([...receipts, ...receipts])).toEqual(byPatient(receipts));
      }),
      { seed: 20260107 },
    );
  });
});

describe('outcomesWithin()', () => {
  const exposed = exposureOf([receipt('p1', 'pr1', '2026-01-05')], allocated).exposed;
  const outcome = (on: string, asOf = '2026-03-01') =>
    outcomesWithin(exposed, [{ patient: 'p1', happenedOn: dayOf(on) }], 30, dayOf(asOf));

  test.each([
    ['2026-01-04', false],
    ['2026-01-05', true],
    ['2026-02-04', true],
    ['2026-02-05', false],
  ])('on %s: %s', (on, has) => {
    expect(outcome(on).people[0]?.hasOutcome).toBe(has);
  });

  test('waits for the last day of the window', () => {
    expect(outcome('2026-01-10', '2026-02-03')).toEqual({ people: [], pending: 1 });
    expect(outcome('2026-01-10', '2026-02-04').pending).toBe(0);
  });
});
