/**
 * Making and checking an allocation list. Pure: chance comes in as bytes nobody can guess. Who is given which place is
 * settled in the ledger (allocation-ledger.ts).
 *
 * Sources: Schulz & Grimes (2002), Lancet 359:515–519 (generation) and 359:614–618 (concealment); blocks of varying size
 * as in Efird (2011), Int J Environ Res Public Health 8:15–20.
 */
import { canonicalJson } from '../../core/canonical-json.ts';
import type { Day } from '../../core/day.ts';
import { type Digest, digestOf } from '../../core/digest.ts';
import type { Arm } from '../handover.ts';

/** What is fixed before anybody is allocated. */
export interface TrialPlan {
  readonly id: string;
  readonly advice: string;
  readonly version: string;
  readonly unit: 'practitioner' | 'week' | 'practice';
  /** strata named before the start, e.g. practices; units of any other stratum share the list of `OTHER_STRATUM` */
  readonly strata: readonly string[];
  /** places on each stratum's list, at least; blocks are kept whole */
  readonly places: number;
}

/** The list used by units whose stratum was not named in the plan. */
export const OTHER_STRATUM = '';

/** The arms in order, for each stratum. */
export type AllocationList = Readonly<Record<string, readonly Arm[]>>;

/** Sizes of the permuted blocks; each block's size is drawn, so that the end of a block cannot be counted. */
export const BLOCK_SIZES = [2, 4, 6, 8] as const;

/** Draws a whole number in [0, below), every one equally likely. */
export type Draw = (below: number) => number;

/**
 * Stratified permuted blocks of varying size: within a stratum the two arms never differ by more than half the largest
 * block, and a reader of all earlier places cannot count to the end of a block.
 */
export function makeAllocationList(plan: TrialPlan, randomBytes: (size: number) => Uint8Array): AllocationList {
  const draw = drawFrom(randomBytes);
  const strata = [...new Set([...plan.strata, OTHER_STRATUM])].sort();
  return Object.fromEntries(strata.map((stratum) => [stratum, drawPlaces(plan.places, draw)]));
}

function drawPlaces(places: number, draw: Draw): Arm[] {
  const list: Arm[] = [];
  while (list.length < places) {
    const size = BLOCK_SIZES[draw(BLOCK_SIZES.length)] ?? 4;
    const block = Array.from({ length: size }, (_, place): Arm => (place < size / 2 ? 'advice' : 'usual'));
    list.push(...shuffle(block, draw));
  }
  return list;
}

/** Source: Fisher & Yates as in Durstenfeld (1964), CACM 7:420, algorithm 235. */
function shuffle<Item>(items: readonly Item[], draw: Draw): Item[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = draw(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other] as Item, shuffled[last] as Item]; // both are in bounds
  }
  return shuffled;
}

/** Whole numbers from random bytes without modulo bias: a byte that would favour small numbers is thrown away. */
export function drawFrom(randomBytes: (size: number) => Uint8Array): Draw {
  let pool = new Uint8Array(0);
  let used = 0;
  const byte = (): number => {
    if (used >= pool.length) {
      pool = Uint8Array.from(randomBytes(256));
      used = 0;
    }
    return pool[used++] ?? 0;
  };
  return (below) => {
    if (below < 1 || below > 256) throw new Error('drawFrom(): below must be in [1, 256]');
    const limit = 256 - (256 % below);
    for (;;) {
      const drawn = byte();
      if (drawn < limit) return drawn % below;
    }
  };
}

/**
 * The seal: SHA-256 of the canonical text of plan, salt and list. Published before the first allocation, it binds us to
 * the list without telling it; the salt (32 random bytes, hex) keeps anyone from trying out lists.
 */
export function sealOf(plan: TrialPlan, salt: string, list: AllocationList): Digest {
  return digestOf(canonicalJson({ plan, salt, list }));
}

/** One place given to one unit. */
export interface Allocated {
  readonly unit: string;
  readonly stratum: string;
  /** 1, 2, 3 … within the stratum */
  readonly position: number;
  readonly arm: Arm;
}

/**
 * Does what happened fit what was sealed? Empty if so, otherwise sentences: the list does not fit the seal, a place was
 * given out of turn or twice, an arm differs from the list.
 */
export function checkAllocation(
  sealed: { readonly seal: string; readonly plan: TrialPlan; readonly salt: string; readonly list: AllocationList },
  allocated: readonly Allocated[],
): string[] {
  const wrong: string[] = [];
  if (sealOf(sealed.plan, sealed.salt, sealed.list) !== sealed.seal) wrong.push('the list does not fit its seal');
  const units = new Set<string>();
  const taken = new Map<string, Set<number>>();
  for (const each of allocated) {
    if (units.has(each.unit)) wrong.push(`a unit was allocated twice (position ${each.position})`);
    units.add(each.unit);
    const places = taken.get(each.stratum) ?? new Set();
    if (places.has(each.position)) wrong.push(`place ${each.position} was given twice`);
    taken.set(each.stratum, places.add(each.position));
    if (sealed.list[each.stratum]?.[each.position - 1] !== each.arm) {
      wrong.push(`place ${each.position} was not given as listed`);
    }
  }
  for (const places of taken.values()) {
    if (Math.max(...places) !== places.size) wrong.push('a place was skipped');
  }
  return wrong;
}

/** The ISO 8601 week of a day, `2026-W01`: weeks begin on Monday, the first holds the year's first Thursday. */
export function weekOf(day: Day): string {
  const thursday = day - ((((day + 3) % 7) + 7) % 7) + 3; // 1970-01-01 was a Thursday
  const year = new Date(thursday * 86_400_000).getUTCFullYear();
  const firstOfYear = new Date(0).setUTCFullYear(year, 0, 1) / 86_400_000;
  return `${year}-W${String(Math.floor((thursday - firstOfYear) / 7) + 1).padStart(2, '0')}`;
}
