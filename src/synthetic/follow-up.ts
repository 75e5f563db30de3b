import { type Phase, windowOf } from './calendar.ts';
import { exported, type Line, type MessCounts } from './history.ts';
import { lifeOf, type Surroundings } from './life.ts';
import { type HospitalParams, messOf, NO_MESS } from './params.ts';
import { rolesOf } from './places.ts';
import type { CardAnswer, CardOutcome, SimulatedVisit } from './visit.ts';

/** What the simulated clinicians read and ask: the real feedback and the real decision support. */
export interface FollowUpWorld {
  /** whether a practice has received feedback by the start of a day (YYYY-MM-DD); phase B asks again about phase A */
  hasFeedback(practiceId: string, onDay: string): boolean;
  /** asked at every visit in phase B of a person known to have hypertension, eligible or not */
  askForCards(visit: SimulatedVisit): Promise<CardAnswer>;
  /** told what the clinician clicked; never called for a card that was ignored */
  respond?(cardUuid: string, outcome: CardOutcome, visit: SimulatedVisit): Promise<void> | void;
}

/**
 * What is recorded in a phase, as the next increment of the bulk export: only new resources and new versions, with late
 * records of the time before. Person after person, each through the whole phase, so the days asked about go back and forth.
 * Returns how much of the history's mess only arrived now.
 */
export async function* followUp(
  params: HospitalParams,
  phase: Phase,
  world: FollowUpWorld,
): AsyncGenerator<Line, MessCounts> {
  const window = windowOf(phase);
  const around: Surroundings = {
    params,
    mess: messOf(params),
    roles: rolesOf(params),
    hasFeedback: (practice, onDay) => world.hasFeedback(practice, onDay),
  };
  const counts: MessCounts = { ...NO_MESS };
  for (let index = 0; index < params.people; index++) {
    const life = lifeOf(around, index, window.until);
    let step = life.next();
    while (!step.done) {
      const message = step.value;
      if (message.kind === 'ask') {
        step = life.next(await world.askForCards(message.visit));
      } else {
        await world.respond?.(message.cardUuid, message.outcome, message.visit);
        step = life.next();
      }
    }
    yield* exported(step.value, window, counts);
  }
  return counts;
}
