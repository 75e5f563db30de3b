import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { acrossAxis, apart, type Plot, type Scale, upAxis, valueScale } from './_axes.ts';
import { drawing, el, mark, QUIET, ruler, shortened, text } from './_svg.ts';
import type { Figure, FigureWords } from './figure.ts';
import { colour } from './palette.ts';
import { grouped, writeValue } from './value-format.ts';

/** Groups by size and share, inside or outside what chance would make them. */
export interface FunnelPlotData extends FigureWords {
  readonly target: number;
  readonly targetLabel: string;
  readonly groups: readonly FunnelPlotGroup[];
  /** limits along the sizes, ascending; drawn clipped to [0, 1] */
  readonly limits: readonly FunnelPlotLimits[];
}

export interface FunnelPlotGroup {
  readonly label: string;
  readonly people: number;
  readonly share: number;
  /** `few`: too few people to be judged, drawn as a ring */
  readonly place: 'inside' | 'beyond-95' | 'beyond-998' | 'few';
}

export interface FunnelPlotLimits {
  readonly people: number;
  readonly lower95: number;
  readonly upper95: number;
  readonly lower998: number;
  readonly upper998: number;
}

const SIZE = { width: 760, height: 430 };
const PLOT: Plot = { left: 64, right: 652, top: 96, bottom: 356 };

/** Draws a funnel plot. Only groups beyond a limit are named; a group is never ranked. */
export function funnelPlot(data: FunnelPlotData): Figure {
  const { groups, limits, target } = data;
  const most = Math.max(1, ...groups.map((group) => group.people));
  const x = scaleLinear([0, most * 1.05], [PLOT.left, PLOT.right]);
  // Limits of tiny groups span everything; the axis follows the groups and the limits from a tenth of the largest on.
  const shown = limits.filter(({ people }) => people >= most / 10);
  const ends = [shown[0], limits.at(-1)].flatMap((l) => (l ? [clip(l.lower998), clip(l.upper998)] : []));
  const y = valueScale([target, ...ends, ...groups.map((group) => group.share)], [PLOT.bottom, PLOT.top], 'percent');
  const description = data.description ?? sentence(data);
  const body = [
    ...upAxis(y, PLOT, 'percent', data.unit),
    ...acrossAxis(x, PLOT, 'number', 'people in the group'),
    ...limitLines(limits, x, y),
    ruler(PLOT.left, PLOT.bottom, PLOT.right, PLOT.bottom, { stroke: colour('quiet') }),
    ruler(PLOT.left, y(target), PLOT.right, y(target), { stroke: colour('ink'), 'stroke-width': 1.2 }),
    ...groups.map((group) => markOf(group, x, y)),
    ...names(data, x, y),
    ...endLabels(data, y),
  ];
  return {
    id: data.id,
    title: data.title,
    description,
    unit: data.unit,
    svg: drawing({ ...data, description }, SIZE, body),
    table: {
      columns: ['group', 'people', 'share', 'where it lies'],
      rows: groups.map((group) => [group.label, group.people, group.share, PLACES[group.place]]),
    },
  };
}

const PLACES = {
  inside: 'within the limits',
  'beyond-95': 'beyond the 95 % limits',
  'beyond-998': 'beyond the 99.8 % limits',
  few: 'too few people to judge',
} as const;

/** Far ones are filled diamonds, those beyond the inner limits open diamonds, small groups open dots. */
function markOf({ people, share, place }: FunnelPlotGroup, x: Scale, y: Scale): string {
  const at = [x(people), y(share)] as const;
  switch (place) {
    case 'inside':
      return mark(...at, 'dot', { 'fill-opacity': 0.85 });
    case 'few':
      return mark(...at, 'ring');
    case 'beyond-95':
      return mark(...at, 'diamond', { fill: colour('paper'), stroke: colour('signal'), 'stroke-width': 1.8 });
    case 'beyond-998':
      return mark(...at, 'diamond');
  }
}

/** Limits of small groups leave the plot: the band is cut at its edge, a line begins where it enters. */
function limitLines(limits: readonly FunnelPlotLimits[], x: Scale, y: Scale): string[] {
  type Bound = Exclude<keyof FunnelPlotLimits, 'people'>;
  const [least = 0, most = 1] = y.domain();
  const inPlot = (share: number) => y(Math.min(most, Math.max(least, share)));
  const path = (bound: Bound, attributes: Record<string, string | number>) =>
    el('path', {
      d:
        line<FunnelPlotLimits>(
          (l) => x(l.people),
          (l) => y(l[bound]),
        )
          .defined((l) => l[bound] > least && l[bound] < most)
          .digits(1)(limits) ?? '',
      fill: 'none',
      stroke: colour('quiet'),
      ...attributes,
    });
  const band = area<FunnelPlotLimits>(
    (l) => x(l.people),
    (l) => inPlot(l.lower95),
    (l) => inPlot(l.upper95),
  );
  return [
    el('path', { d: band.digits(1)(limits) ?? '', fill: colour('band') }),
    path('lower95', { 'stroke-dasharray': '2 3' }),
    path('upper95', { 'stroke-dasharray': '2 3' }),
    path('lower998', { 'stroke-width': 1.3 }),
    path('upper998', { 'stroke-width': 1.3 }),
  ];
}

/** Names of groups beyond a limit, on the side away from the centre line. */
function names({ groups, target }: FunnelPlotData, x: Scale, y: Scale): string[] {
  const far = groups.filter((group) => group.place === 'beyond-998' || group.place === 'beyond-95');
  return far.map((group) => {
    const isRight = x(group.people) > PLOT.right - 100;
    const drop = group.share > target ? -6 : 15;
    return text(x(group.people) + (isRight ? -8 : 9), y(group.share) + drop, shortened(group.label, 150), {
      'text-anchor': isRight ? 'end' : 'start',
      ...(group.place === 'beyond-998' ? { 'font-weight': 600 } : {}),
    });
  });
}

function endLabels({ limits, target, targetLabel }: FunnelPlotData, y: Scale): string[] {
  const last = limits.at(-1);
  const labels: [number, string][] = [[target, `${targetLabel} ${writeValue(target, 'percent')}`]];
  if (last) {
    labels.push([last.upper998, '99.8 %'], [last.upper95, '95 %'], [last.lower95, '95 %'], [last.lower998, '99.8 %']);
  }
  const placed = apart(
    labels.map(([value]) => y(clip(value)) + 4),
    15,
    { top: PLOT.top, bottom: PLOT.bottom + 4 },
  );
  return labels.map(([, words], i) =>
    text(PLOT.right + 10, placed[i]!, shortened(words, 98), { ...QUIET, 'font-size': 12 }),
  );
}

function sentence({ groups, target, targetLabel }: FunnelPlotData): string {
  const within = (place: FunnelPlotGroup['place']) => groups.filter((group) => group.place === place);
  const named = (some: readonly FunnelPlotGroup[]) => (some.length ? `: ${some.map((g) => g.label).join(', ')}` : '');
  const [far, beyond, few] = [within('beyond-998'), within('beyond-95'), within('few')];
  return [
    `Funnel plot of ${groups.length} groups with ${grouped(groups.reduce((sum, g) => sum + g.people, 0))} people.`,
    `${targetLabel} ${writeValue(target, 'percent')}.`,
    `${far.length} beyond the 99.8 % limits${named(far)}.`,
    `${beyond.length} more beyond the 95 % limits${named(beyond)}.`,
    few.length ? `${few.length} with too few people to judge.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function clip(share: number): number {
  return Math.min(1, Math.max(0, share));
}
