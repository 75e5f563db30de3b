import { releasePeople } from '../community/release.ts';
import { formatDay } from '../core/day.ts';
import { Type, text } from '../core/schema.ts';
import { onDay } from '../engine/query/on-day.ts';
import { peopleOf } from '../engine/query/run.ts';
import { readIdentityMap } from '../engine/store/identity-map.ts';
import { workspaceKey } from '../engine/store/workspace-key.ts';
import { defineAction } from './action.ts';
import { cyclesOnShelf } from './cycle-shelf.ts';
import { decidingValues } from './deciding-values.ts';
import { codeSetsOnShelf, measureOnShelf, ruleOnShelf } from './shelf.ts';
import { textTable } from './text-table.ts';
import { withSnapshot } from './with-snapshot.ts';

/** Who needs attention, by the rule that belongs to a measure: the very rule that fires the card. */
export const measurePeople = defineAction({
  id: 'measure-people',
  title: 'People who need attention',
  summary:
    'The people of one practice whom the rule of this measure says need attention, with the fact that decided it. For the clinicians of that practice only; every look is on record.',
  command: 'measure people',
  positional: ['id'],
  example: 'rondo measure people blood-pressure-control --practice practice-001',
  roles: ['clinician'],
  changes: false,
  aboutPeople: true,
  params: Type.Object({ id: text('measure id'), practice: text('practice, as FHIR Organization id') }),
  gives: Type.Object({
    people: Type.Array(
      Type.Object({ person: Type.String(), decidedBy: Type.String(), on: Type.String(), value: Type.String() }),
    ),
  }),
  async run({ id, practice }, { workspace, ledger, actor }) {
    measureOnShelf(id); // refuses an id that no measure has
    const cycle = cyclesOnShelf().find(({ measures }) => measures.includes(id));
    if (!cycle) return { people: [] };
    const rule = ruleOnShelf(cycle.rule);
    const codeSets = codeSetsOnShelf();
    const decided = decidingValues(rule, codeSets);
    const rows = await withSnapshot(workspace, async ({ snapshot, asOf }) => {
      const found = await peopleOf(snapshot.db, rule, { periods: [onDay(asOf)], codeSets });
      const sites = await snapshot.db.rows<{ person: string; practice: string }>(
        'SELECT p.person_id AS person, c.care_site_source_value AS practice FROM person p JOIN care_site c ON c.care_site_id = p.care_site_id',
      );
      const practiceOf = new Map(sites.map((row) => [String(row.person), row.practice]));
      const here = found.filter(({ personKey }) => practiceOf.get(personKey) === practice);
      const names = await readIdentityMap(
        workspace,
        'Patient',
        here.map(({ personKey }) => personKey),
      );
      return here.map((row) => {
        const { says, on = row.decidingOn } = decided(row.facts);
        return {
          person: names.get(row.personKey) ?? row.personKey,
          practice,
          decidedBy: rule.title,
          on: on === undefined ? '' : formatDay(on),
          value: says,
        };
      });
    });
    const key = await workspaceKey(workspace, 'audit');
    const released = await releasePeople(
      rows,
      { actor, purpose: 'direct-care', action: 'measure-people' },
      { ledger, key },
    );
    return { people: released.map(({ practice: _, ...row }) => row) };
  },
  show: ({ people }) =>
    people.length === 0
      ? 'Nobody needs attention by this rule.'
      : textTable(
          ['person', 'decided by', 'on', 'value'],
          people.map((row) => [row.person, row.decidedBy, row.on, row.value]),
        ),
});
