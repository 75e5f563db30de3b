import type { Day } from '../../core/day.ts';
import type { Period } from '../../core/period.ts';
import type { Condition, Stratifier } from './ast.ts';
import type { Truth } from './kleene.ts';

/** The event that decided a condition, or the last one that counted towards it. */
export interface Deciding {
  readonly on: Day;
  /** in the unit of the comparison; a mean for `mean` */
  readonly value?: number;
  readonly unit?: string;
  /** the first coding of the event; absent for a mean */
  readonly code?: { readonly system: string; readonly code: string };
  readonly eventId?: string;
}

/** One condition with its answer, and those inside it. */
export interface Explained {
  /** where it stands in the definition, e.g. `where.of[1]` */
  readonly path: string;
  readonly condition: Condition;
  /** the condition in plain English */
  readonly says: string;
  readonly truth: 'true' | 'false' | 'unknown';
  readonly deciding?: Deciding;
  /** what the record lacks, where the truth is unknown */
  readonly missing?: Missing;
  readonly of: readonly Explained[];
}

export type Missing =
  | 'no value' // no row with a number in the window
  | 'unit not comparable' // a number that could decide stands in a unit that cannot be converted, or without its unit
  | 'row not decidable' // a row that could decide lacks what its own test asks for
  | 'date of birth'
  | 'sex'
  | 'observation periods';

/** The answer to a rule for one person on one day. */
export interface Answer {
  /** undefined is unknown */
  readonly truth: Truth;
  /** whether the person is in: unknown is not in */
  readonly isIn: boolean;
  /** what the record lacks; empty unless the truth is unknown */
  readonly missing: readonly Missing[];
  readonly because: Explained;
}

/** What a leaf condition rested on: the day of the deciding event, and its number. */
export interface Fact {
  /** where the condition stands in the definition, e.g. `numerator.of[0]` */
  readonly path: string;
  readonly truth: Truth;
  readonly on?: Day;
  readonly value?: number;
}

/** One anchor that is in the population, and how it counts. */
export interface JudgedRow {
  readonly period: Period;
  readonly personKey: string;
  /** for an event basis */
  readonly eventId?: string;
  readonly anchorFrom: Day;
  readonly anchorLast: Day;
  readonly inDenominator: boolean;
  readonly isExcluded: boolean;
  readonly inNumerator: boolean;
  readonly strata: Readonly<Partial<Record<Stratifier, string>>>;
  /** every `exists` and `value` condition in the order of the definition */
  readonly facts: readonly Fact[];
  /** the fact that decided the numerator: its first `value` condition, else its first `exists` */
  readonly decidingOn?: Day;
  readonly decidingValue?: number;
}

/**
 * Counts of one stratum in one period. The share is `numerator / denominator`: the excluded are already taken out of
 * `denominator`. Stratifier and stratum `all` count everybody once, also where that is nobody.
 */
export interface MeasureRow {
  readonly period: Period;
  readonly stratifier: Stratifier | 'all';
  readonly stratum: string;
  readonly denominator: number;
  readonly excluded: number;
  readonly numerator: number;
}

export type MeasureRows = readonly MeasureRow[];
