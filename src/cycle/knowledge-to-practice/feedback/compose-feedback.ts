/**
 * What one team hears about one measure: its own value with what chance alone can do, its course, fair comparators, one
 * thing to do, whom it concerns, and what it promised last time. Pure; no other team's name comes in, so none goes out.
 *
 * Sources for the form: Brehaut et al. (2016), Ann Intern Med 164:435–441; Ivers et al. (2012), Cochrane CD000259.
 */
import { type Day, dayOf } from '../../../core/day.ts';
import { achievableBenchmark } from '../../../engine/stats/achievable-benchmark.ts';
import type { Interval, Tally } from '../../../engine/stats/interval.ts';
import { laneyChart, type PChart, pChart } from '../../../engine/stats/p-chart.ts';
import { quantile } from '../../../engine/stats/quantile.ts';
import { anySignal, specialCauses } from '../../../engine/stats/spc-rules.ts';
import { wilsonInterval } from '../../../engine/stats/wilson-interval.ts';
import type { TeamAdvice } from '../advice-content.ts';
import { BARRIER_QUESTION, BARRIERS, type Barrier } from './barriers.ts';
import type { TeamPromise } from './promises.ts';

/** One period of one team: people counted, and those of them in the numerator. */
export interface TeamPeriod {
  /** `2026-01` */
  readonly label: string;
  readonly numerator: number;
  readonly denominator: number;
}

export interface FeedbackInput {
  readonly advice: TeamAdvice;
  /** FHIR id of the practice that receives it */
  readonly practice: string;
  readonly measure: {
    readonly id: string;
    readonly title: string;
    readonly version: string;
    readonly goodDirection: 'higher' | 'lower' | 'neither';
  };
  /** own periods, oldest first; the last is the one spoken of */
  readonly periods: readonly TeamPeriod[];
  /** every other team in the last period, without names */
  readonly peers: readonly Tally[];
  /** the last day the records speak of, `YYYY-MM-DD` */
  readonly asOf: string;
  readonly today: Day;
  readonly lastPromise: TeamPromise | null;
  /** below this many people nothing is said about how a team does; 10 if absent */
  readonly fewest?: number;
}

export interface Comparator {
  readonly id: 'own-past' | 'peer-median' | 'achievable-benchmark';
  readonly name: string;
  /** in [0, 1] */
  readonly share: number;
  readonly says: string;
}

export interface TeamFeedback {
  readonly practice: string;
  readonly measure: string;
  readonly measureTitle: string;
  readonly period: string;
  readonly asOf: string;
  readonly dataLagDays: number;
  /** at most two sentences and three numbers */
  readonly headline: string;
  /** null where there are too few people to say anything */
  readonly ownShare: number | null;
  readonly ownInterval: Interval | null;
  readonly denominator: number;
  readonly trend: {
    readonly points: readonly { readonly label: string; readonly share: number | null; readonly people: number }[];
    readonly says: string;
    readonly hasChanged: boolean;
  };
  readonly comparators: readonly Comparator[];
  readonly suggestedAction: string;
  readonly otherActions: readonly string[];
  /** whom it concerns: the door fetches names through release, with an audit row */
  readonly people: { readonly measure: string; readonly practice: string; readonly count: number };
  readonly barrierQuestion: { readonly asks: string; readonly options: readonly Barrier[] };
  /** what was promised last time and how it stands */
  readonly lastPromise: TeamPromise | null;
  /** why nothing is claimed, if so */
  readonly blocked?: string;
}

const FEWEST_PEOPLE = 10;

export function composeFeedback(input: FeedbackInput): TeamFeedback {
  const { measure, practice } = input;
  const fewest = input.fewest ?? FEWEST_PEOPLE;
  const now = input.periods.at(-1) ?? { label: '', numerator: 0, denominator: 0 };
  const isSmall = now.denominator < fewest;
  const share = isSmall ? null : now.numerator / now.denominator;
  const comparators = isSmall ? [] : comparatorsOf(input, fewest);
  const [action = input.advice.suggestedAction, ...others] = input.advice.feedback.actions;
  return {
    practice,
    measure: measure.id,
    measureTitle: measure.title,
    period: now.label,
    asOf: input.asOf,
    dataLagDays: input.today - dayOf(input.asOf),
    headline: headlineOf(input, now, share, comparators, fewest),
    ownShare: share,
    ownInterval: isSmall ? null : wilsonInterval(now.numerator, now.denominator),
    denominator: now.denominator,
    trend: trendOf(input, fewest),
    comparators,
    suggestedAction: action,
    otherActions: others,
    people: { measure: measure.id, practice, count: concerned(measure.goodDirection, now) },
    barrierQuestion: { asks: BARRIER_QUESTION, options: BARRIERS },
    lastPromise: input.lastPromise,
    ...(isSmall ? { blocked: `fewer than ${fewest} people: chance would speak louder than care` } : {}),
  };
}

