import { type Day, formatDay } from '../core/day.ts';

/** `2025-09-08T09:30:00Z`; minutes count from midnight. */
export function moment(on: Day, minutes: number): string {
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${formatDay(on)}T${hour}:${String(minutes % 60).padStart(2, '0')}:00Z`;
}
