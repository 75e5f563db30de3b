/** Two limits on the scale of the estimate they belong to; lower ≤ upper. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** An estimate with its limits. */
export interface Estimate extends Interval {
  readonly estimate: number;
}

/** How many people (or visits, or orders: whatever the measure counts once), and how many of them had the event. */
export interface Tally {
  readonly events: number;
  readonly people: number;
}
