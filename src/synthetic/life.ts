import { addDays, type Day, formatDay } from '../core/day.ts';
import { isControlled, nextControl, readingOf } from './blood-pressure.ts';
import { HISTORY, PHASE_A, PHASE_B } from './calendar.ts';
import { chartVisit, orderDrug } from './charting.ts';
import { clickOn, Ladder } from './clinician.ts';
import { METFORMIN } from './codes.ts';
import { medicationRequest } from './encounter-resources.ts';
import { chartGastroenteritis, chartInjury, chartStay, chartVaccine } from './happenings.ts';
import type { HospitalParams, Mess } from './params.ts';
import { hasIllness, type Person, personOf } from './person.ts';
import { condition, coverage, patient, researchOptOut } from './person-resources.ts';
import { clinicianId, practiceEffect, practiceId, type Roles } from './places.ts';
import { controlShare, lossOfControl, PLANTED } from './planted.ts';
import { type Stream, stream, streamAt, TOPIC } from './random.ts';
import { PersonRecord } from './record.ts';
import { type Happening, scheduleOf } from './schedule.ts';
import { type CardAnswer, type CardOutcome, type SimulatedVisit, simulatedVisit } from './visit.ts';

/** What a life needs to know of the world it is lived in. */
export interface Surroundings {
  readonly params: HospitalParams;
  readonly mess: Mess;
  readonly roles: Roles;
  /** whether the practice has received feedback by the start of that day (YYYY-MM-DD) */
  hasFeedback(practiceId: string, onDay: string): boolean;
}

/** What a life asks of, or tells, whoever runs it; only an `ask` is answered. */
export type Message =
  | { readonly kind: 'ask'; readonly visit: SimulatedVisit }
  | {
      readonly kind: 'click';
      readonly cardUuid: string;
      readonly outcome: CardOutcome;
      readonly visit: SimulatedVisit;
    };

/** One person's records from the beginning until a day (not included). */
export function* lifeOf(
  around: Surroundings,
  index: number,
  until: Day,
): Generator<Message, PersonRecord, CardAnswer | undefined> {
  const { params } = around;
  const person = personOf(params, index);
  const record = new PersonRecord(around.mess, params.seed);
  const { happenings, diesOn } = scheduleOf(params, person, around.roles);
  const ladder = new Ladder(person);
  chartBeginning(person, record, { ladder, diesOn, seed: params.seed });

  const care = hasIllness(person, 'hypertension') ? new HypertensionCare(around, person, ladder) : undefined;
  for (const happening of happenings) {
    if (happening.on >= until) break;
    switch (happening.kind) {
      case 'visit':
        if (care) yield* care.visit(happening, record);
        else
          chartVisit(params.seed, person, happening, record, readingOf(true, visitStream(params, person, happening)));
        break;
      case 'gastroenteritis':
        chartGastroenteritis(params.seed, person, happening, record);
        break;
      case 'injury':
        chartInjury(params.seed, person, happening, record);
        break;
      case 'vaccine':
        chartVaccine(person, happening, record);
        break;
      case 'stay':
        chartStay(params.seed, person, happening, record);
        break;
      default:
        happening satisfies never;
    }
  }
  if (diesOn !== undefined && diesOn < until) record.add(patient(person, diesOn), diesOn, { versionId: '2' });
  return record;
}

/** What the records hold on the first day, and what is certain from then on. */
function chartBeginning(
  person: Person,
  record: PersonRecord,
  known: { readonly ladder: Ladder; readonly diesOn: Day | undefined; readonly seed: number },
): void {
  const first = HISTORY.from;
  record.add(patient(person), first, known.diesOn === undefined ? {} : { supersededOn: known.diesOn });
  record.add(coverage(person), first);
  const random = stream(known.seed, person.index, TOPIC.beginning);
  const optsOutOn = addDays(first, random.whole(0, HISTORY.until - first));
  if (person.hasOptedOut) record.add(researchOptOut(person, optsOutOn), optsOutOn);

  for (const [illness, onset] of person.illnesses) {
    if (onset >= first) continue; // found and recorded at a visit
    const id = `${person.id}-${illness.toLowerCase()}`;
    record.add(condition(person, illness, { id, onset, recordedOn: onset }), onset, { arrivesOn: first });
  }
  chartPregnancy(person, record, known.diesOn);

  const practitionerId = clinicianId(person.practice, person.clinician);
  const order = (name: string, before: number) => ({
    id: `${person.id}-${name}`,
    on: addDays(first, -before),
    minute: 600,
  });
  const hypertensionSince = person.illnesses.get('hypertension');
  if (hypertensionSince !== undefined && hypertensionSince < first) {
    for (let drugs = random.whole(0, 4), n = 1; n <= drugs; n++) {
      const at = order(`rx${n}`, random.whole(5, 30));
      const { drug } = known.ladder.next(at.id);
      record.add(medicationRequest(at, drug, { person, practitionerId }), at.on, { arrivesOn: first });
    }
  }
  if (hasIllness(person, 'diabetes')) {
    const at = order('metformin', random.whole(5, 30));
    record.add(medicationRequest(at, METFORMIN, { person, practitionerId }), at.on, { arrivesOn: first });
  }
}

