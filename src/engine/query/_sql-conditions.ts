import { canonicalJson } from '../../core/canonical-json.ts';
import { frameSql, numberSql } from './_sql-frames.ts';
import type { SqlText } from './_sql-text.ts';
import type {
  AgeCondition,
  Anchor,
  Condition,
  ExistsCondition,
  ObservedCondition,
  ValueCondition,
  Window,
} from './ast.ts';
import { conditionsWithin, eventsOf } from './walk.ts';

/** A condition that needs rows joined to the anchor, and the columns its answer goes by. */
export type Lookup = ExistsCondition | ValueCondition | ObservedCondition;

/** Where a stage of the query finds the anchor's days and the person. */
export interface Where {
  readonly from: string;
  readonly last: string;
  /** alias of the people part */
  readonly person: string;
  /** alias under which the answers of lookups stand; absent where none are */
  readonly answers?: string;
}

/** The lookups inside a condition, equal ones once. */
export function lookupsIn(condition: Condition): readonly Lookup[] {
  const lookups = new Map<string, Lookup>();
  for (const inner of conditionsWithin(condition)) {
    if (inner.node === 'exists' || inner.node === 'value' || inner.node === 'observed') {
      lookups.set(canonicalJson(inner), inner);
    }
  }
  return [...lookups.values()];
}

/** Numbers lookups as they are met, so that equal ones share their columns `c1_truth`, `c1_on`, `c1_value`. */
export class LookupNumbers {
  private readonly numbers = new Map<string, number>();

  of(lookup: Lookup): number {
    const key = canonicalJson(lookup);
    const number = this.numbers.get(key) ?? this.numbers.size + 1;
    this.numbers.set(key, number);
    return number;
  }
}

/** A condition as a boolean; NULL is unknown. SQL's AND, OR and NOT are Kleene's. */
export function conditionSql(text: SqlText, condition: Condition, where: Where, numbers: LookupNumbers): string {
  const inner = (of: Condition) => conditionSql(text, of, where, numbers);
  const dayAt = (at: 'start' | 'end') => (at === 'start' ? where.from : where.last);
  switch (condition.node) {
    case 'exists':
    case 'value':
    case 'observed':
      return `${where.answers}.c${numbers.of(condition)}_truth`;
    case 'age':
      return ageTestSql(condition, dayAt(condition.at), where.person);
    case 'sex': {
      if (condition.in.length === 0) return `(CASE WHEN ${where.person}.sex = 'unknown' THEN NULL ELSE FALSE END)`;
      const isIn = `${where.person}.sex IN (${condition.in.map((sex) => text.dialect.text(sex)).join(', ')})`;
      return `(CASE WHEN ${where.person}.sex = 'unknown' THEN NULL ELSE ${isIn} END)`;
    }
    case 'alive':
      return `coalesce(${where.person}.died_on > ${dayAt(condition.at)}, TRUE)`;
    case 'all':
      return condition.of.length === 0 ? 'TRUE' : `(${condition.of.map(inner).join(' AND ')})`;
    case 'any':
      return condition.of.length === 0 ? 'FALSE' : `(${condition.of.map(inner).join(' OR ')})`;
    case 'not':
      return `(NOT ${inner(condition.of)})`;
    case 'at-least-of': {
      const count = (unknown: 'TRUE' | 'FALSE') =>
        condition.of.map((of) => `CASE WHEN coalesce(${inner(of)}, ${unknown}) THEN 1 ELSE 0 END`).join(' + ') || '0';
      return `(CASE WHEN ${count('FALSE')} >= ${condition.n} THEN TRUE WHEN ${count('TRUE')} >= ${condition.n} THEN NULL ELSE FALSE END)`;
    }
  }
}

function ageTestSql({ from, until }: AgeCondition, day: string, person: string): string {
  const years = ageSql(day, person);
  const bounds = [
    ...(from === undefined ? [] : [`${years} >= ${from}`]),
    ...(until === undefined ? [] : [`${years} < ${until}`]),
  ];
  return `(${bounds.join(' AND ')})`;
}

