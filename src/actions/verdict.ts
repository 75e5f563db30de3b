import { defineFault } from '../core/fault.ts';
import { choice, Type, text } from '../core/schema.ts';
import { sayVerdict } from '../cycle/impact/verdict-ledger.ts';
import { defineAction } from './action.ts';
import { impactRow } from './impact-row.ts';
import { impactsOf } from './impacts-of.ts';
import { ImpactShape } from './shapes.ts';
import { showImpact } from './show-impact.ts';

export const nothingToJudge = defineFault(
  'actions/nothing-to-judge',
  'not-found',
  (d: { advice: string }) => `${d.advice} has reached nobody yet`,
  'A verdict needs an impact; see `rondo impact`.',
);

/** Says what one person thinks of an impact; two who agree decide. */
export const verdict = defineAction({
  id: 'verdict',
  title: 'Decide: keep, adapt or retire',
  summary:
    'Says what one person thinks of an impact. When a second person says the same about the same figures, it is decided.',
  command: 'verdict',
  positional: ['advice', 'word'],
  example: 'rondo verdict bp-card keep --cycle hypertension-control --reason "The effect is worth the interruption"',
  roles: ['reviewer', 'administrator', 'patient-representative'],
  changes: true,
  aboutPeople: false,
  params: Type.Object({
    cycle: text('cycle id'),
    advice: text('advice id'),
    word: choice('the verdict', ['keep', 'adapt', 'retire', 'undecided']),
    reason: text('why, in a sentence'),
  }),
  gives: Type.Object({ impact: ImpactShape }),
  async run({ cycle, advice: id, word, reason }, context) {
    const found = (await impactsOf(cycle, context)).find(({ advice }) => advice.id === id);
    if (!found) throw nothingToJudge({ advice: id });
    await sayVerdict(context.ledger, { ...found, word, reason }, context.actor);
    return { impact: await impactRow(found.advice, found.impact, context.ledger) };
  },
  show: ({ impact }) => showImpact(impact),
});
