import { addDays, dayOf, formatDay } from '../core/day.ts';
import { HISTORY, PHASE_A, PHASE_B, type Window } from './calendar.ts';
import { DRUG_A, DRUG_B, ILLNESS, MEASUREMENT } from './codes.ts';
import type { MessCounts } from './history.ts';
import { type HospitalParams, type Mess, messOf } from './params.ts';
import { personOf } from './person.ts';
import { membersOf, practiceId, practicesIn, rolesOf, wardId } from './places.ts';
import { highWardOf, PLANTED, readmissionRisk } from './planted.ts';
import { outbreakCases } from './schedule.ts';

/** What every planted truth says about itself. */
export interface Planted {
  /** what is counted, over whom, as a reader of the records would define it */
  readonly quantity: string;
  /** how it was put there, and what it does not depend on */
  readonly how: string;
}

interface Dates {
  /** YYYY-MM-DD, included */
  readonly from: string;
  /** YYYY-MM-DD, not included */
  readonly until: string;
}

/** Everything there is to be found in a synthetic world, known before a line of it is written. Shares and differences of shares. */
export interface Truth {
  readonly params: HospitalParams;
  readonly practices: number;
  readonly calendar: { readonly history: Dates; readonly phaseA: Dates; readonly phaseB: Dates };
  readonly practiceVariation: Planted & {
    readonly asOf: string;
    readonly baseline: number;
    readonly low: { readonly practices: readonly string[]; readonly difference: number };
    readonly high: { readonly practices: readonly string[]; readonly difference: number };
  };
  readonly treatment: Planted & {
    readonly drugA: { readonly system: string; readonly code: string };
    readonly drugB: { readonly system: string; readonly code: string };
    readonly condition: string;
    readonly confounders: readonly string[];
    /** risk under B minus risk under A, the same for everybody */
    readonly riskDifference: number;
    /** what comparing the two groups as they are would give, in expectation */
    readonly naiveRiskDifference: number;
    /** last day of discharge with 30 days of follow-up in the history */
    readonly dischargedUntil: string;
  };
  readonly outbreak: Planted & {
    readonly practice: string;
    readonly code: string;
    readonly from: string;
    readonly until: string;
    /** cases planted on top of the background */
    readonly extraCases: number;
    /** cases of the background to be expected in that practice in those days */
    readonly backgroundCases: number;
    readonly backgroundPerPersonYear: number;
  };
  readonly inequality: Planted & {
    readonly asOf: string;
    /** expected share by quintile 1 … 5 in a practice without an effect of its own */
    readonly shareByQuintile: readonly number[];
    /** quintile 5 minus quintile 1 */
    readonly gap: number;
    /** slope over the cumulative rank of deprivation, from 0 to 1, five equal groups */
    readonly slopeIndex: number;
  };
  readonly card: Planted & {
    readonly during: Dates;
    readonly eligible: string;
    readonly withoutCard: number;
    readonly withCard: number;
    readonly riskDifference: number;
  };
  readonly feedback: Planted & { readonly levelChange: number; readonly slopeChange: number };
  readonly readmission: Planted & {
    readonly highWard: string;
    readonly difference: number;
    /** expected share on each other ward, about */
    readonly baseline: number;
    readonly byReason: { readonly heartFailure: number; readonly other: number };
    readonly dischargedUntil: string;
  };
  readonly mess: {
    readonly shares: Mess;
    /** lines that carry it; absent until the lines have been written */
    readonly planted?: MessCounts;
  };
}

/** The truths of a world, from its parameters alone: nothing is generated but the people of the practice with the outbreak. */
export function truthOf(params: HospitalParams): Truth {
  const shares = messOf(params);
  return {
    params,
    practices: practicesIn(params.people),
    calendar: { history: dates(HISTORY), phaseA: dates(PHASE_A), phaseB: dates(PHASE_B) },
    practiceVariation: practiceVariation(params),
    treatment: treatment(),
    outbreak: outbreak(params),
    inequality: inequality(),
    card: card(),
    feedback: feedback(),
    readmission: readmission(params),
    mess: { shares },
  };
}

const CONTROL =
  'share of people with hypertension (I10, recorded before the day) whose latest blood pressure at a practice visit in the last 12 months is below 140 and below 90 mm[Hg]';
const AS_OF = formatDay(addDays(HISTORY.until, -1));
const LAST_DISCHARGE = formatDay(addDays(HISTORY.until, -31));

function practiceVariation(params: HospitalParams): Truth['practiceVariation'] {
  const { low, high } = rolesOf(params);
  return {
    quantity: `${CONTROL}, by managing practice`,
    how: 'Each visit finds a person controlled with a probability that depends on the practice and the deprivation quintile alone, and stays the same over the history; visits of one person are correlated. All practices not named have exactly the same probability; deprivation, age, sex and illness have the same mix everywhere.',
    asOf: AS_OF,
    baseline: PLANTED.control.baseline,
    low: { practices: [...low].map(practiceId), difference: PLANTED.control.low },
    high: { practices: [practiceId(high)], difference: PLANTED.control.high },
  };
}

function inequality(): Truth['inequality'] {
  const { baseline, deprivationGap } = PLANTED.control;
  return {
    quantity: `${CONTROL}, by deprivation quintile (Patient extension urn:rondo:deprivation-quintile)`,
    how: 'Linear over quintiles, the same step in every practice; quintiles are drawn evenly and independently of the practice.',
    asOf: AS_OF,
    shareByQuintile: [1, 2, 3, 4, 5].map((quintile) => round(baseline + (deprivationGap * (quintile - 3)) / 4)),
    gap: deprivationGap,
    slopeIndex: round((deprivationGap / 4) * 5),
  };
}

