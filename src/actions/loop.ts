import { type Static, Type } from '../core/schema.ts';
import { type CycleLoop, type CycleRef, loopOf, loopRing, totalsOf } from '../cycle/impact/loop.ts';
import type { LedgerEntry } from '../engine/store/ledger.ts';
import type { Context } from './action.ts';
import { defineAction } from './action.ts';
import { adviceOnShelf } from './advice-shelf.ts';
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
    const entries = await entriesOfLoops(context);
    const titles = await titlesOfAdvice(context);
    const loops = cycles.map((cycle) => loopOf(refOf(cycle, titles), entries, context.effects.now()));
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

/** Where one cycle stands. */
export async function loopFor(cycle: CycleContent, context: Context): Promise<CycleLoop> {
  const titles = await titlesOfAdvice(context);
  return loopOf(refOf(cycle, titles), await entriesOfLoops(context), context.effects.now());
}

const PAGE = 1_000;

/** All of the ledger that is about cycles, a page at a time: what began an arrow may lie far back. */
async function entriesOfLoops({ ledger }: Context): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for (const kind of ['cycle/', 'snapshot/', 'finding/', 'rollout/', 'verdict/', 'community/']) {
    let page: LedgerEntry[] = [];
    do {
      const before = page.at(-1)?.seq;
      page = await ledger.entries({ kind, limit: PAGE, ...(before === undefined ? {} : { before }) });
      entries.push(...page);
    } while (page.length === PAGE);
  }
  return entries;
}

async function titlesOfAdvice({ ledger }: Context): Promise<ReadonlyMap<string, string>> {
  return new Map((await adviceOnShelf(ledger)).map(({ id, title }) => [id, title]));
}

function refOf({ id, title, advice }: CycleContent, titles: ReadonlyMap<string, string>): CycleRef {
  return { id, title, advice: advice.map((each) => ({ id: each, title: titles.get(each) ?? each })) };
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
    arrows: loop.arrows.map((arrow) => ({ ...arrow, details: [...arrow.details] })),
    openDays: loop.openDays,
    found: [...loop.found],
  };
}
