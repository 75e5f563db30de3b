/**
 * The words of the meaning language: small frozen nodes in closed unions, plain JSON through and through. What each word
 * means is said here once; every runner (memory, SQL) must agree with it and the generative tests hold them to it.
 *
 * Answers are three-valued (Kleene): true, false, or unknown where the record cannot tell. A whole definition turns
 * unknown into "not in": not in the population, not excluded, not in the numerator.
 */

/** The version of the language a definition is written in; a reader refuses any other. */
export const LANGUAGE = 1;

/** A kind of event; the catalogue in domains.ts says which table holds it. */
export type Domain = (typeof DOMAINS)[number];
export const DOMAINS = [
  'condition',
  'drug',
  'measurement',
  'procedure',
  'observation',
  'visit',
  'death',
  'device',
] as const;

// ── frames: rows of events ───────────────────────────────────────────────────────────────────────────────────────────

/** How many rows a frame gives for each person. */
export type Rows = 'one' | 'many';

declare const rowsOf: unique symbol;

/** A set of events. `R` keeps in the type whether a person has at most one row; it is not part of the JSON. */
export type Frame<R extends Rows = Rows> = (EventsFrame | WhereFrame | NthFrame) & { readonly [rowsOf]?: R };

/** All events of a domain; with `codes`, those that carry any coding of that code set. */
export interface EventsFrame {
  readonly node: 'events';
  readonly domain: Domain;
  /** the id of a code set */
  readonly codes?: string;
}

/** The rows of a frame that pass a test. A row whose test is unknown stays in as an unsure row: see `exists`. */
export interface WhereFrame {
  readonly node: 'where';
  readonly of: Frame;
  readonly test: RowTest;
}

/** The n-th (1 = the first, or the last) sure row of each person, by (start day, id), over the person's whole record. */
export interface NthFrame {
  readonly node: 'nth';
  readonly of: Frame;
  readonly n: number;
  readonly from: 'first' | 'last';
}

/** A question about one row. */
export type RowTest = ValueTest | KindTest | DispositionTest | StayTest | CodedTest | NotTest;

/** The row's number compares so; unknown if the row has no number or its unit cannot be converted. */
export interface ValueTest {
  readonly test: 'value';
  readonly compare: Compare;
}

/** A visit's class as the source wrote it, e.g. AMB, EMER, IMP. A row without one is none of them. */
export interface KindTest {
  readonly test: 'kind';
  readonly in: readonly string[];
}

/** Where a visit's patient went, as the source coded it. A row without one went to none of them. */
export interface DispositionTest {
  readonly test: 'disposition';
  readonly in: readonly string[];
}

/** Days from start to end, `from` included, `until` not; unknown if the row has no end. */
export interface StayTest {
  readonly test: 'stay';
  readonly from?: number;
  readonly until?: number;
}

/** The row carries any coding of the code set. */
export interface CodedTest {
  readonly test: 'coded';
  readonly codes: string;
}

export interface NotTest {
  readonly test: 'not';
  readonly of: RowTest;
}

export type Operator = (typeof OPERATORS)[number];
export const OPERATORS = ['<', '<=', '=', '>=', '>'] as const;

/**
 * A comparison with a number. `unit` is a UCUM code; a value in another unit is converted where units.ts knows how and is
 * otherwise not comparable. Without `unit` only values without unit are comparable.
 */
export interface Compare {
  readonly op: Operator;
  readonly number: number;
  readonly unit?: string;
}

// ── windows ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A day counted from the anchor's first or last day; negative is before. */
export interface Bound {
  readonly days: number;
  readonly of: 'start' | 'end';
  readonly included: boolean;
}

/** The days in which an event has to start. A bound that is absent is open. */
export interface Window {
  readonly from?: Bound;
  readonly until?: Bound;
}

// ── conditions on an anchor ──────────────────────────────────────────────────────────────────────────────────────────

export type Condition =
  | ExistsCondition
  | ValueCondition
  | AgeCondition
  | SexCondition
  | AliveCondition
  | ObservedCondition
  | AllCondition
  | AnyCondition
  | NotCondition
  | AtLeastOfCondition;

/**
 * At least `atLeast` (1 if absent) rows start in the window. Unknown if only unsure rows could make up the number. Where
 * the anchor is itself an event, it never counts as its own evidence.
 */
export interface ExistsCondition {
  readonly node: 'exists';
  readonly frame: Frame;
  readonly window: Window;
  readonly atLeast?: number;
}

export type Pick = (typeof PICKS)[number];
export const PICKS = ['latest', 'first', 'lowest', 'highest', 'mean'] as const;

