/** The shapes of counts that methods read. Numerator ≤ denominator, both whole and ≥ 0. */

/** One group: a practice, an age band, a quintile. */
export interface GroupCount {
  /** the group's own id */
  readonly group: string;
  /** as people read it; the id where absent */
  readonly label?: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** One period of a series, oldest first, without gaps. */
export interface MonthCount {
  /** `2025-03` */
  readonly month: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** One randomised cluster: a practitioner or a week. */
export interface ClusterCount {
  readonly arm: 'advice' | 'usual';
  readonly cluster: string;
  readonly events: number;
  readonly people: number;
}

export function labelOf(group: GroupCount): string {
  return group.label ?? group.group;
}

export function sumOf(counts: readonly { readonly numerator: number; readonly denominator: number }[]): {
  events: number;
  people: number;
} {
  return {
    events: counts.reduce((sum, each) => sum + each.numerator, 0),
    people: counts.reduce((sum, each) => sum + each.denominator, 0),
  };
}
