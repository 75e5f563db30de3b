import { count, Type } from '../../../core/schema.ts';
import { runChart as drawRunChart } from '../../../engine/chart/run-chart.ts';
import { laneyChart } from '../../../engine/stats/p-chart.ts';
import { anySignal, type SpecialCauses, specialCauses } from '../../../engine/stats/spc-rules.ts';
import { wilsonInterval } from '../../../engine/stats/wilson-interval.ts';
import { type MonthCount, sumOf } from '../counts.ts';
import { blockedResult, defineMethod } from '../define-method.ts';

/** A monthly share as a control chart with the rules that tell a signal from noise. The estimate is the latest month's share. */
export const runChart = defineMethod({
  id: 'run-chart',
  title: 'Trend by month (control chart)',
  answers: 'trend',
  reads: ['month', 'numerator', 'denominator'],
  params: Type.Object({
    fewestMonths: count('fewest months with people', 8, 3),
    baseline: count('months that set the centre line', 12, 2),
    fewest: count('fewest people in a month', 10, 1),
  }),
  assumes: [
    'Without a change the months differ by chance, and no more than the months of the baseline did.',
    'Where the same people are counted in several months, neighbouring months are alike and signals come late.',
  ],
  source: 'Laney (2002), Qual Eng 14:531–537 (p′ chart); rules of NHS England, Making Data Count.',

  run(months: readonly MonthCount[], { fewestMonths, baseline, fewest }) {
    const used = months.filter(({ denominator }) => denominator >= fewest);
    const latest = used.at(-1);
    const people = latest?.denominator ?? 0;
    const diagnostics = [
      {
        name: 'months',
        ok: used.length >= fewestMonths,
        says: `${used.length} months with at least ${fewest} people, ${fewestMonths} wanted`,
      },
    ];
    const unit = 'share of people';
    if (!latest || used.length < fewestMonths) {
      return blockedResult(
        `only ${used.length} months with at least ${fewest} people; at least ${fewestMonths} are needed`,
        { unit, people, diagnostics },
      );
    }
    const from = Math.min(baseline, used.length);
    const start = sumOf(used.slice(0, from));
    if (start.events === 0 || start.events === start.people) {
      const says = `in the first ${from} months the share is ${start.events === 0 ? '0' : '100'} %: chance cannot be told from change`;
      return blockedResult(says, {
        unit,
        people,
        diagnostics: [...diagnostics, { name: 'variation', ok: false, says }],
      });
    }
    const chart = laneyChart(
      used.map((month) => ({ events: month.numerator, people: month.denominator })),
      { baseline: from },
    );
    const z = chart.points.map((point) => (point.sigma > 0 ? (point.share - chart.centre) / point.sigma : 0));
    const causes = specialCauses(
      z,
      chart.points.map((point) => point.share),
    );
    const signals = anySignal(causes);
    const { lower, upper } = wilsonInterval(latest.numerator, latest.denominator);
    return {
      estimate: latest.numerator / latest.denominator,
      interval: [lower, upper],
      level: 0.95,
      unit,
      people,
      diagnostics: [
        ...diagnostics,
        {
          name: 'special causes',
          ok: true,
          says:
            signals.length === 0
              ? 'no signal: the months differ no more than chance'
              : `${signals.length} months belong to a signal`,
        },
      ],
      table: {
        columns: ['month', 'numerator', 'denominator', 'share', 'lower limit', 'upper limit', 'signal'],
        rows: used.map((month, i) => [
          month.month,
          month.numerator,
          month.denominator,
          month.numerator / month.denominator,
          chart.points[i]!.lower,
          chart.points[i]!.upper,
          rulesBroken(causes, i).join(', '),
        ]),
      },
      figure: drawRunChart({
        id: 'run-chart',
        title: 'By month',
        subtitle: `Centre and limits from the first ${from} months`,
        unit: 'people',
        format: 'percent',
        points: used.map((month, i) => ({
          label: month.month,
          value: month.numerator / month.denominator,
          people: month.denominator,
          lower: Math.max(0, chart.points[i]!.lower),
          upper: Math.min(1, chart.points[i]!.upper),
          signals: rulesBroken(causes, i),
        })),
        phases: [{ from: 0, until: used.length, centre: chart.centre }],
      }),
    };
  },
});

function rulesBroken(causes: SpecialCauses, at: number): string[] {
  return [
    ...(causes.outside.includes(at) ? ['beyond the limits'] : []),
    ...(causes.shift.includes(at) ? ['shift'] : []),
    ...(causes.trend.includes(at) ? ['trend'] : []),
    ...(causes.twoOfThree.includes(at) ? ['two of three near a limit'] : []),
  ];
}
