import { area, line } from 'd3-shape';
import { apart, namesBelow, type Plot, type Scale, upAxis, valueScale } from './_axes.ts';
import { drawing, el, mark, ruler, shortened, text } from './_svg.ts';
import type { Figure, FigureWords } from './figure.ts';
import { colour } from './palette.ts';
import { type ValueFormat, writeValue } from './value-format.ts';

/** A series with a change in it: what was seen, the fitted line, and what would have been without the change. */
export interface InterruptedSeriesData extends FigureWords {
  readonly format: ValueFormat;
  /** `2025-03`, one per period, oldest first */
  readonly labels: readonly string[];
  readonly values: readonly number[];
  readonly fitted: readonly number[];
  /** had the earlier course gone on; every period */
  readonly counterfactual: readonly number[];
  /** place of the first period after the change */
  readonly change: number;
  readonly changeLabel: string;
  /** `+4.2 percentage points on average (1.1 to 7.3)` */
  readonly effectLabel?: string;
}

const SIZE = { width: 760, height: 410 };
const PLOT: Plot = { left: 64, right: 636, top: 108, bottom: 346 };

/** Draws an interrupted time series; the effect is the area between fitted and counterfactual. */
export function interruptedSeries(data: InterruptedSeriesData): Figure {
  const { values, fitted, counterfactual, change, format } = data;
  const after = counterfactual.slice(change);
  const y = valueScale([...values, ...fitted, ...after], [PLOT.bottom, PLOT.top], format);
  const step = (PLOT.right - PLOT.left - 24) / Math.max(1, values.length - 1);
  const x = (place: number) => PLOT.left + 12 + place * step;
  const path = (part: readonly number[], from: number) =>
    line<number>(
      (_, i) => x(from + i),
      (v) => y(v),
    ).digits(1)(part) ?? '';
  const between =
    area<number>(
      (_, i) => x(change + i),
      (v) => y(v),
      (_, i) => y(fitted[change + i]!),
    ).digits(1)(after) ?? '';
  const boundary = x(change) - step / 2;
  const fit = { fill: 'none', stroke: colour('data'), 'stroke-width': 2.4 };
  const description = data.description ?? sentence(data);
  const body = [
    ...upAxis(y, PLOT, format, data.unit),
    el('path', { d: between, fill: colour('compare'), 'fill-opacity': 0.14 }),
    ...namesBelow(data.labels, x, PLOT),
    ruler(boundary, PLOT.top - 4, boundary, PLOT.bottom, {
      stroke: colour('compare'),
      'stroke-width': 1.4,
      'stroke-dasharray': '5 4',
    }),
    text(boundary + 7, PLOT.top + 4, shortened(data.changeLabel, PLOT.right - boundary + 80), {
      fill: colour('compare'),
    }),
    ...values.map((value, i) => mark(x(i), y(value), 'dot', { r: 3.4, 'fill-opacity': 0.7 })),
    el('path', { d: path(fitted.slice(0, change), 0), ...fit }),
    el('path', { d: path(fitted.slice(change), change), ...fit }),
    el('path', {
      d: path(after, change),
      fill: 'none',
      stroke: colour('compare'),
      'stroke-width': 2,
      'stroke-dasharray': '6 4',
    }),
    ...lineLabels(data, y),
    ...(data.effectLabel
      ? [text(24, 72, data.effectLabel, { 'font-size': 13, 'font-weight': 600, fill: colour('compare') })]
      : []),
  ];
  return {
    id: data.id,
    title: data.title,
    description,
    unit: data.unit,
    svg: drawing({ ...data, description }, SIZE, body),
    table: {
      columns: ['period', 'value', 'fitted', 'without the change', 'after the change'],
      rows: data.labels.map((label, i) => [
        label,
        values[i]!,
        fitted[i]!,
        counterfactual[i]!,
        i >= change ? 'yes' : 'no',
      ]),
    },
  };
}

function lineLabels({ fitted, counterfactual }: InterruptedSeriesData, y: Scale): string[] {
  const wanted = [y(fitted.at(-1)!) + 4, y(counterfactual.at(-1)!) + 4];
  const [seen, without] = apart(wanted, 16, { top: PLOT.top, bottom: PLOT.bottom }) as [number, number];
  return [
    text(PLOT.right + 6, seen, 'as it went', { fill: colour('data'), 'font-weight': 600 }),
    text(PLOT.right + 6, without, 'without the change', { fill: colour('compare') }),
  ];
}

function sentence({
  labels,
  change,
  changeLabel,
  fitted,
  counterfactual,
  format,
  effectLabel,
}: InterruptedSeriesData): string {
  const seen = writeValue(fitted.at(-1)!, format);
  const without = writeValue(counterfactual.at(-1)!, format);
  return [
    `Interrupted time series from ${labels[0]} to ${labels.at(-1)}; ${changeLabel} before ${labels[change]}.`,
    `In the last period the fitted value is ${seen}; without the change it would have been ${without}.`,
    effectLabel ? `${effectLabel}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
