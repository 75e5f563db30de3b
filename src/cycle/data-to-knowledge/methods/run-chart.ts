import { choice, count, Type } from '../../../core/schema.ts';
import { runChart as drawRunChart } from '../../../engine/chart/run-chart.ts';
import { type AnhoejRules, anhoejRules } from '../../../engine/stats/anhoej-rules.ts';
import type { Tally } from '../../../engine/stats/interval.ts';
import { laneyChart, type PChart, pChart } from '../../../engine/stats/p-chart.ts';
import { median } from '../../../engine/stats/quantile.ts';
import { anySignal, type SpecialCauses, specialCauses } from '../../../engine/stats/spc-rules.ts';
import { wilsonInterval } from '../../../engine/stats/wilson-interval.ts';
import { xmrChart } from '../../../engine/stats/xmr-chart.ts';
import { type MonthCount, sumOf } from '../counts.ts';
import { blockedResult, defineMethod } from '../define-method.ts';

/** A monthly share as a control chart with the rules that tell a signal from noise. The estimate is the latest month's share. */
export const runChart = defineMethod({
  id: 'run-chart',
  title: 'Trend by month (control chart)',
  answers: 'trend',
  reads: ['month', 'numerator', 'denominator'],
  params: Type.Object({
    chart: choice(
      'limits from sampling and the months themselves, or from one only',
      ['p-prime', 'p', 'xmr'],
      'p-prime',
    ),
    fewestMonths: count('fewest months with people', 8, 3),
    baseline: count('months that set the centre line', 12, 2),
    fewest: count('fewest people in a month', 10, 1),
    rules: choice(
      'anhoej: a point beyond the limits, or an unusually long run or few crossings (about one false alarm in ten charts of two years); nhs: also 7 on one side, 7 in a row, two of three (several times as many)',
      ['anhoej', 'nhs'],
      'anhoej',
    ),
    overlaps: Type.Boolean({
      title: 'each month looks back over earlier ones, so that no signal rule holds',
      default: false,
    }),
  }),
  assumes: [
    'Without a change the months differ by chance, and no more than the months of the baseline did.',
    'Where the same people are counted in several months, neighbouring months are alike and signals come late.',
  ],
  source:
    'Laney (2002), Qual Eng 14:531–537 (p′ chart); rules of NHS England, Making Data Count; Anhøj & Olesen (2014), PLoS One 9:e113825.',

  run(
    months: readonly MonthCount[],
    { chart: kind, fewestMonths, baseline, fewest, rules: wanted, overlaps },
    { id, title, counted },
  ) {
    const used = months.filter(({ denominator }) => denominator >= fewest);
    const latest = used.at(-1);
    const people = latest?.denominator ?? 0;
    const unit = `share of ${counted}`;
    const enough = {
      name: 'months',
      ok: used.length >= fewestMonths,
      says: `${used.length} months with at least ${fewest} ${counted}, ${fewestMonths} wanted`,
    };
    if (!latest || !enough.ok) return blockedResult(enough.says, { unit, people, diagnostics: [enough] });

    const from = Math.min(baseline, used.length);
    const chart = chartOf(
      used.map(({ numerator, denominator }) => ({ events: numerator, people: denominator })),
      kind,
      from,
    );
    if (!chart) {
      const says = `the first ${from} months do not vary in a way that chance could be told from change`;
      const variation = { name: 'variation', ok: false, says: `${says}: ${shareSaid(used.slice(0, from))} throughout` };
      return blockedResult(says, { unit, people, diagnostics: [enough, variation] });
    }

    const shares = chart.points.map((point) => point.share);
    const z = chart.points.map((point) => (point.share - chart.centre) / point.sigma);

    const rules = anhoejRules(shares, median(shares.slice(0, from)));
    const causes = overlaps ? NO_CAUSES : wanted === 'nhs' ? specialCauses(z, shares) : calibrated(z, shares, rules);
    const signals = anySignal(causes);
    const hasSignal = signals.length > 0 || (!overlaps && wanted === 'anhoej' && rules.hasShifted);
    const { lower, upper } = wilsonInterval(latest.numerator, latest.denominator);
    return {
      estimate: latest.numerator / latest.denominator,
      interval: [lower, upper],
      level: 0.95,
      unit,
      people,
      diagnostics: [
        enough,
        {
          name: 'spread of months',
          ok: true,
          says: `in the baseline months differ ${chart.sigmaZ.toFixed(1)} times as much as the limits of sampling alone assume`,
        },
        {
          name: 'runs about the median',
          ok: true,
          says: `longest run ${rules.longestRun} (up to ${rules.longestRunAllowed} by chance), ${rules.crossings} crossings (at least ${rules.crossingsExpected})`,
        },
        {
          name: 'special causes',
          ok: true,
          says: overlaps
            ? 'each month looks back over earlier ones: no rule for signals is applied'
            : !hasSignal
              ? 'no signal: the months differ no more than chance'
              : signals.length === 0
                ? 'the months cross their middle more seldom than chance: the level has moved'
                : signals.length === 1
                  ? '1 month is a signal: more than chance brings'
                  : `${signals.length} months belong to a signal: more than chance brings`,
        },
      ],
      table: {
        columns: ['month', 'numerator', 'denominator', 'share', 'lower limit', 'upper limit', 'signal'],
        rows: used.map((month, i) => [
          month.month,
          month.numerator,
          month.denominator,
          shares[i]!,
          chart.points[i]!.lower,
          chart.points[i]!.upper,
          rulesBroken(causes, i).join(', '),
        ]),
      },
      figure: drawRunChart({
        id,
        title,
        subtitle: `Centre and limits from the first ${from} months`,
        unit: counted,
        format: 'percent',
        // Months with too few people stay as gaps between the others.
        points: months.slice(months.indexOf(used[0]!), months.indexOf(latest) + 1).map((month) => {
          const i = used.indexOf(month);
          const point = chart.points[i];
          if (!point) return { label: month.month, value: null };
          const { share: value, lower: low, upper: high } = point;
          const signalled = rulesBroken(causes, i);
          return { label: month.month, value, people: month.denominator, lower: low, upper: high, signals: signalled };
        }),
        phases: [{ from: 0, until: months.indexOf(latest) - months.indexOf(used[0]!) + 1, centre: chart.centre }],
      }),
    };
  },
});

