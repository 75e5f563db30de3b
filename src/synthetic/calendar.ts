import { type Day, dayOf } from '../core/day.ts';

/** A stretch of days: `from` included, `until` not included. */
export interface Window {
  readonly from: Day;
  readonly until: Day;
}

/** What is already in the records when Rondo is installed: 2024 and 2025. */
export const HISTORY: Window = { from: dayOf('2024-01-01'), until: dayOf('2026-01-01') };

/** The feedback phase: the first half of 2026. */
export const PHASE_A: Window = { from: dayOf('2026-01-01'), until: dayOf('2026-07-01') };

/** The card phase: the second half of 2026. */
export const PHASE_B: Window = { from: dayOf('2026-07-01'), until: dayOf('2027-01-01') };

export type Phase = 'A' | 'B';

export function windowOf(phase: Phase): Window {
  return phase === 'A' ? PHASE_A : PHASE_B;
}
