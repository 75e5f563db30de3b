import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf } from '../../../core/day.ts';
import { contentOf } from '../../../engine/store/library.ts';
import { adviceFromJson, type TeamAdvice } from '../advice-content.ts';
import { composeFeedback, type FeedbackInput, type TeamPeriod } from './compose-feedback.ts';

const advice = adviceFromJson(contentOf('advice', 'bp-team-feedback').json) as TeamAdvice;

function months(numerators: readonly number[], denominator = 100): TeamPeriod[] {
  return numerators.map((numerator, at) => ({
    label: `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
    numerator,
    denominator,
  }));
}

const input = (more: Partial<FeedbackInput> = {}): FeedbackInput => ({
  advice,
  practice: 'org1',
  measure: {
    id: 'blood-pressure-control',
    title: 'Blood pressure under control in people with hypertension',
    version: '1.0.0',
    goodDirection: 'higher',
  },
  periods: months([60, 61, 59, 62, 60, 58, 61, 60, 62, 59, 61, 60, 63]),
  peers: [
    { events: 50, people: 100 },
    { events: 60, people: 100 },
    { events: 70, people: 100 },
    { events: 80, people: 100 },
  ],
  asOf: '2025-01-28',
  today: dayOf('2025-02-03'),
  lastPromise: null,
  ...more,
});

const direction = (goodDirection: 'higher' | 'lower' | 'neither') => ({
  measure: { ...input().measure, goodDirection },
});

describe('composeFeedback()', () => {
  test('says the own value with its interval, the lag, one action, whom it concerns, and asks for the barrier', () => {
    const feedback = composeFeedback(input());
    expect(feedback.headline).toBe(
      'Blood pressure under control in people with hypertension: 63 % of 100 people here. Teams that do best reach 80 %.',
    );
    expect(feedback.ownShare).toBe(0.63);
    // Wilson interval of 63 of 100, by hand: (2·63 + z² ∓ z·√(z² + 4·63·37/100)) / (2·(100 + z²)), z = 1.959964.
    expect(feedback.ownInterval?.lower).toBeCloseTo(0.5322, 4);
    expect(feedback.ownInterval?.upper).toBeCloseTo(0.7182, 4);
    expect(feedback.dataLagDays).toBe(6);
    expect(feedback.suggestedAction).toBe('Go through the list of people above goal and agree who calls whom.');
    expect(feedback.people).toEqual({ measure: 'blood-pressure-control', practice: 'org1', count: 37 });
    expect(feedback.barrierQuestion.options.length).toBe(6);
  });

  test('compares with a year before, the middle and the best of the others, and names nobody', () => {
    const { comparators } = composeFeedback(input());
    expect(comparators.map(({ id, share }) => [id, Number(share.toFixed(12))])).toEqual([
      ['own-past', 0.6],
      ['peer-median', 0.65],
      ['achievable-benchmark', 0.8],
    ]);
  });

  test('keeps silent about others when a median of them would tell on them', () => {
    const two = composeFeedback(
      input({
        peers: [
          { events: 5, people: 10 },
          { events: 9, people: 10 },
        ],
      }),
    );
    expect(two.comparators.map(({ id }) => id)).toEqual(['own-past']);
  });

  test('turns the benchmark round where less is better: the best then have the lowest share', () => {
    const feedback = composeFeedback(input(direction('lower')));
    expect(feedback.comparators.find(({ id }) => id === 'achievable-benchmark')?.share).toBeCloseTo(0.5, 12);
    expect(feedback.people.count).toBe(63);
  });

  test('never says better or worse, nor best, of a measure that favours neither direction', () => {
    const rising = months([40, 41, 39, 40, 42, 41, 40, 39, 80, 82]);
    const feedback = composeFeedback(input({ ...direction('neither'), periods: rising }));
    expect(JSON.stringify({ ...feedback, otherActions: [], suggestedAction: '', barrierQuestion: {} })).not.toMatch(
      /better|worse|best/i,
    );
    expect(feedback.people.count).toBe(0);
  });

  test('claims nothing about fewer than ten people', () => {
    const feedback = composeFeedback(input({ periods: months([5, 6, 4, 7, 6, 5, 6, 7, 5], 9) }));
    expect(feedback).toMatchObject({ ownShare: null, ownInterval: null, comparators: [] });
    expect(feedback.blocked).toMatch(/^fewer than 10 people/);
    expect(feedback.trend.hasChanged).toBe(false);
    expect(composeFeedback(input({ periods: months([5], 10) })).ownShare).toBe(0.5);
  });

  test('finds a step of 20 points within seven months, and calls it what it is', () => {
    const before = [60, 61, 59, 62, 60, 58, 61, 60, 62, 59, 61, 60];
    const withStep = (more: number) => months([...before, ...Array.from({ length: more }, () => 80)]);
    const found = [1, 2, 3, 4, 5, 6, 7].find(
      (more) => composeFeedback(input({ periods: withStep(more) })).trend.hasChanged,
    );
    expect(found).toBeLessThanOrEqual(7);
    expect(composeFeedback(input({ periods: withStep(7) })).trend.says).toContain('better than it was');
    expect(composeFeedback(input({ periods: withStep(7), ...direction('lower') })).trend.says).toContain(
      'worse than it was',
    );
  });

  test('calls a change in fewer than 5 % of messages when nothing but chance is at work', () => {
    let seed = 20260105;
    const chance = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed / 2 ** 32;
    };
    const messages = 400;
    let called = 0;
    for (let message = 0; message < messages; message++) {
      const numerators = Array.from(
        { length: 12 },
        () => Array.from({ length: 100 }, chance).filter((x) => x < 0.6).length,
      );
      if (composeFeedback(input({ periods: months(numerators) })).trend.hasChanged) called++;
    }
    expect(called / messages).toBeLessThan(0.05);
  });

  test('keeps to two sentences and three numbers in the headline, whatever comes in', () => {
    const team = fc.record({
      people: fc.integer({ min: 0, max: 500 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const tally = team.map(({ people, share }) => ({ people, events: Math.round(people * share) }));
    fc.assert(
      fc.property(
        fc.array(tally, { maxLength: 20 }),
        fc.array(tally, { minLength: 1, maxLength: 30 }),
        (peers, own) => {
          const periods = own.map(({ people, events }, at) => ({
            label: `p${at}`,
            numerator: events,
            denominator: people,
          }));
          const feedback = composeFeedback(input({ peers, periods }));
          expect(feedback.headline.match(/\d+/g)?.length ?? 0).toBeLessThanOrEqual(3);
          expect(feedback.headline.match(/[.!?](\s|$)/g)?.length).toBeLessThanOrEqual(2);
          expect(JSON.stringify(feedback)).not.toMatch(/null,null|NaN|Infinity/);
        },
      ),
      { seed: 20260106 },
    );
  });
});
