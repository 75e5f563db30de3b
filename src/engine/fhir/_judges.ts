import { decimalNumber } from './_decimal.ts';
import type { Comparison } from './_expression.ts';
import { momentRange, timeRange } from './_moment.ts';

/** Compares two values that are there. */
export type Judge = (a: unknown, b: unknown) => boolean | undefined;

/** Whether two values are equal; undefined where it cannot be told. */
export function equality(by: Comparison): Judge {
  switch (by) {
    case 'text':
    case 'boolean':
      return (a, b) => a === b;
    case 'number':
      return (a, b) => ordered(decimalNumber(a), decimalNumber(b), (x, y) => x === y);
    case 'moment':
      return (a, b) => rangesEqual(momentRange(String(a)), momentRange(String(b)));
    case 'time':
      return (a, b) => rangesEqual(timeRange(String(a)), timeRange(String(b)));
  }
}

/** Whether the first value is below the second; undefined where it cannot be told. */
export function order(by: Comparison, orEqual: boolean): Judge {
  switch (by) {
    case 'text':
    case 'boolean':
      return (a, b) => ordered(String(a), String(b), (x, y) => textBelow(x, y) || (orEqual && x === y));
    case 'number':
      return (a, b) => ordered(decimalNumber(a), decimalNumber(b), (x, y) => x < y || (orEqual && x === y));
    case 'moment':
      return (a, b) => rangeBelow(momentRange(String(a)), momentRange(String(b)), orEqual);
    case 'time':
      return (a, b) => rangeBelow(timeRange(String(a)), timeRange(String(b)), orEqual);
  }
}

// By code point like DuckDB; JavaScript's < goes by UTF-16 unit, which differs beyond U+FFFF.
function textBelow(a: string, b: string): boolean {
  const [x, y] = [[...a], [...b]];
  const differ = x.findIndex((letter, i) => letter !== y[i]);
  if (differ < 0) return x.length < y.length;
  const other = y[differ];
  return other !== undefined && (x[differ]?.codePointAt(0) ?? 0) < (other.codePointAt(0) ?? 0);
}

function ordered<T>(a: T | undefined, b: T | undefined, judge: (a: T, b: T) => boolean): boolean | undefined {
  return a === undefined || b === undefined ? undefined : judge(a, b);
}

interface Range<T> {
  readonly from: T;
  readonly to: T;
}

function rangesEqual<T>(a: Range<T> | undefined, b: Range<T> | undefined): boolean | undefined {
  if (!a || !b) return undefined;
  if (a.to < b.from || a.from > b.to) return false;
  return a.from === b.from && a.to === b.to ? true : undefined;
}

function rangeBelow<T>(a: Range<T> | undefined, b: Range<T> | undefined, orEqual: boolean): boolean | undefined {
  if (!a || !b) return undefined;
  if (a.to < b.from) return true;
  if (a.from > b.to) return false;
  return a.from === b.from && a.to === b.to ? orEqual : undefined;
}
