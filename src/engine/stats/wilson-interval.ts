import type { Interval } from './interval.ts';
import { zOfLevel } from './normal-distribution.ts';

/**
 * Wilson score interval of a share.
 *
 * @param events people with the event; whole, 0 ≤ events ≤ people
 * @param people people counted; > 0
 * @param level  share of intervals that cover, in (0, 1)
 * @returns limits in [0, 1]; the lower one is exactly 0 for no events, the upper one exactly 1 for nothing but events
 *
 * Source: Wilson (1927), J Am Stat Assoc 22:209–212; Newcombe (1998), Stat Med 17:857–872, method 3.
 */
export function wilsonInterval(events: number, people: number, level = 0.95): Interval {
  const z2 = zOfLevel(level) ** 2;
  const middle = 2 * events + z2;
  const reach = Math.sqrt(z2 * (z2 + (4 * events * (people - events)) / people));
  const whole = 2 * (people + z2);
  return {
    lower: events === 0 ? 0 : (middle - reach) / whole,
    upper: events === people ? 1 : (middle + reach) / whole,
  };
}
