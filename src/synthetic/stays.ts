import { addDays, type Day } from '../core/day.ts';
import { HISTORY, PHASE_B } from './calendar.ts';
import type { IllnessName } from './codes.ts';
import type { HospitalParams } from './params.ts';
import { hasIllness, type Person } from './person.ts';
import { highWardOf, PLANTED, readmissionRisk } from './planted.ts';
import { type Stream, stream, TOPIC } from './random.ts';

/** One stay in hospital. */
export interface Stay {
  readonly admittedOn: Day;
  readonly dischargedOn: Day;
  /** counted from 0; drawn evenly, so that wards have the same mix of people */
  readonly ward: number;
  readonly reason: IllnessName;
  /** heart failure only: how ill on admission, and which drug is begun at discharge */
  readonly heartFailure: { readonly isSevere: boolean; readonly isOnB: boolean } | undefined;
  readonly diedInHospital: boolean;
}

/** All stays of a person in the simulated years, and the day of death that is left when they are in the calendar. */
export interface Stays {
  readonly stays: readonly Stay[];
  readonly diesOn: Day | undefined;
}

const SHARE_DYING_IN_HOSPITAL = 0.02;
const OTHER_REASONS: readonly IllnessName[] = ['pneumonia', 'urinaryInfection', 'diverticulitis', 'pneumonia'];

/**
 * Every discharge alive, of a first stay or of a readmission, is followed by a stay within 1 to 30 days with exactly the
 * planted risk: stays that begin by themselves keep at least 31 days from the last discharge, and nobody dies at home in
 * the 30 days after one.
 */
export function staysOf(params: HospitalParams, person: Person): Stays {
  const random = stream(params.seed, person.index, TOPIC.stays);
  const highWard = highWardOf(params.seed);
  const stays: Stay[] = [];
  let { diesOn } = person;
  let next = addDays(HISTORY.from, random.daysUntilNext(admissionsPerYear(person)));

  while (next < (diesOn ?? PHASE_B.until) && next < PHASE_B.until) {
    let reason = reasonOf(person, random);
    let admittedOn: Day | undefined = next;
    while (admittedOn !== undefined) {
      const stay = stayOf(person, admittedOn, reason, random);
      stays.push(stay);
      if (stay.diedInHospital) return { stays, diesOn: stay.dischargedOn };

      const risk = readmissionRisk({
        isHeartFailure: stay.heartFailure !== undefined,
        isSevere: stay.heartFailure?.isSevere ?? false,
        isOnB: stay.heartFailure?.isOnB ?? false,
        hasKidneyDisease: hasIllness(person, 'kidneyDisease'),
        isOnHighWard: stay.ward === highWard,
      });
      const comesBack = random.chance(risk);
      const daysOut = random.whole(1, 31);
      const { dischargedOn } = stay;
      if (diesOn !== undefined && diesOn <= dischargedOn + 30) diesOn = addDays(dischargedOn, 31);
      admittedOn = comesBack ? addDays(dischargedOn, daysOut) : undefined;
      reason = stay.reason;
      next = addDays(dischargedOn, 30 + random.daysUntilNext(admissionsPerYear(person)));
    }
  }
  return { stays, diesOn };
}

function stayOf(person: Person, admittedOn: Day, reason: IllnessName, random: Stream): Stay {
  const days = Math.min(20, 1 + Math.floor(-Math.log(1 - random.next()) * 3.2));
  const ward = random.whole(0, PLANTED.readmission.wards);
  const { severeShare, givenB } = PLANTED.treatment;
  const isSevere = random.chance(severeShare);
  const shareOnB =
    givenB.base + (isSevere ? givenB.severe : 0) + (hasIllness(person, 'kidneyDisease') ? givenB.kidney : 0);
  const isOnB = random.chance(shareOnB);
  return {
    admittedOn,
    dischargedOn: addDays(admittedOn, days),
    ward,
    reason,
    heartFailure: reason === 'heartFailure' ? { isSevere, isOnB } : undefined,
    diedInHospital: random.chance(SHARE_DYING_IN_HOSPITAL),
  };
}

function generalPerYear(age: number): number {
  return age < 18 ? 0.02 : age < 45 ? 0.03 : age < 65 ? 0.07 : 0.18;
}

const EXTRA_PER_YEAR = { heartFailure: 0.55, copd: 0.15 } as const;

function admissionsPerYear(person: Person): number {
  return (
    generalPerYear(person.age) +
    (hasIllness(person, 'heartFailure') ? EXTRA_PER_YEAR.heartFailure : 0) +
    (hasIllness(person, 'copd') ? EXTRA_PER_YEAR.copd : 0)
  );
}

function reasonOf(person: Person, random: Stream): IllnessName {
  let left = random.next() * admissionsPerYear(person);
  const other = random.pick(OTHER_REASONS);
  if (hasIllness(person, 'heartFailure')) {
    if (left < EXTRA_PER_YEAR.heartFailure) return 'heartFailure';
    left -= EXTRA_PER_YEAR.heartFailure;
  }
  return hasIllness(person, 'copd') && left < EXTRA_PER_YEAR.copd ? 'copdExacerbation' : other;
}
