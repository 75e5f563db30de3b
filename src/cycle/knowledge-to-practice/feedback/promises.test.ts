import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TemporaryLedger, temporaryLedger } from '../../../../test/ledger.ts';
import { dayOf } from '../../../core/day.ts';
import { type Answer, closePromise, lastPromise, recordAnswer } from './promises.ts';

let ledger: TemporaryLedger;
const today = dayOf('2026-02-03');
beforeAll(async () => {
  ledger = await temporaryLedger();
});
afterAll(() => ledger.close());

const answer = (more: Partial<Answer> = {}): Answer => ({
  practice: 'org1',
  measure: 'blood-pressure-control',
  period: '2026-01',
  barrier: 'opportunity-physical',
  plan: 'The nurse repeats every high reading.',
  owner: 'practice nurse',
  dueOn: '2026-03-01',
  actor: 'ada',
  ...more,
});

describe('a promise', () => {
  test('is repeated with its owner, its due day and how it stands', async () => {
    const of = (practice: string, on = today) => lastPromise(ledger, practice, 'blood-pressure-control', on);
    expect(await of('org1')).toBeNull();
    await recordAnswer(ledger, answer(), today);
    expect(await of('org1')).toMatchObject({
      state: 'open',
      by: 'ada',
      says: 'Last time, for 2026-01, we said: The nurse repeats every high reading. (practice nurse, by 2026-03-01; open).',
    });
    expect((await of('org1', dayOf('2026-03-01')))?.state).toBe('open');
    expect((await of('org1', dayOf('2026-03-02')))?.state).toBe('overdue');
    expect(await of('org2')).toBeNull();
  });

  test('goes from open to done or dropped once, and a new one takes its place', async () => {
    const close = {
      practice: 'org3',
      measure: 'blood-pressure-control',
      outcome: 'done',
      reason: 'all called',
      actor: 'bo',
    } as const;
    await expect(closePromise(ledger, close)).rejects.toThrow('no open plan');
    await recordAnswer(ledger, answer({ practice: 'org3' }), today);
    await closePromise(ledger, close);
    expect((await lastPromise(ledger, 'org3', close.measure, today))?.state).toBe('done');
    await expect(closePromise(ledger, { ...close, outcome: 'dropped' })).rejects.toThrow('no open plan');
    await recordAnswer(ledger, answer({ practice: 'org3', plan: 'Another.' }), today);
    expect(await lastPromise(ledger, 'org3', close.measure, today)).toMatchObject({ plan: 'Another.', state: 'open' });
  });

  test('names everything that is missing at once', async () => {
    const empty = answer({ barrier: 'x' as Answer['barrier'], plan: ' ', owner: '', dueOn: '2026-02-02' });
    await expect(recordAnswer(ledger, empty, today)).rejects.toThrow(
      'the answer lacks a barrier of the list and a plan of 1 to 500 letters and an owner and a due day that is not past',
    );
  });
});
