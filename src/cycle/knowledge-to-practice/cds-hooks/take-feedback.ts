import type { Effects } from '../../../core/effects.ts';
import type { ReceiptBook } from '../receipt-book.ts';
import type { CardService } from './card-service.ts';
import { checkFeedback } from './check-feedback.ts';
import { isRuleDefect } from './override-reasons.ts';
import { operationOutcome, type Reply } from './protocol.ts';

export interface FeedbackDeps {
  readonly services: readonly CardService[];
  readonly receipts: ReceiptBook;
  readonly effects: Effects;
}

/**
 * Takes `POST /cds-services/{service}/feedback`. What was acknowledged with 200 is durable. Late, repeated and unknown
 * cards are all taken in and counted. Unlike an answer, feedback is not silent about trouble: the client may try again.
 */
export async function takeFeedback(service: string, body: unknown, deps: FeedbackDeps): Promise<Reply> {
  if (!deps.services.some(({ advice }) => advice.id === service)) {
    return {
      status: 404,
      body: operationOutcome([
        { rule: 'service', path: 'service', says: 'there is no such service', severity: 'error' },
      ]),
    };
  }
  const checked = checkFeedback(body);
  if ('problems' in checked) return { status: 400, body: operationOutcome(checked.problems) };
  const { stored, repeated, unmatched } = await deps.receipts.saveFeedback(service, checked.feedback);
  deps.effects.log({
    level: unmatched > 0 ? 'warning' : 'info',
    code: 'cds/feedback',
    facts: { service, stored, repeated, unmatched },
  });
  const defects = checked.feedback.filter(({ reason }) => reason !== null && isRuleDefect(reason)).length;
  if (defects > 0) deps.effects.log({ level: 'warning', code: 'cds/rule-doubted', facts: { service, defects } });
  return { status: 200, body: {} };
}
