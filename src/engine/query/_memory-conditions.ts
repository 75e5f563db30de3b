import { canonicalJson } from '../../core/canonical-json.ts';
import { addDays, ageInYears, type Day } from '../../core/day.ts';
import { comparing, compileFrame, numberIn, type Row, type Sheet } from './_memory-frames.ts';
import type { Deciding, Explained, Missing } from './answer.ts';
import type { Condition, Domain, ExistsCondition, Frame, ObservedCondition, ValueCondition, Window } from './ast.ts';
import type { CodeSets } from './code-set.ts';
import { conditionInEnglish } from './english.ts';
import { allOf, anyOf, atLeastOf, enough, notOf, type Truth } from './kleene.ts';
import { compareIds } from './record.ts';
import { eventsOf } from './walk.ts';

/** What is judged: a stretch of days of one person, `last` included; an event's own id and domain if it is one. */
export interface AnchorDays {
  readonly from: Day;
  readonly last: Day;
  readonly event?: { readonly id: string; readonly domain: Domain };
}

/** The outcome of a condition; the shape is the condition's own. */
export interface Outcome {
  readonly truth: Truth;
  readonly deciding?: Deciding;
  readonly missing?: Missing;
  readonly of?: readonly Outcome[];
}

export interface Asked {
  ask(sheet: Sheet, anchor: AnchorDays): Outcome;
  /** the outcome in words, with those of the conditions inside */
  explain(outcome: Outcome): Explained;
}

/** What compiling shares: code sets, and frames, of which equal ones are worked out once for each record. */
export interface Compiling {
  readonly codeSets: CodeSets;
  rowsOf(frame: Frame): (sheet: Sheet) => readonly Row[];
}

export function compilingWith(codeSets: CodeSets): Compiling {
  const known = new Map<string, (sheet: Sheet) => readonly Row[]>();
  return {
    codeSets,
    rowsOf: (frame) => {
      const key = canonicalJson(frame);
      const rows = compileFrame(frame, codeSets);
      const number = known.size;
      const shared = known.get(key) ?? ((sheet: Sheet) => sheet.rows(number, rows));
      known.set(key, shared);
      return shared;
    },
  };
}

/** Turns a condition into a function of record and anchor. */
export function compileCondition(condition: Condition, path: string, compiling: Compiling): Asked {
  const inner = insideOf(condition).map(([part, of]) => compileCondition(of, `${path}${part}`, compiling));
  const says = conditionInEnglish(condition, compiling.codeSets);
  return {
    ask: askerOf(condition, inner, compiling),
    explain: (outcome) => ({
      path,
      condition,
      says,
      truth: outcome.truth === undefined ? 'unknown' : outcome.truth ? 'true' : 'false',
      ...(outcome.deciding ? { deciding: outcome.deciding } : {}),
      ...(outcome.missing ? { missing: outcome.missing } : {}),
      of: inner.map((each, index) => each.explain(outcome.of![index]!)),
    }),
  };
}

function insideOf(condition: Condition): readonly (readonly [part: string, of: Condition])[] {
  switch (condition.node) {
    case 'all':
    case 'any':
    case 'at-least-of':
      return condition.of.map((each, index) => [`.of[${index}]`, each]);
    case 'not':
      return [['.of', condition.of]];
    default:
      return [];
  }
}

function askerOf(condition: Condition, inner: readonly Asked[], compiling: Compiling): Asked['ask'] {
  const combine =
    (join: (truths: readonly Truth[]) => Truth): Asked['ask'] =>
    (sheet, anchor) => {
      const of = inner.map((each) => each.ask(sheet, anchor));
      return { truth: join(of.map(({ truth }) => truth)), of };
    };
  switch (condition.node) {
    case 'exists':
      return askExists(condition, compiling);
    case 'value':
      return askValue(condition, compiling);
    case 'observed':
      return askObserved(condition);
    case 'age': {
      const { from = -Infinity, until = Infinity, at } = condition;
      return ({ record }, anchor) => {
        if (record.born === undefined) return { truth: undefined, missing: 'date of birth' };
        const years = ageInYears(record.born, dayAt(anchor, at));
        return { truth: years >= from && years < until };
      };
    }
    case 'sex':
      return ({ record }) =>
        record.sex === 'unknown'
          ? { truth: undefined, missing: 'sex' }
          : { truth: (condition.in as readonly string[]).includes(record.sex) };
    case 'alive':
      return ({ record }, anchor) => ({
        truth: record.died === undefined || record.died > dayAt(anchor, condition.at),
      });
    case 'all':
      return combine(allOf);
    case 'any':
      return combine(anyOf);
    case 'at-least-of':
      return combine((truths) => atLeastOf(condition.n, truths));
    case 'not':
      return combine(([truth]) => notOf(truth));
  }
}

function dayAt(anchor: AnchorDays, at: 'start' | 'end'): Day {
  return at === 'start' ? anchor.from : anchor.last;
}

