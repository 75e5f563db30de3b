import { randomBytes, randomUUID } from 'node:crypto';
import { dayOfMoment } from '../core/day.ts';
import type { Effects, LogLine, Progress } from '../core/effects.ts';

/** The real world: this machine's clock and randomness. Progress and log lines go where the door says. */
export function nodeEffects(
  out: { progress?: (report: Progress) => void; log?: (line: LogLine) => void } = {},
): Effects {
  return {
    now: () => new Date(),
    today: () => dayOfMoment(new Date()),
    uuid: () => randomUUID(),
    randomBytes: (size) => randomBytes(size),
    progress: out.progress ?? (() => {}),
    log: out.log ?? (() => {}),
  };
}
