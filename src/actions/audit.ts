import { reads } from '../community/audit.ts';
import { count, Type } from '../core/schema.ts';
import { defineAction } from './action.ts';
import { actorNames } from './actor-names.ts';
import { textTable } from './text-table.ts';

/** Who looked at people's records. */
export const audit = defineAction({
  id: 'audit',
  title: 'Who looked at people',
  summary: 'The newest reads about people: who, with what, why and about how many; never whom, never values.',
  command: 'audit',
  example: 'rondo audit --limit 20',
  roles: ['administrator', 'patient-representative'],
  changes: false,
  aboutPeople: false,
  params: Type.Object({ limit: count('newest so many', 100, 1) }),
  gives: Type.Object({
    reads: Type.Array(
      Type.Object({
        at: Type.String(),
        actor: Type.String(),
        action: Type.String(),
        purpose: Type.String(),
        people: Type.Integer(),
      }),
    ),
  }),
  async run({ limit }, { ledger }) {
    const nameOf = await actorNames(ledger);
    const found = await reads(ledger, limit);
    return {
      reads: found.map((read) => ({
        at: read.savedAt,
        actor: nameOf(read.actor) ?? read.actor,
        action: read.action,
        purpose: read.purpose,
        people: read.people,
      })),
    };
  },
  show: ({ reads: rows }) =>
    rows.length === 0
      ? 'Nobody has looked at people yet.'
      : textTable(
          ['at', 'who', 'with', 'for', 'people'],
          rows.map((row) => [row.at, row.actor, row.action, row.purpose, row.people]),
        ),
});
