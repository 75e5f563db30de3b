import { createElement, type ReactNode, useId, useMemo } from 'react';
import { readDrawing, type SvgNode } from './read-drawing.ts';

/** What our charts are drawn with; anything else in an SVG is left out. */
const ELEMENTS = new Set('svg g title desc rect circle ellipse path line polyline polygon text tspan'.split(' '));
const ATTRIBUTES = new Set(
  (
    'viewBox role aria-labelledby aria-hidden id x y x1 y1 x2 y2 dx dy cx cy r rx ry d points width height transform ' +
    'fill fill-opacity fill-rule stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity opacity ' +
    'text-anchor dominant-baseline font-size font-weight font-style font-family'
  ).split(' '),
);

/**
 * An SVG as React elements, made from an allow-list: no markup is put into the page as text, so nothing in a figure can
 * run, load or link. Ids get a prefix, as the same figure may stand on a page twice.
 */
export function SvgDrawing({ svg, withoutTitle = false }: { svg: string; withoutTitle?: boolean }) {
  const prefix = useId();
  return useMemo(() => {
    const root = readDrawing(svg);
    if (root?.name !== 'svg') return null;
    return elementOf(withoutTitle ? untitled(root) : root, prefix, 0);
  }, [svg, prefix, withoutTitle]);
}

/** Height of the line that our charts write their title on, in the units of the viewBox. */
const TITLE_LINE = 28;

/** Takes out the first line of text, which is the title in all our charts, and the room it stood in. */
function untitled(root: SvgNode): SvgNode {
  const at = root.children.findIndex((child) => typeof child !== 'string' && child.name === 'text');
  return {
    ...root,
    attributes: root.attributes.map(([name, value]) => {
      const box = name === 'viewBox' ? value.split(' ').map(Number) : [];
      const [x = 0, y = 0, width = 0, height = 0] = box;
      if (box.length !== 4 || !(height > TITLE_LINE)) return [name, value] as const;
      return [name, `${x} ${y + TITLE_LINE} ${width} ${height - TITLE_LINE}`] as const;
    }),
    children: root.children.filter((_, i) => i !== at),
  };
}

function elementOf(node: SvgNode, prefix: string, key: number): ReactNode {
  if (!ELEMENTS.has(node.name)) return null;
  const props: Record<string, string | number> = { key };
  for (const [name, value] of node.attributes) {
    if (!ATTRIBUTES.has(name) || /url\(|javascript:/i.test(value)) continue;
    const isName = name === 'id' || name === 'aria-labelledby';
    props[reactName(name)] = isName ? value.replace(/\S+/g, (id) => `${prefix}${id}`) : value;
  }
  const children = node.children.map((child, i) => (typeof child === 'string' ? child : elementOf(child, prefix, i)));
  return createElement(node.name, props, ...children);
}

/** React writes `strokeWidth` for `stroke-width`, but leaves `aria-…` alone. */
function reactName(name: string): string {
  return name.startsWith('aria-') ? name : name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
