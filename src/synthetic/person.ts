import { addDays, type Day } from '../core/day.ts';
import { HISTORY, PHASE_B } from './calendar.ts';
import type { IllnessName } from './codes.ts';
import type { HospitalParams } from './params.ts';
import { CLINICIANS_PER_PRACTICE, INSURERS, practiceOf } from './places.ts';
import { PLANTED } from './planted.ts';
import { type Stream, stream, TOPIC } from './random.ts';

/** Somebody who does not exist, as they are on the first day of the history. */
export interface Person {
  readonly index: number;
  readonly id: string;
  readonly practice: number;
  /** which of the practice's clinicians is theirs */
  readonly clinician: number;
  readonly bornOn: Day;
  /** completed years on the first day of the history, 0 to 94 */
  readonly age: number;
  readonly isFemale: boolean;
  /** a draw in [0, 1) that decides the race */
  readonly ancestry: number;
  readonly isHispanic: boolean;
  /** 1 least deprived … 5 most deprived; the same mix in every practice */
  readonly quintile: number;
  readonly postalCode: string;
  readonly insurer: (typeof INSURERS)[number];
  readonly hasOptedOut: boolean;
  /** illnesses that last, with the day they began; hypertension may begin later than the history */
  readonly illnesses: ReadonlyMap<IllnessName, Day>;
  readonly pregnancy: { readonly from: Day; readonly until: Day } | undefined;
  /** the day of death at home, if within the simulated years; stays in hospital may move it */
  readonly diesOn: Day | undefined;
}

/** The person with this index; needs nobody else to be made. */
export function personOf(params: HospitalParams, index: number): Person {
  const random = stream(params.seed, index, TOPIC.traits);
  const age = ageOf(random);
  const isFemale = random.chance(0.51);
  const practice = practiceOf(index, params.people);
  return {
    index,
    id: `person-${index + 1}`,
    practice,
    clinician: random.whole(0, CLINICIANS_PER_PRACTICE),
    bornOn: addDays(HISTORY.from, -Math.floor((age + random.next() * 0.998) * 365.2425)),
    age,
    isFemale,
    ancestry: random.next(),
    isHispanic: random.chance(0.18),
    quintile: random.whole(1, 6),
    postalCode: String(10_000 + practice * 4 + random.whole(0, 4)),
    insurer: insurerOf(age, random.next()),
    hasOptedOut: random.chance(0.03),
    diesOn: deathOf(age, random),
    ...illnessesOf(stream(params.seed, index, TOPIC.illness), age, isFemale),
  };
}

export function hasIllness(person: Person, illness: IllnessName): boolean {
  return person.illnesses.has(illness);
}

function ageOf(random: Stream): number {
  const group = random.next();
  if (group < 0.2) return random.whole(0, 18);
  if (group < 0.49) return random.whole(18, 40);
  return group < 0.82 ? random.whole(40, 65) : random.whole(65, 95);
}

function insurerOf(age: number, share: number): (typeof INSURERS)[number] {
  if (age >= 65) return INSURERS[0];
  return share < 0.7 ? INSURERS[1] : INSURERS[2];
}

function deathOf(age: number, random: Stream): Day | undefined {
  const perYear = age < 45 ? 0.001 : age < 65 ? 0.005 : age < 80 ? 0.02 : 0.08;
  const day = addDays(HISTORY.from, random.daysUntilNext(perYear));
  return day < PHASE_B.until ? day : undefined;
}

function illnessesOf(random: Stream, age: number, isFemale: boolean): Pick<Person, 'illnesses' | 'pregnancy'> {
  const illnesses = new Map<IllnessName, Day>();
  const before = (years: number) => addDays(HISTORY.from, -random.whole(30, Math.ceil(years * 365)));
  const isAdult = age >= 18;
  const isOlder = age >= 45;
  const byAge = (young: number, middle: number, old: number) =>
    !isAdult ? 0 : age < 40 ? young : age < 65 ? middle : old;

  if (random.chance(byAge(0.12, 0.38, 0.66))) {
    const isNew = random.chance(0.04);
    illnesses.set(
      'hypertension',
      isNew ? addDays(HISTORY.from, random.whole(14, PHASE_B.until - HISTORY.from)) : before(9),
    );
  }
  if (random.chance(byAge(0.02, 0.1, 0.2))) illnesses.set('diabetes', before(9));
  const hasHeartFailure = random.chance(byAge(0, 0.05, 0.18));
  if (hasHeartFailure) illnesses.set('heartFailure', before(4));
  if (random.chance(isOlder ? 0.06 : 0)) illnesses.set('copd', before(9));
  if (random.chance(hasHeartFailure ? PLANTED.treatment.kidneyShare : isOlder ? 0.04 : 0)) {
    illnesses.set('kidneyDisease', before(6));
  }
  if (random.chance(isAdult ? 0.1 : 0)) illnesses.set('depression', before(2));
  if (random.chance(age >= 70 ? 0.015 : 0)) illnesses.set('palliative', before(1));

  const isPregnant = random.chance(isFemale && age >= 18 && age < 44 ? 0.18 : 0);
  const from = addDays(HISTORY.from, random.whole(-90, 900));
  return { illnesses, pregnancy: isPregnant ? { from, until: addDays(from, 280) } : undefined };
}
