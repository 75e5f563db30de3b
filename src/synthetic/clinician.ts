import { ANTIHYPERTENSIVES, type Drug, LOSARTAN } from './codes.ts';
import type { Person } from './person.ts';
import type { Stream } from './random.ts';
import type { CardOutcome } from './visit.ts';

const REASONS = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes';
const OVERRIDE_REASONS = [
  'patient-refuses',
  'patient-contraindication',
  'action-not-priority',
  'limited-time',
] as const;

/**
 * What the clinician clicks on a card. Only loosely tied to what they do: some accept and forget, some prescribe and never
 * touch the card. Undefined: ignored, as most cards are.
 */
export function clickOn(hasPrescribed: boolean, random: Stream): CardOutcome | undefined {
  const luck = random.next();
  const code = random.pick(OVERRIDE_REASONS);
  const accepts = hasPrescribed ? 0.45 : 0.15;
  const overrides = hasPrescribed ? 0.1 : 0.35;
  if (luck < accepts) return { outcome: 'accepted' };
  if (luck < accepts + overrides) return { outcome: 'overridden', reason: { system: REASONS, code } };
  return undefined;
}

/** The antihypertensives of one person, in the order they are begun; one in ten starts with losartan and never has lisinopril. */
export class Ladder {
  readonly #drugs: readonly Drug[];
  readonly #orderOf = new Map<string, string>(); // ATC class → the id of the last order
  #step = 0;

  constructor(person: Person) {
    this.#drugs =
      person.ancestry % 0.1 < 0.01
        ? [LOSARTAN, ...ANTIHYPERTENSIVES.filter(([, atc]) => atc.code !== 'C09AA03')]
        : ANTIHYPERTENSIVES;
  }

  /** The next drug or dose, and the order it replaces if the drug itself is not new. */
  next(orderId: string): { readonly drug: Drug; readonly priorId?: string } {
    const drug = this.#drugs[Math.min(this.#step++, this.#drugs.length - 1)]!;
    const priorId = this.#orderOf.get(drug[1].code);
    this.#orderOf.set(drug[1].code, orderId);
    return { drug, ...(priorId && { priorId }) };
  }
}
