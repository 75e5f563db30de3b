import { expect, test } from 'vitest';
import { binomialCdf, binomialPmf } from './binomial-distribution.ts';
import { funnelLimits, funnelZ } from './funnel-limits.ts';

test('funnelLimits() of one person with target ½ follow from the definition by hand', () => {
  // r = 0, F(0) = ½: (0 − (½ − 0.025)/½)/1 = −0.95; the upper limit mirrors it about ½.
  const { lower, upper } = funnelLimits(0.5, 1, 0.025);
  expect(lower).toBeCloseTo(-0.95, 12);
  expect(upper).toBeCloseTo(1 - 0.025 / 0.5, 12);
});

test('funnelLimits() interpolates so that exactly the tail lies below the lower limit', () => {
  const { lower } = funnelLimits(0.2, 150, 0.025);
  const k = Math.ceil(lower * 150);
  const part = 1 - (k - lower * 150);
  expect(binomialCdf(k - 1, 150, 0.2) + part * binomialPmf(k, 150, 0.2)).toBeCloseTo(0.025, 10);
});

test('funnelLimits() come close to target ± z·√(target(1 − target)/n) in large groups', () => {
  const reach = 1.959964 * Math.sqrt((0.3 * 0.7) / 1e6);
  const { lower, upper } = funnelLimits(0.3, 1e6, 0.025);
  expect(lower).toBeCloseTo(0.3 - reach, 5);
  expect(upper).toBeCloseTo(0.3 + reach, 5);
});

test('funnelLimits() narrow as groups grow', () => {
  const width = (people: number) => {
    const { lower, upper } = funnelLimits(0.1, people, 0.001);
    return upper - lower;
  };
  expect(width(50)).toBeGreaterThan(width(200));
  expect(width(200)).toBeGreaterThan(width(800));
});

test('funnelZ() of a group at the target is zero', () => {
  expect(funnelZ(30, 100, 0.3)).toBeCloseTo(0, 14);
  expect(funnelZ(60, 100, 0.5)).toBeCloseTo(2, 12);
});
