import type { Static } from '../core/schema.ts';
import { lookBackDays } from '../cycle/data-to-knowledge/follow-up-days.ts';
import type { MeasureCounts } from '../cycle/data-to-knowledge/measure-counts.ts';
import { runChart } from '../cycle/data-to-knowledge/methods/run-chart.ts';
import type { TeamAdvice } from '../cycle/knowledge-to-practice/advice-content.ts';
import { composeFeedback, type TeamFeedback } from '../cycle/knowledge-to-practice/feedback/compose-feedback.ts';
import { lastPromise } from '../cycle/knowledge-to-practice/feedback/promises.ts';
import { UNKNOWN_STRATUM } from '../engine/query/strata.ts';
import type { Context } from './action.ts';
import type { ActorName } from './actor-names.ts';
import { countsOf } from './counts-of.ts';
import { plainFigure } from './plain-figure.ts';
import type { TeamFeedbackShape } from './shapes.ts';
import { codeSetsOnShelf, measureOnShelf } from './shelf.ts';
import type { Reading } from './with-snapshot.ts';

/** The counts that all teams' messages are made of: one run of the measure. */
export async function feedbackCounts(advice: TeamAdvice, reading: Reading): Promise<MeasureCounts | undefined> {
  const measure = measureOnShelf(advice.feedback.measure);
  const hasPractices = measure.stratifiers.includes('practice');
  return countsOf(reading, hasPractices ? measure : { ...measure, stratifiers: ['practice'] }, codeSetsOnShelf());
}

/** The practices that the measure can speak of, by name. */
export function practicesIn(counts: MeasureCounts): { id: string; name: string }[] {
  const practices = (counts.strata.get('practice') ?? []).filter(({ group }) => group !== UNKNOWN_STRATUM);
  return practices.map(({ group, label }) => ({ id: group, name: label ?? group }));
}

/** What one practice hears now. */
export async function feedbackFor(
  practice: string,
  advice: TeamAdvice,
  counts: MeasureCounts,
  { dataset }: Reading,
  { ledger, effects }: Context,
): Promise<TeamFeedback> {
  const { measure } = counts;
  const others = (counts.strata.get('practice') ?? []).filter(
    ({ group }) => group !== practice && group !== UNKNOWN_STRATUM,
  );
  const today = effects.today();
  return composeFeedback({
    advice,
    practice,
    measure,
    periods: (counts.practiceMonths.get(practice) ?? []).map(({ month, numerator, denominator }) => ({
      label: month,
      numerator,
      denominator,
    })),
    peers: others.map(({ numerator, denominator }) => ({ events: numerator, people: denominator })),
    asOf: dataset.asOf,
    today,
    lastPromise: await lastPromise(ledger, practice, measure.id, today),
  });
}

/** A message as the page shows it, with its trend drawn. */
export function feedbackRow(
  feedback: TeamFeedback,
  counts: MeasureCounts,
  { name, nameOf }: { readonly name: string; readonly nameOf: ActorName },
): Static<typeof TeamFeedbackShape> {
  const trend = runChart.run(
    counts.practiceMonths.get(feedback.practice) ?? [],
    { overlaps: lookBackDays(counts.measure) > 31 },
    { id: `trend-${feedback.practice}`, title: `${feedback.measureTitle}: ${name}` },
  );
  const { lastPromise: promise } = feedback;
  return {
    practice: feedback.practice,
    practiceName: name,
    measure: feedback.measure,
    measureTitle: feedback.measureTitle,
    asOf: feedback.asOf,
    dataLagDays: feedback.dataLagDays,
    headline: feedback.headline,
    ownShare: feedback.ownShare,
    ownInterval: feedback.ownInterval ? [feedback.ownInterval.lower, feedback.ownInterval.upper] : null,
    denominator: feedback.denominator,
    comparators: feedback.comparators.map(({ name: called, share, says }) => ({ name: called, share, says })),
    ...(trend.figure ? { trend: plainFigure(trend.figure) } : {}),
    suggestedAction: feedback.suggestedAction,
    peopleToReview: feedback.people.count,
    barrierQuestion: {
      asks: feedback.barrierQuestion.asks,
      options: feedback.barrierQuestion.options.map((option) => ({ ...option })),
    },
    lastPlan: promise && {
      barrier: promise.barrier,
      plan: promise.plan,
      dueOn: promise.dueOn,
      by: nameOf(promise.by) ?? promise.by,
      state: promise.state,
      savedAt: promise.savedAt,
    },
  };
}
