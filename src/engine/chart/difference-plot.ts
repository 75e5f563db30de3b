import { acrossAxis, type Plot, type Scale, valueScale } from './_axes.ts';
import { drawing, mark, QUIET, ruler, shortened, text } from './_svg.ts';
import type { Figure, FigureWords } from './figure.ts';
import { colour } from './palette.ts';
import { grouped, writeValue } from './value-format.ts';

/** Two or more arms with intervals, and under them how far they differ, against no difference. Shares throughout. */
export interface DifferencePlotData extends FigureWords {
  readonly level: number;
  readonly arms: readonly PlottedEstimate[];
  /** differences of shares; positive = more in the first arm */
  readonly differences: readonly PlottedEstimate[];
  /** what lies to each side of no difference: `['fewer with the card', 'more with the card']` */
  readonly sides: readonly [string, string];
}

export interface PlottedEstimate {
  readonly label: string;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  /** `412 people, 9 clinicians` is made of these */
  readonly people?: number;
  readonly note?: string;
}

const ROW = 36;
const LEFT = 210;
const RIGHT = 580;

/** Draws arms above, differences below, each on its own axis. */
export function differencePlot(data: DifferencePlotData): Figure {
  const { arms, differences } = data;
  const above: Plot = { left: LEFT, right: RIGHT, top: 74, bottom: 74 + ROW * arms.length };
  const start = above.bottom + 86;
  const below: Plot = { left: LEFT, right: RIGHT, top: start, bottom: start + ROW * differences.length };
  const size = { width: 760, height: below.bottom + 60 };
  const x = valueScale(limits(arms), [LEFT, RIGHT], 'percent');
  const dx = valueScale([0, ...limits(differences)], [LEFT, RIGHT], 'points');
  const zero = dx(0);
  const description = data.description ?? sentence(data);
  const body = [
    ...acrossAxis(x, above, 'percent', data.unit),
    ...arms.flatMap((arm, i) => row(arm, x, above.top + ROW * (i + 0.5), 'percent')),
    ...acrossAxis(dx, below, 'points', `difference in ${data.unit}`),
    ruler(zero, below.top - 6, zero, below.bottom, { stroke: colour('ink'), 'stroke-width': 1.4 }),
    text(zero - 8, below.top - 12, `← ${shortened(data.sides[0], zero - 30)}`, {
      ...QUIET,
      'text-anchor': 'end',
      'font-size': 12,
    }),
    text(zero + 8, below.top - 12, `${shortened(data.sides[1], 700 - zero)} →`, { ...QUIET, 'font-size': 12 }),
    ...differences.flatMap((difference, i) => row(difference, dx, below.top + ROW * (i + 0.5), 'points')),
  ];
  return {
    id: data.id,
    title: data.title,
    description,
    unit: data.unit,
    svg: drawing({ ...data, description }, size, body),
    table: {
      columns: ['row', 'kind', 'estimate', 'lower', 'upper', 'people'],
      rows: [
        ...arms.map((a) => [a.label, 'share', a.estimate, a.lower, a.upper, a.people ?? null]),
        ...differences.map((d) => [d.label, 'difference', d.estimate, d.lower, d.upper, d.people ?? null]),
      ],
    },
  };
}

function limits(estimates: readonly PlottedEstimate[]): number[] {
  return estimates.flatMap(({ estimate, lower, upper }) => [estimate, lower, upper]);
}

function row(item: PlottedEstimate, x: Scale, y: number, format: 'percent' | 'points'): string[] {
  const { label, estimate, lower, upper } = item;
  const isDifference = format === 'points';
  const colourName = isDifference ? 'compare' : 'data';
  const counted = [item.people === undefined ? '' : `${grouped(item.people)} people`, item.note ?? ''].filter(Boolean);
  const bare = (value: number) => writeValue(value, format).replace(' %', '');
  return [
    text(24, y + (counted.length ? 0 : 4), shortened(label, LEFT - 40, 13), {
      'font-size': 13,
      'font-weight': isDifference ? 600 : undefined,
    }),
    ...(counted.length
      ? [text(24, y + 14, shortened(counted.join(', '), LEFT - 40, 11), { ...QUIET, 'font-size': 11 })]
      : []),
    ruler(x(lower), y, x(upper), y, { stroke: colour(colourName), 'stroke-width': 2.4 }),
    ruler(x(lower), y - 5, x(lower), y + 5, { stroke: colour(colourName), 'stroke-width': 1.6 }),
    ruler(x(upper), y - 5, x(upper), y + 5, { stroke: colour(colourName), 'stroke-width': 1.6 }),
    mark(x(estimate), y, isDifference ? 'diamond' : 'dot', isDifference ? { fill: colour('compare') } : { r: 5 }),
    text(RIGHT + 18, y + 4, writeValue(estimate, format), { 'font-size': 13, 'font-weight': 600 }),
    text(RIGHT + 76, y + 4, `${bare(lower)} to ${bare(upper)}`, { ...QUIET, 'font-size': 11.5 }),
  ];
}

function sentence({ arms, differences, level }: DifferencePlotData): string {
  const said = (item: PlottedEstimate, format: 'percent' | 'points') => {
    const points = format === 'points' ? ' percentage points' : '';
    const [value, lower, upper] = [item.estimate, item.lower, item.upper].map((v) => writeValue(v, format));
    return `${item.label} ${value}${points} (${Math.round(level * 100)} % interval ${lower} to ${upper})`;
  };
  return `${[...arms.map((a) => said(a, 'percent')), ...differences.map((d) => said(d, 'points'))].join('; ')}. No difference is the line at 0.`;
}
