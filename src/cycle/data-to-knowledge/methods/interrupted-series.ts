import { count, share, Type, text } from '../../../core/schema.ts';
import { interruptedSeries as draw } from '../../../engine/chart/interrupted-series.ts';
import type { SeenPeople } from '../../../engine/stats/segmented-regression.ts';
import { segmentedRegression } from '../../../engine/stats/segmented-regression.ts';
import { type MonthCount, type SeenPerson, type Series, sumOf } from '../counts.ts';
import { blockedResult, defineMethod } from '../define-method.ts';

/** The jump of a monthly share at a known month, beyond the course it was on. */
export const interruptedSeries = defineMethod({
  id: 'interrupted-series',
  title: 'Interrupted time series',
  answers: 'compare',
  reads: ['month', 'numerator', 'denominator'],
  params: Type.Object({
    changeMonth: text('first month after the change, YYYY-MM'),
    changeLabel: text('what changed', 'the change'),
    fewestBefore: count('fewest months before', 8, 3),
    fewestAfter: count('fewest months after', 3, 2),
    fewest: count('fewest people in a month', 10, 1),
    hasSeason: Type.Boolean({ title: 'take a yearly season out; wants two years before the change', default: false }),
    hasSlopeChange: Type.Boolean({
      title: 'the advice may also change the slope; wants a year after the change',
      default: true,
    }),
    level: share('confidence level', 0.95),
  }),
  assumes: [
    'Without the change the months would have gone on as before: same level, same slope.',
    'Nothing else that matters began in the same month.',
    'Who is counted did not change at the same time.',
    'The same people are counted in many months; where it is known who, limits allow for that.',
  ],
  source:
    'Wagner et al. (2002), J Clin Pharm Ther 27:299–309; Newey–West limits; Turner et al. (2021), BMC Med Res Methodol 21:181 on short series.',

  run({ months, seen }: Series, asked, words) {
    const { changeMonth, changeLabel, fewestBefore, fewestAfter, fewest, hasSeason, hasSlopeChange, level } = asked;
    const used = months.filter(({ denominator }) => denominator >= fewest);
    const { people } = sumOf(used);
    const change = used.findIndex(({ month }) => month >= changeMonth);
    const [before, after] = change < 0 ? [used.length, 0] : [change, used.length - change];
    const unit = `change in share of ${words.counted}`;
    const diagnostics = [
      {
        name: 'months before',
        ok: before >= fewestBefore,
        says: `${before} months before, at least ${fewestBefore} wanted`,
      },
      { name: 'months after', ok: after >= fewestAfter, says: `${after} months after, at least ${fewestAfter} wanted` },
    ];
    if (hasSeason)
      diagnostics.push({ name: 'season', ok: before >= 24, says: `${before} months before, 24 wanted for a season` });
    const lacking = diagnostics.find(({ ok }) => !ok);
    if (lacking) return blockedResult(lacking.says, { unit, people, diagnostics, level });
    const shares = used.map((month) => month.numerator / month.denominator);
    const fit = segmentedRegression(shares, change, {
      level,
      weights: used.map(({ denominator }) => denominator),
      times: used.map(({ month }) => monthsSinceZero(month) - monthsSinceZero(used[0]!.month)),
      hasSlopeChange,
      ...(seen ? { seen: seenIn(used, seen) } : {}),
      sampling: used.map(({ denominator }, i) => (shares[i]! * (1 - shares[i]!)) / denominator),
      ...(hasSeason ? { season: 12 } : {}),
    });
    if (!fit)
      return blockedResult('level and slope cannot be told apart in this series', { unit, people, diagnostics, level });
    const inPoints = (value: number) => `${value > 0 ? '+' : ''}${(100 * value).toFixed(1).replace('-', '−')}`;
    return {
      estimate: fit.average.estimate,
      interval: [fit.average.lower, fit.average.upper],
      level,
      unit,
      people,
      diagnostics: [
        ...diagnostics,
        {
          name: 'length',
          ok: used.length >= 24,
          says: `${used.length} months; under about 24 the limits are somewhat too narrow`,
        },
        {
          name: 'autocorrelation',
          ok: Math.abs(fit.autocorrelation) < 0.5,
          says: `neighbouring months correlate by ${fit.autocorrelation.toFixed(2)} (Durbin–Watson ${fit.durbinWatson.toFixed(2)})`,
        },
        {
          name: 'jump and slope',
          ok: true,
          says: `jump ${inPoints(fit.level.estimate)} points (${inPoints(fit.level.lower)} to ${inPoints(fit.level.upper)}); slope change ${inPoints(fit.slope.estimate)} points a month`,
        },
      ],
      table: {
        columns: ['month', 'numerator', 'denominator', 'share', 'fitted', 'without the change'],
        rows: used.map((month, i) => [
          month.month,
          month.numerator,
          month.denominator,
          shares[i]!,
          fit.fitted[i]!,
          fit.counterfactual[i]!,
        ]),
      },
      figure: draw({
        id: words.id,
        title: words.title,
        subtitle: `Baseline: the ${before} months before, carried on as they went`,
        unit: words.counted,
        format: 'percent',
        labels: used.map(({ month }) => month),
        values: shares,
        fitted: fit.fitted,
        counterfactual: fit.counterfactual,
        change,
        changeLabel,
        effectLabel: `${inPoints(fit.average.estimate)} points on average (${inPoints(fit.average.lower)} to ${inPoints(fit.average.upper)})`,
      }),
    };
  },
});

function seenIn(used: readonly MonthCount[], seen: readonly SeenPerson[]): SeenPeople {
  const places = new Map(used.map(({ month }, place) => [month, place]));
  const counted = seen.filter(({ month }) => places.has(month));
  const numbers = new Map([...new Set(counted.map(({ person }) => person))].map((person, number) => [person, number]));
  return {
    period: counted.map(({ month }) => places.get(month)!),
    person: counted.map(({ person }) => numbers.get(person)!),
    event: counted.map(({ hasEvent }) => Number(hasEvent)),
  };
}

/** Whole months since year 0 of `2025-03`, so that a month with too few people leaves a gap and not a step. */
function monthsSinceZero(month: string): number {
  return 12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7));
}
