import { createElement, type ReactNode, useId, useMemo } from 'react';

/** What our charts are drawn with; anything else in an SVG is left out. */
const ELEMENTS = new Set([
  'svg',
  'g',
  'title',
  'desc',
  'rect',
  'circle',
  'ellipse',
  'path',
  'line',
  'polyline',
  'polygon',
  'text',
  'tspan',
]);
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
export function SvgDrawing({ svg }: { svg: string }) {
  const prefix = useId();
  return useMemo(() => {
    const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
    return root.nodeName === 'svg' ? elementOf(root, prefix, 0) : null;
  }, [svg, prefix]);
}

function elementOf(node: Element, prefix: string, key: number): ReactNode {
  if (!ELEMENTS.has(node.localName)) return null;
  const props: Record<string, string | number> = { key };
  for (const { name, value } of node.attributes) {
    if (!ATTRIBUTES.has(name) || /url\(|javascript:/i.test(value)) continue;
    const isName = name === 'id' || name === 'aria-labelledby';
    props[reactName(name)] = isName ? value.replace(/\S+/g, (id) => `${prefix}${id}`) : value;
  }
  const children = [...node.childNodes].map((child, i) =>
    child.nodeType === Node.ELEMENT_NODE ? elementOf(child as Element, prefix, i) : child.textContent,
  );
  return createElement(node.localName, props, ...children);
}

/** React writes `strokeWidth` for `stroke-width`, but leaves `aria-…` alone. */
function reactName(name: string): string {
  return name.startsWith('aria-') ? name : name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
