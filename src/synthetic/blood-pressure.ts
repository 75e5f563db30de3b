import { PLANTED } from './planted.ts';
import type { Stream } from './random.ts';

/** One reading in whole mm[Hg]. */
export interface Reading {
  readonly systolic: number;
  readonly diastolic: number;
}

/** Controlled means below 140 and below 90, as in most published measures. */
export function isControlled({ systolic, diastolic }: Reading): boolean {
  return systolic < 140 && diastolic < 90;
}

/** A reading that is controlled or not, as asked. One in ten uncontrolled ones is high in the diastolic only. */
export function readingOf(controlled: boolean, random: Stream): Reading {
  if (controlled) {
    return { systolic: within(random.normal(127, 7), 98, 139), diastolic: within(random.normal(77, 7), 55, 89) };
  }
  if (random.chance(0.1)) {
    return { systolic: within(random.normal(133, 4), 110, 139), diastolic: within(random.normal(94, 3), 90, 110) };
  }
  return { systolic: within(random.normal(153, 9), 140, 210), diastolic: within(random.normal(88, 8), 60, 118) };
}

/**
 * Whether a person is controlled at the next visit. Without cards this keeps the share of controlled people where it is for
 * ever (`loss` from `lossOfControl`); intensifying raises the chance to recover.
 */
export function nextControl(now: { isControlled: boolean; hasIntensified: boolean }, loss: number, random: Stream) {
  if (now.isControlled) return !random.chance(loss);
  const { unchanged, afterIntensifying } = PLANTED.control.recovery;
  return random.chance(now.hasIntensified ? afterIntensifying : unchanged);
}

function within(value: number, lowest: number, highest: number): number {
  return Math.min(highest, Math.max(lowest, Math.round(value)));
}