/** Completed years on a day; NULL without a year of birth. */
export function ageSql(day: string, person: string): string {
  const month = `extract(month FROM ${day})`;
  const date = `extract(day FROM ${day})`;
  const before = `${month} < ${person}.birth_month OR (${month} = ${person}.birth_month AND ${date} < ${person}.birth_date)`;
  return `(extract(year FROM ${day}) - ${person}.birth_year - CASE WHEN ${before} THEN 1 ELSE 0 END)`;
}

/**
 * Adds the answers of a lookup for each anchor of the part `anchors`: (period, anchor_id, truth, deciding_on,
 * deciding_value), one row for each anchor that has any. Gives the part's name.
 */
export function lookupSql(text: SqlText, lookup: Lookup, anchors: string, anchor: Anchor): string {
  switch (lookup.node) {
    case 'exists':
      return text.shared('exists', { lookup, anchors }, () => existsSql(text, lookup, anchors, anchor));
    case 'value':
      return lookup.pick === 'mean'
        ? text.shared('mean', { lookup, anchors }, () => meanSql(text, lookup, anchors, anchor))
        : text.shared('value', { lookup, anchors }, () => pickSql(text, lookup, anchors, anchor));
    case 'observed':
      return text.shared('observed', { lookup, anchors }, () => observedSql(text, lookup, anchors));
  }
}

/** What a lookup answers for an anchor without rows. */
export function withoutRows(lookup: Lookup): string {
  return lookup.node === 'value' ? 'NULL' : 'FALSE';
}

function existsSql(text: SqlText, condition: ExistsCondition, anchors: string, anchor: Anchor): string {
  const least = condition.atLeast ?? 1;
  const truth = `CASE WHEN sum(CASE WHEN e.is_sure THEN 1 ELSE 0 END) >= ${least} THEN TRUE WHEN count(*) >= ${least} THEN ${text.dialect.nothing('truth')} ELSE FALSE END`;
  return [
    'SELECT a.period, a.anchor_id,',
    `  ${truth} AS truth,`,
    `  max(CASE WHEN e.is_sure THEN e.event_from END) AS deciding_on, ${text.dialect.nothing('double')} AS deciding_value`,
    `FROM ${anchors} a`,
    rowsInWindow(text, condition, anchor),
    'GROUP BY a.period, a.anchor_id',
  ].join('\n');
}

function pickSql(text: SqlText, condition: ValueCondition, anchors: string, anchor: Anchor): string {
  const { pick, tie, compare } = condition;
  const wantsLowest = pick === 'lowest' || (pick !== 'highest' && tie === 'lowest');
  const byDay = pick === 'first' ? 'n.event_from ASC' : 'n.event_from DESC';
  const undecided = 'CASE WHEN n.number IS NULL THEN 0 ELSE 1 END ASC'; // a number that cannot be compared decides first
  const byNumber = `n.number ${wantsLowest ? 'ASC' : 'DESC'}`;
  const order =
    pick === 'latest' || pick === 'first' ? [byDay, undecided, byNumber] : [undecided, byNumber, 'n.event_from DESC'];
  const numbers = numbersSql(text, condition, anchors, anchor);
  const place = `row_number() OVER (PARTITION BY n.period, n.anchor_id ORDER BY ${order.join(', ')}, n.event_id ASC)`;
  return [
    `SELECT r.period, r.anchor_id, (r.number ${compare.op} ${text.dialect.double(compare.number)}) AS truth,`,
    '  CASE WHEN r.number IS NULL THEN NULL ELSE r.event_from END AS deciding_on, r.number AS deciding_value',
    `FROM (SELECT n.period, n.anchor_id, n.event_from, n.number, ${place} AS place FROM ${numbers} n) r`,
    'WHERE r.place = 1',
  ].join('\n');
}

