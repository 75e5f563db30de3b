import { hash, TOPIC } from './random.ts';

/**
 * The numbers planted in the synthetic world. They are chosen to be found, not to be true of any real drug, ward or place.
 * All are risks or differences of risks (shares of people or visits).
 */
export const PLANTED = {
  control: {
    /** probability that the blood pressure at a visit is below 140/90, mean over deprivation quintiles */
    baseline: 0.62,
    low: -0.25,
    high: 0.22,
    /** quintile 5 (most deprived) minus quintile 1, linear in between */
    deprivationGap: -0.1,
    /** chance to be controlled at the next visit, from an uncontrolled one */
    recovery: { unchanged: 0.25, afterIntensifying: 0.6 },
  },
  intensifying: { without: 0.22, withCard: 0.45 },
  feedback: { levelChange: 0.06 },
  treatment: {
    /** risk of readmission of a mild stay without chronic kidney disease, on drug A */
    base: 0.14,
    severe: 0.3,
    kidney: 0.08,
    effectOfB: -0.12,
    givenB: { base: 0.15, severe: 0.55, kidney: 0.15 },
    severeShare: 0.45,
    kidneyShare: 0.3,
    /** NT-proBNP at admission from which a stay counts as severe, pg/mL */
    severeFrom: 1800,
  },
  readmission: { base: 0.09, highWard: 0.14, wards: 8 },
  outbreak: { from: '2025-09-08', days: 21, attackShare: 0.12, backgroundPerYear: 0.03 },
} as const;

/** Probability that a person with hypertension is found controlled at a visit, before any feedback or card. */
export function controlShare(practiceEffect: number, quintile: number): number {
  return PLANTED.control.baseline + practiceEffect + (PLANTED.control.deprivationGap * (quintile - 3)) / 4;
}

/**
 * Chance to lose control before the next visit that keeps `share` of people controlled for ever:
 * share × loss = (1 − share) × recovery, with the recovery of a world without cards.
 */
export function lossOfControl(share: number): number {
  const { unchanged, afterIntensifying } = PLANTED.control.recovery;
  const recovery = unchanged + (afterIntensifying - unchanged) * PLANTED.intensifying.without;
  return ((1 - share) * recovery) / share;
}

/** Risk of a readmission within 30 days of a discharge alive. */
export function readmissionRisk(stay: {
  readonly isHeartFailure: boolean;
  readonly isSevere: boolean;
  readonly hasKidneyDisease: boolean;
  readonly isOnB: boolean;
  readonly isOnHighWard: boolean;
}): number {
  const { treatment, readmission } = PLANTED;
  const ward = stay.isOnHighWard ? readmission.highWard : 0;
  if (!stay.isHeartFailure) return readmission.base + ward;
  return (
    treatment.base +
    (stay.isSevere ? treatment.severe : 0) +
    (stay.hasKidneyDisease ? treatment.kidney : 0) +
    (stay.isOnB ? treatment.effectOfB : 0) +
    ward
  );
}

/** The ward, counted from 0, whose patients truly come back more often. */
export function highWardOf(seed: number): number {
  return hash(seed, 0, TOPIC.roles) % PLANTED.readmission.wards;
}
