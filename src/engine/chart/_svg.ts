import type { FigureWords } from './figure.ts';
import { colour, FONT } from './palette.ts';

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One element; numbers are rounded to a tenth so that goldens do not tremble. */
export function el(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const written = Object.entries(attributes)
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? tenth(value) : escaped(value)}"`)
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

/** A line of text; `size` in px, ink unless said otherwise. */
export function text(x: number, y: number, words: string, attributes: Attributes = {}): string {
  return el('text', { x, y, fill: colour('ink'), 'font-size': 12, ...attributes }, [escaped(words)]);
}

export function ruler(x1: number, y1: number, x2: number, y2: number, attributes: Attributes = {}): string {
  return el('line', { x1, y1, x2, y2, stroke: colour('rule'), ...attributes });
}

/** A dot, or a diamond for what must stand out without colour too; rimmed in paper. */
export function mark(
  x: number,
  y: number,
  shape: 'dot' | 'diamond' | 'ring' = 'dot',
  attributes: Attributes = {},
): string {
  const rim = { stroke: colour('paper'), 'stroke-width': 1.5 };
  if (shape === 'dot') return el('circle', { cx: x, cy: y, r: 4, fill: colour('data'), ...rim, ...attributes });
  if (shape === 'ring') {
    const open = { fill: colour('paper'), stroke: colour('data'), 'stroke-width': 1.8 };
    return el('circle', { cx: x, cy: y, r: 4, ...open, ...attributes });
  }
  const d = `M${tenth(x)},${tenth(y - 6.5)}l6.5,6.5l-6.5,6.5l-6.5,-6.5z`;
  return el('path', { d, fill: colour('signal'), ...rim, ...attributes });
}

/** The whole drawing with its title, subtitle and hidden description. Width and height are those of the viewBox. */
export function drawing(
  words: FigureWords & { readonly description: string },
  size: { readonly width: number; readonly height: number },
  body: readonly string[],
): string {
  const { id, title, subtitle, description } = words;
  const titleSize = fittingSize(title, size.width - 48, { most: 16, least: 11.5 });
  return el(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${size.width} ${size.height}`,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
      'font-family': FONT,
    },
    [
      el('title', { id: `${id}-title` }, [escaped(title)]),
      el('desc', { id: `${id}-desc` }, [escaped(description)]),
      el('rect', { width: size.width, height: size.height, fill: colour('paper') }),
      text(24, 30, shortened(title, size.width - 48, titleSize), { 'font-size': titleSize, 'font-weight': 600 }),
      ...(subtitle ? [text(24, 50, shortened(subtitle, size.width - 48, 12.5), QUIET)] : []),
      ...body,
    ],
  );
}

/** Second text. */
export const QUIET = { fill: colour('quiet'), 'font-size': 12.5 } as const;

/** About how wide a text is drawn, in px; there is nothing to measure with outside a browser. */
export function widthOf(words: string, size = 12): number {
  return words.length * size * 0.54;
}

/** The largest size at which bold words fit into a width; the least one where none does. */
export function fittingSize(words: string, width: number, { most, least }: { most: number; least: number }): number {
  const fits = width / (words.length * 0.6);
  return Math.max(least, Math.min(most, Math.floor(fits * 2) / 2));
}

/** The text, cut with an ellipsis where it would not fit; the table keeps it whole. */
export function shortened(words: string, width: number, size = 12): string {
  const most = Math.max(3, Math.floor(width / (size * 0.54)));
  const letters = [...words];
  return letters.length <= most
    ? words
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** Text safe inside an element and an attribute; characters that XML forbids become the replacement character. */
export function escaped(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '\ufffd',
    );
}

function tenth(value: number): string {
  if (!Number.isFinite(value)) throw new Error('a chart was given a number that is not finite');
  const rounded = Math.round(value * 10) / 10;
  return String(Object.is(rounded, -0) ? 0 : rounded);
}
