/** The effect of advice when practitioners, practices or weeks were randomised: a difference between two arms. */
import { differencePlot } from '../../../engine/chart/difference-plot.ts';
import { clusterLevelDifference, individualLevelDifference } from '../../../engine/stats/cluster-difference.ts';
import type { Interval, Tally } from '../../../engine/stats/interval.ts';
import { tOfLevel } from '../../../engine/stats/t-distribution.ts';
import type { Advice, Arm, Dataset, Diagnostic, Impact } from '../../handover.ts';
import type { Exposure, WithOutcome } from '../exposure.ts';

export interface RandomisedInput {
  readonly cycle: string;
  readonly advice: Advice;
  readonly dataset: Dataset;
  readonly exposure: Exposure;
  readonly people: readonly WithOutcome[];
  /** people whose days have not passed yet */
  readonly pending: number;
  /** from verifyTrial(): what does not fit the seal; empty if all does */
  readonly allocationProblems: readonly string[];
  readonly level?: number;
}

/** Fewer clusters in an arm than this and a t interval cannot be relied on; fewer people and a share is mostly chance. */
export const FEWEST_CLUSTERS = 4;
export const FEWEST_PEOPLE = 20;

/**
 * Difference of shares (advice − usual) by intention to treat, clusters weighted by precision, limits from t with clusters
 * − 2 degrees of freedom. Blocked, without a number, where a gate fails.
 *
 * Source: Hayes & Moulton (2017), Cluster Randomised Trials, chapter 10; Donner & Klar (2000).
 */
export function randomisedImpact(input: RandomisedInput): Impact {
  const { cycle, advice, dataset, level = 0.95 } = input;
  const clusters = { advice: tallies(input.people, 'advice'), usual: tallies(input.people, 'usual') };
  const diagnostics = diagnose(input, clusters);
  const base = {
    cycle,
    advice: advice.id,
    design: 'randomised' as const,
    dataset,
    level,
    unit: `share of people with ${advice.impactPlan.outcome} within ${advice.impactPlan.outcomeWithinDays} days`,
    groups: [group('advice', clusters.advice), group('usual care', clusters.usual)],
    assumptions: assumptionsOf(advice),
    isSimulated: dataset.isSimulated,
  };
  const difference = clusterLevelDifference(clusters.advice, clusters.usual, { weigh: 'by-precision', level });
  const failed = diagnostics.find(({ name, ok }) => !ok && GATES.includes(name));
  if (failed || !difference) {
    const blocked = failed?.says ?? 'no cluster differs from its arm, so there is no interval';
    return { ...base, estimate: null, interval: null, diagnostics, blocked };
  }
  const second = individualLevelDifference(clusters.advice, clusters.usual, { level });
  const agree: Diagnostic = {
    name: 'second analysis',
    ok: second !== undefined && overlap(difference, second),
    says: second
      ? `person by person with cluster-robust error: ${points(second.estimate)} (${points(second.lower)} to ${points(second.upper)})`
      : 'could not be made',
  };
  return {
    ...base,
    estimate: difference.estimate,
    interval: [difference.lower, difference.upper],
    diagnostics: [...diagnostics, agree],
    figure: differencePlot({
      id: `impact-${advice.id}`,
      title: `Effect of ${advice.title}`,
      unit: base.unit,
      level,
      arms: [armEstimate('advice', clusters.advice, level), armEstimate('usual care', clusters.usual, level)],
      differences: [{ label: 'advice − usual care', ...difference }],
      sides: ['fewer with the advice', 'more with the advice'],
    }),
  };
}

/** Diagnostics that block: without them there is no number to show. */
const GATES = ['clusters', 'people', 'allocation', 'arms kept'];

function diagnose(input: RandomisedInput, clusters: Record<'advice' | 'usual', readonly Tally[]>): Diagnostic[] {
  const { exposure, people, pending, allocationProblems } = input;
  const fewestClusters = Math.min(clusters.advice.length, clusters.usual.length);
  const inArm = (arm: Arm) => people.filter((each) => each.arm === arm).length;
  const fewestPeople = Math.min(inArm('advice'), inArm('usual'));
  const usual = exposure.exposed.filter(({ arm }) => arm === 'usual').length;
  const leaked = usual === 0 ? 0 : exposure.usualButShown / usual;
  return [
    {
      name: 'clusters',
      ok: fewestClusters >= FEWEST_CLUSTERS,
      says: `the smaller arm has ${fewestClusters} clusters; at least ${FEWEST_CLUSTERS} are needed`,
    },
    {
      name: 'people',
      ok: fewestPeople >= FEWEST_PEOPLE,
      says: `the smaller arm has ${fewestPeople} people; at least ${FEWEST_PEOPLE} are needed`,
    },
    {
      name: 'allocation',
      ok: allocationProblems.length === 0,
      says: allocationProblems.length === 0 ? 'every place fits the sealed list' : allocationProblems.join('; '),
    },
    {
      name: 'arms kept',
      ok: exposure.misfiled === 0,
      says: `${exposure.misfiled} receipts stand in another arm than their unit`,
    },
    {
      name: 'contamination',
      ok: leaked <= 0.1,
      says: `${exposure.usualButShown} of ${usual} people in usual care were shown the card by someone else; ${exposure.metBothArms} people met both arms`,
    },
    {
      name: 'delivery',
      ok: true,
      says: `${exposure.adviceButWithheld} people of the advice arm were not shown their first card; they count in it all the same`,
    },
    { name: 'follow-up', ok: true, says: `${pending} people are left out of both arms until their days have passed` },
    { name: 'idle units', ok: true, says: `${exposure.idleUnits} allocated units saw nobody for whom the rule fired` },
  ];
}

/** One tally for each unit of an arm. */
function tallies(people: readonly WithOutcome[], arm: Arm): Tally[] {
  const byUnit = new Map<string, { events: number; people: number }>();
  for (const each of people) {
    if (each.arm !== arm) continue;
    const tally = byUnit.get(each.unit) ?? { events: 0, people: 0 };
    tally.people++;
    if (each.hasOutcome) tally.events++;
    byUnit.set(each.unit, tally);
  }
  return [...byUnit.values()];
}

function group(name: string, clusters: readonly Tally[]): Impact['groups'][number] {
  return {
    name,
    people: clusters.reduce((sum, { people }) => sum + people, 0),
    events: clusters.reduce((sum, { events }) => sum + events, 0),
    clusters: clusters.length,
  };
}

/** An arm's pooled share; its limits allow for people of one cluster being alike (ratio estimator, t limits). */
function armEstimate(label: string, clusters: readonly Tally[], level: number) {
  const { people, events } = group(label, clusters);
  const share = events / people;
  const spread = clusters.reduce((sum, each) => sum + (each.events - share * each.people) ** 2, 0);
  const count = clusters.length;
  const reach = tOfLevel(level, count - 1) * Math.sqrt((spread * count) / (count - 1)) * (1 / people);
  return {
    label,
    estimate: share,
    lower: Math.max(0, share - reach),
    upper: Math.min(1, share + reach),
    people,
    note: `${count} clusters`,
  };
}

function assumptionsOf({ impactPlan }: Advice): string[] {
  return [
    `Each ${impactPlan.unit} was given its arm by the sealed list, before anyone could know it.`,
    'A patient is influenced by the arm met first, and little by colleagues of the other arm.',
    'Records tell the outcome equally well in both arms.',
  ];
}

function overlap(a: Interval, b: Interval): boolean {
  return a.lower <= b.upper && b.lower <= a.upper;
}

function points(share: number): string {
  return `${(share * 100).toFixed(1)} points`;
}
