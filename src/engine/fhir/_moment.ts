/**
 * Partial moments as ranges of microseconds since 1970-01-01T00:00Z: two moments are ordered where their ranges do not
 * meet, equal where the ranges are the same, and neither otherwise (FHIRPath N1, "Date/Time comparison"). A moment without
 * an offset, so every date, is read in UTC, the time zone of the engine. `_duckdb-moment.ts` says the same in SQL.
 *
 * Held as bigint: a double has no whole microseconds before 1684 and after 2255, and records say 9999-12-31 for "for ever".
 */
export interface MomentRange {
  /** µs, included */
  readonly from: bigint;
  /** µs, included */
  readonly to: bigint;
}

const MOMENT = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;
const MICROSECONDS_PER_MINUTE = 60_000_000;
const MICROSECONDS_PER_MILLISECOND = 1000n;

/** The range of a FHIR date, dateTime or instant; undefined for a text that is none. */
export function momentRange(text: string): MomentRange | undefined {
  const found = MOMENT.exec(text);
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second, fraction = ''] = found;
  const midnight = utcMidnight(Number(year), Number(month ?? 1), Number(day ?? 1));
  if (midnight === undefined) return undefined;
  if (hour === undefined) return { from: midnight, to: nextMidnight(Number(year), month, day) - 1n };
  const clock = [hour, minute ?? '00', second ?? '00'].map(Number) as [number, number, number];
  if (clock[0] > 23 || clock[1] > 59 || clock[2] > 59) return undefined;
  const seconds = (clock[0] * 60 + clock[1]) * 60 + clock[2];
  const microseconds = Number(fraction.padEnd(6, '0').slice(0, 6));
  const from = midnight + BigInt(seconds * 1_000_000 + microseconds - offsetOf(found[8]));
  // Seconds and their fractions are one precision.
  const width = second !== undefined ? 1 : MICROSECONDS_PER_MINUTE * (minute !== undefined ? 1 : 60);
  return { from, to: from + BigInt(width - 1) };
}

function utcMidnight(year: number, month: number, day: number): bigint | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? microsecondsOf(date) : undefined;
}

/** The midnight after a day, a month or a year. */
function nextMidnight(year: number, month: string | undefined, day: string | undefined): bigint {
  const next = new Date(0);
  if (month === undefined) next.setUTCFullYear(year + 1, 0, 1);
  else if (day === undefined) next.setUTCFullYear(year, Number(month), 1);
  else next.setUTCFullYear(year, Number(month) - 1, Number(day) + 1);
  return microsecondsOf(next);
}

function microsecondsOf(date: Date): bigint {
  return BigInt(date.getTime()) * MICROSECONDS_PER_MILLISECOND;
}

function offsetOf(zone: string | undefined): number {
  if (!zone || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith('-') ? -minutes : minutes) * MICROSECONDS_PER_MINUTE;
}

/** The range of a FHIR time as texts of one length, so that they sort: `12:34` is 12:34:00.000000 to 12:34:59.999999. */
export function timeRange(text: string): { readonly from: string; readonly to: string } | undefined {
  if (!/^\d\d(:\d\d(:\d\d(\.\d+)?)?)?$/.test(text)) return undefined;
  const cut = text.slice(0, 15);
  const from = cut + '00:00:00.000000'.slice(cut.length);
  return { from, to: cut.length >= 8 ? from : cut + '00:59:59.999999'.slice(cut.length) };
}

/** FHIRPath lowBoundary() and highBoundary() of a date: the first or last day it may mean. */
export function dateBoundary(text: string, isHigh: boolean): string | undefined {
  const range = /^\d{4}(-\d\d(-\d\d)?)?$/.test(text) ? momentRange(text) : undefined;
  if (!range) return undefined;
  // One millisecond before the next midnight: whole, so that nothing is rounded across the day, before 1970 neither.
  const moment = isHigh
    ? (range.to + 1n) / MICROSECONDS_PER_MILLISECOND - 1n
    : range.from / MICROSECONDS_PER_MILLISECOND;
  return new Date(Number(moment)).toISOString().slice(0, 10);
}

const CLOCK = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?$/;

/**
 * FHIRPath lowBoundary() and highBoundary() of a dateTime, to the millisecond. A missing offset may be any: the earliest
 * moment is at +14:00, the latest at -12:00.
 */
export function dateTimeBoundary(text: string, isHigh: boolean): string | undefined {
  const zone = isHigh ? '-12:00' : '+14:00';
  const day = dateBoundary(text, isHigh);
  if (day) return `${day}T${isHigh ? '23:59:59.999' : '00:00:00.000'}${zone}`;
  const [, clock, fraction = '', offset] = CLOCK.exec(text) ?? [];
  return clock && `${clock}.${fraction.padEnd(3, isHigh ? '9' : '0')}${offset ?? zone}`;
}

/** FHIRPath lowBoundary() and highBoundary() of a time, to the millisecond. */
export function timeBoundary(text: string, isHigh: boolean): string | undefined {
  const [, clock, fraction = ''] = /^(\d\d:\d\d:\d\d)(?:\.(\d+))?$/.exec(text) ?? [];
  return clock && `${clock}.${fraction.padEnd(3, isHigh ? '9' : '0')}`;
}
