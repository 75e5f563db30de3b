import { Type, text } from '../core/schema.ts';
import { makeCard } from '../cycle/knowledge-to-practice/cds-hooks/card.ts';
import { defineAction } from './action.ts';
import { adviceRow } from './advice-row.ts';
import { type AnyAdvice, adviceNamed } from './advice-shelf.ts';
import { AdviceShape } from './shapes.ts';
import { showAdvice } from './show-advice.ts';

/** The shape of one advice with the card as a client would receive it. */
export const AdviceAnswer = Type.Object({ advice: AdviceShape, card: Type.Union([Type.Unknown(), Type.Null()]) });

/** One advice, whole. */
export const advice = defineAction({
  id: 'advice',
  title: 'One advice',
  summary:
    'Shows one advice: its text, evidence, reviewers, impact plan, step of roll-out and the card as a client receives it.',
  command: 'advice show',
  positional: ['id'],
  example: 'rondo advice show bp-card',
  roles: ['analyst', 'clinician', 'reviewer', 'patient-representative', 'administrator'],
  changes: false,
  aboutPeople: false,
  params: Type.Object({ id: text('advice id') }),
  gives: AdviceAnswer,
  async run({ id }, context) {
    const found = await adviceNamed(id, context.ledger);
    return { advice: await adviceRow(found, context), card: cardPreview(found) };
  },
  show: ({ advice: row }) => showAdvice(row),
});

/** The card with a made-up reason and no patient; null for other channels. */
export function cardPreview(found: AnyAdvice): unknown {
  if (found.channel !== 'cds-card') return null;
  const suggestions = found.card.suggestions.map((_, at) => `00000000-0000-4000-8000-00000000000${at + 1}`);
  const facts = ['(here stand the readings and dates that decided for this patient)'];
  return makeCard(found, facts, 'the-patient', { card: '00000000-0000-4000-8000-000000000000', suggestions });
}
