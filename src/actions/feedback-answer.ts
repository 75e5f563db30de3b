import { noCareRelationship } from '../community/release.ts';
import { choice, day, Type, text } from '../core/schema.ts';
import { BARRIER_IDS } from '../cycle/knowledge-to-practice/feedback/barriers.ts';
import { recordAnswer } from '../cycle/knowledge-to-practice/feedback/promises.ts';
import { defineAction } from './action.ts';
import { feedback, maySee } from './feedback.ts';
import { TeamFeedbackShape } from './shapes.ts';
import { showFeedback } from './show-feedback.ts';

/** A team says what stands in the way and what it will do. */
export const feedbackAnswer = defineAction({
  id: 'feedback-answer',
  title: 'Answer the feedback',
  summary:
    'Records what stands in the way for a practice and what it plans, with a day by which; the next message repeats it.',
  command: 'feedback answer',
  example:
    'rondo feedback answer --practice practice-001 --measure blood-pressure-control --barrier opportunity-physical --plan "Nurse clinic on Thursdays" --due-on 2030-01-31',
  roles: ['clinician', 'administrator'],
  changes: true,
  aboutPeople: false,
  params: Type.Object({
    practice: text('practice, as FHIR Organization id'),
    measure: text('measure id'),
    barrier: choice('what stands in the way most', BARRIER_IDS),
    plan: Type.String({ title: 'what the team will do; name no patient', minLength: 1, maxLength: 500 }),
    dueOn: day('by which day'),
  }),
  gives: Type.Object({ feedback: Type.Union([TeamFeedbackShape, Type.Null()]) }),
  async run({ practice, measure, barrier, plan, dueOn }, context) {
    const { ledger, effects, actor } = context;
    if (!maySee(actor, practice)) throw noCareRelationship({});
    const before = await feedback.run({ practice }, context);
    const period = before.feedback?.asOf.slice(0, 7) ?? '';
    await recordAnswer(
      ledger,
      { practice, measure, period, barrier, plan, owner: actor.name, dueOn, actor: actor.id },
      effects.today(),
    );
    return { feedback: (await feedback.run({ practice }, context)).feedback };
  },
  show: ({ feedback: shown }) => (shown ? showFeedback(shown) : 'Recorded.'),
});
