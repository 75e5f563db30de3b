/**
 * Writes definitions so that they read like the question. Every function gives a frozen, validated node; what a node means
 * is said in ast.ts. A mistake throws `query/definition-invalid` where it is made.
 */
import {
  type About,
  type Anchor,
  type Bound,
  type Cohort,
  type Compare,
  type Condition,
  type Domain,
  type Frame,
  LANGUAGE,
  type Measure,
  type Operator,
  type Pick,
  type Rows,
  type RowTest,
  type Rule,
  type Sex,
  type Stratifier,
  type Window,
} from './ast.ts';
import { cohortFromJson, conditionFromJson, frameFromJson, measureFromJson, ruleFromJson } from './definition-json.ts';

// ── frames ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** All events of a domain, or those of a code set. */
export function events(domain: Domain, codes?: string): Frame<'many'> {
  return frameFromJson({ node: 'events', domain, ...(codes === undefined ? {} : { codes }) }) as Frame<'many'>;
}

/** The rows that pass every test. */
export function where<R extends Rows>(of: Frame<R>, ...tests: readonly RowTest[]): Frame<R> {
  let frame: Frame = of;
  for (const test of tests) frame = frameFromJson({ node: 'where', of: frame, test });
  return frame as Frame<R>; // a test never adds rows
}

/** Each person's first row. */
export function first(of: Frame): Frame<'one'> {
  return nth(of, 1);
}

/** Each person's last row. */
export function last(of: Frame): Frame<'one'> {
  return frameFromJson({ node: 'nth', of, n: 1, from: 'last' }) as Frame<'one'>;
}

/** Each person's n-th row, counted from the first. */
export function nth(of: Frame, n: number): Frame<'one'> {
  return frameFromJson({ node: 'nth', of, n, from: 'first' }) as Frame<'one'>;
}

export function valued(compare: Compare): RowTest {
  return Object.freeze({ test: 'value', compare });
}

export function kind(...kinds: readonly string[]): RowTest {
  return Object.freeze({ test: 'kind', in: kinds });
}

export function disposition(...dispositions: readonly string[]): RowTest {
  return Object.freeze({ test: 'disposition', in: dispositions });
}

/** Length of stay in days: `from` included, `until` not. */
export function stay(range: { readonly from?: number; readonly until?: number }): RowTest {
  return Object.freeze({ test: 'stay', ...range });
}

export function coded(codes: string): RowTest {
  return Object.freeze({ test: 'coded', codes });
}

/** The row does not pass the test. */
export function isNot(of: RowTest): RowTest {
  return Object.freeze({ test: 'not', of });
}

export function compare(op: Operator, number: number, unit?: string): Compare {
  return Object.freeze({ op, number, ...(unit === undefined ? {} : { unit }) });
}

// ── windows ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A bound that counts as inside. */
export function including(days: number, of: 'start' | 'end'): Bound {
  return Object.freeze({ days, of, included: true });
}

/** A bound that counts as outside. */
export function excluding(days: number, of: 'start' | 'end'): Bound {
  return Object.freeze({ days, of, included: false });
}

export function between(from: Bound, until: Bound): Window {
  return Object.freeze({ from, until });
}

/** Any day at all. */
export const ever: Window = Object.freeze({});

/** Any day up to and with the anchor's end. */
export const byTheEnd: Window = Object.freeze({ until: including(0, 'end') });

/** The `days` days that end with the anchor's last day: `lastDays(365)` is that day and the 364 before. */
export function lastDays(days: number): Window {
  return between(excluding(-days, 'end'), including(0, 'end'));
}

/** From the anchor's first to its last day, both included. */
export const during: Window = Object.freeze({ from: including(0, 'start'), until: including(0, 'end') });

// ── conditions ──────────────────────────────────────────────────────────────────────────────────────────────────────

export function exists(frame: Frame, window: Window, atLeast?: number): Condition {
  return conditionFromJson({ node: 'exists', frame, window, ...(atLeast === undefined ? {} : { atLeast }) });
}

/** No such row: `not(exists(…))`. */
export function none(frame: Frame, window: Window): Condition {
  return not(exists(frame, window));
}

/** `value('latest', bloodPressure, lastDays(365), compare('<', 140, 'mm[Hg]'), { tie: 'lowest' })` */
export function value(
  pick: Pick,
  frame: Frame,
  window: Window,
  compareWith: Compare,
  options: { readonly tie?: 'lowest' | 'highest' } = {},
): Condition {
  const tie = options.tie ?? 'lowest';
  return conditionFromJson({ node: 'value', pick, tie, frame, window, compare: compareWith });
}

/** Completed years: `from` included, `until` not, so ages 18 to 85 are `{ from: 18, until: 86 }`. */
export function age(range: {
  readonly at: 'start' | 'end';
  readonly from?: number;
  readonly until?: number;
}): Condition {
  return conditionFromJson({ node: 'age', ...range });
}

export function sex(...sexes: readonly Sex[]): Condition {
  return conditionFromJson({ node: 'sex', in: sexes });
}

export function alive(at: 'start' | 'end'): Condition {
  return conditionFromJson({ node: 'alive', at });
}

export function observed(window: Window): Condition {
  return conditionFromJson({ node: 'observed', window });
}

export function all(...of: readonly Condition[]): Condition {
  return conditionFromJson({ node: 'all', of });
}

export function any(...of: readonly Condition[]): Condition {
  return conditionFromJson({ node: 'any', of });
}

export function not(of: Condition): Condition {
  return conditionFromJson({ node: 'not', of });
}

export function atLeastOf(n: number, ...of: readonly Condition[]): Condition {
  return conditionFromJson({ node: 'at-least-of', n, of });
}

/** True of everyone. */
export const everyone: Condition = Object.freeze({ node: 'all', of: Object.freeze([]) });

/** True of nobody. */
export const nobody: Condition = Object.freeze({ node: 'any', of: Object.freeze([]) });

// ── anchors and definitions ─────────────────────────────────────────────────────────────────────────────────────────

export const eachPerson: Anchor = Object.freeze({ anchor: 'each-person' });

/** `eachEvent(inpatientStays, 'ends')`: every discharge of the period. */
export function eachEvent(frame: Frame, when: 'starts' | 'ends'): Anchor {
  return Object.freeze({ anchor: 'each-event', frame, when });
}

interface Names {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly about?: About;
}

export function cohort(parts: Names & { readonly anchor: Anchor; readonly where: Condition }): Cohort {
  return cohortFromJson({ kind: 'cohort', language: LANGUAGE, ...parts });
}

export function rule(parts: Names & { readonly where: Condition }): Rule {
  return ruleFromJson({ kind: 'rule', language: LANGUAGE, ...parts });
}

/** A measure; the basis follows from the anchor, and what is left out is everyone, nobody, neither and no stratifier. */
export function measure(
  parts: Names & {
    readonly population: { readonly anchor: Anchor; readonly where: Condition };
    readonly denominator?: Condition;
    readonly denominatorExclusions?: Condition;
    readonly numerator: Condition;
    readonly goodDirection?: Measure['goodDirection'];
    readonly stratifiers?: readonly Stratifier[];
  },
): Measure {
  return measureFromJson({
    kind: 'measure',
    language: LANGUAGE,
    basis: parts.population.anchor.anchor === 'each-person' ? 'person' : 'event',
    denominator: everyone,
    denominatorExclusions: nobody,
    goodDirection: 'neither',
    stratifiers: [],
    ...parts,
  });
}
