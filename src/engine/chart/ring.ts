import { arc } from 'd3-shape';
import { drawing, el, QUIET, shortened, text } from './_svg.ts';
import type { Figure, FigureWords } from './figure.ts';
import { type ColourName, colour } from './palette.ts';
import { grouped } from './value-format.ts';

/** Where a learning cycle stands: its four arrows, the days each took, and the one it is on. */
export interface RingData extends FigureWords {
  /** in this order: practice to data, data to knowledge, knowledge to practice, impact */
  readonly arrows: readonly [RingArrow, RingArrow, RingArrow, RingArrow];
  /** two short lines in the middle, e.g. `turn 2` and `open 143 days` */
  readonly middle: readonly [string, string];
}

export interface RingArrow {
  /** whole days spent so far; null = not begun */
  readonly days: number | null;
  readonly state: 'done' | 'here' | 'ahead' | 'stalled';
  /** a few words on what came of it or what it waits for */
  readonly note?: string;
}

const NAMES = ['practice → data', 'data → knowledge', 'knowledge → practice', 'impact'] as const;
const STATIONS = ['practice', 'data', 'knowledge', 'changed practice'] as const;
const STATES = { done: 'done', here: 'under way', ahead: 'to come', stalled: 'stalled' } as const;

const SIZE = { width: 760, height: 440 };
const CENTRE = { x: 380, y: 246 };
const RADIUS = 128;
/** radians left free at each end of an arrow, for the stations */
const GAP = 0.24;

/** Draws the four arrows as a ring, clockwise from practice at the top. */
export function ring(data: RingData): Figure {
  const description = data.description ?? sentence(data);
  const body = [
    ...data.arrows.flatMap((arrow, i) => [...quarter(arrow, i), ...labelOf(arrow, i)]),
    ...STATIONS.flatMap(station),
    text(CENTRE.x, CENTRE.y - 2, shortened(data.middle[0], 170, 20), {
      'text-anchor': 'middle',
      'font-size': 20,
      'font-weight': 600,
    }),
    text(CENTRE.x, CENTRE.y + 20, shortened(data.middle[1], 190, 13), {
      ...QUIET,
      'text-anchor': 'middle',
      'font-size': 13,
    }),
  ];
  return {
    id: data.id,
    title: data.title,
    description,
    unit: data.unit,
    svg: drawing({ ...data, description }, SIZE, body),
    table: {
      columns: ['arrow', 'state', 'days', 'note'],
      rows: data.arrows.map((arrow, i) => [NAMES[i]!, STATES[arrow.state], arrow.days, arrow.note ?? '']),
    },
  };
}

/** How an arrow is drawn: strength and dash tell its state without colour. */
const STROKES: Record<RingArrow['state'], { colour: ColourName; width: number; dash?: string }> = {
  done: { colour: 'data', width: 10 },
  here: { colour: 'compare', width: 14 },
  ahead: { colour: 'quiet', width: 2.5 },
  stalled: { colour: 'signal', width: 10, dash: '7 5' },
};

function quarter(arrow: RingArrow, i: number): string[] {
  const stroke = STROKES[arrow.state];
  const start = (i * Math.PI) / 2 + GAP;
  const end = ((i + 1) * Math.PI) / 2 - GAP;
  const head = 0.1 + stroke.width / 130;
  const place = `translate(${CENTRE.x},${CENTRE.y})`;
  const body = stroke.dash
    ? el('path', {
        d: arcLine(start, end - head),
        fill: 'none',
        stroke: colour(stroke.colour),
        'stroke-width': stroke.width,
        'stroke-dasharray': stroke.dash,
        transform: place,
      })
    : el('path', {
        d:
          arc().digits(1)({
            innerRadius: RADIUS - stroke.width / 2,
            outerRadius: RADIUS + stroke.width / 2,
            startAngle: start,
            endAngle: end - head,
          }) ?? '',
        fill: colour(stroke.colour),
        transform: place,
      });
  const wide = stroke.width * 0.75 + 6;
  const corners = [at(end - head, RADIUS - wide), at(end, RADIUS), at(end - head, RADIUS + wide)];
  return [
    body,
    el('polygon', { points: corners.map(([x, y]) => `${one(x)},${one(y)}`).join(' '), fill: colour(stroke.colour) }),
  ];
}

function arcLine(from: number, until: number): string {
  const [x1, y1] = [Math.sin(from) * RADIUS, -Math.cos(from) * RADIUS];
  const [x2, y2] = [Math.sin(until) * RADIUS, -Math.cos(until) * RADIUS];
  return `M${one(x1)},${one(y1)}A${RADIUS},${RADIUS} 0 0 1 ${one(x2)},${one(y2)}`;
}

function labelOf(arrow: RingArrow, i: number): string[] {
  const [x, y] = at((i + 0.5) * (Math.PI / 2), RADIUS + 30);
  const anchor = i < 2 ? 'start' : 'end';
  const weight = arrow.state === 'ahead' ? 400 : 600;
  const fill = arrow.state === 'ahead' ? colour('quiet') : colour('ink');
  const second = [daysSaid(arrow.days), arrow.state === 'done' ? '' : STATES[arrow.state]].filter(Boolean).join(' · ');
  return [
    text(x, y - 6, NAMES[i]!, { 'text-anchor': anchor, 'font-size': 14, 'font-weight': weight, fill }),
    text(x, y + 11, second, {
      ...QUIET,
      'text-anchor': anchor,
      fill: arrow.state === 'stalled' ? colour('signal') : colour('quiet'),
    }),
    ...(arrow.note
      ? [text(x, y + 27, shortened(arrow.note, 215, 12), { ...QUIET, 'text-anchor': anchor, 'font-size': 12 })]
      : []),
  ];
}

function station(name: string, i: number): string[] {
  const [x, y] = at((i * Math.PI) / 2, RADIUS);
  const [dx, dy, anchor] = (
    [
      [0, -16, 'middle'],
      [16, 4, 'start'],
      [0, 26, 'middle'],
      [-16, 4, 'end'],
    ] as const
  )[i as 0 | 1 | 2 | 3];
  return [
    el('circle', { cx: x, cy: y, r: 7, fill: colour('paper'), stroke: colour('ink'), 'stroke-width': 2 }),
    text(x + dx, y + dy, name, { 'text-anchor': anchor, 'font-size': 13 }),
  ];
}

/** The point at this angle (clockwise from the top) and distance from the centre. */
function at(angle: number, distance: number): [number, number] {
  return [CENTRE.x + Math.sin(angle) * distance, CENTRE.y - Math.cos(angle) * distance];
}

function one(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}

function daysSaid(days: number | null): string {
  if (days === null) return '';
  if (days === 0) return 'less than a day';
  return days === 1 ? '1 day' : `${grouped(days)} days`;
}

function sentence({ arrows, middle }: RingData): string {
  const said = arrows.map(
    (arrow, i) => `${NAMES[i]}: ${[STATES[arrow.state], daysSaid(arrow.days)].filter(Boolean).join(', ')}`,
  );
  return `Learning cycle, ${middle[0]}, ${middle[1]}. ${said.join('; ')}.`;
}