/**
 * One number picked from the rows of the window that have a number, compared. `latest` and `first` look at one day; if
 * several numbers stand on that day, `tie` says which counts. Unknown if there is no number, or if a row that could decide
 * is unsure or not comparable: on the day looked at for `latest` and `first`, anywhere in the window otherwise.
 */
export interface ValueCondition {
  readonly node: 'value';
  readonly pick: Pick;
  readonly tie: 'lowest' | 'highest';
  readonly frame: Frame;
  readonly window: Window;
  readonly compare: Compare;
}

/** Completed years of age on the anchor's first or last day; `from` included, `until` not. Unknown without birth. */
export interface AgeCondition {
  readonly node: 'age';
  readonly at: 'start' | 'end';
  readonly from?: number;
  readonly until?: number;
}

export type Sex = (typeof SEXES)[number];
export const SEXES = ['male', 'female', 'other'] as const;

/** Unknown where the record does not say. */
export interface SexCondition {
  readonly node: 'sex';
  readonly in: readonly Sex[];
}

/** Not dead by the end of that day: someone who died on the day is not alive at it. */
export interface AliveCondition {
  readonly node: 'alive';
  readonly at: 'start' | 'end';
}

/** One observation period covers the whole window (both bounds given). Unknown for a record without any such claim. */
export interface ObservedCondition {
  readonly node: 'observed';
  readonly window: Window;
}

/** True of everyone if `of` is empty. */
export interface AllCondition {
  readonly node: 'all';
  readonly of: readonly Condition[];
}

/** True of nobody if `of` is empty. */
export interface AnyCondition {
  readonly node: 'any';
  readonly of: readonly Condition[];
}

export interface NotCondition {
  readonly node: 'not';
  readonly of: Condition;
}

/** At least `n` of the conditions are true; unknown if those that are unknown could make up the number. */
export interface AtLeastOfCondition {
  readonly node: 'at-least-of';
  readonly n: number;
  readonly of: readonly Condition[];
}

// ── anchors ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * What is judged. `each-person`: every person once in each period; the anchor starts on the period's first day and ends
 * on its last. `each-event`: every sure row of the frame that starts (or ends) in the period; the anchor starts and ends
 * with the event. An event without an end ends in no period; in windows its start stands for its end.
 */
export type Anchor = EachPerson | EachEvent;

export interface EachPerson {
  readonly anchor: 'each-person';
}

export interface EachEvent {
  readonly anchor: 'each-event';
  readonly frame: Frame;
  readonly when: 'starts' | 'ends';
}

// ── definitions ──────────────────────────────────────────────────────────────────────────────────────────────────────

export type Definition = Cohort | Measure | Rule;

interface Named {
  readonly language: typeof LANGUAGE;
  readonly id: string;
  readonly title: string;
  readonly version: string;
  /** what people are told; no part of the meaning, and of the digest neither */
  readonly about?: About;
}

/** Who was in a group, in each of several periods. */
export interface Cohort extends Named {
  readonly kind: 'cohort';
  readonly anchor: Anchor;
  readonly where: Condition;
}

export type Stratifier = (typeof STRATIFIERS)[number];
export const STRATIFIERS = ['practice', 'practitioner', 'sex', 'age-band', 'ethnicity', 'race', 'deprivation'] as const;

/** A share: of those in the denominator and not excluded, how many are in the numerator. */
export interface Measure extends Named {
  readonly kind: 'measure';
  readonly basis: 'person' | 'event';
  readonly population: { readonly anchor: Anchor; readonly where: Condition };
  readonly denominator: Condition;
  readonly denominatorExclusions: Condition;
  readonly numerator: Condition;
  readonly goodDirection: 'higher' | 'lower' | 'neither';
  readonly stratifiers: readonly Stratifier[];
}

/** Who needs attention on a day: a cohort of persons anchored at that one day. */
export interface Rule extends Named {
  readonly kind: 'rule';
  readonly where: Condition;
}

/** What a person reads before trusting a definition. */
export interface About {
  readonly why_it_matters: string;
  /** in words; absent for rules and cohorts */
  readonly numerator?: string;
  readonly denominator?: string;
  readonly exclusions?: string;
  /** readings chosen and limits known */
  readonly notes?: readonly string[];
  /** the role that answers for it, e.g. `clinical lead for hypertension` */
  readonly owner: string;
  /** what it was written after */
  readonly source: string;
  readonly status: 'unreviewed' | 'reviewed' | 'retired';
  readonly checked_by: readonly string[];
  /** YYYY-MM-DD */
  readonly next_review: string;
}
