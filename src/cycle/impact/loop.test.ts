import { describe, expect, test } from 'vitest';
import type { LedgerEntry } from '../../engine/store/ledger.ts';
import { type CycleRef, loopOf, loopRing, totalsOf } from './loop.ts';

const cycle: CycleRef = { id: 'htn', title: 'Hypertension', advice: [{ id: 'bp-card', title: 'The card' }] };

/** A ledger made of [day of January 2026, kind, subject, body]. */
function ledgerOf(
  ...rows: readonly (readonly [
    number,
    string,
    string,
    Record<string, string | number | boolean | readonly number[]>?,
  ])[]
): LedgerEntry[] {
  return rows.map(([day, kind, subject, body = {}], at) => ({
    seq: at + 1,
    kind,
    subject,
    actor: 'bo',
    body,
    savedAt: new Date(Date.UTC(2026, 0, day)).toISOString(),
    previousHash: '',
    hash: '',
  }));
}

const OPENED = [1, 'cycle/opened', 'cycle:htn'] as const;
const LOADED = [3, 'snapshot/made', 'snapshot:s-1'] as const;
const FOUND = [6, 'finding/made', 'finding:x', { cycle: 'htn' }] as const;
const SHADOW = [8, 'rollout/advanced', 'advice:bp-card', { to: 'shadow', version: '1.0.0' }] as const;
const SHOWN = [10, 'rollout/advanced', 'advice:bp-card', { to: 'canary', version: '1.0.0' }] as const;
const verdict = (day: number, word: string, effect = 'effect', version = '1.0.0') =>
  [
    day,
    'verdict/decided',
    'advice:bp-card',
    { word, effect, version, cycle: 'htn', estimate: 0.08, interval: [0.02, 0.14], unit: 'share', isSimulated: true },
  ] as const;

const at = (day: number) => new Date(Date.UTC(2026, 0, day));

