import { formatDay } from '../../../core/day.ts';
import { type Digest, digestOfJson } from '../../../core/digest.ts';
import { defineFault } from '../../../core/fault.ts';
import type { Ledger } from '../../../engine/store/ledger.ts';
import type { TeamAdvice } from '../advice-content.ts';
import type { TeamFeedback } from '../feedback/compose-feedback.ts';
import type { ReceiptBook, WithheldBecause } from '../receipt-book.ts';
import { type Rollout, reaches } from '../rollout.ts';
import { defineChannel } from './define-channel.ts';

export const directionUnconfirmed = defineFault(
  'feedback/direction-unconfirmed',
  'conflict',
  (d: { measure: string }) => `nobody here has confirmed which direction is good for ${d.measure}`,
  'Have a person confirm the direction of this version of the measure first; published ones err.',
);

export interface TeamDelivery {
  readonly ledger: Ledger;
  readonly book: ReceiptBook;
  readonly rollout: Rollout;
  readonly feedback: TeamFeedback;
  readonly measure: { readonly version: string; readonly digest: Digest; readonly goodDirection: string };
  readonly isSimulated: boolean;
}

/** A message to a whole team about one measure and one period; the same period is delivered once. */
export const teamFeedback = defineChannel({
  id: 'team-feedback',
  title: 'Feedback to a team',

  async deliver(advice: TeamAdvice, params: TeamDelivery, effects) {
    const { book, rollout, feedback, measure } = params;
    if (!(await isDirectionConfirmed(params.ledger, feedback.measure, measure))) {
      throw directionUnconfirmed({ measure: feedback.measure });
    }
    const because = withheldBecause(rollout, feedback.practice);
    const receipt = await book.save({
      service: advice.id,
      occasion: `${feedback.practice}/${feedback.measure}/${feedback.period}`,
      advice: advice.id,
      adviceVersion: advice.version,
      definition: measure.digest,
      channel: 'team-feedback',
      state: rollout.state,
      arm: null,
      trial: null,
      unit: feedback.practice,
      isShown: because === null,
      withheldBecause: because,
      patient: null,
      recipient: feedback.practice,
      practice: feedback.practice,
      inputs: digestOfJson({ ...feedback, lastPromise: feedback.lastPromise ? feedback.lastPromise.savedAt : null }),
      happenedOn: formatDay(effects.today()),
      isSimulated: params.isSimulated,
      suggestions: 0,
    });
    return receipt.isShown ? { receipt, message: feedback } : { receipt };
  },
});

function withheldBecause(rollout: Rollout, practice: string): WithheldBecause | null {
  if (reaches(rollout, null, practice)) return null;
  if (rollout.isStopped) return 'stopped';
  return rollout.state === 'canary' ? 'not in the canary' : 'shadow';
}

/** Has a person confirmed this very version and direction? Measures that favour neither direction are never sent. */
async function isDirectionConfirmed(
  ledger: Pick<Ledger, 'entries'>,
  measure: string,
  { version, goodDirection }: { readonly version: string; readonly goodDirection: string },
): Promise<boolean> {
  if (goodDirection === 'neither') return false;
  const entries = await ledger.entries({ kind: 'direction/confirmed', subject: `measure:${measure}`, limit: 50 });
  return entries.some(({ body }) => body['version'] === version && body['goodDirection'] === goodDirection);
}
