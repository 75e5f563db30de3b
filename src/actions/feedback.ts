import type { Actor } from '../community/roles.ts';
import { Type, text } from '../core/schema.ts';
import { defineAction } from './action.ts';
import { actorNames } from './actor-names.ts';
import { adviceOnShelf } from './advice-shelf.ts';
import { feedbackCounts, feedbackFor, feedbackRow, practicesIn } from './compose-team-feedback.ts';
import { TeamFeedbackShape } from './shapes.ts';
import { showFeedback } from './show-feedback.ts';
import { withSnapshot } from './with-snapshot.ts';

export const FeedbackAnswer = Type.Object({
  practices: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  feedback: Type.Union([TeamFeedbackShape, Type.Null()]),
});

/** Feedback as one team sees it. */
export const feedback = defineAction({
  id: 'feedback',
  title: 'Feedback to a team',
  summary:
    'What one practice hears: its own value, trend and fair comparators without other names, one thing to do, and the question of what stands in the way. A clinician sees their own practices.',
  command: 'feedback',
  example: 'rondo feedback --practice practice-001',
  roles: ['clinician', 'analyst', 'administrator'],
  changes: false,
  aboutPeople: false,
  params: Type.Object({
    practice: Type.Optional(text('practice, as FHIR Organization id; the first one if not named')),
  }),
  gives: FeedbackAnswer,
  async run({ practice }, context) {
    if ((await context.workspace.currentSnapshot()) === undefined) return { practices: [], feedback: null };
    const advice = (await adviceOnShelf(context.ledger)).find((each) => each.channel === 'team-feedback');
    if (advice?.channel !== 'team-feedback') return { practices: [], feedback: null };
    return withSnapshot(context.workspace, async (reading) => {
      const counts = await feedbackCounts(advice, reading);
      if (!counts) return { practices: [], feedback: null };
      const practices = practicesIn(counts).filter(({ id }) => maySee(context.actor, id));
      const chosen = practices.find(({ id }) => id === practice) ?? (practice === undefined ? practices[0] : undefined);
      if (!chosen) return { practices, feedback: null };
      const composed = await feedbackFor(chosen.id, advice, counts, reading, context);
      return {
        practices,
        feedback: feedbackRow(composed, counts, { name: chosen.name, nameOf: await actorNames(context.ledger) }),
      };
    });
  },
  show: ({ practices, feedback: shown }) =>
    shown
      ? showFeedback(shown)
      : practices.length === 0
        ? 'No practice to speak of yet.'
        : `Practices: ${practices.map(({ id, name }) => `${name} (${id})`).join(', ')}`,
});

/** A clinician's feedback is for their own practices; who runs the node may see what is sent. */
export function maySee(actor: Actor, practice: string): boolean {
  return actor.roles.includes('analyst') || actor.roles.includes('administrator') || actor.practices.includes(practice);
}