describe('loopOf()', () => {
  test('spends on each arrow the days between its entries, and stands at the first that is not done', () => {
    const loop = loopOf(cycle, ledgerOf(OPENED, LOADED, FOUND, SHADOW), at(9));
    expect(loop.arrows.map(({ state, days }) => [state, days])).toEqual([
      ['done', 2],
      ['done', 3],
      ['under way', 3],
      ['waiting', null],
    ]);
    expect(loop).toMatchObject({ isOpened: true, isClosed: false, standsAt: 'knowledge-to-practice' });
  });

  test('closes by a verdict that decides something, and by nothing else', () => {
    const road = [OPENED, LOADED, FOUND, SHADOW, SHOWN] as const;
    expect(loopOf(cycle, ledgerOf(...road), at(400))).toMatchObject({ isClosed: false, standsAt: 'impact' });
    expect(
      loopOf(
        cycle,
        ledgerOf(...road, [12, 'rollout/advanced', 'advice:bp-card', { to: 'everyone', version: '1.0.0' }]),
        at(13),
      ).isClosed,
    ).toBe(false);
    expect(loopOf(cycle, ledgerOf(...road, verdict(12, 'undecided')), at(13)).isClosed).toBe(false);
    expect(
      loopOf(
        cycle,
        ledgerOf(...road, [12, 'verdict/proposed', 'advice:bp-card', { word: 'keep', version: '1.0.0' }]),
        at(13),
      ).isClosed,
    ).toBe(false);
    const closed = loopOf(cycle, ledgerOf(...road, verdict(20, 'keep')), at(400));
    expect(closed).toMatchObject({ isClosed: true, isStalled: false, standsAt: 'closed' });
    expect(closed.arrows[3]).toMatchObject({ state: 'done', days: 10 });
  });

  test('opens again when another version goes out', () => {
    const again = [30, 'rollout/advanced', 'advice:bp-card', { to: 'canary', version: '2.0.0' }] as const;
    const entries = ledgerOf(OPENED, LOADED, FOUND, SHOWN, verdict(20, 'adapt'), again);
    expect(loopOf(cycle, entries, at(31))).toMatchObject({ isClosed: false, standsAt: 'impact' });
  });

  test('claims nothing for a cycle that was never opened', () => {
    expect(loopOf(cycle, ledgerOf(LOADED, SHOWN, verdict(20, 'keep')), at(21))).toMatchObject({
      isOpened: false,
      isClosed: false,
      standsAt: 'not opened',
    });
  });

  test('takes no time over records that were there before the question', () => {
    const loop = loopOf(cycle, ledgerOf([1, 'snapshot/made', 'snapshot:s-0'], [5, 'cycle/opened', 'cycle:htn']), at(8));
    expect(loop.arrows[0]).toMatchObject({ state: 'done', days: 0 });
    expect(loop.arrows[1]).toMatchObject({ state: 'under way', days: 3 });
  });

  test('lets each advice go its own way: the longest counts, and one without a verdict keeps the arrow open', () => {
    const two: CycleRef = { ...cycle, advice: [...cycle.advice, { id: 'mail', title: 'The mail' }] };
    const mailed = [60, 'rollout/advanced', 'advice:mail', { to: 'everyone', version: '1.0.0' }] as const;
    const entries = ledgerOf(OPENED, LOADED, FOUND, SHOWN, verdict(20, 'keep'), mailed);
    const loop = loopOf(two, entries, at(90));
    expect(loop.arrows.slice(2).map(({ state, days, details }) => ({ state, days, details }))).toEqual([
      { state: 'done', days: 54, details: ['“The card” after 4 days', '“The mail” after 54 days'] },
      { state: 'under way', days: 30, details: ['“The card” judged after 10 days', '“The mail” open for 30 days'] },
    ]);
    expect(loop).toMatchObject({ isClosed: false, standsAt: 'impact', openDays: 89 });
  });

  test('counts the days from the question to the verdict that closed it, not the sum of its arrows', () => {
    const closed = loopOf(cycle, ledgerOf(OPENED, LOADED, FOUND, SHOWN, verdict(20, 'keep')), at(400));
    expect(closed.openDays).toBe(19);
    expect(loopOf(cycle, [], at(400)).openDays).toBeNull();
  });

  test('is stalled once nothing was written for 90 days; new snapshots do not count as work on it', () => {
    const entries = ledgerOf(OPENED, LOADED, [80, 'snapshot/made', 'snapshot:s-2']);
    expect(loopOf(cycle, entries, at(91)).isStalled).toBe(false);
    expect(loopOf(cycle, entries, at(92)).isStalled).toBe(true);
  });

  test('tells nulls and harms like effects, and that records were simulated', () => {
    const entries = ledgerOf(OPENED, SHOWN, verdict(12, 'undecided', 'null'), verdict(15, 'retire', 'harm'));
    const loop = loopOf(cycle, entries, at(16));
    expect(loop).toMatchObject({ effects: 0, nulls: 1, harms: 1 });
    expect(loop.found).toEqual([
      '“The card”: retire. A harm: +8.0 points (+2.0 to +14.0), share. Simulated records.',
      '“The card”: undecided. No effect shown: +8.0 points (+2.0 to +14.0), share. Simulated records.',
    ]);
  });

  test('does not take another cycle’s entries for its own', () => {
    const other = ledgerOf(
      OPENED,
      [6, 'finding/made', 'finding:x', { cycle: 'other' }],
      [7, 'rollout/advanced', 'advice:other', { to: 'canary', version: '1' }],
    );
    expect(loopOf(cycle, other, at(9)).standsAt).toBe('practice-to-data');
  });

  test('draws itself as a ring', () => {
    const figure = loopRing(loopOf(cycle, ledgerOf(OPENED, LOADED, FOUND), at(9)));
    expect(figure.table.rows.length).toBe(4);
    expect(figure.svg).toContain('Hypertension');
  });
});

test('totalsOf() adds up the node', () => {
  const closed = loopOf(cycle, ledgerOf(OPENED, LOADED, FOUND, SHOWN, verdict(20, 'keep')), at(21));
  const stalled = loopOf({ ...cycle, id: 'htn' }, ledgerOf(OPENED), at(200));
  const never = loopOf({ ...cycle, id: 'x', advice: [] }, [], at(1));
  expect(totalsOf([closed, stalled, never])).toEqual({
    opened: 2,
    closed: 1,
    stalled: 1,
    effects: 1,
    nulls: 0,
    harms: 0,
  });
});