/** Beyond the limits; and, only where the calibrated rules say the level has moved, the longest runs. */
function calibrated(z: readonly number[], shares: readonly number[], rules: AnhoejRules): SpecialCauses {
  const { outside, shift } = specialCauses(z, shares, { shift: rules.longestRunAllowed + 1 });
  return { ...NO_CAUSES, outside, shift: rules.hasShifted ? shift : [] };
}

const NO_CAUSES: SpecialCauses = { outside: [], shift: [], trend: [], twoOfThree: [] };

/** Centre and limits; undefined where the baseline leaves no width to judge by. */
function chartOf(tallies: readonly Tally[], kind: 'p-prime' | 'p' | 'xmr', baseline: number): PChart | undefined {
  if (kind === 'xmr') return xmrOf(tallies, baseline);
  const plain = pChart(tallies, { baseline });
  if (plain.centre === 0 || plain.centre === 1) return undefined;
  const laney = laneyChart(tallies, { baseline });
  // Few months may look too even by luck: limits are never drawn narrower than sampling alone would make them.
  const narrow = kind === 'p' || laney.sigmaZ < 1 ? plain : laney;
  return { ...narrow, sigmaZ: laney.sigmaZ };
}

function xmrOf(tallies: readonly Tally[], baseline: number): PChart | undefined {
  const shares = tallies.map(({ events, people }) => events / people);
  const { centre, sigma, lower, upper } = xmrChart(shares, { baseline });
  if (!(sigma > 1e-12)) return undefined;
  const limits = { sigma, lower: Math.max(0, lower), upper: Math.min(1, upper) };
  const sampling =
    pChart(tallies, { baseline })
      .points.slice(0, baseline)
      .reduce((sum, point) => sum + point.sigma, 0) / baseline;
  return { centre, sigmaZ: sigma / sampling, points: shares.map((share) => ({ share, ...limits })) };
}

function shareSaid(months: readonly MonthCount[]): string {
  const { events, people } = sumOf(months);
  return `${((100 * events) / people).toFixed(1)} %`;
}

function rulesBroken(causes: SpecialCauses, at: number): string[] {
  return [
    ...(causes.outside.includes(at) ? ['beyond the limits'] : []),
    ...(causes.shift.includes(at) ? ['shift'] : []),
    ...(causes.trend.includes(at) ? ['trend'] : []),
    ...(causes.twoOfThree.includes(at) ? ['two of three near a limit'] : []),
  ];
}
