import type { TeamAdvice } from '../cycle/knowledge-to-practice/advice-content.ts';
import { teamFeedback } from '../cycle/knowledge-to-practice/channels/team-feedback.ts';
import { receiptBook } from '../cycle/knowledge-to-practice/receipt-book.ts';
import { LIVE } from '../cycle/knowledge-to-practice/rollout-rows.ts';
import { digestOfMeaning } from '../engine/query/definition-digest.ts';
import type { Context } from './action.ts';
import { adviceOnShelf, rolloutNow } from './advice-shelf.ts';
import { feedbackCounts, feedbackFor, practicesIn } from './compose-team-feedback.ts';
import { isDirectionConfirmed } from './measure-card.ts';
import { codeSetsOnShelf, measureOnShelf } from './shelf.ts';
import { type Reading, withSnapshot } from './with-snapshot.ts';

export interface FeedbackDelivered {
  readonly practices: number;
  readonly shown: number;
  /** why nothing was delivered, if so */
  readonly waitsFor?: string;
}

/** Sends every practice its message for the newest month, once; each leaves a receipt. */
export async function deliverFeedback(context: Context): Promise<FeedbackDelivered> {
  const advice = (await adviceOnShelf(context.ledger)).find((each) => each.channel === 'team-feedback');
  if (advice?.channel !== 'team-feedback') return { practices: 0, shown: 0, waitsFor: 'an advice for teams' };
  const rollout = await rolloutNow(advice, context.ledger);
  if (!rollout || !LIVE.includes(rollout.state))
    return { practices: 0, shown: 0, waitsFor: 'the next step of its roll-out' };
  const measure = measureOnShelf(advice.feedback.measure);
  if (!(await isDirectionConfirmed(measure, context.ledger))) {
    return { practices: 0, shown: 0, waitsFor: 'a person who confirms which direction is good' };
  }
  return withSnapshot(context.workspace, (reading) => deliverTo(advice, rollout, reading, context));
}

async function deliverTo(
  advice: TeamAdvice,
  rollout: NonNullable<Awaited<ReturnType<typeof rolloutNow>>>,
  reading: Reading,
  context: Context,
): Promise<FeedbackDelivered> {
  const counts = await feedbackCounts(advice, reading);
  if (!counts) return { practices: 0, shown: 0, waitsFor: 'a month of records that the measure can judge' };
  const { measure } = counts;
  const { ledger, effects } = context;
  const book = receiptBook(ledger, effects);
  const about = {
    version: measure.version,
    digest: digestOfMeaning(measureOnShelf(measure.id), codeSetsOnShelf()),
    goodDirection: measure.goodDirection,
  };
  const practices = practicesIn(counts);
  let shown = 0;
  for (const { id } of practices) {
    const feedback = await feedbackFor(id, advice, counts, reading, context);
    const { isSimulated } = reading.dataset;
    const { message } = await teamFeedback.deliver(
      advice,
      { ledger, book, rollout, feedback, measure: about, isSimulated },
      effects,
    );
    if (message) shown++;
  }
  return { practices: practices.length, shown };
}
