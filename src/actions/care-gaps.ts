import { onDay } from '../engine/query/on-day.ts';
import { peopleOf } from '../engine/query/run.ts';
import { codeSetsOnShelf, ruleOnShelf } from './shelf.ts';
import type { Reading } from './with-snapshot.ts';

/** How many people a rule names on the last day of the records, and in how many practices. Counts only. */
export async function careGaps(
  rule: string,
  { snapshot, asOf }: Reading,
): Promise<{ people: number; practices: number }> {
  const rows = await peopleOf(snapshot.db, ruleOnShelf(rule), { periods: [onDay(asOf)], codeSets: codeSetsOnShelf() });
  const sites = await snapshot.db.rows<{ person: string; site: string | null }>(
    'SELECT person_id AS person, care_site_id AS site FROM person',
  );
  const siteOf = new Map(sites.map((row) => [String(row.person), row.site]));
  const practices = new Set(rows.flatMap(({ personKey }) => siteOf.get(personKey) ?? []));
  return { people: rows.length, practices: practices.size };
}
