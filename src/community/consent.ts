import type { Day } from '../core/day.ts';
import { defineFault } from '../core/fault.ts';
import type { Purpose } from './audit.ts';

export const optOutsStale = defineFault(
  'community/opt-outs-stale',
  'conflict',
  (d: { purpose: Purpose; ageDays: number; oldestDays: number }) =>
    `the opt-outs are ${d.ageDays} days old; for ${d.purpose} they may be ${d.oldestDays}`,
  'Load the newest consents, then ask again.',
);

/** Who said no to what, as last read. */
export interface OptOuts {
  /** FHIR ids of the people who opted out, for each purpose */
  readonly people: Partial<Record<Purpose, ReadonlySet<string>>>;
  /** the day on which this was true */
  readonly asOf: Day;
}

/** An opt-out does not change the care a person gets, nor its audit by those who give it. */
const RESPECTS_OPT_OUT: Record<Purpose, boolean> = {
  'direct-care': false,
  audit: false,
  planning: true,
  research: true,
};

const OLDEST_DAYS = 21;

/**
 * The people a question may be asked about, for this purpose. Applied when the question is asked, never baked into
 * tables: a person who opts out is missing from the next answer, and care is not touched.
 *
 * @param options `today` to judge the opt-outs' age, `oldestDays` how old they may be (21 unless told)
 * @returns in the given order; `leftOut` counts people, of each once
 */
export function peopleFor<Id extends string>(
  purpose: Purpose,
  people: readonly Id[],
  optOuts: OptOuts,
  options: { readonly today: Day; readonly oldestDays?: number },
): { readonly people: Id[]; readonly leftOut: number } {
  if (!RESPECTS_OPT_OUT[purpose]) return { people: [...people], leftOut: 0 };
  const { today, oldestDays = OLDEST_DAYS } = options;
  const ageDays = today - optOuts.asOf;
  if (ageDays > oldestDays) throw optOutsStale({ purpose, ageDays, oldestDays });
  const optedOut = optOuts.people[purpose] ?? new Set<string>();
  const kept = people.filter((person) => !optedOut.has(person));
  return { people: kept, leftOut: new Set(people).size - new Set(kept).size };
}
