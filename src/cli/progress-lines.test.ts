import { describe, expect, test } from 'vitest';
import { progressLines, sayProgress } from './progress-lines.ts';

function place(how: { isTerminal: boolean; asJson: boolean }) {
  const written: string[] = [];
  let moment = 0;
  const lines = progressLines({ ...how, write: (text) => void written.push(text), now: () => moment });
  const at = (ms: number, done: number, total = 1000) => {
    moment = ms;
    lines.report({ doing: 'reading', done, total, unit: 'rows' });
  };
  return { written, at, end: lines.end };
}

describe('progressLines()', () => {
  test('rewrites one line on a terminal, at most ten times a second, and clears it at the end', () => {
    const { written, at, end } = place({ isTerminal: true, asJson: false });
    at(0, 0);
    at(50, 10);
    at(150, 20);
    end();
    end();
    expect(written).toEqual([
      '\r\u001b[2Kreading: 0 rows of 1,000 rows',
      '\r\u001b[2Kreading: 20 rows of 1,000 rows · 133 rows/s · 7 s left',
      '\r\u001b[2K',
    ]);
  });

  test('writes a plain line every two seconds into a log, and the last one always', () => {
    const { written, at } = place({ isTerminal: false, asJson: false });
    at(0, 0);
    at(1999, 100);
    at(2000, 200);
    at(2100, 1000);
    expect(written).toEqual([
      'reading: 0 rows of 1,000 rows\n',
      'reading: 200 rows of 1,000 rows · 100 rows/s · 8 s left\n',
      'reading: 1,000 rows of 1,000 rows · 476 rows/s\n',
    ]);
  });

  test('writes JSON objects, one a line, on request', () => {
    const { written, at } = place({ isTerminal: true, asJson: true });
    at(0, 0);
    at(4000, 500);
    expect(written.map((line) => JSON.parse(line).progress)).toEqual([
      { doing: 'reading', done: 0, total: 1000, unit: 'rows' },
      { doing: 'reading', done: 500, total: 1000, unit: 'rows', perSecond: 125, secondsLeft: 4 },
    ]);
  });
});

test('sayProgress() writes bytes and times as people do', () => {
  expect(sayProgress({ doing: 'reading', done: 1.2e9, total: 3.4e9, unit: 'bytes' }, 63e6, 35)).toBe(
    'reading: 1.2 GB of 3.4 GB · 63 MB/s · 35 s left',
  );
  expect(sayProgress({ doing: 'reading', done: 5, unit: 'people' }, 2, undefined)).toBe(
    'reading: 5 people · 2 people/s',
  );
});
