/** The effect of advice given to everyone at one time: the course of a measure before and after. */
import type { SeenPerson } from '../../data-to-knowledge/counts.ts';
import { interruptedSeries } from '../../data-to-knowledge/methods/interrupted-series.ts';
import type { Advice, Dataset, Impact } from '../../handover.ts';

/** One month: people counted, and those of them in the numerator. */
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
  /** the first month with the advice, `2026-03` */
  readonly from: string;
  /** who was counted in which period, where it is known */
  readonly seen?: readonly SeenPerson[];
  /** title of the measure that is the outcome; its id is written where none is given */
  readonly outcomeTitle?: string;
  readonly level?: number;
}

/** Three years of months are needed before a season can be told from a trend and a change. */
const SEASON_MONTHS = 36;

/** With fewer months after the change a new slope cannot be told from a jump. */
const SLOPE_MONTHS = 12;

/**
 * Mean difference between what was seen with the advice and what the earlier course would have given, in shares, by the
 * method `interrupted-series`. Blocked, without a number, where its gates fail.
 */
export function interruptedSeriesImpact(input: SeriesInput): Impact {
  const { cycle, advice, dataset, periods, from, level = 0.95 } = input;
  const before = periods.filter(({ label }) => label < from);
  const after = periods.filter(({ label }) => label >= from);
  const found = interruptedSeries.run(
    {
      months: periods.map(({ label, ...counts }) => ({ month: label, ...counts })),
      ...(input.seen ? { seen: input.seen } : {}),
    },
    {
      changeMonth: from,
      changeLabel: 'advice begins',
      hasSeason: before.length >= SEASON_MONTHS,
      hasSlopeChange: after.length >= SLOPE_MONTHS,
      level,
    },
    {
      id: `impact-${advice.id}`,
      title: `Effect of: ${advice.title}`,
      counted: `people, “${input.outcomeTitle ?? advice.impactPlan.outcome}”`,
    },
  );
  return {
    cycle,
    advice: advice.id,
    design: 'interrupted-series',
    dataset,
    estimate: found.estimate,
    interval: found.interval,
    level,
    unit: found.unit,
    groups: [groupOf('before', before), groupOf('with the advice', after)],
    assumptions: found.assumptions,
    diagnostics: found.diagnostics,
    isSimulated: dataset.isSimulated,
    ...(found.blocked === undefined ? {} : { blocked: found.blocked }),
    ...(found.figure ? { figure: found.figure } : {}),
  };
}

function groupOf(name: string, periods: readonly SeriesPeriod[]): Impact['groups'][number] {
  return {
    name,
    people: periods.reduce((sum, { denominator }) => sum + denominator, 0),
    events: periods.reduce((sum, { numerator }) => sum + numerator, 0),
    clusters: periods.length,
  };
}
