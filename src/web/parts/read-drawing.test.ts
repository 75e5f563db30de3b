import { expect, test } from 'vitest';
import { bars } from '../../engine/chart/bars.ts';
import { readDrawing } from './read-drawing.ts';

test('readDrawing() reads elements, attributes and escaped text', () => {
  expect(readDrawing('<svg viewBox="0 0 1 1"><text x="1">a &lt; b &amp; &quot;c&quot;</text><g/></svg>')).toEqual({
    name: 'svg',
    attributes: [['viewBox', '0 0 1 1']],
    children: [
      { name: 'text', attributes: [['x', '1']], children: ['a < b & "c"'] },
      { name: 'g', attributes: [], children: [] },
    ],
  });
});

test('readDrawing() reads what our charts write', () => {
  const { svg } = bars({ id: 'b', title: 'A & <B>', unit: 'rows', bars: [{ label: '"x"', count: 1 }] });
  const root = readDrawing(svg);
  expect(root?.name).toBe('svg');
  expect(root?.children[0]).toEqual({ name: 'title', attributes: [['id', 'b-title']], children: ['A & <B>'] });
});

test.each([
  '<svg>',
  '</svg>',
  '<svg></g>',
  '<svg a=1/>',
  '<svg><![CDATA[x]]></svg>',
  '<!DOCTYPE svg><svg/>',
  '<svg',
  '',
])('readDrawing(%j) is undefined: not plain XML', (text) => {
  expect(readDrawing(text)).toBeUndefined();
});
