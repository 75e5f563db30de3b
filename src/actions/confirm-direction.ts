import { decide } from '../community/decisions.ts';
import { defineFault } from '../core/fault.ts';
import { Type, text } from '../core/schema.ts';
import { defineAction } from './action.ts';
import { isDirectionConfirmed, measureCard } from './measure-card.ts';
import { MeasureCard } from './shapes.ts';
import { codeSetsOnShelf, measureOnShelf } from './shelf.ts';

export const directionNeither = defineFault(
  'actions/direction-neither',
  'bad-input',
  (d: { measure: string }) => `${d.measure} says that neither direction is good`,
  'A measure without a good direction is shown, but never used for feedback.',
);

/** A person looks at which direction is good before any feedback uses the measure (practice.md F5: published ones err). */
export const confirmDirection = defineAction({
  id: 'confirm-direction',
  title: 'Confirm which direction is good',
  summary:
    'Puts on record that a person has looked at which direction is good for this version of a measure. Feedback waits for it.',
  command: 'measure confirm-direction',
  positional: ['measure'],
  example: 'rondo measure confirm-direction blood-pressure-control',
  roles: ['clinician', 'reviewer'],
  changes: true,
  aboutPeople: false,
  params: Type.Object({ measure: text('measure id') }),
  gives: Type.Object({ card: MeasureCard }),
  async run({ measure: id }, { ledger, actor }) {
    const measure = measureOnShelf(id);
    const { goodDirection, version } = measure;
    if (goodDirection === 'neither') throw directionNeither({ measure: id });
    if (!(await isDirectionConfirmed(measure, ledger))) {
      await decide(
        ledger,
        { kind: 'direction/confirmed', subject: `measure:${id}`, body: { goodDirection, version } },
        actor,
      );
    }
    return { card: await measureCard(measure, codeSetsOnShelf(), ledger) };
  },
  show: ({ card }) => `${card.title}: ${card.goodDirection} is better (version ${card.version}), confirmed.`,
});
