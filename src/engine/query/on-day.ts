import { addDays, type Day } from '../../core/day.ts';
import type { Period } from '../../core/period.ts';

/** The period a rule is judged in: that one day. */
export function onDay(day: Day): Period {
  return { from: day, until: addDays(day, 1) };
}
