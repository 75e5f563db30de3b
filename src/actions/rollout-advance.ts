import { choice, Type, text } from '../core/schema.ts';
import { ROLLOUT_STATES } from '../cycle/handover.ts';
import { defineAction } from './action.ts';
import { AdviceAnswer, cardPreview } from './advice.ts';
import { adviceRow } from './advice-row.ts';
import { adviceNamed } from './advice-shelf.ts';
import { showAdvice } from './show-advice.ts';
import { takeStep } from './take-step.ts';

/** Takes one step of a roll-out. */
export const rolloutAdvance = defineAction({
  id: 'rollout-advance',
  title: 'Take the next step of a roll-out',
  summary: 'Moves an advice one step on, if everything the step needs is on record; says what is missing otherwise.',
  command: 'rollout advance',
  positional: ['id', 'to'],
  example: 'rondo rollout advance bp-card shadow',
  roles: ['administrator', 'reviewer'],
  changes: true,
  aboutPeople: false,
  params: Type.Object({
    id: text('advice id'),
    to: choice('the next step', ROLLOUT_STATES),
    practitioners: Type.Optional(
      Type.Array(Type.String(), { title: 'for canary: practitioners who see it first, as FHIR ids' }),
    ),
    practice: Type.Optional(text('for canary: the practice that sees it first, as FHIR Organization id')),
    reason: Type.Optional(text('for retired: why')),
  }),
  gives: AdviceAnswer,
  async run({ id, to, practitioners, practice, reason }, context) {
    const found = await adviceNamed(id, context.ledger);
    await takeStep(found, to, { practitioners, practice, reason }, context);
    return { advice: await adviceRow(found, context), card: cardPreview(found) };
  },
  show: ({ advice }) => showAdvice(advice),
});
