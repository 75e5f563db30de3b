import { type Static, Type } from '../core/schema.ts';
import { loopOf, loopRing, totalsOf } from '../cycle/impact/loop.ts';
import type { Context } from './action.ts';
import { defineAction } from './action.ts';
import { type CycleContent, cyclesOnShelf } from './cycle-shelf.ts';
import { plainFigure } from './plain-figure.ts';
import { CycleShape } from './shapes.ts';
import { textTable } from './text-table.ts';

const Totals = Type.Object({
  opened: Type.Integer(),
  closed: Type.Integer(),
  stalled: Type.Integer(),
  effects: Type.Integer(),
  nulls: Type.Integer(),
  harms: Type.Integer(),
});

/** Where each cycle of this node really stands. */
export const loop = defineAction({
  id: 'loop',
  title: 'The loop',
  summary:
    'Every cycle as a ring with the days spent on each arrow, where it stands and what it found, nulls and harms included; and the node’s honest totals.',
  command: 'loop',
  example: 'rondo loop',
  roles: ['analyst', 'clinician', 'reviewer', 'patient-representative', 'administrator'],
  changes: false,
  aboutPeople: false,
  params: Type.Object({}),
  gives: Type.Object({ node: Type.String(), totals: Totals, cycles: Type.Array(CycleShape) }),
  async run(_params, context) {
    const cycles = cyclesOnShelf();
    const loops = await Promise.all(cycles.map((cycle) => loopFor(cycle, context)));
    return {
      node: context.workspace.settings.name,
      totals: { ...totalsOf(loops) },
      cycles: loops.map((each, at) => cycleRow(cycles[at]!, each)),
    };
  },
  show: ({ node, totals, cycles }) =>
    [
      `${node}: ${totals.opened} cycles opened, ${totals.closed} closed, ${totals.stalled} stalled; effects ${totals.effects}, nulls ${totals.nulls}, harms ${totals.harms}`,
      ...cycles.flatMap((cycle) => [
        '',
        `${cycle.title} — ${cycle.isClosed ? 'closed' : `stands at ${cycle.standsAt}`}`,
        textTable(
          ['arrow', 'state', 'days', ''],
          cycle.arrows.map((arrow) => [arrow.title, arrow.state, arrow.days, arrow.says]),
        ),
        ...cycle.found.map((found) => `  found: ${found}`),
      ]),
    ].join('\n'),
});

/** The whole ledger, a page at a time, read for one cycle. */
export async function loopFor(cycle: CycleContent, { ledger, effects }: Context) {
  const entries = [];
  for (const kind of ['cycle/', 'snapshot/', 'finding/', 'rollout/', 'verdict/', 'community/']) {
    entries.push(...(await ledger.entries({ kind, limit: 1_000 })));
  }
  return loopOf({ id: cycle.id, title: cycle.title, advice: cycle.advice }, entries, effects.now());
}

function cycleRow(content: CycleContent, loop: ReturnType<typeof loopOf>): Static<typeof CycleShape> {
  return {
    id: content.id,
    title: content.title,
    question: content.question,
    whyItMatters: content.why_it_matters,
    owner: content.owner,
    standsAt: loop.standsAt,
    isClosed: loop.isClosed,
    ring: plainFigure(loopRing(loop)),
    arrows: loop.arrows.map((arrow) => ({ ...arrow })),
    found: [...loop.found],
  };
}
