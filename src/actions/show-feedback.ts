import type { Static } from '../core/schema.ts';
import type { TeamFeedbackShape } from './shapes.ts';

/** A team's message as text. */
export function showFeedback(feedback: Static<typeof TeamFeedbackShape>): string {
  return [
    `${feedback.practiceName}: ${feedback.measureTitle} (records up to ${feedback.asOf}, ${feedback.dataLagDays} days ago)`,
    '',
    feedback.headline,
    ...feedback.comparators.map(({ name, share, says }) => `  ${name}: ${(100 * share).toFixed(0)} % — ${says}`),
    '',
    `Do: ${feedback.suggestedAction}`,
    `People to look at: ${feedback.peopleToReview} (the list is for the clinicians of this practice)`,
    '',
    feedback.barrierQuestion.asks,
    ...feedback.barrierQuestion.options.map(({ id, says }) => `  ${id}: ${says}`),
    ...(feedback.lastPlan ? ['', `Last plan (due ${feedback.lastPlan.dueOn}): ${feedback.lastPlan.plan}`] : []),
  ].join('\n');
}
