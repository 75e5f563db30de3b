import type { Day } from '../../core/day.ts';

/**
 * What one SQL engine says differently. The shape of a query is printed once, in words all engines share (named CTEs,
 * row_number, spelled-out GROUP BY, UNION ALL, explicit casts); everything else goes through here. A new engine is one
 * such object and a green run of the conformance suite.
 */
export interface Dialect {
  readonly id: 'duckdb' | 'postgresql' | 'trino';
  /** a text literal */
  text(text: string): string;
  /** a quoted name */
  name(name: string): string;
  /** a double literal, exactly that number */
  double(number: number): string;
  day(day: Day): string;
  /** an expression's day, `days` later */
  addDays(expression: string, days: number): string;
  /** whole days from one day to another */
  daysBetween(from: string, until: string): string;
  toDouble(expression: string): string;
  toText(expression: string): string;
  /** a NULL of that type */
  nothing(type: ColumnType): string;
  /** a day in the result, so that it reaches the caller as `YYYY-MM-DD` */
  dayOut(expression: string): string;
  readonly limits: Limits;
}

/** What an engine refuses to run; a definition past it is refused before anything is asked: see refuse-unrunnable.ts. */
export interface Limits {
  /** `exists`, `value` and `observed` conditions of one definition */
  readonly lookups: number;
}

export type ColumnType = 'id' | 'day' | 'double' | 'text' | 'truth';

/** Where the tables stand. */
export interface Layout {
  /** the schema of the OMOP tables; the connection's own if absent */
  readonly schema?: string;
  /**
   * Whether `rondo.event_code(domain, event_id, concept_id)` holds the codings of events beyond their source concept. An
   * OMOP database that Rondo did not build has none.
   */
  readonly hasEventCodes: boolean;
}
