import type { Phase } from './calendar.ts';
import { type FollowUpWorld, followUp } from './follow-up.ts';
import { history, type MessCounts } from './history.ts';
import type { HospitalParams } from './params.ts';
import { type Truth, truthOf } from './truth.ts';

/** Takes one line of one type; the line has no line end. */
export type Sink = (type: string, line: string) => Promise<void> | void;

/** Writes the history; returns its truths with the mess that was planted, for truth.json. */
export async function writeHistory(params: HospitalParams, write: Sink): Promise<Truth> {
  const truth = truthOf(params);
  const lines = history(params);
  let step = lines.next();
  while (!step.done) {
    const waiting = write(step.value[0], step.value[1]);
    if (waiting) await waiting;
    step = lines.next();
  }
  return { ...truth, mess: { ...truth.mess, planted: step.value } };
}

/** Writes the export of one phase; returns the mess of the history that only arrived in it. */
export async function writeFollowUp(
  params: HospitalParams,
  phase: Phase,
  world: FollowUpWorld,
  write: Sink,
): Promise<MessCounts> {
  const lines = followUp(params, phase, world);
  let step = await lines.next();
  while (!step.done) {
    const waiting = write(step.value[0], step.value[1]);
    if (waiting) await waiting;
    step = await lines.next();
  }
  return step.value;
}
