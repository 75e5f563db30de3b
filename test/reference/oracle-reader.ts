import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A known answer: input files, cases with expected values, and how close one has to come. */
export interface Oracle {
  readonly oracle: string;
  readonly tolerance: { readonly relative: number; readonly absolute: number };
  readonly cases: readonly { readonly id: string; readonly what: string; readonly expected: Expected }[];
}

export type Expected = null | boolean | number | string | readonly Expected[] | { readonly [key: string]: Expected };

/** The names of all oracles, sorted. */
export function oracleNames(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

export function readOracle(folder: string, name: string): Oracle {
  return JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8')) as Oracle;
}

/** Rows of a CSV with a header; empty fields are missing (absent from the row's numbers as NaN). No quoted commas. */
export class Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];

  constructor(path: string) {
    const lines = readFileSync(path, 'utf8').trim().split(/\r?\n/);
    this.header = lines[0]!.split(',');
    this.rows = lines.slice(1).map((line) => line.split(','));
  }

  texts(column: string): string[] {
    const place = this.header.indexOf(column);
    if (place < 0) throw new Error(`no column ${column} among ${this.header.join(', ')}`);
    return this.rows.map((row) => row[place] ?? '');
  }

  numbers(column: string): number[] {
    return this.texts(column).map((text) => (text === '' ? Number.NaN : Number(text)));
  }
}

/** What differs by more than the tolerance, one line each. Only keys and places that we computed are compared. */
export function differences(
  ours: unknown,
  expected: Expected | undefined,
  tolerance: Oracle['tolerance'],
  place = '',
): string[] {
  if (ours === undefined) return [];
  if (Array.isArray(ours)) {
    const theirs = Array.isArray(expected) ? expected : [expected];
    if (theirs.length !== ours.length) return [`${place}: ${ours.length} values, expected ${theirs.length}`];
    return ours.flatMap((value, i) => differences(value, theirs[i], tolerance, `${place}[${i}]`));
  }
  if (typeof ours === 'object' && ours !== null) {
    const theirs = expected as { readonly [key: string]: Expected };
    return Object.entries(ours).flatMap(([key, value]) =>
      !(key in theirs)
        ? [`${place}.${key}: not in the oracle`]
        : differences(value, theirs[key], tolerance, `${place}.${key}`),
    );
  }
  return isClose(ours, expected, tolerance) ? [] : [`${place}: ${ours}, expected ${JSON.stringify(expected)}`];
}

function isClose(ours: unknown, expected: Expected | undefined, { relative, absolute }: Oracle['tolerance']): boolean {
  if (typeof ours !== 'number') return ours === expected;
  const theirs = typeof expected === 'string' ? Number(expected) : expected;
  if (typeof theirs !== 'number') return false;
  if (Object.is(ours, theirs) || ours === theirs) return true;
  const gap = Math.abs(ours - theirs);
  return gap <= absolute || gap <= relative * Math.abs(theirs);
}
