/** The effect of advice given to everyone at one time: the course of a measure before and after. */
import { interruptedSeries } from '../../../engine/chart/interrupted-series.ts';
import { segmentedRegression } from '../../../engine/stats/segmented-regression.ts';
import type { Advice, Dataset, Diagnostic, Impact } from '../../handover.ts';

export interface SeriesPeriod {
  /** `2026-01` */
  readonly label: string;
  readonly numerator: number;
  readonly denominator: number;
}

export interface SeriesInput {
  readonly cycle: string;
  readonly advice: Advice;
  readonly dataset: Dataset;
  /** oldest first, without gaps */
  readonly periods: readonly SeriesPeriod[];
  /** label of the first period with the advice */
  readonly from: string;
  readonly level?: number;
}

export const FEWEST_BEFORE = 8;
export const FEWEST_AFTER = 4;
const FEWEST_IN_PERIOD = 10;

/**
 * Mean difference between what was seen after the change and what the earlier course would have given, in shares, with
 * Newey–West limits. Blocked where there are too few periods or people.
 *
 * Source: Wagner et al. (2002), J Clin Pharm Ther 27:299–309.
 */
export function interruptedSeriesImpact(input: SeriesInput): Impact {
  const { cycle, advice, dataset, periods, level = 0.95 } = input;
  const change = periods.findIndex(({ label }) => label === input.from);
  const before = change < 0 ? periods : periods.slice(0, change);
  const after = change < 0 ? [] : periods.slice(change);
  const gates = gatesOf(periods, before.length, after.length);
  const base = {
    cycle,
    advice: advice.id,
    design: 'interrupted-series' as const,
    dataset,
    level,
    unit: `share of people in ${advice.impactPlan.outcome}`,
    groups: [group('before', before), group('after', after)],
    assumptions: [
      'Without the advice the earlier course would have gone on.',
      'Nothing else that matters changed at the same time.',
      'What is recorded, and about whom, did not change with it.',
    ],
    isSimulated: dataset.isSimulated,
  };
  const failed = gates.find(({ ok }) => !ok);
  if (failed) return { ...base, estimate: null, interval: null, diagnostics: gates, blocked: failed.says };
  const values = periods.map(({ numerator, denominator }) => numerator / denominator);
  const found = segmentedRegression(values, change, {
    level,
    weights: periods.map(({ denominator }) => denominator),
    ...(before.length >= 24 ? { season: 12 } : {}),
  });
  const { average } = found ?? {};
  if (!found || !average || ![average.estimate, average.lower, average.upper].every(Number.isFinite)) {
    return {
      ...base,
      estimate: null,
      interval: null,
      diagnostics: gates,
      blocked: 'the course before and after cannot be told apart',
    };
  }
  const neighbours: Diagnostic = {
    name: 'neighbouring periods',
    ok: Math.abs(found.autocorrelation) < 0.5,
    says: `residuals of neighbouring periods correlate by ${found.autocorrelation.toFixed(2)}; the limits allow for ${found.lag} periods back`,
  };
  return {
    ...base,
    estimate: average.estimate,
    interval: [average.lower, average.upper],
    diagnostics: [...gates, neighbours],
    figure: interruptedSeries({
      id: `impact-${advice.id}`,
      title: `Effect of ${advice.title}`,
      unit: base.unit,
      format: 'percent',
      labels: periods.map(({ label }) => label),
      values,
      fitted: found.fitted,
      counterfactual: found.counterfactual,
      change,
      changeLabel: 'advice begins',
      effectLabel: `${points(average.estimate)} on average (${points(average.lower)} to ${points(average.upper)})`,
    }),
  };
}

function gatesOf(periods: readonly SeriesPeriod[], before: number, after: number): Diagnostic[] {
  const smallest = Math.min(...periods.map(({ denominator }) => denominator), Number.MAX_SAFE_INTEGER);
  return [
    {
      name: 'periods before',
      ok: before >= FEWEST_BEFORE,
      says: `${before} periods before the advice; at least ${FEWEST_BEFORE} are needed`,
    },
    {
      name: 'periods after',
      ok: after >= FEWEST_AFTER,
      says: `${after} periods with the advice; at least ${FEWEST_AFTER} are needed`,
    },
    {
      name: 'people in each period',
      ok: periods.length > 0 && smallest >= FEWEST_IN_PERIOD,
      says: `the smallest period has ${periods.length > 0 ? smallest : 0} people; at least ${FEWEST_IN_PERIOD} are needed`,
    },
  ];
}

function group(name: string, periods: readonly SeriesPeriod[]): Impact['groups'][number] {
  return {
    name,
    people: periods.reduce((sum, { denominator }) => sum + denominator, 0),
    events: periods.reduce((sum, { numerator }) => sum + numerator, 0),
    clusters: periods.length,
  };
}

function points(share: number): string {
  return `${share > 0 ? '+' : ''}${(share * 100).toFixed(1)} points`;
}
