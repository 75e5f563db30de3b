import { describe, expect, test } from 'vitest';
import { dayOf } from '../../../core/day.ts';
import { individualLevelDifference } from '../../../engine/stats/cluster-difference.ts';
import type { Advice, Arm, Dataset } from '../../handover.ts';
import type { Exposure, WithOutcome } from '../exposure.ts';
import { interruptedSeriesImpact } from './interrupted-series.ts';
import { randomisedImpact } from './randomised.ts';

const advice: Advice = {
  id: 'bp-card',
  version: '1.0.0',
  cycle: 'c',
  title: 'A card',
  channel: 'cds-card',
  definition: 'd',
  summary: 's',
  detail: 'd',
  suggestedAction: 'a',
  evidence: [],
  owner: 'o',
  reviewBy: '2027-01-01',
  impactPlan: {
    design: 'randomised',
    unit: 'practitioner',
    outcome: 'acted-on',
    outcomeWithinDays: 30,
    goodDirection: 'higher',
    smallestWorthwhile: 0.05,
    harmBound: 0.05,
  },
};
const dataset: Dataset = {
  snapshot: 's-1',
  manifest: 'sha256:00',
  asOf: '2026-03-01',
  people: 1,
  failedChecks: [],
  isSimulated: true,
};
const clean: Exposure = {
  exposed: [],
  idleUnits: 0,
  misfiled: 0,
  usualButShown: 0,
  adviceButWithheld: 0,
  metBothArms: 0,
};

/** [events, people] of each cluster, made into people. */
function peopleOf(arm: Arm, clusters: readonly (readonly [number, number])[]): WithOutcome[] {
  return clusters.flatMap(([events, size], cluster) =>
    Array.from({ length: size }, (_, at) => ({
      patient: `${arm}-${cluster}-${at}`,
      unit: `${arm}-${cluster}`,
      arm,
      on: dayOf('2026-01-05'),
      isShown: arm === 'advice',
      hasOutcome: at < events,
    })),
  );
}

const TREATED = [
  [12, 30],
  [9, 20],
  [14, 30],
  [8, 25],
  [11, 22],
] as const;
const OTHERS = [
  [6, 30],
  [4, 20],
  [7, 30],
  [3, 25],
  [5, 22],
] as const;

const randomised = (more: Partial<Parameters<typeof randomisedImpact>[0]> = {}) =>
  randomisedImpact({
    cycle: 'c',
    advice,
    dataset,
    exposure: clean,
    people: [...peopleOf('advice', TREATED), ...peopleOf('usual', OTHERS)],
    pending: 0,
    allocationProblems: [],
    ...more,
  });

describe('randomisedImpact()', () => {
  test('is the difference of the two arms, with limits that allow for clusters', () => {
    const tally = ([events, people]: readonly [number, number]) => ({ events, people });
    const expected = individualLevelDifference(TREATED.map(tally), OTHERS.map(tally));
    const impact = randomised();
    expect(impact.estimate).toBeCloseTo(expected!.estimate, 12);
    expect(impact.interval).toEqual([expected?.lower, expected?.upper]);
    expect(impact.groups).toEqual([
      { name: 'advice', people: 127, events: 54, clusters: 5 },
      { name: 'usual care', people: 127, events: 25, clusters: 5 },
    ]);
    expect(impact.figure?.svg).toContain('<svg');
    expect(impact.isSimulated).toBe(true);
  });

  test('changes sign when the arms change places', () => {
    const turned = randomised({ people: [...peopleOf('advice', OTHERS), ...peopleOf('usual', TREATED)] });
    expect(turned.estimate).toBeCloseTo(-(randomised().estimate ?? 0), 12);
  });

  test('near equal arms gives an interval that holds nothing', () => {
    const same = randomised({ people: [...peopleOf('advice', OTHERS), ...peopleOf('usual', OTHERS)] });
    expect(same.estimate).toBeCloseTo(0, 12);
    expect(same.interval?.[0]).toBeLessThan(0);
    expect(same.interval?.[1]).toBeGreaterThan(0);
  });

  test.each([
    ['nobody', { people: [] }, '0 and 0 clusters'],
    [
      'too few clusters',
      { people: [...peopleOf('advice', TREATED), ...peopleOf('usual', OTHERS.slice(0, 3))] },
      '5 and 3 clusters',
    ],
    [
      'too few people',
      {
        people: [
          ...peopleOf('advice', TREATED),
          ...peopleOf('usual', [
            [1, 3],
            [0, 3],
            [1, 2],
            [1, 3],
          ]),
        ],
      },
      '127 and 11 people',
    ],
    [
      'an allocation that does not fit its seal',
      { allocationProblems: ['the list does not fit its seal'] },
      'does not fit its seal',
    ],
    ['receipts in the wrong arm', { exposure: { ...clean, misfiled: 2 } }, '2 receipts stand in another arm'],
    [
      'clusters that are all alike',
      { people: [...peopleOf('advice', Array(5).fill([0, 10])), ...peopleOf('usual', Array(5).fill([0, 10]))] },
      'no cluster differs',
    ],
  ])('is blocked, without a number, by %s', (_, more, says) => {
    const impact = randomised(more);
    expect(impact).toMatchObject({ estimate: null, interval: null });
    expect(impact.blocked).toContain(says);
    expect(impact.figure).toBeUndefined();
  });
});

const monthsOf = (numerators: readonly number[], denominator = 200) =>
  numerators.map((numerator, at) => {
    const label = `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    return { label, numerator, denominator };
  });

const series = (numerators: readonly number[], from = '2025-01', denominator = 200) =>
  interruptedSeriesImpact({ cycle: 'c', advice, dataset, periods: monthsOf(numerators, denominator), from });

describe('interruptedSeriesImpact()', () => {
  const wobble = [1, -2, 0, 2, -1, 1, 0, -1, 2, -2, 1, -1, 0, 1, -1, 2, -2, 0, 1, -1];

  test('finds a jump of ten points and nothing in a level course', () => {
    // 2,000 people a month: with 200 chance in the counts alone would leave the jump uncertain by more than six points.
    const jump = series(
      wobble.map((noise, at) => 1000 + 10 * noise + (at >= 12 ? 200 : 0)),
      '2025-01',
      2000,
    );
    expect(jump.estimate).toBeCloseTo(0.1, 1);
    expect(jump.interval?.[0]).toBeGreaterThan(0.07);
    const level = series(wobble.map((noise) => 100 + noise));
    expect(level.interval?.[0]).toBeLessThan(0);
    expect(level.interval?.[1]).toBeGreaterThan(0);
  });

  test('takes a steady rise for what it is: no effect', () => {
    const rise = series(wobble.map((noise, at) => 80 + noise + 2 * at));
    expect(Math.abs(rise.estimate ?? 1)).toBeLessThan(0.02);
    expect(rise.interval?.[0]).toBeLessThan(0);
    expect(rise.interval?.[1]).toBeGreaterThan(0);
  });

  test('is blocked by too few months, too few people or an unknown beginning', () => {
    const level = wobble.map(() => 100);
    expect(series(level, '2024-08').blocked).toContain('7 months before');
    expect(series(level, '2025-07').blocked).toContain('2 months after');
    expect(series(level, '2031-01').blocked).toContain('0 months after');
    expect(series([]).blocked).toContain('0 months before');
    expect(
      series(
        wobble.map(() => 0),
        '2025-01',
        0,
      ),
    ).toMatchObject({ estimate: null, interval: null });
  });
});
