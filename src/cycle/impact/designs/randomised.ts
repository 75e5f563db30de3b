/** The effect of advice when practitioners, practices or weeks were randomised: a difference between two arms. */
import type { ClusterCount } from '../../data-to-knowledge/counts.ts';
import { randomisedDifference } from '../../data-to-knowledge/methods/randomised-difference.ts';
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

/**
 * Difference of shares (advice − usual) by intention to treat, by the method `randomised-difference`. Blocked, without a
 * number, where the method's own gates fail or where what happened does not fit the sealed allocation.
 */
export function randomisedImpact(input: RandomisedInput): Impact {
  const { cycle, advice, dataset, level = 0.95 } = input;
  const { outcome, outcomeWithinDays, unit: randomised } = advice.impactPlan;
  const clusters = clustersOf(input.people);
  const kept = conductOf(input);
  const hasOutcome = outcome === 'acted-on' ? 'the advised action in their record' : outcome;
  const counted = `people with ${hasOutcome} within ${outcomeWithinDays} days`;
  const words = { id: `impact-${advice.id}`, title: `Effect of: ${advice.title}`, counted };
  const found = randomisedDifference.run(clusters, { level }, words);
  const blocked = kept.find(({ name, ok }) => !ok && GATES.includes(name))?.says ?? found.blocked;
  const isBlocked = blocked !== undefined;
  return {
    cycle,
    advice: advice.id,
    design: 'randomised',
    dataset,
    estimate: isBlocked ? null : found.estimate,
    interval: isBlocked ? null : found.interval,
    level,
    unit: found.unit,
    groups: [groupOf('advice', clusters), groupOf('usual', clusters)],
    assumptions: [
      `Each ${randomised} was given its arm by the sealed list, before anyone could know it.`,
      ...found.assumptions,
      'Records tell the outcome equally well in both arms.',
    ],
    diagnostics: [...kept, ...found.diagnostics],
    isSimulated: dataset.isSimulated,
    ...(isBlocked ? { blocked } : {}),
    ...(!isBlocked && found.figure ? { figure: found.figure } : {}),
  };
}

/** Diagnostics of the conduct that block: without them no number means anything. */
const GATES = ['allocation', 'arms kept'];

/** How the trial was kept to. */
function conductOf({ exposure, pending, allocationProblems }: RandomisedInput): Diagnostic[] {
  const usual = exposure.exposed.filter(({ arm }) => arm === 'usual').length;
  const leaked = usual === 0 ? 0 : exposure.usualButShown / usual;
  return [
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

/** One count for each unit that saw anybody. */
function clustersOf(people: readonly WithOutcome[]): ClusterCount[] {
  const clusters = new Map<string, ClusterCount>();
  for (const { unit, arm, hasOutcome } of people) {
    const before = clusters.get(unit) ?? { arm, cluster: unit, events: 0, people: 0 };
    clusters.set(unit, { ...before, events: before.events + Number(hasOutcome), people: before.people + 1 });
  }
  return [...clusters.values()];
}

function groupOf(arm: Arm, clusters: readonly ClusterCount[]): Impact['groups'][number] {
  const ours = clusters.filter((cluster) => cluster.arm === arm);
  return {
    name: arm === 'advice' ? 'advice' : 'usual care',
    people: ours.reduce((sum, { people }) => sum + people, 0),
    events: ours.reduce((sum, { events }) => sum + events, 0),
    clusters: ours.length,
  };
}
