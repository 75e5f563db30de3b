import { betaQuantile, betaUpperQuantile } from './beta-distribution.ts';
import type { Interval } from './interval.ts';

/**
 * Clopper–Pearson ("exact") interval of a share: covers at least `level` of the time, usually more.
 *
 * @param events people with the event; whole, 0 ≤ events ≤ people
 * @param people people counted; > 0
 *
 * Source: Clopper & Pearson (1934), Biometrika 26:404–413.
 */
export function clopperPearson(events: number, people: number, level = 0.95): Interval {
  const tail = (1 - level) / 2;
  return {
    lower: events === 0 ? 0 : betaQuantile(tail, events, people - events + 1),
    upper: events === people ? 1 : betaUpperQuantile(tail, events + 1, people - events),
  };
}
