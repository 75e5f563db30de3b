/** Promises every figure keeps, and a golden drawing of each. `npm run golden` writes the drawings anew. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exampleFigures } from '../../../test/figures.ts';
import { apart } from './_axes.ts';
import { escaped, shortened } from './_svg.ts';
import { figureCsv } from './figure.ts';
import { paletteCss } from './palette.ts';
import { axisUnit, grouped, writeTick, writeValue } from './value-format.ts';

const GOLDEN = resolve(import.meta.dirname, '../../../test/golden/charts');
const figures = exampleFigures();

describe.each(figures.map((figure) => [figure.id, figure] as const))('%s', (id, figure) => {
  test('is the golden drawing', () => {
    const path = join(GOLDEN, `${id}.svg`);
    const lines = `${figure.svg.replaceAll('><', '>\n<')}\n`;
    if (process.env['RONDO_GOLDEN'] === 'write') {
      mkdirSync(GOLDEN, { recursive: true });
      writeFileSync(path, lines);
    }
    expect(existsSync(path), 'no golden yet: npm run golden').toBe(true);
    expect(lines).toBe(readFileSync(path, 'utf8'));
  });

  test('has a role, a title, a description and a viewBox', () => {
    expect(figure.svg).toMatch(/^<svg [^>]*viewBox="0 0 \d+ \d+"[^>]*role="img"/);
    expect(figure.svg).toContain(`<title id="${id}-title">${escaped(figure.title)}</title>`);
    expect(figure.svg).toContain(`<desc id="${id}-desc">${escaped(figure.description)}</desc>`);
    expect(figure.description.length).toBeGreaterThan(10);
  });

  test('names its unit and draws nothing that is not a number', () => {
    expect(figure.unit.length).toBeGreaterThan(2);
    expect(figure.svg).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  test('takes every colour from the palette, and needs no style attribute or script', () => {
    const colours = [...figure.svg.matchAll(/ (?:fill|stroke)="([^"]*)"/g)].map((match) => match[1]!);
    expect(colours.length).toBeGreaterThan(2);
    expect(colours.filter((value) => value !== 'none' && !value.startsWith('var(--rondo-'))).toEqual([]);
    expect(figure.svg).not.toMatch(/<script|<style| style=| on[a-z]+=/);
  });

  test('keeps all text inside the drawing', () => {
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(figure.svg)!.map(Number) as [number, number, number];
    for (const [tag, words] of [...figure.svg.matchAll(/<text ([^>]*)>([^<]*)</g)].map(
      (m) => [m[1]!, m[2]!] as const,
    )) {
      const of = (name: string) => Number(new RegExp(` ?\\b${name}="([^"]*)"`).exec(tag)![1]);
      const anchor = /text-anchor="(\w+)"/.exec(tag)?.[1] ?? 'start';
      const wide = words.replace(/&\w+;/g, 'x').length * of('font-size') * 0.5;
      const left = of('x') - (anchor === 'start' ? 0 : anchor === 'end' ? wide : wide / 2);
      expect(left, words).toBeGreaterThanOrEqual(0);
      expect(left + wide, words).toBeLessThanOrEqual(width);
      expect(of('y'), words).toBeLessThanOrEqual(height);
    }
  });

  test('has a table with a cell for every column', () => {
    expect(figure.table.columns.length).toBeGreaterThan(1);
    for (const row of figure.table.rows) expect(row).toHaveLength(figure.table.columns.length);
  });
});

test('every golden drawing belongs to an example', () => {
  const names = readdirSync(GOLDEN).map((name) => name.replace('.svg', ''));
  expect(names.sort()).toEqual(figures.map(({ id }) => id).sort());
});

test('escaped() leaves nothing that could end an element or an attribute, and no character XML forbids', () => {
  expect(escaped('<b>"A" & \u0001\ud800')).toBe('&lt;b&gt;&quot;A&quot; &amp; \ufffd\ufffd');
  expect(escaped('naïve 🙂 <')).toBe('naïve 🙂 &lt;');
});

test('shortened() cuts with an ellipsis and leaves short text alone', () => {
  expect(shortened('short', 200)).toBe('short');
  expect(shortened('a very long name of a practice', 80)).toMatch(/…$/);
});

test('apart() keeps the order and the gap, and stays above the bottom', () => {
  const placed = apart([100, 98, 99], 15, { top: 0, bottom: 120 });
  const sorted = [...placed].sort((a, b) => a - b);
  expect(sorted[1]! - sorted[0]!).toBeGreaterThanOrEqual(15);
  expect(sorted[2]! - sorted[1]!).toBeGreaterThanOrEqual(15);
  expect(Math.max(...placed)).toBeLessThanOrEqual(120);
  expect(placed.indexOf(Math.min(...placed))).toBe(1);
});

test('figureCsv() quotes what needs it, leaves null empty and disarms formulas, not numbers', () => {
  const table = {
    columns: ['a, b', 'c'],
    rows: [
      ['=1+1', -2.5],
      ['say "no"', null],
    ],
  };
  expect(figureCsv({ table })).toBe('"a, b",c\r\n\'=1+1,-2.5\r\n"say ""no""",\r\n');
});

test('writeValue() writes percent, signed points and grouped numbers with a true minus', () => {
  expect(writeValue(0.6214, 'percent')).toBe('62.1 %');
  expect([writeValue(0.034, 'points'), writeValue(-0.034, 'points'), writeValue(-0.0001, 'points')]).toEqual([
    '+3.4',
    '−3.4',
    '0.0',
  ]);
  expect([writeValue(1250, 'number'), writeValue(3, 'number'), writeValue(3.25, 'number')]).toEqual([
    '1,250',
    '3',
    '3.3',
  ]);
  expect(grouped(1234567)).toBe('1,234,567');
});

test('writeTick() has as many decimals as the step needs', () => {
  expect([writeTick(0.25, 0.05, 'percent'), writeTick(0.005, 0.005, 'percent'), writeTick(0.5, 0.5, 'number')]).toEqual(
    ['25', '0.5', '0.5'],
  );
  expect(axisUnit('people', 'percent')).toBe('% (people)');
});

test('paletteCss() gives every colour a light and a dark value', () => {
  const count = (needle: string) => paletteCss().split(needle).length - 1;
  expect(count('--rondo-data:')).toBe(4);
  expect(paletteCss()).toContain('prefers-color-scheme: dark');
});
