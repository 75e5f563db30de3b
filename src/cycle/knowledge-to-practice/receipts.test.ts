import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf, formatDay } from '../../core/day.ts';
import { fatesFromRecords, firstClicks, loopMetrics } from './receipts.ts';

const receipt = (card: string, patient: string | null, happenedOn: string) => ({ card, patient, happenedOn });
const order = (patient: string, on: string) => ({ patient, happenedOn: dayOf(on), practitioner: 'pr1' });

describe('fatesFromRecords()', () => {
  const fateOf = (orders: ReturnType<typeof order>[], asOf = '2026-06-01') =>
    fatesFromRecords([receipt('c1', 'p1', '2026-01-10')], orders, 14, { asOf: dayOf(asOf) })[0]?.fate;

  test.each([
    ['the same day', '2026-01-10', 'acted-on'],
    ['the last day of the window', '2026-01-24', 'acted-on'],
    ['the day after the window', '2026-01-25', 'ignored'],
    ['the day before', '2026-01-09', 'ignored'],
  ])('reads an order on %s (%s) as %s', (_, on, fate) => {
    expect(fateOf([order('p1', on)])).toBe(fate);
  });

  test('waits until the window has closed', () => {
    expect(fateOf([], '2026-01-24')).toBe('pending');
    expect(fateOf([], '2026-01-25')).toBe('ignored');
  });

  test('does not take another patient’s order', () => {
    expect(fateOf([order('p2', '2026-01-11')])).toBe('ignored');
  });

  test('gives an order to the latest card before it, and only once', () => {
    const receipts = [receipt('c2', 'p1', '2026-01-12'), receipt('c1', 'p1', '2026-01-10')];
    const fates = fatesFromRecords(receipts, [order('p1', '2026-01-13'), order('p1', '2026-01-14')], 14);
    expect(fates.map(({ card, fate }) => `${card} ${fate}`)).toEqual(['c2 acted-on', 'c1 ignored']);
    expect(fates[0]?.actedOn?.on).toBe(dayOf('2026-01-13'));
  });

  test('lets a click stand beside what was done', () => {
    const clicks = [{ card: 'c1', outcome: 'overridden', at: '2026-01-10T10:00:00Z' }] as const;
    const [fate] = fatesFromRecords([receipt('c1', 'p1', '2026-01-10')], [order('p1', '2026-01-11')], 14, { clicks });
    expect(fate).toMatchObject({ click: 'overridden', fate: 'overridden', actedOn: { on: dayOf('2026-01-11') } });
  });

  test('never joins more cards than there are orders, nor outside the window', () => {
    const days = fc.integer({ min: 0, max: 60 });
    const patients = fc.constantFrom('p1', 'p2', 'p3');
    const start = dayOf('2026-01-01');
    fc.assert(
      fc.property(fc.array(fc.tuple(patients, days)), fc.array(fc.tuple(patients, days)), (cards, acts) => {
        const receipts = cards.map(([patient, on], at) => receipt(`c${at}`, patient, formatDay(addDays(start, on))));
        const orders = acts.map(([patient, on]) => ({ patient, happenedOn: addDays(start, on), practitioner: null }));
        const fates = fatesFromRecords(receipts, orders, 7).filter(({ actedOn }) => actedOn);
        expect(fates.length).toBeLessThanOrEqual(orders.length);
        for (const { card, actedOn } of fates) {
          const wait = actedOn!.on - dayOf(receipts.find((each) => each.card === card)!.happenedOn);
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThanOrEqual(7);
        }
      }),
      { seed: 20260102 },
    );
  });
});

describe('firstClicks()', () => {
  test('keeps the earliest click of a card, whatever order they arrive in and whatever zone they are told in', () => {
    const late = { card: 'c1', outcome: 'overridden', at: '2026-01-10T12:00:00+02:00' } as const;
    const early = { card: 'c1', outcome: 'accepted', at: '2026-01-10T09:30:00Z' } as const;
    expect(firstClicks([late, early]).get('c1')?.outcome).toBe('accepted');
    expect(firstClicks([early, late]).get('c1')?.outcome).toBe('accepted');
  });
});

describe('loopMetrics()', () => {
  test('of nothing has no rates', () => {
    expect(loopMetrics({ fired: [], clicks: [], acts: [] })).toMatchObject({
      fired: 0,
      overrideRate: null,
      medianMinutesToAct: null,
    });
  });

  test('counts every card fired as accepted, overridden or ignored', () => {
    const cards = fc.constantFrom('a', 'b', 'c', 'd');
    const event = fc.record({ card: cards, minute: fc.nat(100) });
    const click = fc.record({
      card: cards,
      minute: fc.nat(100),
      outcome: fc.constantFrom('accepted' as const, 'overridden' as const),
    });
    fc.assert(
      fc.property(fc.array(event), fc.array(click), fc.array(event), (fired, clicks, acts) => {
        const found = loopMetrics({ fired, clicks, acts });
        expect(found.accepted + found.overridden + found.ignored).toBe(found.fired);
        expect(loopMetrics({ fired, clicks: [...clicks, ...clicks], acts: [...acts, ...acts] })).toEqual({
          ...found,
          unmatchedClicks: found.unmatchedClicks * 2,
        });
      }),
      { seed: 20260103 },
    );
  });
});
