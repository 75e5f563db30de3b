import { type Day, formatDay, monthStart } from './day.ts';

/** A stretch of days: `from` is included, `until` is not. */
export interface Period {
  readonly from: Day;
  readonly until: Day;
}

/** The calendar months that begin in [from, until), oldest first. */
export function monthsBetween(from: Day, until: Day): Period[] {
  const months: Period[] = [];
  for (let start = monthStart(from) < from ? monthStart(from, 1) : monthStart(from); start < until; ) {
    const next = monthStart(start, 1);
    months.push({ from: start, until: next });
    start = next;
  }
  return months;
}

/** `2025-03` for a period that begins in March 2025. */
export function monthLabel(period: Period): string {
  return formatDay(period.from).slice(0, 7);
}
