import { approve } from '../community/approvals.ts';
import { choice, Type, text } from '../core/schema.ts';
import { approvable } from '../cycle/knowledge-to-practice/rollout-evidence.ts';
import { draftAdvice } from '../cycle/knowledge-to-practice/rollout-ledger.ts';
import { defineAction } from './action.ts';
import { AdviceAnswer, cardPreview } from './advice.ts';
import { adviceRow } from './advice-row.ts';
import { adviceNamed, rolloutNow } from './advice-shelf.ts';
import { showAdvice } from './show-advice.ts';

/** Approves the wording of an advice, in a part one has. */
export const adviceReview = defineAction({
  id: 'advice-review',
  title: 'Approve an advice',
  summary:
    'Puts on record that a person has read exactly this wording and approves it. Two reviewers who did not write it are needed.',
  command: 'advice approve',
  positional: ['id'],
  example: 'rondo advice approve bp-card --comment "Read the guideline again: agrees"',
  roles: ['reviewer', 'patient-representative'],
  changes: true,
  aboutPeople: false,
  params: Type.Object({
    id: text('advice id'),
    role: choice('in which part', ['reviewer', 'patient-representative'], 'reviewer'),
    comment: text('what was looked at', ''),
  }),
  gives: AdviceAnswer,
  async run({ id, role, comment }, context) {
    const { ledger, effects, actor } = context;
    const found = await adviceNamed(id, ledger);
    const rollout =
      (await rolloutNow(found, ledger)) ?? (await draftAdvice(ledger, effects, { advice: found, author: 'rondo' }));
    await approve(ledger, { ...approvable(rollout), role, comment }, actor);
    return { advice: await adviceRow(found, context), card: cardPreview(found) };
  },
  show: ({ advice }) => showAdvice(advice),
});
