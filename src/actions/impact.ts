import { Type } from '../core/schema.ts';
import { defineAction } from './action.ts';
import { impactRow } from './impact-row.ts';
import { impactsOf } from './impacts-of.ts';
import { ImpactShape } from './shapes.ts';
import { showImpact } from './show-impact.ts';

/** What advice changed. */
export const impact = defineAction({
  id: 'impact',
  title: 'Impact',
  summary:
    'What every advice that reached people changed, by the plan written before delivery, with the verdict on it.',
  command: 'impact',
  example: 'rondo impact',
  roles: ['analyst', 'clinician', 'reviewer', 'patient-representative', 'administrator'],
  changes: false,
  aboutPeople: false,
  params: Type.Object({}),
  gives: Type.Object({ impacts: Type.Array(ImpactShape) }),
  async run(_params, context) {
    const impacts = [];
    for (const { advice, impact: found } of await impactsOf(undefined, context))
      impacts.push(await impactRow(advice, found, context.ledger));
    return { impacts };
  },
  show: ({ impacts }) =>
    impacts.length === 0
      ? 'No advice has reached anybody yet, so there is nothing to measure.'
      : impacts.map(showImpact).join('\n\n'),
});
