import type { Compare, Domain, Frame, Operator, RowTest } from './ast.ts';
import { type CodeMatcher, type CodeSets, codeMatcher, codeSetCalled } from './code-set.ts';
import { notOf, type Truth } from './kleene.ts';
import { compareIds, type EventRecord, type PersonRecord } from './record.ts';
import { comparableUnits, isUnitless } from './units.ts';

/** A row of a frame. An unsure row passed no test it failed, but at least one it could not answer. */
export interface Row {
  readonly event: EventRecord;
  readonly isSure: boolean;
}

/** The rows of a frame in one record, in no particular order. */
export type RowsOfFrame = (record: PersonRecord) => readonly Row[];

/** One record's rows, worked out once for each frame however many anchors ask. */
export interface Sheet {
  readonly record: PersonRecord;
  rows(frame: number, of: RowsOfFrame): readonly Row[];
}

export function sheetOf(record: PersonRecord): Sheet {
  const known: (readonly Row[] | undefined)[] = [];
  return {
    record,
    rows: (frame, of) => {
      known[frame] ??= of(record);
      return known[frame];
    },
  };
}

/** Turns a frame into a function of the record. */
export function compileFrame(frame: Frame, codeSets: CodeSets): RowsOfFrame {
  switch (frame.node) {
    case 'events': {
      const { domain } = frame;
      if (frame.codes === undefined) return (record) => eventsOfRecord(record, domain).map(sure);
      const isMember = codeMatcher(codeSetCalled(frame.codes, codeSets));
      return (record) => eventsOfRecord(record, domain).filter(carries(isMember)).map(sure);
    }
    case 'where': {
      const of = compileFrame(frame.of, codeSets);
      const test = compileTest(frame.test, codeSets);
      return (record) => {
        const passed: Row[] = [];
        for (const row of of(record)) {
          const truth = test(row.event);
          if (truth === true) passed.push(row);
          else if (truth === undefined) passed.push({ event: row.event, isSure: false });
        }
        return passed;
      };
    }
    case 'nth': {
      const of = compileFrame(frame.of, codeSets);
      const { n, from } = frame;
      return (record) => {
        const rows = of(record).filter(({ isSure }) => isSure);
        if (rows.length < n) return [];
        rows.sort((a, b) => a.event.from - b.event.from || compareIds(a.event.id, b.event.id));
        return [from === 'first' ? rows[n - 1]! : rows[rows.length - n]!];
      };
    }
  }
}

const sure = (event: EventRecord): Row => ({ event, isSure: true });

function carries(isMember: CodeMatcher): (event: EventRecord) => boolean {
  return (event) => event.codes.some(isMember);
}

/** A record that only says when its person died still has that one death event. */
function eventsOfRecord(record: PersonRecord, domain: Domain): readonly EventRecord[] {
  const events = record.events[domain];
  if (events || domain !== 'death' || record.died === undefined) return events ?? [];
  return [{ id: record.personKey, from: record.died, codes: [] }];
}

function compileTest(test: RowTest, codeSets: CodeSets): (event: EventRecord) => Truth {
  switch (test.test) {
    case 'value': {
      const number = numberIn(test.compare);
      const holds = comparing(test.compare);
      return (event) => holds(number(event));
    }
    case 'kind':
      return ({ kind }) => kind !== undefined && test.in.includes(kind);
    case 'disposition':
      return ({ disposition }) => disposition !== undefined && test.in.includes(disposition);
    case 'stay': {
      const { from = -Infinity, until = Infinity } = test;
      return (event) => {
        if (event.until === undefined) return undefined;
        const days = event.until - event.from;
        return days >= from && days < until;
      };
    }
    case 'coded':
      return carries(codeMatcher(codeSetCalled(test.codes, codeSets)));
    case 'not': {
      const of = compileTest(test.of, codeSets);
      return (event) => notOf(of(event));
    }
  }
}

/** An event's number in the unit of a comparison; undefined if it has none, or one that cannot be brought there. */
export function numberIn({ unit }: Compare): (event: EventRecord) => number | undefined {
  if (isUnitless(unit)) return (event) => (isUnitless(event.unit) ? event.value : undefined);
  const factors = comparableUnits(unit ?? '');
  return (event) => {
    const factor = event.unit === undefined ? undefined : factors.get(event.unit);
    if (factor === undefined || event.value === undefined) return undefined;
    return factor === 1 ? event.value : event.value * factor;
  };
}

/** Whether a number compares so; unknown without a number. */
export function comparing({ op, number }: Compare): (value: number | undefined) => Truth {
  const holds = COMPARE[op];
  return (value) => (value === undefined ? undefined : holds(value, number));
}

const COMPARE: Readonly<Record<Operator, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
  '>=': (a, b) => a >= b,
  '>': (a, b) => a > b,
};
