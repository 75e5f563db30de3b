import { sayEntry } from '../community/say-entry.ts';
import { count, Type, text } from '../core/schema.ts';
import { defineAction } from './action.ts';
import { actorNames } from './actor-names.ts';
import { DecisionRow } from './shapes.ts';
import { titlesOf } from './titles-of.ts';

/** The ledger, readable. */
export const decisions = defineAction({
  id: 'decisions',
  title: 'Decisions',
  summary:
    'The ledger, newest first, as sentences. Every call recomputes the whole hash chain and says whether it is intact.',
  command: 'decisions',
  example: 'rondo decisions --kind rollout/ --limit 20',
  roles: ['analyst', 'clinician', 'reviewer', 'patient-representative', 'administrator'],
  changes: false,
  aboutPeople: false,
  params: Type.Object({
    kind: Type.Optional(text('only this kind; a kind that ends in / means the whole room, e.g. rollout/')),
    before: Type.Optional(Type.Integer({ title: 'only entries before this number', minimum: 1 })),
    limit: Type.Integer({ title: 'at most so many', minimum: 1, maximum: 500, default: 50 }),
  }),
  gives: Type.Object({
    entries: Type.Array(DecisionRow),
    isIntact: Type.Boolean(),
    entriesTotal: count('entries in the whole ledger'),
    head: Type.String(),
  }),
  async run({ kind, before, limit }, { ledger }) {
    const [nameOf, titleOf] = [await actorNames(ledger), await titlesOf(ledger)];
    const filter = { limit, ...(kind === undefined ? {} : { kind }), ...(before === undefined ? {} : { before }) };
    const found = await ledger.entries(filter);
    const verified = await ledger.verify();
    return {
      entries: found.map((entry) => ({
        seq: entry.seq,
        savedAt: entry.savedAt,
        kind: entry.kind,
        subject: entry.subject,
        actor: nameOf(entry.actor) ?? entry.actor,
        says: sayEntry(entry, nameOf, titleOf),
        hash: entry.hash,
      })),
      isIntact: verified.isIntact,
      entriesTotal: verified.entries,
      head: verified.head,
    };
  },
  show: ({ entries, isIntact, entriesTotal, head }) =>
    [
      ...entries.map(
        (entry) => `${String(entry.seq).padStart(5)}  ${entry.savedAt.slice(0, 16).replace('T', ' ')}  ${entry.says}`,
      ),
      '',
      isIntact
        ? `${entriesTotal} entries, every link of the chain fits; head ${head.slice(0, 19)}…`
        : `THE CHAIN IS BROKEN: what stands here may have been changed (${entriesTotal} entries)`,
    ].join('\n'),
});
