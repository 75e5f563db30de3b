import { formatDay } from '../../core/day.ts';
import { sqlName, sqlText } from '../store/duckdb.ts';
import type { ColumnType, Dialect } from './dialect.ts';

const TYPES: Readonly<Record<ColumnType, string>> = {
  id: 'BIGINT',
  day: 'DATE',
  double: 'DOUBLE',
  text: 'VARCHAR',
  truth: 'BOOLEAN',
};

/** DuckDB 1.x. */
export const duckdb: Dialect = {
  id: 'duckdb',
  text: sqlText,
  name: sqlName,
  double: (number) => `CAST('${number}' AS DOUBLE)`, // a bare 7.5 would be a DECIMAL
  day: (day) => `DATE '${formatDay(day)}'`,
  addDays: (expression, days) =>
    days === 0 ? expression : `(${expression} ${days < 0 ? '-' : '+'} ${Math.abs(days)})`,
  daysBetween: (from, until) => `date_diff('day', ${from}, ${until})`,
  toDouble: (expression) => `CAST(${expression} AS DOUBLE)`,
  toText: (expression) => `CAST(${expression} AS VARCHAR)`,
  nothing: (type) => `CAST(NULL AS ${TYPES[type]})`,
  dayOut: (expression) => expression,
  limits: { lookups: 240 }, // measured: plans at 240, has an expression too deep at 551; memory may run out before
};
