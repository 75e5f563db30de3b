import { Type, text } from '../core/schema.ts';
import { draftAdvice } from '../cycle/knowledge-to-practice/rollout-ledger.ts';
import { defineAction } from './action.ts';
import { AdviceAnswer, cardPreview } from './advice.ts';
import { adviceRow } from './advice-row.ts';
import { saveEdit } from './advice-shelf.ts';
import { showAdvice } from './show-advice.ts';

/** Changes the wording of an advice. */
export const adviceSave = defineAction({
  id: 'advice-save',
  title: 'Change the wording of an advice',
  summary: 'Saves a new wording as a draft. Past draft it becomes a new version, which needs reviewers of its own.',
  command: 'advice edit',
  positional: ['id'],
  example:
    'rondo advice edit bp-card --summary "Blood pressure above goal" --detail "Why" --suggested-action "Step up treatment"',
  roles: ['analyst', 'clinician', 'administrator'],
  changes: true,
  aboutPeople: false,
  params: Type.Object({
    id: text('advice id'),
    summary: Type.String({ title: 'one line, under 140 characters', minLength: 1, maxLength: 139 }),
    detail: text('why, in Markdown without HTML'),
    suggestedAction: text('what to do'),
  }),
  gives: AdviceAnswer,
  async run({ id, summary, detail, suggestedAction }, context) {
    const saved = await saveEdit(id, { summary, detail, suggestedAction }, context.ledger, context.actor.id);
    await draftAdvice(context.ledger, context.effects, { advice: saved, author: context.actor.id });
    return { advice: await adviceRow(saved, context), card: cardPreview(saved) };
  },
  show: ({ advice }) => showAdvice(advice),
});
