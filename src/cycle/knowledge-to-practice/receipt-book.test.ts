import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TemporaryLedger, temporaryLedger } from '../../../test/ledger.ts';
import { nodeEffects } from '../../effects/node.ts';
import type { CardFeedback } from './cds-hooks/check-feedback.ts';
import { type NewReceipt, type ReceiptBook, receiptBook } from './receipt-book.ts';

let ledger: TemporaryLedger;
let book: ReceiptBook;
const effects = nodeEffects();
beforeAll(async () => {
  ledger = await temporaryLedger();
  book = receiptBook(ledger, effects);
});
afterAll(() => ledger.close());

const receipt = (occasion: string, more: Partial<NewReceipt> = {}): NewReceipt => ({
  service: 'bp-card',
  occasion,
  advice: 'bp-card',
  adviceVersion: '1.0.0',
  definition: 'sha256:00',
  channel: 'cds-card',
  state: 'everyone',
  arm: null,
  trial: null,
  unit: null,
  isShown: true,
  withheldBecause: null,
  patient: 'p1',
  recipient: 'pr1',
  practice: 'org1',
  inputs: 'sha256:11',
  happenedOn: '2026-01-05',
  isSimulated: true,
  suggestions: 2,
  ...more,
});

const declined = (card: string, more: Partial<CardFeedback> = {}): CardFeedback => ({
  card,
  outcome: 'overridden',
  acceptedSuggestions: [],
  reason: null,
  comment: null,
  outcomeAt: '2026-01-05T10:00:00Z',
  ...more,
});

describe('receiptBook().save()', () => {
  test('stores a call once and gives the same uuids ever after, also to callers at the same moment', async () => {
    const saved = await Promise.all(Array.from({ length: 20 }, () => book.save(receipt('call-1'))));
    expect(new Set(saved.map(({ card }) => card)).size).toBe(1);
    expect(new Set(saved.map(({ suggestions }) => suggestions.join())).size).toBe(1);
    expect(saved[0]?.suggestions.length).toBe(2);
    expect(saved.filter(({ isNew }) => isNew).length).toBe(1);
  });

  test('keeps what was decided the first time', async () => {
    await book.save(receipt('call-2', { isShown: false, withheldBecause: 'usual arm', arm: 'usual' }));
    expect(await book.save(receipt('call-2'))).toMatchObject({ isShown: false, isNew: false, patient: 'p1' });
  });
});

describe('receiptBook().saveFeedback()', () => {
  test('counts a repeated message and an unknown card, and never fails on either', async () => {
    const { card } = await book.save(receipt('fb-1', { advice: 'fb', service: 'fb' }));
    const one = declined(card);
    expect(await book.saveFeedback('fb', [one, one])).toEqual({ stored: 1, repeated: 1, unmatched: 0 });
    expect(await book.saveFeedback('fb', [one])).toEqual({ stored: 0, repeated: 1, unmatched: 0 });
    expect(await book.saveFeedback('fb', [declined('00000000-0000-4000-8000-000000000000')])).toMatchObject({
      unmatched: 1,
    });
    expect(await book.saveFeedback('fb', [declined('no uuid at all')])).toMatchObject({ unmatched: 1 });
    expect(await book.clicks({ advice: 'fb' })).toEqual([
      { card, outcome: 'overridden', at: '2026-01-05T10:00:00.000Z', reason: null },
    ]);
    expect(await book.feedbackSummary('fb')).toEqual({ unmatched: 2, repeated: 2, reasons: [] });
  });

  test('does not match another service’s card', async () => {
    const { card } = await book.save(receipt('fb-2', { advice: 'fb2', service: 'fb2' }));
    expect(await book.saveFeedback('other', [declined(card)])).toMatchObject({ unmatched: 1 });
  });

  test('finds a card whose uuid the client wrote in capitals', async () => {
    const { card } = await book.save(receipt('fb-3', { advice: 'fb3', service: 'fb3' }));
    expect(await book.saveFeedback('fb3', [declined(card.toUpperCase())])).toMatchObject({ unmatched: 0 });
  });

  test('takes feedback that comes months late, and the last word is the latest by its own time', async () => {
    const { card } = await book.save(receipt('fb-4', { advice: 'fb4', service: 'fb4' }));
    const reason = { system: 's', code: 'c' };
    await book.saveFeedback('fb4', [declined(card, { outcomeAt: '2026-06-05T10:00:00Z', reason })]);
    await book.saveFeedback('fb4', [declined(card, { outcome: 'accepted', acceptedSuggestions: ['x'] })]);
    expect(await book.lastWord('fb4', 'p1')).toEqual({ outcome: 'overridden', reason, on: '2026-01-05' });
    expect((await book.clicks({ advice: 'fb4' })).map(({ outcome }) => outcome)).toEqual(['accepted']);
    expect(await book.lastWord('fb4', 'p2')).toBeUndefined();
  });
});

describe('receiptBook().bind()', () => {
  test('binds receipts into the chain; a receipt edited, dropped or added afterwards is found', async () => {
    const fresh = await temporaryLedger();
    const pages = receiptBook(fresh, effects);
    for (const call of ['a', 'b', 'c']) await pages.save(receipt(call, { patient: `"|${call}` }));
    expect(await pages.bind()).toEqual({ bound: 0 }); // the last minute may still change
    expect(await pages.bind({ all: true })).toEqual({ bound: 3 });
    await pages.save(receipt('d'));
    expect(await pages.bind({ all: true })).toEqual({ bound: 1 });
    expect(await pages.bind({ all: true })).toEqual({ bound: 0 });
    expect(await pages.verifyBatches()).toEqual({ batches: 2, broken: [] });
    await fresh.query("update receipt set is_shown = false where occasion = 'b'");
    expect(await pages.verifyBatches()).toEqual({ batches: 2, broken: [1] });
    await fresh.query("update receipt set is_shown = true where occasion = 'b'");
    expect(await pages.verifyBatches()).toEqual({ batches: 2, broken: [] });
    await fresh.query("delete from receipt where occasion = 'd'");
    expect(await pages.verifyBatches()).toEqual({ batches: 2, broken: [2] });
    const said = JSON.stringify(await fresh.entries());
    expect(said).not.toContain('pr1');
    await fresh.close();
  });
});
