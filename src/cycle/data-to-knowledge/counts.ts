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

/** A monthly series, with who was counted in each month where that is known: the same people come again and again. */
export interface Series {
  /** oldest first */
  readonly months: readonly MonthCount[];
  readonly seen?: readonly SeenPerson[];
}

/** One person counted in one month. */
export interface SeenPerson {
  readonly month: string;
  /** the same for the same person; stays inside the method */
  readonly person: string;
  readonly hasEvent: boolean;
}
