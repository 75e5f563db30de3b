import { type Day, dayOf } from '../../../core/day.ts';
import type { CardContent } from '../advice-content.ts';
import type { LastWord, WithheldBecause } from '../receipt-book.ts';
import { reasonCategory } from './override-reasons.ts';

/**
 * Should this patient be left in peace for now? After a decline for as many days as the advice sets for that kind of
 * reason, after an acceptance until the order can have reached the record. The day of the card is day 0; on the day
 * counted out, the card may come again.
 */
export function suppressedBecause(
  content: Pick<CardContent, 'snoozeDays' | 'quietDaysAfterAcceptance'>,
  lastWord: LastWord | undefined,
  today: Day,
): WithheldBecause | null {
  if (!lastWord) return null;
  const days = today - dayOf(lastWord.on);
  if (lastWord.outcome === 'accepted') return days < content.quietDaysAfterAcceptance ? 'accepted lately' : null;
  const kind = lastWord.reason ? reasonCategory(lastWord.reason) : 'none';
  return days < (content.snoozeDays[kind] ?? 0) ? 'declined lately' : null;
}
