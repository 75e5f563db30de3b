import { type Day, dayOfMoment } from '../core/day.ts';
import type { Effects, LogLine, Progress } from '../core/effects.ts';

/** A world for tests: the clock stands still until moved, uuids and bytes count up, everything said is kept. */
export interface FakeWorld extends Effects {
  readonly logged: LogLine[];
  readonly reported: Progress[];
  /** sets the clock */
  moveTo(moment: Date): void;
}

export function fakeEffects(start = new Date('2026-01-01T09:00:00Z')): FakeWorld {
  let moment = start;
  let drawn = 0;
  const logged: LogLine[] = [];
  const reported: Progress[] = [];
  return {
    logged,
    reported,
    moveTo: (next) => {
      moment = next;
    },
    now: () => new Date(moment),
    today: (): Day => dayOfMoment(moment),
    uuid: () => `00000000-0000-4000-8000-${String(++drawn).padStart(12, '0')}`,
    randomBytes: (size) => Uint8Array.from({ length: size }, () => ++drawn % 256),
    progress: (report) => void reported.push(report),
    log: (line) => void logged.push(line),
  };
}
