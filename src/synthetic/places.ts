import type { HospitalParams } from './params.ts';
import { PLANTED } from './planted.ts';
import { hash, TOPIC } from './random.ts';

/** Practices come in blocks of six with these sizes, so that practices differ in size and person i stays where i is. */
const SIZES = [270, 140, 210, 160, 230, 190] as const;
const BLOCK = 1200; // people in a block
const FEWEST = SIZES.length; // practices in the smallest world

export const CLINICIANS_PER_PRACTICE = 4;
export const CLINICIANS_PER_WARD = 2;
export const HOSPITAL = 'hospital';
export const INSURERS = ['insurer-medicare', 'insurer-commercial', 'insurer-medicaid'] as const;

/** The practice (from 0) of person `index`. Below one block of people, everybody is dealt out over six practices. */
export function practiceOf(index: number, people: number): number {
  if (people < BLOCK) return index % FEWEST;
  const block = Math.floor(index / BLOCK);
  let left = index % BLOCK;
  for (let place = 0; place < FEWEST; place++) {
    const size = sizeAt(block, place);
    if (left < size) return block * FEWEST + place;
    left -= size;
  }
  throw new Error('the sizes of a block must add up to the block');
}

/** How many practices there are: about people / 200, at least six. */
export function practicesIn(people: number): number {
  return Math.max(FEWEST, practiceOf(people - 1, people) + 1);
}

/** The people of one practice, by index. */
export function* membersOf(practice: number, people: number): Generator<number> {
  if (people < BLOCK) {
    for (let index = practice; index < people; index += FEWEST) yield index;
    return;
  }
  const from = firstOf(practice);
  const until = Math.min(people, from + fullSize(practice));
  for (let index = from; index < until; index++) yield index;
}

/** Which practices are special, by number from 0; all others share one truth. */
export interface Roles {
  readonly low: ReadonlySet<number>;
  readonly high: number;
  readonly outbreak: number;
}

/**
 * One practice in twelve is low, one in all is high, one has the outbreak. The choice depends on the seed alone, except that
 * the last practice, if only partly filled, is never low.
 */
export function rolesOf(params: HospitalParams): Roles {
  const low = new Set<number>();
  const practices = practicesIn(params.people);
  for (let group = 0; group * 2 * FEWEST < practices; group++) {
    const practice = group * 2 * FEWEST + (hash(params.seed, group + 1, TOPIC.roles) % FEWEST);
    if (isFull(practice, params.people)) low.add(practice);
  }
  const others = [0, 1, 2, 3, 4, 5].filter((practice) => !low.has(practice));
  const first = hash(params.seed, -2, TOPIC.roles) % others.length;
  const second = (first + 1 + (hash(params.seed, -3, TOPIC.roles) % (others.length - 1))) % others.length;
  return { low, high: others[first]!, outbreak: others[second]! };
}

/** What a practice adds to the probability of control. */
export function practiceEffect(practice: number, roles: Roles): number {
  if (roles.low.has(practice)) return PLANTED.control.low;
  return practice === roles.high ? PLANTED.control.high : 0;
}

export function practiceId(practice: number): string {
  return `practice-${practice + 1}`;
}

export function clinicianId(practice: number, clinician: number): string {
  return `clinician-${practice + 1}-${clinician + 1}`;
}

export function wardId(ward: number): string {
  return `ward-${ward + 1}`;
}

export function wardClinicianId(ward: number, clinician: number): string {
  return `clinician-ward-${ward + 1}-${clinician + 1}`;
}

function isFull(practice: number, people: number): boolean {
  return people < BLOCK ? practice < FEWEST : firstOf(practice) + fullSize(practice) <= people;
}

function firstOf(practice: number): number {
  const block = Math.floor(practice / FEWEST);
  let first = block * BLOCK;
  for (let place = 0; place < practice % FEWEST; place++) first += sizeAt(block, place);
  return first;
}

function fullSize(practice: number): number {
  return sizeAt(Math.floor(practice / FEWEST), practice % FEWEST);
}

function sizeAt(block: number, place: number): number {
  return SIZES[(block + place) % FEWEST]!;
}
