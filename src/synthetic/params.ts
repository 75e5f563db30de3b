import { defineFault } from '../core/fault.ts';

/** How much goes wrong in the records of the history, each a share in [0, 1]. The follow-up phases are recorded cleanly. */
export interface Mess {
  /** of measurements: no value, only the reason why (dataAbsentReason) */
  readonly missing: number;
  /** of all resources: the same id and version exported again */
  readonly duplicates: number;
  /** of measurements: recorded wrong first, put right days later as version 2 with status `corrected` */
  readonly corrected: number;
  /** of measurements: another reading was filed beside it by mistake and later marked `entered-in-error` */
  readonly enteredInError: number;
  /** of measurements that have another unit: half in it and saying so (kPa), half with its number under the usual unit */
  readonly unitMixUps: number;
  /** of measurements: recorded 20 to 120 days after they were taken */
  readonly late: number;
  /** of birth dates and onset dates: only the year, or the year and month */
  readonly partialDates: number;
  /** of all resources: followed by a broken copy of its line */
  readonly malformed: number;
}

export const USUAL_MESS: Mess = {
  missing: 0.01,
  duplicates: 0.005,
  corrected: 0.004,
  enteredInError: 0.002,
  unitMixUps: 0.002,
  late: 0.01,
  partialDates: 0.01,
  malformed: 0,
};

export const NO_MESS: Mess = {
  missing: 0,
  duplicates: 0,
  corrected: 0,
  enteredInError: 0,
  unitMixUps: 0,
  late: 0,
  partialDates: 0,
  malformed: 0,
};

/** The whole synthetic world follows from these: the same parameters give the same lines. */
export interface HospitalParams {
  /** people registered with the practices; a whole number from 1 */
  readonly people: number;
  /** any whole number; another seed is another population with the same truths */
  readonly seed: number;
  /** shares that differ from `USUAL_MESS` */
  readonly mess?: Partial<Mess>;
}

export const hospitalImpossible = defineFault(
  'synthetic/hospital-impossible',
  'bad-input',
  (d: { problems: readonly string[] }) => `this hospital cannot be made: ${d.problems.join('; ')}`,
  'Give a whole number of people from 1, a whole seed, and shares of mess from 0 to 1.',
);

/** The mess to apply; throws `synthetic/hospital-impossible` naming every parameter out of range. */
export function messOf(params: HospitalParams): Mess {
  const mess = { ...USUAL_MESS, ...params.mess };
  const problems: string[] = [];
  if (!Number.isSafeInteger(params.people) || params.people < 1) problems.push('people is not a whole number from 1');
  if (!Number.isSafeInteger(params.seed)) problems.push('seed is not a whole number');
  for (const [name, share] of Object.entries(mess)) {
    if (!(share >= 0 && share <= 1)) problems.push(`mess.${name} is not a share`);
  }
  const ofMeasurements = mess.missing + mess.corrected + mess.enteredInError + mess.unitMixUps + mess.late;
  if (ofMeasurements > 1) problems.push('the messes of measurements add up to more than 1');
  if (problems.length > 0) throw hospitalImpossible({ problems });
  return mess;
}
