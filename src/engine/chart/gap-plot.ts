import { acrossAxis, type Plot, type Scale, valueScale } from './_axes.ts';
import { drawing, mark, QUIET, ruler, shortened, text, widthOf } from './_svg.ts';
import type { Figure, FigureWords } from './figure.ts';
import { colour } from './palette.ts';
import { grouped, type ValueFormat, writeValue } from './value-format.ts';

/** Groups side by side as dots with intervals, and the gap between two of them. */
export interface GapPlotData extends FigureWords {
  readonly format: ValueFormat;
  readonly level: number;
  readonly groups: readonly GapPlotGroup[];
  /** all groups together, drawn as a line */
  readonly overall?: number;
  /** the two groups compared, by label; drawn as a bracket with this text */
  readonly gap?: { readonly from: string; readonly to: string; readonly label: string };
}

export interface GapPlotGroup {
  readonly label: string;
  readonly people: number;
  /** null where too few people were counted: the group is named, no number shown */
  readonly estimate: number | null;
  readonly lower?: number;
  readonly upper?: number;
}

const ROW = 34;
const LEFT = 190;

/** Draws one row per group, in the order given. */
export function gapPlot(data: GapPlotData): Figure {
  const { groups, format } = data;
  const bracket = isDrawn(data) ? ROW : 0;
  const plot: Plot = { left: LEFT, right: 610, top: 78, bottom: 78 + ROW * groups.length + bracket };
  const size = { width: 760, height: plot.bottom + 56 };
  const values = groups.flatMap(({ estimate, lower, upper }) =>
    estimate === null ? [] : [estimate, lower ?? estimate, upper ?? estimate],
  );
  const x = valueScale(values.length ? values : [0, 1], [plot.left, plot.right], format);
  const yOf = (place: number) => plot.top + ROW * (place + 0.5);
  const description = data.description ?? sentence(data);
  const body = [
    ...acrossAxis(x, plot, format, data.unit),
    ...overallLine(data, x, { ...plot, bottom: plot.bottom - bracket }),
    ...gapBracket(data, x, yOf),
    ...groups.flatMap((group, i) => row(group, x, yOf(i), format, plot)),
  ];
  return {
    id: data.id,
    title: data.title,
    description,
    unit: data.unit,
    svg: drawing({ ...data, description }, size, body),
    table: {
      columns: ['group', 'people', 'estimate', 'lower', 'upper'],
      rows: groups.map((g) => [g.label, g.people, g.estimate, g.lower ?? null, g.upper ?? null]),
    },
  };
}

function row(group: GapPlotGroup, x: Scale, y: number, format: ValueFormat, plot: Plot): string[] {
  const name = [
    text(24, y + 1, shortened(group.label, plot.left - 40), { 'font-size': 13 }),
    text(24, y + 14, `${grouped(group.people)} people`, { ...QUIET, 'font-size': 11 }),
  ];
  if (group.estimate === null) return [...name, text(plot.left + 8, y + 4, 'too few to show', QUIET)];
  const { estimate, lower = estimate, upper = estimate } = group;
  return [
    ...name,
    ruler(x(lower), y, x(upper), y, { stroke: colour('data'), 'stroke-width': 2.4, 'stroke-opacity': 0.55 }),
    mark(x(estimate), y, 'dot', { r: 5 }),
    text(plot.right + 16, y + 4, `${writeValue(estimate, format)}`, { 'font-size': 13, 'font-weight': 600 }),
    text(plot.right + 72, y + 4, range(lower, upper, format), { ...QUIET, 'font-size': 11.5 }),
  ];
}

function range(lower: number, upper: number, format: ValueFormat): string {
  const bare = (value: number) => writeValue(value, format).replace(' %', '');
  return `${bare(lower)}–${bare(upper)}`;
}

function overallLine({ overall, format }: GapPlotData, x: Scale, plot: Plot): string[] {
  if (overall === undefined) return [];
  return [
    ruler(x(overall), plot.top - 2, x(overall), plot.bottom, { stroke: colour('ink'), 'stroke-width': 1.2 }),
    text(x(overall), plot.top - 8, `all ${writeValue(overall, format)}`, {
      ...QUIET,
      'text-anchor': 'middle',
      'font-size': 12,
    }),
  ];
}

function isDrawn({ groups, gap }: GapPlotData): boolean {
  const isShown = (label: string) => groups.some((group) => group.label === label && group.estimate !== null);
  return gap !== undefined && gap.from !== gap.to && isShown(gap.from) && isShown(gap.to);
}

/** The gap in a row of its own under the groups, dropped down from the two dots. */
function gapBracket(data: GapPlotData, x: Scale, yOf: (place: number) => number): string[] {
  const { groups, gap } = data;
  if (!gap || !isDrawn(data)) return [];
  const [a, b] = [gap.from, gap.to].map((label) => {
    const place = groups.findIndex((group) => group.label === label);
    return { x: x(groups[place]!.estimate!), y: yOf(place) };
  }) as [Dropped, Dropped];
  const y = yOf(groups.length) + 2;
  const isWide = Math.abs(a.x - b.x) > widthOf(gap.label) + 12;
  const dashed = { stroke: colour('compare'), 'stroke-width': 1.2, 'stroke-dasharray': '4 3' };
  return [
    ruler(a.x, a.y, a.x, y + 5, dashed),
    ruler(b.x, b.y, b.x, y + 5, dashed),
    ruler(a.x, y, b.x, y, { stroke: colour('compare'), 'stroke-width': 2.4 }),
    text(24, y + 4, 'gap', { 'font-size': 13, 'font-weight': 600 }),
    isWide
      ? text((a.x + b.x) / 2, y - 6, gap.label, LABEL)
      : text(Math.max(a.x, b.x) + 10, y + 4, gap.label, { ...LABEL, 'text-anchor': 'start' }),
  ];
}

interface Dropped {
  readonly x: number;
  readonly y: number;
}

const LABEL = { fill: colour('compare'), 'text-anchor': 'middle', 'font-weight': 600 } as const;

function sentence({ groups, gap, level, format }: GapPlotData): string {
  const said = groups.map(({ label, estimate, lower, upper }) => {
    if (estimate === null) return `${label}: too few people to show`;
    const limits = lower === undefined || upper === undefined ? '' : ` (${range(lower, upper, format)})`;
    return `${label} ${writeValue(estimate, format)}${limits}`;
  });
  const ending = gap ? ` Gap between ${gap.from} and ${gap.to}: ${gap.label}.` : '';
  return `Groups with ${Math.round(level * 100)} % intervals. ${said.join('; ')}.${ending}`;
}
