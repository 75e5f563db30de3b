import { addDays, type Day, dayOf } from '../core/day.ts';
import { HISTORY, PHASE_B } from './calendar.ts';
import type { HospitalParams } from './params.ts';
import { hasIllness, type Person } from './person.ts';
import { type Roles, rolesOf } from './places.ts';
import { PLANTED } from './planted.ts';
import { stream, TOPIC } from './random.ts';
import { type Stay, staysOf } from './stays.ts';

/** What happens to a person that does not depend on anybody's decision; `number` counts within its kind from 1. */
export type Happening =
  | { readonly kind: 'visit'; readonly on: Day; readonly number: number }
  | { readonly kind: 'gastroenteritis'; readonly on: Day; readonly number: number; readonly isOutbreak: boolean }
  | { readonly kind: 'injury'; readonly on: Day; readonly number: number }
  | { readonly kind: 'vaccine'; readonly on: Day; readonly number: number }
  | { readonly kind: 'stay'; readonly on: Day; readonly number: number; readonly stay: Stay };

export interface Schedule {
  /** ascending by day, none after death, no visit during a stay */
  readonly happenings: readonly Happening[];
  readonly diesOn: Day | undefined;
}

/** The whole calendar of a person from 2024 to 2026. */
export function scheduleOf(params: HospitalParams, person: Person, roles: Roles): Schedule {
  const { stays, diesOn } = staysOf(params, person);
  const end = diesOn ?? PHASE_B.until;
  const happenings: Happening[] = [
    ...numbered(visitDays(params, person), 'visit'),
    ...gastroenteritisOf(params, person, roles),
    ...numbered(poissonDays(params, person, TOPIC.emergency, 0.08), 'injury'),
    ...numbered(vaccineDays(params, person), 'vaccine'),
  ].filter(({ on }) => on < end && !stays.some((stay) => on >= stay.admittedOn && on <= stay.dischargedOn));
  for (const [i, stay] of stays.entries()) {
    happenings.push({ kind: 'stay', on: stay.admittedOn, number: i + 1, stay });
  }
  happenings.sort((a, b) => a.on - b.on);
  return { happenings, diesOn };
}

/** Cases planted in the outbreak, people who had died or were in hospital left out. */
export function outbreakCases(params: HospitalParams, members: Iterable<Person>): number {
  const roles = rolesOf(params);
  let cases = 0;
  for (const person of members) {
    const { happenings } = scheduleOf(params, person, roles);
    if (happenings.some((h) => h.kind === 'gastroenteritis' && h.isOutbreak)) cases++;
  }
  return cases;
}

/** Planned visits to the practice: every two to three months with hypertension, more rarely without. */
function visitDays(params: HospitalParams, person: Person): Day[] {
  const random = stream(params.seed, person.index, TOPIC.visits);
  const isIll = person.illnesses.size > 0;
  const [fewest, most] = hasIllness(person, 'hypertension') ? [60, 91] : isIll ? [90, 181] : [200, 601];
  const days: Day[] = [];
  let on = addDays(HISTORY.from, random.whole(0, Math.floor((fewest + most) / 2)));
  while (on < PHASE_B.until) {
    days.push(on);
    on = addDays(on, random.whole(fewest, most));
  }
  return days;
}

function gastroenteritisOf(params: HospitalParams, person: Person, roles: Roles): Happening[] {
  const { outbreak } = PLANTED;
  const days = poissonDays(params, person, TOPIC.gastroenteritis, outbreak.backgroundPerYear);
  const cases: Happening[] = days.map((on, i) => ({ kind: 'gastroenteritis', on, number: i + 1, isOutbreak: false }));
  const random = stream(params.seed, person.index, TOPIC.outbreak);
  if (person.practice !== roles.outbreak || !random.chance(outbreak.attackShare)) return cases;
  // The sum of two even draws: a rise, a peak in the middle, a fall.
  const offset = Math.floor(((random.next() + random.next()) / 2) * outbreak.days);
  const on = addDays(dayOf(outbreak.from), offset);
  return [...cases, { kind: 'gastroenteritis', on, number: cases.length + 1, isOutbreak: true }];
}

/** One vaccination each autumn for about half of the people, more of the old. */
function vaccineDays(params: HospitalParams, person: Person): Day[] {
  const random = stream(params.seed, person.index, TOPIC.vaccines);
  const days: Day[] = [];
  for (const year of [2024, 2025, 2026]) {
    const on = addDays(dayOf(`${year}-10-01`), random.whole(0, 60));
    if (random.chance(person.age >= 65 ? 0.7 : 0.45)) days.push(on);
  }
  return days;
}

function poissonDays(params: HospitalParams, person: Person, topic: number, perYear: number): Day[] {
  const random = stream(params.seed, person.index, topic);
  const days: Day[] = [];
  let on = addDays(HISTORY.from, random.daysUntilNext(perYear));
  while (on < PHASE_B.until) {
    days.push(on);
    on = addDays(on, random.daysUntilNext(perYear));
  }
  return days;
}

function numbered(days: readonly Day[], kind: 'visit' | 'injury' | 'vaccine'): Happening[] {
  return days.map((on, i) => ({ kind, on, number: i + 1 }));
}
