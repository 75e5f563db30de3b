import { addDays, type Day, dayOf, formatDay } from '../core/day.ts';

/** Most dates in the records lie in these years; writing one anew each time takes a sixth of the whole run. */
const FIRST = dayOf('2014-01-01');
const TEXTS: readonly string[] = Array.from({ length: 14 * 366 }, (_, i) => formatDay(addDays(FIRST, i)));

/** `2025-09-08`. */
export function dayText(day: Day): string {
  return TEXTS[day - FIRST] ?? formatDay(day);
}

/** `2025-09-08T09:30:00Z`; minutes count from midnight. */
export function moment(on: Day, minutes: number): string {
  const hour = Math.floor(minutes / 60);
  const minute = minutes % 60;
  return `${dayText(on)}T${hour < 10 ? '0' : ''}${hour}:${minute < 10 ? '0' : ''}${minute}:00Z`;
}
