import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TemporaryLedger, temporaryLedger } from '../../../../test/ledger.ts';
import { decide } from '../../../community/decisions.ts';
import type { Actor } from '../../../community/roles.ts';
import { dayOf } from '../../../core/day.ts';
import { nodeEffects } from '../../../effects/node.ts';
import { contentOf } from '../../../engine/store/library.ts';
import type { RolloutState } from '../../handover.ts';
import { adviceFromJson, type TeamAdvice } from '../advice-content.ts';
import { composeFeedback } from '../feedback/compose-feedback.ts';
import { receiptBook } from '../receipt-book.ts';
import { NO_CANARY, type Rollout } from '../rollout.ts';
import { CHANNELS } from './all-channels.ts';
import { type TeamDelivery, teamFeedback } from './team-feedback.ts';

let ledger: TemporaryLedger;
const effects = nodeEffects();
const advice = adviceFromJson(contentOf('advice', 'bp-team-feedback').json) as TeamAdvice;
const clinician: Actor = { id: 'bo', name: 'Bo', roles: ['clinician'], practices: [] };
beforeAll(async () => {
  ledger = await temporaryLedger();
});
afterAll(() => ledger.close());

function delivery(measure: string, state: RolloutState, more: Partial<Rollout> = {}): TeamDelivery {
  const asked = { id: measure, title: 'A measure', version: '1.0.0', goodDirection: 'higher' } as const;
  const feedback = composeFeedback({
    advice,
    practice: 'org1',
    measure: asked,
    periods: [{ label: '2026-01', numerator: 60, denominator: 100 }],
    peers: [],
    asOf: '2026-01-31',
    today: dayOf('2026-02-03'),
    lastPromise: null,
  });
  const rollout: Rollout = {
    advice: advice.id,
    version: advice.version,
    digest: 'sha256:00',
    cycle: advice.cycle,
    author: 'ada',
    state,
    isStopped: false,
    canary: NO_CANARY,
    trial: null,
    ...more,
  };
  const book = receiptBook(ledger, effects);
  return { ledger, book, rollout, feedback, measure: { ...asked, digest: 'sha256:01' }, isSimulated: true };
}

test('every channel is listed under the name that advice gives it', () => {
  for (const [name, channel] of Object.entries(CHANNELS)) expect(channel.id).toBe(name);
});

describe('teamFeedback', () => {
  test('is not sent before a person has confirmed this version’s direction', async () => {
    const params = delivery('unconfirmed', 'everyone');
    await expect(teamFeedback.deliver(advice, params, effects)).rejects.toThrow('nobody here has confirmed');
    const subject = 'measure:unconfirmed';
    await decide(
      ledger,
      { kind: 'direction/confirmed', subject, body: { goodDirection: 'higher', version: '0.9.0' } },
      clinician,
    );
    await decide(
      ledger,
      { kind: 'direction/confirmed', subject, body: { goodDirection: 'lower', version: '1.0.0' } },
      clinician,
    );
    await expect(teamFeedback.deliver(advice, params, effects)).rejects.toThrow('nobody here has confirmed');
    await decide(
      ledger,
      { kind: 'direction/confirmed', subject, body: { goodDirection: 'higher', version: '1.0.0' } },
      clinician,
    );
    expect((await teamFeedback.deliver(advice, params, effects)).message?.headline).toContain('60 %');
  });

  test('leaves one receipt for each practice and period, shown or withheld', async () => {
    const confirmed = {
      kind: 'direction/confirmed',
      subject: 'measure:m',
      body: { goodDirection: 'higher', version: '1.0.0' },
    } as const;
    await decide(ledger, confirmed, clinician);
    const quiet = await teamFeedback.deliver(advice, delivery('m', 'shadow'), effects);
    expect(quiet).toMatchObject({ receipt: { isShown: false, isNew: true } });
    expect(quiet.message).toBeUndefined();
    const again = await teamFeedback.deliver(advice, delivery('m', 'everyone'), effects);
    expect(again.receipt).toMatchObject({ card: quiet.receipt.card, isNew: false });
  });

  test('is withheld once stopped, and its opening and viewing are kept', async () => {
    const confirmed = {
      kind: 'direction/confirmed',
      subject: 'measure:e',
      body: { goodDirection: 'higher', version: '1.0.0' },
    } as const;
    await decide(ledger, confirmed, clinician);
    const stopped = await teamFeedback.deliver(advice, delivery('e', 'everyone', { isStopped: true }), effects);
    expect(stopped.message).toBeUndefined();
    const book = receiptBook(ledger, effects);
    await book.saveEngagement(advice.id, stopped.receipt.card, 'opened');
    await book.saveEngagement(advice.id, stopped.receipt.card, 'opened');
    const rows = await ledger.query('select outcome, times_received, is_matched from receipt_event');
    expect(rows).toEqual([{ outcome: 'opened', times_received: 2, is_matched: true }]);
  });
});
