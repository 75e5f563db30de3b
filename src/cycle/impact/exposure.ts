/** Who was exposed to what: counted from receipts, in the arms of the allocation, whatever was shown afterwards. */
import { type Day, dayOf } from '../../core/day.ts';
import type { Arm, Receipt } from '../handover.ts';

/** A receipt with its place in a trial. */
export interface TrialReceipt extends Pick<Receipt, 'card' | 'patient' | 'happenedOn' | 'isShown' | 'arm'> {
  readonly trial: string | null;
  /** what was randomised: a practitioner, a practice or a week */
  readonly unit: string | null;
}

export interface AllocatedUnit {
  readonly unit: string;
  readonly arm: Arm;
}

/** One patient, from the first time the rule fired for them in the trial. */
export interface Exposed {
  readonly patient: string;
  readonly unit: string;
  readonly arm: Arm;
  readonly on: Day;
  readonly isShown: boolean;
}

/** The intention-to-treat set, and how well what happened kept to it. */
export interface Exposure {
  readonly exposed: readonly Exposed[];
  /** units that were allocated and never saw a patient for whom the rule fired */
  readonly idleUnits: number;
  /** receipts whose arm is not the arm of their unit's place: 0 unless something is wrong */
  readonly misfiled: number;
  /** patients of the usual arm who were shown the card by anybody in the trial */
  readonly usualButShown: number;
  /** patients of the advice arm whose first card was withheld, e.g. after a decline */
  readonly adviceButWithheld: number;
  /** patients for whom the rule fired with units of both arms; they stay in the arm of the first */
  readonly metBothArms: number;
}

/**
 * Intention to treat: each patient counts once, from the first receipt of the trial, in the arm its unit was allocated to.
 * Later receipts, what was shown, and who left change nothing.
 *
 * @param receipts of one trial, shown and withheld, in the order they were stored
 */
export function exposureOf(receipts: readonly TrialReceipt[], allocated: readonly AllocatedUnit[]): Exposure {
  const armOf = new Map(allocated.map(({ unit, arm }) => [unit, arm]));
  const first = new Map<string, Exposed>();
  const arms = new Map<string, Set<Arm>>();
  const shown = new Set<string>();
  let misfiled = 0;
  for (const receipt of [...receipts].sort((a, b) => dayOf(a.happenedOn) - dayOf(b.happenedOn))) {
    const { patient, unit } = receipt;
    const arm = unit === null ? undefined : armOf.get(unit);
    if (patient === null || unit === null || arm === undefined) continue;
    if (receipt.arm !== arm) misfiled++;
    arms.set(patient, (arms.get(patient) ?? new Set()).add(arm));
    if (receipt.isShown) shown.add(patient);
    if (first.has(patient)) continue;
    first.set(patient, { patient, unit, arm, on: dayOf(receipt.happenedOn), isShown: receipt.isShown });
  }
  const exposed = [...first.values()];
  const busy = new Set(exposed.map(({ unit }) => unit));
  return {
    exposed,
    idleUnits: allocated.filter(({ unit }) => !busy.has(unit)).length,
    misfiled,
    usualButShown: exposed.filter(({ arm, patient }) => arm === 'usual' && shown.has(patient)).length,
    adviceButWithheld: exposed.filter(({ arm, isShown }) => arm === 'advice' && !isShown).length,
    metBothArms: [...arms.values()].filter((met) => met.size > 1).length,
  };
}

/** What was hoped for, as the records tell it: the order, the visit, the reading. */
export interface Happened {
  readonly patient: string;
  readonly happenedOn: Day;
}

export interface WithOutcome extends Exposed {
  readonly hasOutcome: boolean;
}

/**
 * Did it happen within `days` of the first receipt (day 0 and day `days` included)? Patients whose days have not passed by
 * `asOf` are left out of both arms alike and counted as pending.
 */
export function outcomesWithin(
  exposed: readonly Exposed[],
  happened: readonly Happened[],
  days: number,
  asOf: Day,
): { readonly people: readonly WithOutcome[]; readonly pending: number } {
  const byPatient = new Map<string, Day[]>();
  for (const { patient, happenedOn } of happened) {
    const on = byPatient.get(patient) ?? [];
    on.push(happenedOn);
    byPatient.set(patient, on);
  }
  const settled = exposed.filter(({ on }) => on + days <= asOf);
  const people = settled.map((each) => ({
    ...each,
    hasOutcome: (byPatient.get(each.patient) ?? []).some((on) => on >= each.on && on - each.on <= days),
  }));
  return { people, pending: exposed.length - settled.length };
}
