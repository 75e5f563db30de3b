import { randomBytes, randomUUID } from 'node:crypto';
import { dayOfMoment } from '../core/day.ts';
import type { Effects, LogLine, Progress } from '../core/effects.ts';

/** The real world. On a node whose records are simulated, its clock can be moved: it then goes on from there. */
export interface NodeEffects extends Effects {
  moveTo(moment: Date): void;
}

/** This machine's clock and randomness. Progress and log lines go where the door says. */
export function nodeEffects(
  out: { progress?: (report: Progress) => void; log?: (line: LogLine) => void } = {},
): NodeEffects {
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  return {
    now,
    today: () => dayOfMoment(now()),
    uuid: () => randomUUID(),
    randomBytes: (size) => randomBytes(size),
    progress: out.progress ?? (() => {}),
    log: out.log ?? (() => {}),
    moveTo: (moment) => {
      ahead = moment.getTime() - Date.now();
    },
  };
}
