import { expect, test } from 'vitest';
import { textTable } from './text-table.ts';

test('textTable() aligns text to the left and numbers to the right', () => {
  const table = textTable(
    ['table', 'rows'],
    [
      ['person', 1204],
      ['visit', 9],
      ['none', null],
    ],
  );
  expect(table).toBe(['table    rows', 'person  1,204', 'visit       9', 'none        –'].join('\n'));
});

test('textTable() of no rows is its head', () => {
  expect(textTable(['a', 'b'], [])).toBe('a  b');
});
