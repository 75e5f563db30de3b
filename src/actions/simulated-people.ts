import { approve } from '../community/approvals.ts';
import { decide } from '../community/decisions.ts';
import type { Actor } from '../community/roles.ts';
import { addDays, formatDay } from '../core/day.ts';
import { recordAnswer } from '../cycle/knowledge-to-practice/feedback/promises.ts';
import { approvable } from '../cycle/knowledge-to-practice/rollout-evidence.ts';
import { draftAdvice, recordShadow } from '../cycle/knowledge-to-practice/rollout-ledger.ts';
import type { Context } from './action.ts';
import { type AnyAdvice, adviceOnShelf } from './advice-shelf.ts';
import { careGaps } from './care-gaps.ts';
import { feedbackCounts, practicesIn } from './compose-team-feedback.ts';
import type { CycleContent } from './cycle-shelf.ts';
import { isDirectionConfirmed } from './measure-card.ts';
import { measureOnShelf } from './shelf.ts';
import { takeStep } from './take-step.ts';
import { withSnapshot } from './with-snapshot.ts';

const person = (id: string, name: string, roles: Actor['roles']): Actor => ({ id, name, roles, practices: [] });

/** The people of the synthetic world. Their ids say what they are wherever the ledger is read. */
export const simulatedPeople = {
  lead: person('simulated-lead', 'Simulated lead', ['administrator', 'reviewer', 'clinician']),
  reviewers: [
    person('simulated-reviewer-1', 'Simulated reviewer 1', ['reviewer']),
    person('simulated-reviewer-2', 'Simulated reviewer 2', ['reviewer']),
  ],
  patient: person('simulated-patient-representative', 'Simulated patient representative', [
    'reviewer',
    'patient-representative',
  ]),

  /** looks at which direction is good, for every measure that feedback speaks of */
  async confirmDirections(cycle: CycleContent, { ledger }: Context): Promise<void> {
    for (const id of cycle.measures) {
      const measure = measureOnShelf(id);
      const { goodDirection, version } = measure;
      if (goodDirection === 'neither' || (await isDirectionConfirmed(measure, ledger))) continue;
      await decide(
        ledger,
        { kind: 'direction/confirmed', subject: `measure:${id}`, body: { goodDirection, version } },
        simulatedPeople.lead,
      );
    }
  },

  /** one practice says what stands in its way and plans something */
  async answerFeedback({ ledger, effects, workspace }: Context): Promise<void> {
    const advice = (await adviceOnShelf(ledger)).find((each) => each.channel === 'team-feedback');
    if (advice?.channel !== 'team-feedback') return;
    const practice = await withSnapshot(workspace, async (reading) => {
      const counts = await feedbackCounts(advice, reading);
      return counts ? practicesIn(counts)[0] : undefined;
    });
    if (!practice) return;
    const today = effects.today();
    const answer = {
      practice: practice.id,
      measure: advice.feedback.measure,
      period: formatDay(today).slice(0, 7),
      barrier: 'opportunity-physical' as const,
      plan: 'A nurse checks blood pressure before the visit and books a second reading (simulated plan)',
      owner: 'simulated practice nurse',
      dueOn: formatDay(addDays(today, 60)),
      actor: 'simulated-practice-team',
    };
    await recordAnswer(ledger, answer, today);
  },
};

/** Takes an advice through every step to randomised: nothing is skipped, each step's evidence is on record. */
export async function bringToRandomised(advice: AnyAdvice, context: Context): Promise<void> {
  const { ledger, effects, workspace } = context;
  const { lead, reviewers } = simulatedPeople;
  const rollout = await draftAdvice(ledger, effects, { advice, author: 'rondo' });
  for (const reviewer of reviewers) {
    await approve(
      ledger,
      { ...approvable(rollout), role: 'reviewer', comment: 'read and agreed (simulated)' },
      reviewer,
    );
  }
  const asLead: Context = { ...context, actor: lead };
  await takeStep(advice, 'reviewed', {}, asLead);
  await takeStep(advice, 'shadow', {}, asLead);
  const { figures, practice } = await withSnapshot(workspace, async (reading) => {
    const { people, practices } =
      advice.channel === 'cds-card' ? await careGaps(advice.definition, reading) : { people: 0, practices: 0 };
    const [site] = await reading.snapshot.db.rows<{ id: string }>(
      'SELECT min(care_site_source_value) AS id FROM care_site JOIN person USING (care_site_id)',
    );
    return {
      figures: { evaluated: reading.dataset.people, fired: people || practices, days: 1 },
      practice: site?.id ?? '',
    };
  });
  // The rule was run over the whole snapshot, for one day: what it would have shown, had everybody come that day.
  await recordShadow(ledger, { advice: advice.id, version: advice.version, actor: lead.id, figures });
  await takeStep(advice, 'canary', { practice }, asLead);
  await takeStep(advice, 'randomised', {}, asLead);
}