/** People the team can do something for: not in the numerator if more is better, in it if less is. */
function concerned(direction: FeedbackInput['measure']['goodDirection'], now: TeamPeriod): number {
  if (direction === 'neither') return 0;
  return direction === 'higher' ? now.denominator - now.numerator : now.numerator;
}

function headlineOf(
  input: FeedbackInput,
  now: TeamPeriod,
  share: number | null,
  comparators: readonly Comparator[],
  fewest: number,
): string {
  const title = input.measure.title;
  if (share === null) return `${title}: fewer than ${fewest} people here, too few to say how we do.`;
  const own = `${title}: ${percent(share)} of ${now.denominator} people here.`;
  const best = comparators.find(({ id }) => id === 'achievable-benchmark');
  return best ? `${own} Teams that do best reach ${percent(best.share)}.` : own;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** Own past (a year before, or the oldest there is), the median of the other teams, and what the best reach together. */
function comparatorsOf({ periods, peers, measure }: FeedbackInput, fewest: number): Comparator[] {
  const comparators: Comparator[] = [];
  const past = periods.at(-13) ?? (periods.length > 1 ? periods[0] : undefined);
  if (past && past.denominator >= fewest) {
    const share = past.numerator / past.denominator;
    comparators.push({
      id: 'own-past',
      name: 'ourselves before',
      share,
      says: `In ${past.label} it was ${percent(share)}.`,
    });
  }
  const others = peers.filter(({ people }) => people >= fewest);
  if (others.length < 3) return comparators; // with one or two others, a median would tell on them
  const median = quantile(
    others.map(({ events, people }) => events / people),
    0.5,
  );
  comparators.push({
    id: 'peer-median',
    name: 'the middle of the other teams',
    share: median,
    says: `Half of ${others.length} other teams are above ${percent(median)}.`,
  });
  const best = benchmarkOf(others, measure.goodDirection);
  if (best !== undefined) {
    comparators.push({
      id: 'achievable-benchmark',
      name: 'what the best reach',
      share: best,
      says: `The best teams, with a tenth of all people, reach ${percent(best)} together.`,
    });
  }
  return comparators;
}

/** A measure where less is better is turned round, ranked, and turned back. */
function benchmarkOf(
  teams: readonly Tally[],
  direction: FeedbackInput['measure']['goodDirection'],
): number | undefined {
  if (direction === 'neither') return undefined;
  if (direction === 'higher') return achievableBenchmark(teams)?.benchmark;
  const turned = achievableBenchmark(teams.map(({ events, people }) => ({ events: people - events, people })));
  return turned && 1 - turned.benchmark;
}

/** The fewest periods a control chart says anything about. */
const FEWEST_PERIODS = 8;

/** A change is told only when a control chart signals it (over-dispersion allowed for), never by a single step. */
function trendOf({ periods, measure }: FeedbackInput, fewest: number): TeamFeedback['trend'] {
  const points = periods.map(({ label, numerator, denominator }) => ({
    label,
    share: denominator < fewest ? null : numerator / denominator,
    people: denominator,
  }));
  const usable = periods.filter(({ denominator }) => denominator >= fewest);
  if (usable.length < FEWEST_PERIODS || usable.at(-1) !== periods.at(-1)) {
    return { points, hasChanged: false, says: 'There are too few months yet to tell a change from chance.' };
  }
  const chart = chartOf(usable.map(({ numerator, denominator }) => ({ events: numerator, people: denominator })));
  const z = chart.points.map(({ share, sigma }) => (sigma > 0 ? (share - chart.centre) / sigma : 0));
  const signals = anySignal(
    specialCauses(
      z,
      chart.points.map(({ share }) => share),
    ),
  );
  const last = usable.length - 1;
  if (!signals.includes(last) || z[last] === 0) {
    return { points, hasChanged: false, says: 'No change beyond what chance brings from month to month.' };
  }
  const isUp = (z[last] ?? 0) > 0;
  return { points, hasChanged: true, says: changeInWords(isUp, measure.goodDirection) };
}

function chartOf(tallies: readonly Tally[]): PChart {
  const wide = laneyChart(tallies);
  // A p′ chart narrower than chance allows would cry wolf.
  return wide.sigmaZ > 1 ? wide : pChart(tallies);
}

function changeInWords(isUp: boolean, direction: FeedbackInput['measure']['goodDirection']): string {
  const way = isUp ? 'up' : 'down';
  if (direction === 'neither') return `It has gone ${way}, more than chance brings.`;
  return `It has gone ${way}, more than chance brings: ${isUp === (direction === 'higher') ? 'better' : 'worse'} than it was.`;
}
