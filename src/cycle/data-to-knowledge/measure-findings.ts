import { digestOfJson } from '../../core/digest.ts';
import type { Measure, Stratifier } from '../../engine/query/ast.ts';
import type { CodeSets } from '../../engine/query/code-set.ts';
import { digestOfMeaning } from '../../engine/query/definition-digest.ts';
import { UNKNOWN_STRATUM } from '../../engine/query/strata.ts';
import { codeSetsNamed } from '../../engine/query/walk.ts';
import type { Dataset, Finding } from '../handover.ts';
import type { MethodResult } from './define-method.ts';
import { lookBackDays } from './follow-up-days.ts';
import type { MeasureCounts, StratumCount } from './measure-counts.ts';
import { equityGap } from './methods/equity-gap.ts';
import { funnel } from './methods/funnel.ts';
import { runChart } from './methods/run-chart.ts';
import { shareByGroup } from './methods/share-by-group.ts';

/** What a finding must name beside its numbers. */
export interface Asked {
  readonly cycle: string;
  readonly dataset: Dataset;
  readonly codeSets: CodeSets;
  /** concepts each code set met in this snapshot, by id of the code set */
  readonly resolved: ReadonlyMap<string, number>;
}

/** Stratifiers that ask about fairness, with how their groups are compared: fixed here, before any data are seen. */
const EQUITY: readonly {
  readonly by: Stratifier;
  readonly title: string;
  readonly isOrdered: boolean;
  readonly pair: 'ends' | 'largest two';
}[] = [
  { by: 'deprivation', title: 'between the least and the most deprived fifth', isOrdered: true, pair: 'ends' },
  { by: 'sex', title: 'between women and men', isOrdered: false, pair: 'largest two' },
  { by: 'ethnicity', title: 'between ethnic groups', isOrdered: false, pair: 'largest two' },
  { by: 'race', title: 'between racial groups', isOrdered: false, pair: 'largest two' },
  { by: 'age-band', title: 'between the youngest and the oldest', isOrdered: true, pair: 'ends' },
];

/** The findings about one measure: level, trend, variation between practices, gaps. Blocked ones are among them and say so. */
export function measureFindings(counts: MeasureCounts, asked: Asked): Finding[] {
  const { measure, months, strata } = counts;
  const practices = known(strata.get('practice') ?? []);
  const counted = measure.basis === 'event' ? 'visits' : 'people';
  const wordsFor = (what: string, title: string) => ({ id: `${measure.id}-${what}`, title, counted });
  const find = (title: string, answers: Finding['answers'], result: MethodResult): Finding =>
    findingOf(measure, { title, answers }, result, asked);

  const level = wordsFor('level', measure.title);
  const trend = wordsFor('trend', `${measure.title}: by month`);
  const variation = wordsFor('variation', `${measure.title}: variation between practices`);
  return [
    find(level.title, 'level', shareByGroup.run(levelGroups(counts), {}, level)),
    find(trend.title, 'trend', runChart.run(months, { overlaps: lookBackDays(measure) > 31 }, trend)),
    find(variation.title, 'variation', funnel.run(practices, {}, variation)),
    ...EQUITY.filter(({ by }) => known(strata.get(by) ?? []).length >= 2).map(({ by, title, isOrdered, pair }) => {
      const groups = known(strata.get(by) ?? []);
      const [reference, comparison] = pair === 'ends' ? [groups[0]!, groups.at(-1)!] : largestTwo(groups);
      const gap = wordsFor(`gap-${by}`, `${measure.title}: gap ${title}`);
      const compared = { isOrdered, reference: reference.group, comparison: comparison.group };
      return find(gap.title, 'equity', equityGap.run(groups, compared, gap));
    }),
  ];
}

function levelGroups(counts: MeasureCounts): StratumCount[] {
  const { measure, months } = counts;
  const used = measure.basis === 'event' ? months.slice(-12) : months.slice(-1);
  const all = used.reduce(
    (sum, month) => ({ numerator: sum.numerator + month.numerator, denominator: sum.denominator + month.denominator }),
    { numerator: 0, denominator: 0 },
  );
  return [{ group: 'all', label: 'all', excluded: 0, ...all }];
}

function known(groups: readonly StratumCount[]): StratumCount[] {
  return groups.filter(({ group }) => group !== UNKNOWN_STRATUM);
}

/** The larger of the two is the reference. */
function largestTwo(groups: readonly StratumCount[]): [StratumCount, StratumCount] {
  const [first, second] = [...groups].sort((a, b) => b.denominator - a.denominator || (a.group < b.group ? -1 : 1));
  return [first!, second!];
}

/** Puts a method's result into the form that may be handed over: with everything it rests on, and whether to rely on it. */
export function findingOf(
  definition: Measure,
  words: { readonly title: string; readonly answers: Finding['answers'] },
  result: MethodResult,
  asked: Asked,
): Finding {
  const { dataset, codeSets, resolved, cycle } = asked;
  const named = codeSetsNamed(definition).map((id) => {
    const set = codeSets.get(id);
    return {
      id,
      version: set?.version ?? 'unknown',
      digest: digestOfJson(set?.codes ?? []),
      resolvedConcepts: resolved.get(id) ?? 0,
    };
  });
  const without: Omit<Finding, 'id'> = {
    cycle,
    ...words,
    dataset,
    definition: { id: definition.id, version: definition.version, digest: digestOfMeaning(definition, codeSets) },
    codeSets: named,
    method: result.method,
    estimate: result.estimate,
    interval: result.interval,
    level: result.level,
    unit: result.unit,
    people: result.people,
    assumptions: result.assumptions,
    diagnostics: result.diagnostics,
    verdict: verdictOn(definition, result, dataset),
    ...(result.table ? { table: result.table } : {}),
    ...(result.figure ? { figure: result.figure } : {}),
  };
  const { figure: _picture, ...meaning } = without;
  return { id: digestOfJson(meaning), ...without };
}

/** May it be relied on? No where it is blocked, where a gate failed, or where a failed check threatens the definition. */
function verdictOn(definition: Measure, result: MethodResult, dataset: Dataset): Finding['verdict'] {
  if (result.blocked !== undefined) return { isReliable: false, reason: result.blocked };
  const threat = dataset.failedChecks.find(
    ({ threatens }) => threatens.includes(definition.id) || threatens.includes('*'),
  );
  if (threat) return { isReliable: false, reason: `a check of the data failed: ${threat.says}` };
  const failed = result.diagnostics.find(({ ok }) => !ok);
  if (failed) return { isReliable: false, reason: failed.says };
  return { isReliable: true, reason: 'every gate passed' };
}