/** A pregnancy is recorded from its seventh week, and again when it is over. */
function chartPregnancy(person: Person, record: PersonRecord, diesOn: Day | undefined): void {
  if (!person.pregnancy || (diesOn !== undefined && diesOn <= person.pregnancy.until)) return;
  const { from, until } = person.pregnancy;
  const since = addDays(from, 42);
  const hadHypertension = (person.illnesses.get('hypertension') ?? Number.POSITIVE_INFINITY) < since;
  const names = hadHypertension ? (['pregnancy', 'hypertensionInPregnancy'] as const) : (['pregnancy'] as const);
  for (const name of names) {
    const at = { id: `${person.id}-${name.toLowerCase()}`, onset: from, recordedOn: since };
    const arrivesOn = since < HISTORY.from ? HISTORY.from : since;
    record.add(condition(person, name, at), since, { arrivesOn, supersededOn: until });
    record.add(condition(person, name, { ...at, endedOn: until }), until, { versionId: '2' });
  }
}

/** The care of one person with hypertension: every visit finds the pressure controlled or not, and may change the treatment. */
class HypertensionCare {
  readonly #around: Surroundings;
  readonly #person: Person;
  readonly #ladder: Ladder;
  readonly #share: number;
  readonly #onset: Day;
  readonly #control: Stream;
  readonly #prescribing: Stream;
  readonly #feedback: Stream;
  readonly #clicks: Stream;
  #isControlled: boolean;
  #isRecorded: boolean;

  constructor(around: Surroundings, person: Person, ladder: Ladder) {
    const of = (topic: number) => stream(around.params.seed, person.index, topic);
    this.#around = around;
    this.#person = person;
    this.#ladder = ladder;
    this.#share = controlShare(practiceEffect(person.practice, around.roles), person.quintile);
    this.#onset = person.illnesses.get('hypertension')!;
    this.#control = of(TOPIC.control);
    this.#prescribing = of(TOPIC.prescribing);
    this.#feedback = of(TOPIC.feedback);
    this.#clicks = of(TOPIC.clicks);
    this.#isControlled = this.#control.chance(this.#share);
    this.#isRecorded = this.#onset < HISTORY.from;
  }

  *visit(visit: Happening, record: PersonRecord): Generator<Message, void, CardAnswer | undefined> {
    const { params } = this.#around;
    const person = this.#person;
    const random = visitStream(params, person, visit);
    if (visit.on < this.#onset) {
      chartVisit(params.seed, person, visit, record, readingOf(true, random));
      return;
    }
    const isFirst = !this.#isRecorded;
    if (isFirst) this.#isControlled = false; // it is by a high reading that it is found

    const isHelped = this.#helpOfFeedback(visit.on);
    const reading = readingOf(this.#isControlled || isHelped, random);
    const meeting = chartVisit(params.seed, person, visit, record, reading);
    if (isFirst) {
      const at = { id: `${person.id}-hypertension`, onset: visit.on, recordedOn: visit.on, encounterId: meeting.id };
      record.add(condition(person, 'hypertension', at), visit.on);
      this.#isRecorded = true;
    }

    let answer: CardAnswer | undefined;
    let asked: SimulatedVisit | undefined;
    if (!isFirst && visit.on >= PHASE_B.from) {
      asked = simulatedVisit(meeting, record);
      answer = yield { kind: 'ask', visit: asked };
    }
    const mayIntensify = !isControlled(reading) && !this.#isSpared(visit.on);
    const { without, withCard } = PLANTED.intensifying;
    const wouldIntensify = this.#prescribing.chance(answer?.shown && mayIntensify ? withCard : without);
    const hasPrescribed = mayIntensify && wouldIntensify;
    if (hasPrescribed) orderDrug(meeting, this.#ladder, record);

    if (answer?.shown && answer.cardUuid !== undefined && asked) {
      const outcome = clickOn(hasPrescribed, this.#clicks);
      if (outcome) yield { kind: 'click', cardUuid: answer.cardUuid, outcome, visit: asked };
    }
    if (isFirst) {
      this.#isControlled = this.#control.chance(this.#share); // what is found late is treated, and then like the others
      return;
    }
    // Feedback works from visit to visit beside the treatment, so the course underneath goes on as if it were not there.
    const now = { isControlled: this.#isControlled, hasIntensified: wouldIntensify };
    this.#isControlled = nextControl(now, lossOfControl(this.#share), this.#control);
  }

  /** Of the visits that would find an uncontrolled pressure, the share that lifts the whole by exactly the planted change. */
  #helpOfFeedback(on: Day): boolean {
    const isLucky = this.#feedback.chance(PLANTED.feedback.levelChange / (1 - this.#share));
    if (on < PHASE_A.from || !isLucky) return false;
    return this.#around.hasFeedback(practiceId(this.#person.practice), formatDay(on));
  }

  /** People whose antihypertensives nobody raises: pregnant, or in palliative care. */
  #isSpared(on: Day): boolean {
    const { pregnancy } = this.#person;
    const isPregnant = pregnancy !== undefined && on >= addDays(pregnancy.from, 42) && on < pregnancy.until;
    return isPregnant || hasIllness(this.#person, 'palliative');
  }
}

/** The readings of one visit have a stream of their own, so that nothing that happened before shifts them. */
function visitStream({ seed }: HospitalParams, person: Person, visit: Happening): Stream {
  return streamAt(seed, person.index, TOPIC.readings, visit.number);
}
