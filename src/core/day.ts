import { defineFault } from './fault.ts';

/** A calendar day as whole days since 1970-01-01 (negative before). No time of day, no zone. */
export type Day = number & { readonly __day: unique symbol };

export const dayUnreadable = defineFault(
  'core/day-unreadable',
  'bad-input',
  (d: { where: string }) => `${d.where}: not a calendar day`,
  'Write days as YYYY-MM-DD.',
);

const MS_PER_DAY = 86_400_000;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads `YYYY-MM-DD`; undefined if the text is anything else or names no real day (2023-02-29). */
export function parseDay(text: string): Day | undefined {
  const parts = ISO_DAY.exec(text);
  if (!parts) return undefined;
  const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const ms = utc(year, month, date);
  const back = new Date(ms);
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== date) return undefined;
  return (ms / MS_PER_DAY) as Day;
}

/** Reads `YYYY-MM-DD` or throws `core/day-unreadable`; `where` names the place, never the text. */
export function dayOf(text: string, where = 'day'): Day {
  const day = parseDay(text);
  if (day === undefined) throw dayUnreadable({ where });
  return day;
}

/** The day a UTC moment falls on. */
export function dayOfMoment(moment: Date): Day {
  return Math.floor(moment.getTime() / MS_PER_DAY) as Day;
}

/** `YYYY-MM-DD`. */
export function formatDay(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

export function addDays(day: Day, days: number): Day {
  return (day + days) as Day;
}

/** The first day of the month, `months` later (negative: earlier). */
export function monthStart(day: Day, months = 0): Day {
  const date = new Date(day * MS_PER_DAY);
  return (utc(date.getUTCFullYear(), date.getUTCMonth() + 1 + months, 1) / MS_PER_DAY) as Day;
}

/**
 * Completed years from birth to `on` (a birthday counts on its own day; someone born on 29 February has it on 1 March in
 * common years). Negative before birth.
 */
export function ageInYears(born: Day, on: Day): number {
  const b = new Date(born * MS_PER_DAY);
  const o = new Date(on * MS_PER_DAY);
  const beforeBirthday =
    o.getUTCMonth() < b.getUTCMonth() || (o.getUTCMonth() === b.getUTCMonth() && o.getUTCDate() < b.getUTCDate());
  return o.getUTCFullYear() - b.getUTCFullYear() - (beforeBirthday ? 1 : 0);
}

function utc(year: number, month: number, date: number): number {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, date); // Date.UTC() would read years 0–99 as 1900–1999
  return moment.getTime();
}
