import { isObject, isStorable, isText, itemsOf, Problems } from './message-reading.ts';
import type { Problem } from './protocol.ts';

/** One thing a person did with a card, as the client tells it. */
export interface CardFeedback {
  readonly card: string;
  readonly outcome: 'accepted' | 'overridden';
  readonly acceptedSuggestions: readonly string[];
  readonly reason: { readonly system: string; readonly code: string } | null;
  /** free text of the clinician: kept with the receipt, never in a log or the chain */
  readonly comment: string | null;
  /** ISO 8601 */
  readonly outcomeAt: string;
}

/** Either the feedback, or everything that is wrong with the message; one bad item refuses the whole message. */
export type CheckedFeedback =
  | { readonly feedback: readonly CardFeedback[] }
  | { readonly problems: readonly Problem[] };

/** The most items one message may carry. */
const MOST_ITEMS = 1000;

/** Checks a feedback message: rules cds-fb-1 … 3. Source: CDS Hooks 2.0.1, "Feedback". */
export function checkFeedback(body: unknown): CheckedFeedback {
  const problems = new Problems();
  const items = isObject(body) ? body['feedback'] : undefined;
  if (!Array.isArray(items) || items.length === 0 || items.length > MOST_ITEMS) {
    problems.error('feedback', 'feedback', `feedback is a list of 1 to ${MOST_ITEMS} items`);
    return { problems: problems.found };
  }
  const feedback = items.map((item, at) => readItem(item, `feedback[${at}]`, problems));
  if (problems.found.some((problem) => problem.severity === 'error')) return { problems: problems.found };
  return { feedback: feedback.filter((item) => item !== undefined) };
}

function readItem(item: unknown, path: string, problems: Problems): CardFeedback | undefined {
  if (!isObject(item)) {
    problems.error('feedback', path, 'an item is an object');
    return undefined;
  }
  const { card, outcome, outcomeTimestamp, overrideReason } = item;
  if (!isText(card) || card.length > 200) problems.error('feedback', `${path}.card`, "card is the card's uuid");
  if (!isMoment(outcomeTimestamp)) {
    problems.error('feedback', `${path}.outcomeTimestamp`, 'outcomeTimestamp is a moment in ISO 8601');
  }
  if (outcome !== 'accepted' && outcome !== 'overridden') {
    problems.error('cds-fb-1', `${path}.outcome`, 'outcome is accepted or overridden');
    return undefined;
  }
  const accepted = itemsOf(item['acceptedSuggestions']).map((each) => (isObject(each) ? each['id'] : undefined));
  if (outcome === 'accepted' && (accepted.length === 0 || !accepted.every(isText))) {
    problems.error('cds-fb-2', `${path}.acceptedSuggestions`, 'accepted needs acceptedSuggestions with their ids');
  }
  const reason = readReason(overrideReason, `${path}.overrideReason`, problems);
  const texts = [String(card), ...accepted.map(String), reason.comment, reason.coded?.system, reason.coded?.code];
  if (!texts.every((text) => isStorable(text ?? ''))) {
    problems.error('feedback', path, 'a text holds a character that cannot be kept');
  }
  return {
    card: String(card),
    outcome,
    acceptedSuggestions: outcome === 'accepted' ? accepted.filter(isText) : [],
    reason: outcome === 'overridden' ? reason.coded : null,
    comment: outcome === 'overridden' ? reason.comment : null,
    outcomeAt: String(outcomeTimestamp),
  };
}

function readReason(
  value: unknown,
  path: string,
  problems: Problems,
): Pick<CardFeedback, 'comment'> & { coded: CardFeedback['reason'] } {
  const nothing = { coded: null, comment: null };
  if (value === undefined) return nothing;
  if (!isObject(value)) {
    problems.error('cds-fb-3', path, 'overrideReason is an object');
    return nothing;
  }
  const { reason, userComment } = value;
  if (reason === undefined && !isText(userComment)) {
    problems.error('cds-fb-3', path, 'overrideReason holds a reason or a userComment');
    return nothing;
  }
  if (reason !== undefined && !(isObject(reason) && isText(reason['code']))) {
    problems.error('cds-fb-3', `${path}.reason`, 'reason is a Coding with a code');
    return nothing;
  }
  const coded = isObject(reason)
    ? { system: isText(reason['system']) ? reason['system'] : '', code: String(reason['code']) }
    : null;
  return { coded, comment: isText(userComment) ? userComment.slice(0, 2000) : null };
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

function isMoment(value: unknown): value is string {
  return typeof value === 'string' && MOMENT.test(value) && !Number.isNaN(Date.parse(value));
}
