import { expect, test } from 'vitest';
import { isControlled, nextControl, readingOf } from './blood-pressure.ts';
import { controlShare, lossOfControl, PLANTED } from './planted.ts';
import { hash, Stream, stream } from './random.ts';

test('isControlled() draws the line at 140 and at 90', () => {
  expect(isControlled({ systolic: 139, diastolic: 89 })).toBe(true);
  expect(isControlled({ systolic: 140, diastolic: 70 })).toBe(false);
  expect(isControlled({ systolic: 120, diastolic: 90 })).toBe(false);
});

test('readingOf() gives readings on the side asked for', () => {
  const random = new Stream(7);
  for (let i = 0; i < 2000; i++) {
    expect(isControlled(readingOf(true, random))).toBe(true);
    expect(isControlled(readingOf(false, random))).toBe(false);
  }
});

// At p = 0.62: recovery 0.25 + 0.35 × 0.22 = 0.327; loss = 0.38 × 0.327 / 0.62 = 0.200419.
test('lossOfControl() balances the recovery of a world without cards', () => {
  expect(lossOfControl(0.62)).toBeCloseTo(0.200419, 6);
});

test('nextControl() keeps the share of controlled people where it was', () => {
  for (const share of [
    controlShare(0, 3),
    controlShare(PLANTED.control.low, 5),
    controlShare(PLANTED.control.high, 1),
  ]) {
    const random = new Stream(11);
    let controlled = 0;
    const visits = 40_000;
    let now = random.chance(share);
    for (let visit = 0; visit < visits; visit++) {
      if (now) controlled++;
      const hasIntensified = random.chance(PLANTED.intensifying.without);
      now = nextControl({ isControlled: now, hasIntensified }, lossOfControl(share), random);
    }
    // Correlated visits: autocorrelation at most 0.6, so at most four visits count as one.
    expect(Math.abs(controlled / visits - share)).toBeLessThan(3.3 * Math.sqrt((4 * share * (1 - share)) / visits));
  }
});

test('controlShare() is linear in the quintile and adds the practice', () => {
  expect(controlShare(0, 1)).toBeCloseTo(0.67, 12);
  expect(controlShare(0, 5)).toBeCloseTo(0.57, 12);
  expect(controlShare(-0.25, 3)).toBeCloseTo(0.37, 12);
});

// Counts in ten equal bins of 20,000 numbers: chi-squared with 9 degrees of freedom, 99.9 % point 27.88.
test('Stream.next() is even', () => {
  const random = stream(1, 2, 3);
  const bins = new Array<number>(10).fill(0);
  for (let i = 0; i < 20_000; i++) bins[Math.floor(random.next() * 10)]!++;
  expect(bins.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0)).toBeLessThan(27.88);
});

// First numbers of neighbouring streams: correlation of 20,000 pairs, standard error 1/√20,000.
test('stream() gives neighbouring people numbers that have nothing to do with each other', () => {
  let product = 0;
  for (let i = 0; i < 20_000; i++) product += (stream(1, i, 4).next() - 0.5) * (stream(1, i + 1, 4).next() - 0.5);
  expect(Math.abs((product / 20_000) * 12)).toBeLessThan(3.3 / Math.sqrt(20_000));
});

test('hash() tells seeds, people and topics apart', () => {
  const seen = new Set<number>();
  for (let seed = 0; seed < 20; seed++)
    for (let a = 0; a < 50; a++) for (let b = 0; b < 20; b++) seen.add(hash(seed, a, b));
  expect(seen.size).toBeGreaterThan(19_998); // two of 20,000 in 2³² share a value with probability 0.05
});
