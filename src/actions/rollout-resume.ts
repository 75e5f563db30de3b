import { Type, text } from '../core/schema.ts';
import { resumeAdvice } from '../cycle/knowledge-to-practice/rollout-ledger.ts';
import { defineAction } from './action.ts';
import { AdviceAnswer, cardPreview } from './advice.ts';
import { adviceRow } from './advice-row.ts';
import { adviceNamed } from './advice-shelf.ts';
import { showAdvice } from './show-advice.ts';

/** Takes the kill switch back: a decision with a reason. */
export const rolloutResume = defineAction({
  id: 'rollout-resume',
  title: 'Let a stopped advice go on',
  summary: 'Takes the kill switch back. The advice goes on from the step at which it was stopped.',
  command: 'rollout resume',
  positional: ['id'],
  example: 'rondo rollout resume bp-card --reason "Hospice is excluded now"',
  roles: ['reviewer', 'administrator'],
  changes: true,
  aboutPeople: false,
  params: Type.Object({ id: text('advice id'), reason: text('why it may go on') }),
  gives: AdviceAnswer,
  async run({ id, reason }, context) {
    const { ledger, effects, actor } = context;
    const found = await adviceNamed(id, ledger);
    await resumeAdvice(ledger, effects, { advice: id, version: found.version, actor: actor.id, reason });
    return { advice: await adviceRow(found, context), card: cardPreview(found) };
  },
  show: ({ advice }) => showAdvice(advice),
});
