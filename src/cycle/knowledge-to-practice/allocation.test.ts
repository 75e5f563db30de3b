import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf } from '../../core/day.ts';
import type { Arm } from '../handover.ts';
import {
  type Allocated,
  BLOCK_SIZES,
  checkAllocation,
  drawFrom,
  makeAllocationList,
  OTHER_STRATUM,
  sealOf,
  type TrialPlan,
  weekOf,
} from './allocation.ts';

const plan: TrialPlan = {
  id: 'trial-1',
  advice: 'bp-card',
  version: '1.0.0',
  unit: 'practitioner',
  strata: ['org1', 'org2'],
  places: 60,
};

/** Bytes that look random and are the same in every run: AES-CTR of zeros keyed by the seed. */
function bytesOf(seed: number): (size: number) => Uint8Array {
  const key = Buffer.alloc(16);
  key.writeUInt32BE(seed);
  const cipher = createCipheriv('aes-128-ctr', key, Buffer.alloc(16));
  return (size) => cipher.update(Buffer.alloc(size));
}

describe('makeAllocationList()', () => {
  test('has a list for each named stratum and one for the others', () => {
    expect(Object.keys(makeAllocationList(plan, bytesOf(1))).sort()).toEqual([OTHER_STRATUM, 'org1', 'org2']);
  });

  test('keeps the arms within half the largest block of each other at every place, for every seed', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 200 }), (seed, places) => {
        for (const arms of Object.values(makeAllocationList({ ...plan, places }, bytesOf(seed)))) {
          expect(arms.length).toBeGreaterThanOrEqual(places);
          let lead = 0;
          for (const arm of arms) {
            lead += arm === 'advice' ? 1 : -1;
            expect(Math.abs(lead)).toBeLessThanOrEqual(Math.max(...BLOCK_SIZES) / 2);
          }
          expect(lead).toBe(0);
        }
      }),
      { seed: 20260101, numRuns: 200 },
    );
  });

  test('gives each arm each of the first places half of the time', () => {
    const seeds = Array.from({ length: 4000 }, (_, seed) => seed);
    const lists = seeds.map((seed) => makeAllocationList({ ...plan, strata: [], places: 8 }, bytesOf(seed)));
    for (const place of [0, 1, 2, 3, 7]) {
      const advice = lists.filter((list) => list[OTHER_STRATUM]?.[place] === 'advice').length;
      expect(Math.abs(advice / 4000 - 0.5)).toBeLessThan(0.032); // 4 standard errors of 0.5 over 4000
    }
  });

  test('leaves a guesser who knows all earlier places right in at most 70 %', () => {
    // Reliability C8 measured 75 % for blocks of 2 and 71 % for blocks of 4: varying sizes must do better than both.
    let right = 0;
    let guesses = 0;
    for (let seed = 0; seed < 300; seed++) {
      const arms = makeAllocationList({ ...plan, strata: [], places: 100 }, bytesOf(seed))[OTHER_STRATUM] ?? [];
      let lead = 0;
      for (const arm of arms) {
        const guess: Arm | 'none' = lead > 0 ? 'usual' : lead < 0 ? 'advice' : 'none';
        right += guess === 'none' ? 0.5 : guess === arm ? 1 : 0;
        guesses++;
        lead += arm === 'advice' ? 1 : -1;
      }
    }
    expect(right / guesses).toBeLessThan(0.7);
  });
});

describe('drawFrom()', () => {
  test('throws away the bytes that would favour small numbers', () => {
    const draw = drawFrom(() => Uint8Array.from([255, 254, 252, 251, 3]));
    expect([draw(6), draw(6)]).toEqual([251 % 6, 3]);
  });
});

describe('sealOf()', () => {
  const list = makeAllocationList(plan, bytesOf(7));

  test('changes with every part: plan, salt and any single place', () => {
    const seal = sealOf(plan, 'aa', list);
    const turned = {
      ...list,
      org1: list['org1']!.map((arm, at) => (at === 5 ? (arm === 'usual' ? 'advice' : 'usual') : arm)),
    };
    expect(sealOf(plan, 'aa', list)).toBe(seal);
    expect(sealOf(plan, 'ab', list)).not.toBe(seal);
    expect(sealOf({ ...plan, places: 61 }, 'aa', list)).not.toBe(seal);
    expect(sealOf(plan, 'aa', turned)).not.toBe(seal);
  });
});

describe('checkAllocation()', () => {
  const list = makeAllocationList(plan, bytesOf(9));
  const sealed = { plan, salt: 'aa', list, seal: sealOf(plan, 'aa', list) };
  const given = (stratum: string, position: number, unit = `u-${stratum}-${position}`): Allocated => ({
    unit,
    stratum,
    position,
    arm: list[stratum]![position - 1]!,
  });
  const fair = [given('org1', 1), given('org1', 2), given('org2', 1), given('org1', 3)];
  const other = (arm: Arm): Arm => (arm === 'advice' ? 'usual' : 'advice');

  test.each<[string, readonly Allocated[], string[]]>([
    ['nobody yet', [], []],
    ['a fair start', fair, []],
    ['a unit twice', [...fair, given('org1', 4, 'u-org1-1')], ['a unit was allocated twice (position 4)']],
    ['a place twice', [...fair, given('org1', 2, 'x')], ['place 2 was given twice', 'a place was skipped']],
    ['a place skipped', [...fair, given('org1', 5)], ['a place was skipped']],
    ['an arm turned', [{ ...given('org1', 1), arm: other(given('org1', 1).arm) }], ['place 1 was not given as listed']],
  ])('speaks of %s', (_, allocated, says) => {
    const found = checkAllocation(sealed, allocated);
    if (says.length === 0) expect(found).toEqual([]);
    else expect(found).toContain(says[0]);
  });

  test('finds a list that was changed after sealing', () => {
    const changed = { ...list, org1: [...list['org1']!].reverse().map(other) };
    expect(checkAllocation({ ...sealed, list: changed }, [])).toEqual(['the list does not fit its seal']);
  });
});

describe('weekOf()', () => {
  // ISO 8601 week dates as printed by `date -u -d <day> +%G-W%V`.
  test.each([
    ['2026-01-01', '2026-W01'],
    ['2025-12-29', '2026-W01'],
    ['2025-12-28', '2025-W52'],
    ['2021-01-03', '2020-W53'],
    ['2027-01-03', '2026-W53'],
    ['1970-01-01', '1970-W01'],
    ['1969-12-28', '1969-W52'],
  ])('of %s is %s', (day, week) => {
    expect(weekOf(dayOf(day))).toBe(week);
  });
});
