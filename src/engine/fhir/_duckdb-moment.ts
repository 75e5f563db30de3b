import type { BoundaryKind } from './_expression.ts';
import { momentRange, timeRange } from './_moment.ts';
import { sqlText } from './_sql-text.ts';

/** The two ends of a partial moment in SQL; see `_moment.ts`, which says the same in TypeScript. */
export interface SqlRange {
  readonly from: string;
  readonly to: string;
}

const LAST_MICROSECOND_OF_DAY = '86399999999';

/** The range of a moment written in the view itself. */
export function momentLiteral(text: string): SqlRange {
  const range = momentRange(text);
  return range
    ? { from: `${range.from}`, to: `${range.to}` }
    : { from: 'CAST(NULL AS BIGINT)', to: 'CAST(NULL AS BIGINT)' };
}

/** The range of a moment held as text, in µs since 1970. */
export function momentRangeSql(text: string): SqlRange {
  const isZoned = `regexp_matches(${text}, '(Z|[+-][0-9]{2}:[0-9]{2})$')`;
  const zoned = `CASE WHEN ${isZoned} THEN ${text} ELSE ${text} || 'Z' END`;
  const moment = `epoch_us(TRY_CAST(${zoned} AS TIMESTAMPTZ))`;
  const day = (date: string) => `epoch_us(CAST(${date} AS TIMESTAMP))`;
  const whole = (suffix: string) => `TRY_CAST(${text} || '${suffix}' AS DATE)`;
  const byLength = (lastDay: string, lastOfMonth: string, lastOfYear: string, added: string) =>
    `CASE length(${text}) WHEN 10 THEN ${day(lastDay)}${added} WHEN 7 THEN ${day(lastOfMonth)}${added} ` +
    `WHEN 4 THEN ${day(lastOfYear)}${added} ELSE ${moment} END`;
  return {
    from: byLength(whole(''), whole('-01'), whole('-01-01'), ''),
    to: byLength(whole(''), `last_day(${whole('-01')})`, whole('-12-31'), ` + ${LAST_MICROSECOND_OF_DAY}`),
  };
}

/** The range of a time written in the view itself. */
export function timeLiteral(text: string): SqlRange {
  const range = timeRange(text);
  return range ? { from: sqlText(range.from), to: sqlText(range.to) } : { from: 'NULL', to: 'NULL' };
}

/** The range of a time held as text, which FHIR always gives to the second. */
export function timeRangeSql(text: string): SqlRange {
  const isTime = `regexp_matches(${text}, '^[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?$')`;
  const padded = `rpad(CASE WHEN length(${text}) = 8 THEN ${text} || '.' ELSE ${text} END, 15, '0')`;
  const moment = `CASE WHEN ${isTime} THEN ${padded} END`;
  return { from: moment, to: moment };
}

export function rangesEqualSql(a: SqlRange, b: SqlRange): string {
  return (
    `CASE WHEN ${a.to} < ${b.from} OR ${a.from} > ${b.to} THEN false ` +
    `WHEN ${a.from} = ${b.from} AND ${a.to} = ${b.to} THEN true END`
  );
}

export function rangeBelowSql(a: SqlRange, b: SqlRange, orEqual: boolean): string {
  return (
    `CASE WHEN ${a.to} < ${b.from} THEN true WHEN ${a.from} > ${b.to} THEN false ` +
    `WHEN ${a.from} = ${b.from} AND ${a.to} = ${b.to} THEN ${orEqual} END`
  );
}

/** lowBoundary() and highBoundary() of a text; a double for decimals. */
export function boundarySql(of: BoundaryKind, text: string, isHigh: boolean): string {
  switch (of) {
    case 'decimal':
      return decimalBoundarySql(text, isHigh);
    case 'date':
      return dateBoundarySql(text, isHigh);
    case 'dateTime':
      return dateTimeBoundarySql(text, isHigh);
    case 'time':
      return `CASE WHEN regexp_matches(${text}, '^[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?$') THEN ${milliseconds(text, 8, '', isHigh)} END`;
  }
}

function decimalBoundarySql(text: string, isHigh: boolean): string {
  const places = `length(regexp_extract(${text}, '[.]([0-9]+)$', 1))`;
  const half = `CAST('0.' || repeat('0', ${places}) || '5' AS DECIMAL(38,12))`;
  const boundary = `CAST(CAST(${text} AS DECIMAL(38,12)) ${isHigh ? '+' : '-'} ${half} AS DOUBLE)`;
  return `CASE WHEN regexp_matches(${text}, '^-?[0-9]{1,25}([.][0-9]{1,11})?$') THEN ${boundary} END`;
}

function dateBoundarySql(text: string, isHigh: boolean): string {
  const day = (date: string) => `strftime(${date}, '%Y-%m-%d')`;
  const month = `TRY_CAST(${text} || '-01' AS DATE)`;
  const year = `TRY_CAST(${text} || '${isHigh ? '-12-31' : '-01-01'}' AS DATE)`;
  return (
    `CASE length(${text}) WHEN 10 THEN ${day(`TRY_CAST(${text} AS DATE)`)} ` +
    `WHEN 7 THEN ${day(isHigh ? `last_day(${month})` : month)} WHEN 4 THEN ${day(year)} END`
  );
}

function dateTimeBoundarySql(text: string, isHigh: boolean): string {
  const zone = isHigh ? '-12:00' : '+14:00';
  const wholeDay = `${dateBoundarySql(text, isHigh)} || 'T${isHigh ? '23:59:59.999' : '00:00:00.000'}${zone}'`;
  const offset = `coalesce(nullif(regexp_extract(${text}, '(Z|[+-][0-9]{2}:[0-9]{2})$', 1), ''), '${zone}')`;
  const isClock = `regexp_matches(${text}, '^[0-9-]{10}T[0-9:]{8}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?$')`;
  return `CASE WHEN ${isClock} THEN ${milliseconds(text, 19, offset, isHigh)} ELSE ${wholeDay} END`;
}

/** The text up to its seconds with at least three digits of fraction. */
function milliseconds(text: string, length: number, offset: string, isHigh: boolean): string {
  const fraction = `regexp_extract(${text}, '[.]([0-9]+)', 1)`;
  const padded = `CASE WHEN length(${fraction}) < 3 THEN rpad(${fraction}, 3, '${isHigh ? '9' : '0'}') ELSE ${fraction} END`;
  return `left(${text}, ${length}) || '.' || ${padded}${offset ? ` || ${offset}` : ''}`;
}
