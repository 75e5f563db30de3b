import type { Bound, Definition, Domain, Frame, Window } from './ast.ts';
import { type CodeSetEntry, type CodeSets, codeSetCalled } from './code-set.ts';
import { conditionsOf, conditionsWithin, eventsOf, partsOf } from './walk.ts';

/** What has to be on the table before a definition can be judged, e.g. what a decision-support request prefetches. */
export interface NeededData {
  readonly events: readonly NeededEvents[];
  readonly isBirthNeeded: boolean;
  readonly isSexNeeded: boolean;
  readonly isDeathNeeded: boolean;
  readonly areObservationPeriodsNeeded: boolean;
}

/** Events of one domain. Enough is: these codes, that start in these days counted from the anchor. */
export interface NeededEvents {
  readonly domain: Domain;
  /** the codes that matter, each once; absent if every event of the domain does */
  readonly codes?: readonly CodeSetEntry[];
  /** days before the anchor's first day; `Infinity` for the whole past; negative where it begins after it */
  readonly daysBack: number;
  /** days after the anchor's last day; `Infinity` for the whole future; negative where it ends before it */
  readonly daysAhead: number;
}

/** Reads from a definition what records it needs; frames of one domain are joined to one need. */
export function neededData(definition: Definition, codeSets: CodeSets): NeededData {
  const needs = new Map<Domain, Need>();
  const note = (frame: Frame, window: Window) => {
    const { domain, codes } = eventsOf(frame);
    const need = needs.get(domain) ?? {
      codes: new Map(),
      isEveryCode: false,
      daysBack: -Infinity,
      daysAhead: -Infinity,
    };
    needs.set(domain, need);
    if (codes === undefined) need.isEveryCode = true;
    else for (const entry of codeSetCalled(codes, codeSets).codes) need.codes.set(keyOf(entry), entry);
    // The first or last row of all cannot be told from a part of the record.
    const { from, until } = hasNth(frame) ? ({} as Window) : window;
    need.daysBack = Math.max(need.daysBack, from ? -daysFromStart(from) : Infinity);
    need.daysAhead = Math.max(need.daysAhead, until ? daysFromEnd(until) : Infinity);
  };
  const { anchor } = partsOf(definition);
  if (anchor.anchor === 'each-event') note(anchor.frame, { from: THAT_DAY, until: THAT_DAY });
  const conditions = conditionsOf(definition).flatMap((whole) => [...conditionsWithin(whole)]);
  for (const condition of conditions) {
    if (condition.node === 'exists' || condition.node === 'value') note(condition.frame, condition.window);
  }
  const has = (node: string) => conditions.some((condition) => condition.node === node);
  return {
    events: [...needs].map(([domain, need]) => ({
      domain,
      ...(need.isEveryCode ? {} : { codes: [...need.codes.values()] }),
      daysBack: need.daysBack,
      daysAhead: need.daysAhead,
    })),
    isBirthNeeded: has('age') || partsOf(definition).stratifiers.includes('age-band'),
    isSexNeeded: has('sex') || partsOf(definition).stratifiers.includes('sex'),
    isDeathNeeded: has('alive'),
    areObservationPeriodsNeeded: has('observed'),
  };
}

interface Need {
  readonly codes: Map<string, CodeSetEntry>;
  isEveryCode: boolean;
  daysBack: number;
  daysAhead: number;
}

function keyOf({ system, code, below }: CodeSetEntry): string {
  return JSON.stringify([system, code, below ?? false]);
}

function hasNth(frame: Frame): boolean {
  return frame.node !== 'events' && (frame.node === 'nth' || hasNth(frame.of));
}

/** A lower bound as days from the anchor's first day, the first day inside. An anchor ends no sooner than it starts. */
function daysFromStart({ days, included }: Bound): number {
  return days + (included ? 0 : 1);
}

/** An upper bound as days from the anchor's last day, the last day inside. An anchor starts no later than it ends. */
function daysFromEnd({ days, included }: Bound): number {
  return days - (included ? 0 : 1);
}

const THAT_DAY: Bound = { days: 0, of: 'start', included: true };
