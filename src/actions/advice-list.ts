import { Type } from '../core/schema.ts';
import { defineAction } from './action.ts';
import { adviceRow } from './advice-row.ts';
import { adviceOnShelf } from './advice-shelf.ts';
import { AdviceShape } from './shapes.ts';
import { textTable } from './text-table.ts';

/** Every advice and where it stands. */
export const adviceList = defineAction({
  id: 'advice-list',
  title: 'Advice',
  summary: 'Lists every advice with its step of roll-out and what became of its cards.',
  command: 'advice list',
  example: 'rondo advice list',
  roles: ['analyst', 'clinician', 'reviewer', 'patient-representative', 'administrator'],
  changes: false,
  aboutPeople: false,
  params: Type.Object({}),
  gives: Type.Object({ advice: Type.Array(AdviceShape) }),
  async run(_params, context) {
    const advice = [];
    for (const each of await adviceOnShelf(context.ledger)) advice.push(await adviceRow(each, context));
    return { advice };
  },
  show: ({ advice }) =>
    textTable(
      ['advice', 'version', 'channel', 'step', 'fired', 'shown', 'acted on'],
      advice.map((each) => [
        each.id,
        each.version,
        each.channel,
        each.isStopped ? `${each.state}, STOPPED` : each.state,
        each.counts.fired,
        each.counts.shown,
        each.counts.actedOn,
      ]),
    ),
});
