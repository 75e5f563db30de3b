import { area, curveLinear, line } from 'd3-shape';
import { apart, namesBelow, type Plot, type Scale, upAxis, valueScale } from './_axes.ts';
import { drawing, el, mark, QUIET, ruler, shortened, text } from './_svg.ts';
import type { Figure, FigureWords } from './figure.ts';
import { colour } from './palette.ts';
import { type ValueFormat, writeValue } from './value-format.ts';

/** Values over time with a centre, limits, signals, phases and events. */
export interface RunChartData extends FigureWords {
  readonly format: ValueFormat;
  /** one per period, oldest first; at least one with a value */
  readonly points: readonly RunChartPoint[];
  /** the centre line, one stretch per phase: `from` included, `until` not (places in `points`) */
  readonly phases: readonly { readonly from: number; readonly until: number; readonly centre: number }[];
  /** what happened before the point at this place */
  readonly events?: readonly { readonly at: number; readonly label: string }[];
}

export interface RunChartPoint {
  /** `2025-03` */
  readonly label: string;
  /** null where nobody was counted: a gap, not a zero */
  readonly value: number | null;
  readonly people?: number;
  readonly lower?: number;
  readonly upper?: number;
  /** rules that this point breaks, in words; empty for none */
  readonly signals?: readonly string[];
}

const SIZE = { width: 760, height: 400 };
const PLOT: Plot = { left: 64, right: 652, top: 96, bottom: 336 };

/** Draws a run chart or a control chart; limits are drawn where points have them. Points that signal are diamonds. */
export function runChart(data: RunChartData): Figure {
  const { points, phases, format } = data;
  const numbers = points.flatMap(({ value, lower, upper }) => [value, lower, upper]);
  const known = [...numbers, ...phases.map((phase) => phase.centre)].filter((v): v is number => typeof v === 'number');
  const y = valueScale(known, [PLOT.bottom, PLOT.top], format);
  const step = (PLOT.right - PLOT.left - 24) / Math.max(1, points.length - 1);
  const x = (place: number) => PLOT.left + 12 + place * step;

  const description = data.description ?? sentence(data);
  const body = [
    ...upAxis(y, PLOT, format, data.unit),
    ...phases.flatMap((phase) => limitsOf(data, phase, x, y)),
    ...namesBelow(
      points.map((point) => point.label),
      x,
      PLOT,
    ),
    ...(data.events ?? []).flatMap((event) => eventAt(x(event.at) - step / 2, event.label)),
    el('path', {
      d:
        line<RunChartPoint>(
          (_, i) => x(i),
          (point) => y(point.value ?? 0),
        )
          .defined((p) => p.value !== null)
          .digits(1)(points) ?? '',
      fill: 'none',
      stroke: colour('data'),
      'stroke-width': 1.6,
    }),
    ...points.flatMap(({ value, signals }, i) =>
      value === null ? [] : [mark(x(i), y(value), signals?.length ? 'diamond' : 'dot')],
    ),
    ...labelsAtTheEnd(data, y),
  ];
  return {
    id: data.id,
    title: data.title,
    description,
    unit: data.unit,
    svg: drawing({ ...data, description }, SIZE, body),
    table: tableOf(data),
  };
}

function limitsOf(
  data: RunChartData,
  phase: RunChartData['phases'][number],
  x: (place: number) => number,
  y: Scale,
): string[] {
  const places = data.points.map((point, i) => ({ ...point, i })).slice(phase.from, phase.until);
  const withLimits = places.filter((point) => point.lower !== undefined && point.upper !== undefined);
  const first = x(phase.from) - 8;
  const last = x(phase.until - 1) + 8;
  // Limits of a point reach half-way to its neighbours, so that a change of people shows as a step.
  const half = (x(1) - x(0)) / 2;
  const edges = withLimits.flatMap((point) => [
    { ...point, at: Math.max(first, x(point.i) - half) },
    { ...point, at: Math.min(last, x(point.i) + half) },
  ]);
  type Edge = (typeof edges)[number];
  const bound = (of: (edge: Edge) => number) =>
    el('path', {
      d: line<Edge>((edge) => edge.at, of).digits(1)(edges) ?? '',
      fill: 'none',
      stroke: colour('quiet'),
      'stroke-width': 1,
      'stroke-dasharray': '2 3',
    });
  const band = area<Edge>(
    (edge) => edge.at,
    (edge) => y(edge.lower!),
    (edge) => y(edge.upper!),
  );
  const limits =
    edges.length === 0
      ? []
      : [
          el('path', { d: band.curve(curveLinear).digits(1)(edges) ?? '', fill: colour('band') }),
          bound((edge) => y(edge.lower!)),
          bound((edge) => y(edge.upper!)),
        ];
  return [
    ...limits,
    ruler(first, y(phase.centre), last, y(phase.centre), { stroke: colour('ink'), 'stroke-width': 1.2 }),
  ];
}

function eventAt(x: number, label: string): string[] {
  const isLate = x > (PLOT.left + PLOT.right) / 2;
  return [
    ruler(x, PLOT.top - 4, x, PLOT.bottom, {
      stroke: colour('compare'),
      'stroke-width': 1.4,
      'stroke-dasharray': '5 4',
    }),
    text(x + (isLate ? -6 : 6), PLOT.top + 6, shortened(label, 260), {
      fill: colour('compare'),
      'text-anchor': isLate ? 'end' : 'start',
    }),
  ];
}

function labelsAtTheEnd({ points, phases, format }: RunChartData, y: Scale): string[] {
  const last = points.at(-1);
  const centre = phases.at(-1)?.centre;
  const labels: [number, string][] = [];
  if (centre !== undefined) labels.push([centre, `centre ${writeValue(centre, format)}`]);
  if (last?.upper !== undefined) labels.push([last.upper, 'upper limit']);
  if (last?.lower !== undefined) labels.push([last.lower, 'lower limit']);
  const placed = apart(
    labels.map(([value]) => y(value) + 4),
    15,
    { top: PLOT.top, bottom: PLOT.bottom + 4 },
  );
  return labels.map(([, words], i) => text(PLOT.right + 10, placed[i]!, words, { ...QUIET, 'font-size': 12 }));
}

function sentence({ points, phases, unit, format, events = [] }: RunChartData): string {
  const signalled = points.filter((point) => point.signals?.length).length;
  const centre = phases.at(-1)?.centre;
  const parts = [
    `Run chart of ${unit}, ${points.length} periods from ${points[0]?.label} to ${points.at(-1)?.label}.`,
    centre === undefined
      ? ''
      : `The centre line ${phases.length > 1 ? 'of the last phase ' : ''}is at ${writeValue(centre, format)}.`,
    signalled === 0 ? 'No point signals a special cause.' : `${signalled} points signal a special cause (diamonds).`,
    ...events.map((event) => `${event.label} before ${points[event.at]?.label}.`),
  ];
  return parts.filter(Boolean).join(' ');
}

function tableOf({ points, phases }: RunChartData): Figure['table'] {
  const centreOf = (place: number) =>
    phases.find((phase) => place >= phase.from && place < phase.until)?.centre ?? null;
  return {
    columns: ['period', 'value', 'people', 'centre', 'lower limit', 'upper limit', 'signals'],
    rows: points.map((point, i) => [
      point.label,
      point.value,
      point.people ?? null,
      centreOf(i),
      point.lower ?? null,
      point.upper ?? null,
      point.signals?.join('; ') ?? '',
    ]),
  };
}