function meanSql(text: SqlText, condition: ValueCondition, anchors: string, anchor: Anchor): string {
  const { compare } = condition;
  const numbers = numbersSql(text, condition, anchors, anchor);
  // Added in the order of size, so that every engine rounds the same.
  const mean = `sum(n.number ORDER BY n.number ASC) / ${text.dialect.toDouble('count(*)')}`;
  const isWhole = 'sum(CASE WHEN n.number IS NULL THEN 1 ELSE 0 END) = 0';
  return [
    `SELECT r.period, r.anchor_id, (r.mean ${compare.op} ${text.dialect.double(compare.number)}) AS truth,`,
    '  CASE WHEN r.mean IS NULL THEN NULL ELSE r.latest END AS deciding_on, r.mean AS deciding_value',
    'FROM (',
    `  SELECT n.period, n.anchor_id, max(n.event_from) AS latest, CASE WHEN ${isWhole} THEN ${mean} END AS mean`,
    `  FROM ${numbers} n`,
    '  GROUP BY n.period, n.anchor_id',
    ') r',
  ].join('\n');
}

/** The rows that have a number, with the number where it can be compared and the row is sure. */
function numbersSql(text: SqlText, condition: ValueCondition, anchors: string, anchor: Anchor): string {
  const { frame, window, compare } = condition;
  return text.shared('numbers', { frame, window, unit: compare.unit ?? '', anchors }, () =>
    [
      'SELECT a.period, a.anchor_id, e.event_id, e.event_from,',
      `  CASE WHEN e.is_sure THEN ${numberSql(text, compare)} END AS number`,
      `FROM ${anchors} a`,
      `${rowsInWindow(text, condition, anchor)} AND e.event_value IS NOT NULL`,
    ].join('\n'),
  );
}

function rowsInWindow(text: SqlText, condition: ExistsCondition | ValueCondition, anchor: Anchor): string {
  const rows = frameSql(text, condition.frame);
  const isSameDomain =
    anchor.anchor === 'each-event' && eventsOf(anchor.frame).domain === eventsOf(condition.frame).domain;
  const tests = [
    'e.person_id = a.person_id',
    ...boundsSql(text, condition.window),
    ...(isSameDomain ? ['e.event_id <> a.anchor_id'] : []),
  ];
  return `JOIN ${rows} e ON ${tests.join(' AND ')}`;
}

function boundsSql(text: SqlText, { from, until }: Window): readonly string[] {
  const day = { start: 'a.anchor_from', end: 'a.anchor_last' };
  return [
    ...(from ? [`e.event_from ${from.included ? '>=' : '>'} ${text.dialect.addDays(day[from.of], from.days)}`] : []),
    ...(until
      ? [`e.event_from ${until.included ? '<=' : '<'} ${text.dialect.addDays(day[until.of], until.days)}`]
      : []),
  ];
}

function observedSql(text: SqlText, { window }: ObservedCondition, anchors: string): string {
  const { from, until } = window;
  if (!from || !until) throw new Error('observedSql(): a window without bounds came past validation');
  const day = { start: 'a.anchor_from', end: 'a.anchor_last' };
  const first = text.dialect.addDays(day[from.of], from.days + (from.included ? 0 : 1));
  const last = text.dialect.addDays(day[until.of], until.days - (until.included ? 0 : 1));
  return [
    `SELECT a.period, a.anchor_id, TRUE AS truth, ${text.dialect.nothing('day')} AS deciding_on, ${text.dialect.nothing('double')} AS deciding_value`,
    `FROM ${anchors} a`,
    `JOIN ${text.table('observation_period')} o ON o.person_id = a.person_id`,
    `  AND o.observation_period_start_date <= ${first} AND o.observation_period_end_date >= ${last}`,
    'GROUP BY a.period, a.anchor_id',
  ].join('\n');
}