/** The first and last day inside a window, both included; infinite where it is open. */
function daysOf(window: Window): (anchor: AnchorDays) => { readonly from: number; readonly last: number } {
  const { from, until } = window;
  return (anchor) => ({
    from: from ? addDays(dayAt(anchor, from.of), from.days + (from.included ? 0 : 1)) : -Infinity,
    last: until ? addDays(dayAt(anchor, until.of), until.days - (until.included ? 0 : 1)) : Infinity,
  });
}

/** The rows of a frame that start in the window; never the anchor's own event. */
function rowsInWindow(
  condition: ExistsCondition | ValueCondition,
  compiling: Compiling,
): (sheet: Sheet, anchor: AnchorDays) => readonly Row[] {
  const rows = compiling.rowsOf(condition.frame);
  const { domain } = eventsOf(condition.frame);
  const days = daysOf(condition.window);
  return (sheet, anchor) => {
    const { from, last } = days(anchor);
    const self = anchor.event?.domain === domain ? anchor.event.id : undefined;
    return rows(sheet).filter(
      // An id is asked for only where it decides: at the bedside it is not made before.
      ({ event }) => event.from >= from && event.from <= last && (self === undefined || event.id !== self),
    );
  };
}

function askExists(condition: ExistsCondition, compiling: Compiling): Asked['ask'] {
  const rows = rowsInWindow(condition, compiling);
  const atLeast = condition.atLeast ?? 1;
  return (sheet, anchor) => {
    const possible = rows(sheet, anchor);
    let sure = 0;
    let latest: Row | undefined;
    for (const row of possible) {
      if (!row.isSure) continue;
      sure += 1;
      if (!latest || isBefore(latest, row)) latest = row;
    }
    const truth = enough(atLeast, sure, possible.length);
    return {
      truth,
      ...(latest ? { deciding: decidingBy(latest) } : {}),
      ...(truth === undefined ? { missing: 'row not decidable' as const } : {}),
    };
  };
}

function isBefore(a: Row, b: Row): boolean {
  return a.event.from < b.event.from || (a.event.from === b.event.from && compareIds(a.event.id, b.event.id) < 0);
}

function decidingBy({ event }: Row, number?: number, unit?: string): Deciding {
  const code = event.codes[0];
  return {
    on: event.from,
    ...(number === undefined ? {} : { value: number }),
    ...(unit === undefined ? {} : { unit }),
    ...(code ? { code: { system: code.system, code: code.code } } : {}),
    eventId: event.id,
  };
}

function askValue(condition: ValueCondition, compiling: Compiling): Asked['ask'] {
  const rows = rowsInWindow(condition, compiling);
  const numberOf = numberIn(condition.compare);
  const holds = comparing(condition.compare);
  const { pick, tie, compare } = condition;
  return (sheet, anchor) => {
    const withValue = rows(sheet, anchor).filter(({ event }) => event.value !== undefined);
    if (withValue.length === 0) return { truth: undefined, missing: 'no value' };
    const looked = lookedAt(pick, withValue);
    const numbers = looked.map((row) => (row.isSure ? numberOf(row.event) : undefined));
    if (numbers.includes(undefined)) {
      const missing = looked.every((row) => row.isSure) ? 'unit not comparable' : 'row not decidable';
      return { truth: undefined, missing };
    }
    const sorted = looked
      .map((row, index) => ({ row, number: numbers[index]! }))
      .sort((a, b) => a.number - b.number || b.row.event.from - a.row.event.from || ids(a.row, b.row));
    if (pick === 'mean') {
      const mean = sorted.reduce((sum, { number }) => sum + number, 0) / sorted.length;
      const on = sorted.reduce(
        (latest, { row }) => (row.event.from > latest ? row.event.from : latest),
        sorted[0]!.row.event.from,
      );
      return { truth: holds(mean), deciding: { on, value: mean, ...(compare.unit ? { unit: compare.unit } : {}) } };
    }
    const wantsLowest = pick === 'lowest' || (pick !== 'highest' && tie === 'lowest');
    const extreme = wantsLowest ? sorted[0]!.number : sorted.at(-1)!.number;
    const picked = sorted.find(({ number }) => number === extreme)!; // of equal numbers the latest, then the lowest id
    return { truth: holds(picked.number), deciding: decidingBy(picked.row, picked.number, compare.unit) };
  };
}

/** The rows that may decide: those of the latest or the first day, or all. */
function lookedAt(pick: ValueCondition['pick'], rows: readonly Row[]): readonly Row[] {
  if (pick !== 'latest' && pick !== 'first') return rows;
  let day = rows[0]!.event.from;
  for (const { event } of rows) if (pick === 'latest' ? event.from > day : event.from < day) day = event.from;
  return rows.filter(({ event }) => event.from === day);
}

function ids(a: Row, b: Row): number {
  return compareIds(a.event.id, b.event.id);
}

function askObserved(condition: ObservedCondition): Asked['ask'] {
  const days = daysOf(condition.window);
  return ({ record }, anchor) => {
    if (!record.observed) return { truth: undefined, missing: 'observation periods' };
    const { from, last } = days(anchor);
    return { truth: record.observed.some((period) => period.from <= from && period.last >= last) };
  };
}
