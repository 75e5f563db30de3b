import { scaleLinear } from 'd3-scale';
import { acrossAxis, type Plot } from './_axes.ts';
import { drawing, el, QUIET, ruler, shortened, text, widthOf } from './_svg.ts';
import type { Figure, FigureWords } from './figure.ts';
import { colour } from './palette.ts';
import { grouped, writeValue } from './value-format.ts';

/** Counts by category, e.g. why records were not admitted. Bars start at zero. */
export interface BarsData extends FigureWords {
  readonly bars: readonly { readonly label: string; readonly count: number; readonly note?: string }[];
  /** what the counts are parts of; then each bar also says its share */
  readonly total?: number;
}

const ROW = 32;
const LEFT = 250;

/** Draws one bar per category, in the order given. */
export function bars(data: BarsData): Figure {
  const plot: Plot = { left: LEFT, right: 620, top: 68, bottom: 68 + ROW * Math.max(1, data.bars.length) };
  const size = { width: 760, height: plot.bottom + 54 };
  const most = Math.max(1, ...data.bars.map((bar) => bar.count));
  const x = scaleLinear([0, most], [plot.left, plot.right]).nice(5);
  const description = data.description ?? sentence(data);
  const body = [
    ...acrossAxis(x, plot, 'number', data.unit, most < 5 ? most : 5),
    ...(data.bars.length === 0 ? [text(plot.left + 8, plot.top + 20, 'none', QUIET)] : []),
    ...data.bars.flatMap(({ label, count, note }, i) => {
      const y = plot.top + ROW * i;
      return [
        ...labelOf(label, y, note !== undefined),
        ...(note ? [text(24, y + 28, shortened(note, LEFT - 40, 11), { ...QUIET, 'font-size': 11 })] : []),
        el('rect', {
          x: plot.left,
          y: y + 7,
          width: x(count) - plot.left,
          height: ROW - 14,
          rx: 2,
          fill: colour('data'),
        }),
        text(x(count) + 8, y + 20, said(count, data.total), { 'font-size': 12.5 }),
      ];
    }),
    ruler(plot.left, plot.top, plot.left, plot.bottom, { stroke: colour('quiet') }),
  ];
  return {
    id: data.id,
    title: data.title,
    description,
    unit: data.unit,
    svg: drawing({ ...data, description }, size, body),
    table: {
      columns: ['category', data.unit, 'share of all', 'note'],
      rows: data.bars.map((bar) => [bar.label, bar.count, data.total ? bar.count / data.total : null, bar.note ?? '']),
    },
  };
}

/** A label that does not fit on its line goes on below it, where no note stands there. */
function labelOf(label: string, y: number, hasNote: boolean): string[] {
  const width = LEFT - 40;
  if (hasNote || widthOf(label, 13) <= width)
    return [text(24, y + (hasNote ? 15 : 20), shortened(label, width, 13), { 'font-size': 13 })];
  const words = label.split(' ');
  const fits = words.findIndex((_, i) => widthOf(words.slice(0, i + 1).join(' '), 12) > width);
  const first = words.slice(0, Math.max(1, fits)).join(' ');
  const rest = words.slice(Math.max(1, fits)).join(' ');
  return [
    text(24, y + 14, shortened(first, width, 12), { 'font-size': 12 }),
    ...(rest ? [text(24, y + 28, shortened(rest, width, 12), { 'font-size': 12 })] : []),
  ];
}

function said(count: number, total: number | undefined): string {
  if (!total) return grouped(count);
  const isTiny = count > 0 && count / total < 0.0005;
  return `${grouped(count)} (${isTiny ? '< 0.1 %' : writeValue(count / total, 'percent')})`;
}

function sentence({ bars: items, unit, total }: BarsData): string {
  if (items.length === 0) return `No ${unit}.`;
  return `Bars of ${unit}${total ? ` out of ${grouped(total)}` : ''}. ${items.map((bar) => `${bar.label} ${grouped(bar.count)}`).join('; ')}.`;
}
