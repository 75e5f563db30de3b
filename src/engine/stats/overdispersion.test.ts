import { expect, test } from 'vitest';
import { overdispersion } from './overdispersion.ts';

test('overdispersion() of equal standard errors has tau² = se² · (n·phi/(n − 1) − 1)', () => {
  const z = [-3, -1, 0, 1, 3];
  const { groups, phi, tau2 } = overdispersion(
    z,
    z.map(() => 0.2),
    'keep',
  );
  expect([groups, phi]).toEqual([5, 4]);
  expect(tau2).toBeCloseTo((0.04 * (5 * 4 - 4)) / 4, 12);
});

test('overdispersion() is zero where groups agree better than chance', () => {
  expect(overdispersion([0.1, -0.1, 0.2, 0], [1, 1, 1, 1], 'keep').tau2).toBe(0);
});

test('overdispersion() by winsorising keeps all groups and one outlier does not drive it', () => {
  const z = [...Array.from({ length: 19 }, (_, i) => (i - 9) / 9), 50];
  const calm = overdispersion(
    z,
    z.map(() => 1),
  );
  expect(calm.groups).toBe(20);
  expect(calm.phi).toBeLessThan(1);
  expect(
    overdispersion(
      z,
      z.map(() => 1),
      'keep',
    ).phi,
  ).toBeGreaterThan(100);
});
