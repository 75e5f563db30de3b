import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { QUIET, ruler, text, widthOf } from './_svg.ts';
import { colour } from './palette.ts';
import { axisUnit, type ValueFormat, writeTick } from './value-format.ts';

export type Scale = ScaleLinear<number, number>;

/** Where the data are drawn, in px of the viewBox. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A scale that holds all values with a little air; shares never leave [0, 1]; never of no width. */
export function valueScale(
  values: readonly number[],
  range: readonly [number, number],
  format: ValueFormat,
  ticks = 5,
): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const air = (high - low || Math.abs(high) || 1) * 0.06;
  const isShare = format === 'percent';
  const from = isShare ? Math.max(0, low - air) : low >= 0 && low - air < 0 ? 0 : low - air;
  const until = isShare ? Math.min(1, high + air) : high + air;
  const scale = scaleLinear([from, until], [...range]).nice(ticks);
  if (!isShare) return scale;
  const [start = 0, end = 1] = scale.domain();
  return scale.domain([Math.max(0, start), Math.min(1, end)]);
}

/** Horizontal grid lines with values on the left, the unit above them. */
export function upAxis(scale: Scale, plot: Plot, format: ValueFormat, unit: string, ticks = 5): string[] {
  const values = scale.ticks(ticks);
  const step = (values[1] ?? 1) - (values[0] ?? 0);
  return [
    text(plot.left - 32, plot.top - 14, axisUnit(unit, format), { ...QUIET, 'font-size': 12 }),
    ...values.flatMap((value) => {
      const y = scale(value);
      return [
        ruler(plot.left, y, plot.right, y),
        text(plot.left - 8, y + 4, writeTick(value, step, format), { ...QUIET, 'text-anchor': 'end', 'font-size': 12 }),
      ];
    }),
  ];
}

/** Vertical grid lines with values below, the unit under them. */
export function acrossAxis(scale: Scale, plot: Plot, format: ValueFormat, unit: string, ticks = 6): string[] {
  const values = scale.ticks(ticks);
  const step = (values[1] ?? 1) - (values[0] ?? 0);
  return [
    ...values.flatMap((value) => {
      const x = scale(value);
      return [
        ruler(x, plot.top, x, plot.bottom),
        text(x, plot.bottom + 18, writeTick(value, step, format), {
          ...QUIET,
          'text-anchor': 'middle',
          'font-size': 12,
        }),
      ];
    }),
    text(plot.right, plot.bottom + 38, axisUnit(unit, format), { ...QUIET, 'text-anchor': 'end', 'font-size': 12 }),
  ];
}

/** Names under a row of points; as many as fit, always the first and counting from it. */
export function namesBelow(names: readonly string[], xOf: (place: number) => number, plot: Plot): string[] {
  const widest = Math.max(...names.map((name) => widthOf(name))) + 14;
  const room = Math.max(1, Math.floor((plot.right - plot.left) / widest));
  const every = Math.max(1, Math.ceil(names.length / room));
  return [
    ruler(plot.left, plot.bottom, plot.right, plot.bottom, { stroke: colour('quiet') }),
    ...names.flatMap((name, place) => {
      if (place % every !== 0) return [];
      const x = xOf(place);
      return [
        ruler(x, plot.bottom, x, plot.bottom + 4, { stroke: colour('quiet') }),
        text(x, plot.bottom + 19, name, { ...QUIET, 'text-anchor': 'middle', 'font-size': 12 }),
      ];
    }),
  ];
}

/** Pushes labels apart so that none overlaps; keeps their order; returns their y in the order given. */
export function apart(wanted: readonly number[], gap: number, plot: Pick<Plot, 'top' | 'bottom'>): number[] {
  const order = wanted.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y);
  for (let k = 1; k < order.length; k++) order[k]!.y = Math.max(order[k]!.y, order[k - 1]!.y + gap);
  const over = (order.at(-1)?.y ?? 0) - plot.bottom;
  if (over > 0) {
    for (let k = order.length - 1, most = plot.bottom; k >= 0; k--, most -= gap)
      order[k]!.y = Math.min(order[k]!.y, most);
  }
  const placed = new Array<number>(wanted.length);
  for (const { y, i } of order) placed[i] = y;
  return placed;
}
