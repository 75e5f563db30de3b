import type { Static } from '../core/schema.ts';
import type { AdviceShape } from './shapes.ts';

/** One advice as a person at a terminal reads it. */
export function showAdvice(advice: Static<typeof AdviceShape>): string {
  const { counts } = advice;
  return [
    `${advice.title}  (${advice.id} ${advice.version}, ${advice.channel})`,
    `step: ${advice.state}${advice.isStopped ? ', STOPPED: nothing is shown' : ''}`,
    '',
    advice.summary,
    `For: ${advice.ruleInWords}`,
    `Asks: ${advice.suggestedAction}`,
    '',
    `Evidence: ${advice.evidence.map(({ title }) => title).join('; ')}`,
    `Reviewed by: ${advice.reviewers.map(({ name, role }) => `${name} (${role})`).join(', ') || 'nobody yet'}`,
    `Owner: ${advice.owner}; review by ${advice.reviewBy}`,
    `Impact plan: ${advice.impactPlan.design} by ${advice.impactPlan.unit}, ${advice.impactPlan.outcome} within ${advice.impactPlan.outcomeWithinDays} days; worthwhile from ${advice.impactPlan.smallestWorthwhile}`,
    `Fired ${counts.fired}, shown ${counts.shown}, accepted ${counts.accepted}, overridden ${counts.overridden}, acted on ${counts.actedOn}, ignored ${counts.ignored}`,
    ...advice.nextSteps.map((step) => `Next: ${step.to} — ${step.isMet ? 'ready' : `needs ${step.needs}`}`),
  ].join('\n');
}
