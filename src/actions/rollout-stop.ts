import { Type, text } from '../core/schema.ts';
import { stopAdvice } from '../cycle/knowledge-to-practice/rollout-ledger.ts';
import { defineAction } from './action.ts';
import { AdviceAnswer, cardPreview } from './advice.ts';
import { adviceRow } from './advice-row.ts';
import { adviceNamed } from './advice-shelf.ts';
import { showAdvice } from './show-advice.ts';

/** The kill switch. */
export const rolloutStop = defineAction({
  id: 'rollout-stop',
  title: 'Stop an advice now',
  summary: 'The kill switch: within five seconds no version of this advice is shown to anyone, whatever its step.',
  command: 'rollout stop',
  positional: ['id'],
  example: 'rondo rollout stop bp-card --reason "Fires for patients in hospice"',
  roles: ['clinician', 'reviewer', 'analyst', 'administrator'],
  changes: true,
  aboutPeople: false,
  params: Type.Object({ id: text('advice id'), reason: text('why') }),
  gives: AdviceAnswer,
  async run({ id, reason }, context) {
    const { ledger, effects, actor } = context;
    const found = await adviceNamed(id, ledger);
    await stopAdvice(ledger, effects, { advice: id, actor: actor.id, reason });
    return { advice: await adviceRow(found, context), card: cardPreview(found) };
  },
  show: ({ advice }) => showAdvice(advice),
});
