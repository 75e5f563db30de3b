/** What can stand between knowing and doing. */
export type BarrierGroup = 'capability' | 'opportunity' | 'motivation';

export interface Barrier {
  readonly id: BarrierId;
  readonly group: BarrierGroup;
  /** in the words of someone who sees patients */
  readonly says: string;
}

export type BarrierId = (typeof BARRIER_IDS)[number];
export const BARRIER_IDS = [
  'capability-psychological',
  'capability-physical',
  'opportunity-social',
  'opportunity-physical',
  'motivation-reflective',
  'motivation-automatic',
] as const;

/** The question every feedback message ends with. */
export const BARRIER_QUESTION = 'What stands in the way most, here and now?';

/**
 * The six sources of behaviour of the COM-B model in plain wording, in the model's order.
 *
 * Source: Michie, van Stralen & West (2011), Implement Sci 6:42.
 */
export const BARRIERS: readonly Barrier[] = [
  {
    id: 'capability-psychological',
    group: 'capability',
    says: 'We are not sure what is right for these patients, or it slips our mind',
  },
  { id: 'capability-physical', group: 'capability', says: 'We lack the hands-on skill to do it' },
  {
    id: 'opportunity-social',
    group: 'opportunity',
    says: 'Patients, colleagues or the way we do things here pull the other way',
  },
  {
    id: 'opportunity-physical',
    group: 'opportunity',
    says: 'There is not the time, the room, the equipment or the staff',
  },
  {
    id: 'motivation-reflective',
    group: 'motivation',
    says: 'We doubt that it is worth it, or other things come first',
  },
  { id: 'motivation-automatic', group: 'motivation', says: 'It is habit, or it feels unpleasant to bring up' },
];
