import type { Static, TObject, TProperties } from '../../core/schema.ts';
import { Value } from '../../core/schema.ts';
import type { Figure, FigureTable } from '../../engine/chart/figure.ts';
import type { Diagnostic, Finding } from '../handover.ts';

/** What every method gives: an estimate with its interval, or the reason why there is none. Never NaN. */
export interface MethodResult {
  readonly method: string;
  /** null where blocked */
  readonly estimate: number | null;
  readonly interval: readonly [number, number] | null;
  /** confidence level of the interval, in (0, 1) */
  readonly level: number;
  readonly unit: string;
  /** people (or events) the estimate rests on */
  readonly people: number;
  readonly assumptions: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** why no number is given; absent where there is one */
  readonly blocked?: string;
  readonly table?: FigureTable;
  readonly figure?: Figure;
}

/** One declared way to turn counts into an estimate. */
export interface Method<Data = never, Params extends TProperties = TProperties> {
  /** = file name */
  readonly id: string;
  readonly title: string;
  readonly answers: Finding['answers'];
  /** the columns of the data it reads */
  readonly reads: readonly string[];
  readonly params: TObject<Params>;
  readonly assumes: readonly string[];
  readonly source: string;
  run(data: Data, params?: Partial<Static<TObject<Params>>>, words?: Partial<MethodWords>): MethodResult;
}

/** What the question calls things; a method knows only counts. */
export interface MethodWords {
  /** of the figure, unique on its page; the method's id by default */
  readonly id: string;
  /** above the figure; the method's title by default */
  readonly title: string;
  /** what is counted: `people`, `visits` */
  readonly counted: string;
}

/** What a method's own code returns; the rest is filled in from its declaration. */
export type Estimated = Omit<MethodResult, 'method' | 'assumptions'>;

interface Declared<Data, Params extends TProperties> extends Omit<Method<Data, Params>, 'run'> {
  run(data: Data, params: Static<TObject<Params>>, words: MethodWords): Estimated;
}

/** Declares a method: presets are filled in, the result is labelled and held to its promise. */
export function defineMethod<Data, const Params extends TProperties>(
  declared: Declared<Data, Params>,
): Method<Data, Params> {
  return {
    ...declared,
    run(data, params = {}, words = {}) {
      const filled = Value.Default(declared.params, { ...params });
      if (!Value.Check(declared.params, filled))
        throw new Error(`${declared.id}: parameters do not fit its declaration`);
      const named = { id: declared.id, title: declared.title, counted: 'people', ...words };
      return labelled(declared, declared.run(data, filled as Static<TObject<Params>>, named)); // Value.Check has just said so
    },
  };
}

function labelled<Data, Params extends TProperties>(declared: Declared<Data, Params>, result: Estimated): MethodResult {
  const numbers = [result.estimate, ...(result.interval ?? [])];
  const isWhole = numbers.every((number) => number !== null && Number.isFinite(number)) && result.interval !== null;
  if (result.blocked === undefined && !isWhole)
    throw new Error(`${declared.id}: an estimate without a finite interval`);
  if (result.blocked !== undefined && (result.estimate !== null || result.interval !== null)) {
    throw new Error(`${declared.id}: a blocked result must carry no number`);
  }
  return { method: declared.id, assumptions: declared.assumes, ...result };
}

/** A result without a number, and why. */
export function blockedResult(
  reason: string,
  about: {
    readonly unit: string;
    readonly people: number;
    readonly diagnostics: readonly Diagnostic[];
    readonly level?: number;
  },
): Estimated {
  return { estimate: null, interval: null, level: about.level ?? 0.95, ...about, blocked: reason };
}