function treatment(): Truth['treatment'] {
  const { severeFrom, effectOfB } = PLANTED.treatment;
  return {
    quantity:
      'risk of an inpatient stay beginning 1 to 30 days after discharge alive from a stay for heart failure (I50.9), drug B ordered at discharge minus drug A ordered at discharge; every such discharge counts',
    how: 'Exactly one of the two drugs is ordered at each discharge. B lowers the risk by the same amount for everybody. Severe stays and people with chronic kidney disease have a higher risk and get B more often; nothing else decides who gets it.',
    drugA: { system: DRUG_A[0].system, code: DRUG_A[0].code },
    drugB: { system: DRUG_B[0].system, code: DRUG_B[0].code },
    condition: ILLNESS.heartFailure[0].code,
    confounders: [
      `severe: ${MEASUREMENT.ntProBnp.code} (NT-proBNP) of the stay from ${severeFrom} pg/mL`,
      `chronic kidney disease: ${ILLNESS.kidneyDisease[0].code} on the problem list`,
    ],
    riskDifference: effectOfB,
    naiveRiskDifference: round(naiveRiskDifference()),
    dischargedUntil: LAST_DISCHARGE,
  };
}

function outbreak(params: HospitalParams): Truth['outbreak'] {
  const { from, days, backgroundPerYear } = PLANTED.outbreak;
  const practice = rolesOf(params).outbreak;
  const members = [...membersOf(practice, params.people)].map((index) => personOf(params, index));
  return {
    quantity: 'practice visits for gastroenteritis (A09), by day and practice',
    how: 'Each person of one practice had an extra case with probability 0.12, on a day that rises and falls over three weeks; the background is the same for everybody at all times.',
    practice: practiceId(practice),
    code: ILLNESS.gastroenteritis[0].code,
    from,
    until: formatDay(addDays(dayOf(from), days)),
    extraCases: outbreakCases(params, members),
    backgroundCases: round((members.length * backgroundPerYear * days) / 365.25),
    backgroundPerPersonYear: backgroundPerYear,
  };
}

function card(): Truth['card'] {
  const { without, withCard } = PLANTED.intensifying;
  return {
    quantity:
      'share of eligible visits at which an antihypertensive is ordered (MedicationRequest of that encounter), card shown minus card not shown',
    how: 'The clinician orders with the one probability or the other, whoever they are and whatever they click; the same draw decides with and without the card, so that a card never prevents an order. Clicks are only loosely tied to orders. After an order the person is more likely to be controlled at the next visit (0.60 instead of 0.25).',
    during: dates(PHASE_B),
    eligible:
      'practice visit of a person with hypertension recorded on an earlier day, blood pressure at the visit from 140 or from 90 mm[Hg], neither pregnant (Z33.1 active) nor in palliative care (Z51.5); visits are at least 60 days apart, so that no earlier order is in the way',
    withoutCard: without,
    withCard,
    riskDifference: round(withCard - without),
  };
}

function feedback(): Truth['feedback'] {
  return {
    quantity:
      'by month and practice: share of people with hypertension and a blood pressure at a practice visit in that month who are below 140/90 there',
    how: 'A change of level, not of slope, from the first day on which the practice has received feedback, the same in every quintile and practice; nothing changes without feedback. The history is flat. In phase B cards raise control further through the orders they lead to.',
    levelChange: PLANTED.feedback.levelChange,
    slopeChange: 0,
  };
}

function readmission(params: HospitalParams): Truth['readmission'] {
  const { base, highWard } = PLANTED.readmission;
  const heartFailure = round(meanHeartFailureRisk());
  return {
    quantity:
      'share of discharges alive, readmissions included, followed by an inpatient stay beginning 1 to 30 days later, by ward of discharge',
    how: 'People are put on wards at random, so that wards have the same mix; one ward adds to the risk of everybody there. Stays that are no readmission begin at least 31 days after a discharge, and nobody dies outside hospital within 30 days of one.',
    highWard: wardId(highWardOf(params.seed)),
    difference: highWard,
    // Three in ten discharges are for heart failure.
    baseline: round(0.7 * base + 0.3 * heartFailure),
    byReason: { heartFailure, other: base },
    dischargedUntil: LAST_DISCHARGE,
  };
}

/** The four kinds of heart failure stay: severe or not, with kidney disease or not. */
function kindsOfStay() {
  const { severeShare, kidneyShare, givenB } = PLANTED.treatment;
  return [true, false].flatMap((isSevere) =>
    [true, false].map((hasKidneyDisease) => ({
      isSevere,
      hasKidneyDisease,
      weight: (isSevere ? severeShare : 1 - severeShare) * (hasKidneyDisease ? kidneyShare : 1 - kidneyShare),
      onB: givenB.base + (isSevere ? givenB.severe : 0) + (hasKidneyDisease ? givenB.kidney : 0),
    })),
  );
}

function naiveRiskDifference(): number {
  const risk = (isOnB: boolean) => {
    let [events, stays] = [0, 0];
    for (const kind of kindsOfStay()) {
      const weight = kind.weight * (isOnB ? kind.onB : 1 - kind.onB);
      stays += weight;
      events += weight * readmissionRisk({ ...kind, isHeartFailure: true, isOnB, isOnHighWard: false });
    }
    return events / stays;
  };
  return risk(true) - risk(false);
}

function meanHeartFailureRisk(): number {
  let mean = 0;
  for (const kind of kindsOfStay()) {
    const onA = readmissionRisk({ ...kind, isHeartFailure: true, isOnB: false, isOnHighWard: false });
    mean += kind.weight * (onA + kind.onB * PLANTED.treatment.effectOfB);
  }
  return mean;
}

function dates({ from, until }: Window): Dates {
  return { from: formatDay(from), until: formatDay(until) };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
