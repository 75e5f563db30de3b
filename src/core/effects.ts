import type { Day } from './day.ts';

/** The world outside a calculation: what moves, what is random, what is seen. Comes in as an argument, never imported. */
export interface Effects {
  /** the moment now */
  now(): Date;
  /** the calendar day now, in UTC */
  today(): Day;
  /** a fresh random UUID (version 4) */
  uuid(): string;
  /** `size` bytes that nobody can guess */
  randomBytes(size: number): Uint8Array;
  /** tells a person how far a job has come; goes to stderr or to the web page, never into results */
  progress(report: Progress): void;
  /** one line for the operator's log: a code and counts, never a value from a record */
  log(line: LogLine): void;
}

/** How far a job has come. */
export interface Progress {
  /** what is being done, in a few words: `reading Observation` */
  readonly doing: string;
  /** work done so far, in `unit` */
  readonly done: number;
  /** all there is to do, where it is known */
  readonly total?: number;
  /** what is counted: `bytes`, `resources`, `people`, `cards` */
  readonly unit: string;
}

export interface LogLine {
  readonly level: 'info' | 'warning' | 'error';
  /** `room/what-happened` */
  readonly code: string;
  /** counts, codes and positions only */
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
}
