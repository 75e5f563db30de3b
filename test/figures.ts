/** One example of every chart, with data at the edges: gaps, long names, signals, groups too small to show. */
import { bars } from '../src/engine/chart/bars.ts';
import { differencePlot } from '../src/engine/chart/difference-plot.ts';
import type { Figure } from '../src/engine/chart/figure.ts';
import { funnelPlot } from '../src/engine/chart/funnel-plot.ts';
import { gapPlot } from '../src/engine/chart/gap-plot.ts';
import { interruptedSeries } from '../src/engine/chart/interrupted-series.ts';
import { ring } from '../src/engine/chart/ring.ts';
import { runChart } from '../src/engine/chart/run-chart.ts';

/** `2024-01` and so on. */
function months(length: number): string[] {
  return Array.from({ length }, (_, i) => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`);
}

const SHARES = [58, 61, 57, 60, 63, 59, 62, 58, 61, 60, 57, 62, 66, 68, 67, 71, 69, 72, 70, 84, 70, 73].map(
  (v) => v / 100,
);

/** Limits of a target of 12 % in closed form, close enough for a picture. */
function limitsAt(people: number) {
  const reach = (z: number) => z * Math.sqrt((0.12 * 0.88) / people);
  const at = (z: number): [number, number] => [0.12 - reach(z), 0.12 + reach(z)];
  const [[lower95, upper95], [lower998, upper998]] = [at(1.96), at(3.09)];
  return { people, lower95, upper95, lower998, upper998 };
}

export function exampleFigures(): Figure[] {
  const labels = months(24);
  const noise = [1, -2, 0, 2, -1, 1, -1, 0, 2, -2, 1, 0].map((v) => v / 100);
  const before = (t: number) => 0.52 + 0.002 * t;
  const after = (t: number) => before(t) + 0.06 + 0.004 * (t - 14);
  return [
    runChart({
      id: 'run-chart',
      title: 'Blood pressure controlled, by month',
      subtitle: 'Centre and limits from the first 12 months; people aged 18 to 85 with hypertension',
      unit: 'people with hypertension',
      format: 'percent',
      points: months(22).map((label, i) => ({
        label,
        value: i === 9 ? null : SHARES[i]!,
        people: 400 + 10 * i,
        lower: 0.6 - 1.5 / Math.sqrt(400 + 10 * i),
        upper: 0.6 + 1.5 / Math.sqrt(400 + 10 * i),
        signals: i >= 12 ? [i === 19 ? 'beyond the limits' : 'shift'] : [],
      })),
      phases: [{ from: 0, until: 22, centre: 0.6 }],
      events: [{ at: 12, label: 'Card shown to all teams' }],
    }),
    runChart({
      id: 'run-chart-phases',
      title: 'Days from referral to visit, by week',
      subtitle: 'Limits set anew after the second clinic opened',
      unit: 'days',
      format: 'number',
      points: [31, 34, 29, 33, 36, 30, 32, 35, 21, 19, 23, 20, 22, 18, 21, 20].map((value, i) => ({
        label: `week ${i + 1}`,
        value,
        lower: i < 8 ? 23.1 : 13.4,
        upper: i < 8 ? 41.9 : 27.6,
      })),
      phases: [
        { from: 0, until: 8, centre: 32.5 },
        { from: 8, until: 16, centre: 20.5 },
      ],
      events: [{ at: 8, label: 'Second clinic opens' }],
    }),
    funnelPlot({
      id: 'funnel-plot',
      title: 'Readmission within 30 days, by hospital',
      subtitle: 'Limits are those of chance around the share of all hospitals; nothing is adjusted for',
      unit: 'discharged people',
      target: 0.12,
      targetLabel: 'all',
      groups: [
        { label: 'Hospital 1', people: 120, share: 0.1, place: 'inside' },
        { label: 'Hospital 2', people: 340, share: 0.135, place: 'inside' },
        { label: 'Hospital 3', people: 560, share: 0.112, place: 'inside' },
        { label: 'Hospital 4', people: 610, share: 0.181, place: 'beyond-998' },
        { label: 'Hospital 5', people: 905, share: 0.096, place: 'beyond-95' },
        { label: 'Hospital 6', people: 8, share: 0.25, place: 'few' },
        { label: 'Hospital 7', people: 240, share: 0.118, place: 'inside' },
        { label: 'Hospital 8', people: 1010, share: 0.124, place: 'inside' },
      ],
      limits: Array.from({ length: 53 }, (_, i) => limitsAt(4 + 20 * i)),
    }),
    gapPlot({
      id: 'gap-plot',
      title: 'HbA1c under 8 %, by deprivation of home area',
      subtitle: 'Dots are shares with 95 % intervals; nothing is adjusted for',
      unit: 'people with type 2 diabetes',
      format: 'percent',
      level: 0.95,
      overall: 0.641,
      groups: [
        { label: 'most deprived fifth', people: 412, estimate: 0.561, lower: 0.513, upper: 0.608 },
        { label: 'second', people: 388, estimate: 0.616, lower: 0.567, upper: 0.663 },
        {
          label: 'third, with a name too long to be shown whole',
          people: 401,
          estimate: 0.652,
          lower: 0.604,
          upper: 0.697,
        },
        { label: 'fourth', people: 7, estimate: null },
        { label: 'least deprived fifth', people: 1372, estimate: 0.708, lower: 0.683, upper: 0.731 },
      ],
      gap: { from: 'least deprived fifth', to: 'most deprived fifth', label: '−14.7 points (−20.0 to −9.4)' },
    }),
    differencePlot({
      id: 'difference-plot',
      title: 'Statin prescribed within 14 days of the visit',
      subtitle: 'Randomised by clinician; 95 % intervals allow for people of one clinician being alike',
      unit: 'eligible people',
      level: 0.95,
      arms: [
        { label: 'card shown', estimate: 0.312, lower: 0.271, upper: 0.357, people: 462, note: '12 clinicians' },
        { label: 'usual care', estimate: 0.221, lower: 0.184, upper: 0.263, people: 429, note: '11 clinicians' },
      ],
      differences: [
        { label: 'difference', estimate: 0.091, lower: 0.018, upper: 0.164 },
        { label: 'each clinician once', estimate: 0.084, lower: -0.004, upper: 0.172 },
      ],
      sides: ['less often with the card', 'more often with the card'],
    }),
    interruptedSeries({
      id: 'interrupted-series',
      title: 'Smoking status recorded, by month',
      subtitle: 'Baseline: the 14 months before the prompt, carried on as a line',
      unit: 'people seen',
      format: 'percent',
      labels,
      values: labels.map((_, t) => (t < 14 ? before(t) : after(t)) + noise[t % 12]!),
      fitted: labels.map((_, t) => (t < 14 ? before(t) : after(t))),
      counterfactual: labels.map((_, t) => before(t)),
      change: 14,
      changeLabel: 'Prompt goes live',
      effectLabel: '+7.8 points on average (5.1 to 10.5)',
    }),
    ring({
      id: 'ring',
      title: 'Blood pressure cycle',
      subtitle: 'Days spent on each arrow, and where it stands',
      unit: 'days',
      arrows: [
        { days: 12, state: 'done', note: '9,140 people in the snapshot' },
        { days: 3, state: 'done', note: '61 % controlled; practices differ' },
        { days: 41, state: 'here', note: 'randomised by clinician' },
        { days: null, state: 'ahead' },
      ],
      middle: ['turn 1', 'open for 56 days'],
    }),
    ring({
      id: 'ring-stalled',
      title: 'Statin cycle',
      unit: 'days',
      arrows: [
        { days: 1, state: 'done' },
        { days: 2, state: 'done' },
        { days: 95, state: 'stalled', note: 'waits for a second reviewer' },
        { days: null, state: 'ahead' },
      ],
      middle: ['turn 1', 'open for 98 days'],
    }),
    bars({
      id: 'bars',
      title: 'Records not admitted',
      subtitle: 'Of 128,400 records read',
      unit: 'records',
      total: 128_400,
      bars: [
        { label: 'entered in error', count: 1820, note: 'status of the record' },
        { label: 'no person', count: 912 },
        { label: 'no code', count: 44 },
        { label: 'born after the event & <odd> "names"', count: 3 },
      ],
    }),
    bars({ id: 'bars-empty', title: 'Records not admitted', unit: 'records', bars: [] }),
  ];
}
