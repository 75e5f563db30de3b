import { formatDay } from '../../core/day.ts';
import type { ColumnType, Dialect } from './dialect.ts';

const TYPES: Readonly<Record<ColumnType, string>> = {
  id: 'BIGINT',
  day: 'DATE',
  double: 'DOUBLE PRECISION',
  text: 'TEXT',
  truth: 'BOOLEAN',
};

/**
 * PostgreSQL 15 and later. Means the same whatever `standard_conforming_strings`, `DateStyle` and `TimeZone` say.
 *
 * Known limit: PostgreSQL stops a query with an error where a product leaves the range of a double (past 1.8e308); the
 * other engines carry on with infinity. No unit of units.ts brings a measured value there.
 */
export const postgres: Dialect = {
  id: 'postgresql',
  text: textLiteral,
  name: (name) => `"${name.replaceAll('"', '""')}"`,
  double: (number) => `CAST('${number}' AS DOUBLE PRECISION)`, // a bare 7.5 would be a NUMERIC
  day: (day) => `DATE '${formatDay(day)}'`,
  addDays: (expression, days) =>
    days === 0 ? expression : `(${expression} ${days < 0 ? '-' : '+'} ${Math.abs(days)})`,
  daysBetween: (from, until) => `(${until} - ${from})`,
  toDouble: (expression) => `CAST(${expression} AS DOUBLE PRECISION)`,
  toText: (expression) => `CAST(${expression} AS TEXT)`,
  nothing: (type) => `CAST(NULL AS ${TYPES[type]})`,
  // As text: the driver would make a moment of it, in the time zone of this process.
  dayOut: (expression) => `to_char(${expression}, 'YYYY-MM-DD')`,
  limits: { lookups: 540 }, // three columns each, and a result has at most 1664
};

/** A backslash means itself in '…' only under `standard_conforming_strings`; in E'…' it is written twice and always does. */
function textLiteral(text: string): string {
  const quoted = text.replaceAll("'", "''");
  return text.includes('\\') ? `E'${quoted.replaceAll('\\', '\\\\')}'` : `'${quoted}'`;
}
