/** The one way out for anything about people: counts rounded by rule, and lists only for those who care for the people. */
import { defineFault } from '../core/fault.ts';
import type { Ledger } from '../engine/store/ledger.ts';
import { auditRead, type Purpose } from './audit.ts';
import { type Actor, mayAct } from './roles.ts';

/**
 * `round-to-5`: 1 to 7 is redacted, anything else goes to the nearest 5 (OpenSAFELY's rule for tables of counts).
 * `midpoint-6`: 0 stays 0, else 6·⌈x/6⌉ − 3, so that 1–6 shows as 3, 7–12 as 9 (their rule for rates and curves).
 * One output, one rule: a shown midpoint of 9 may be a true 7, which the other rule hides.
 *
 * Source: OpenSAFELY documentation, "Output checking: statistical disclosure control".
 */
export const RELEASE_RULES = ['round-to-5', 'midpoint-6'] as const;
export type ReleaseRule = (typeof RELEASE_RULES)[number];

/** A count as it may leave; null if it may not. */
export function releaseCount(people: number, rule: ReleaseRule): number | null {
  if (!Number.isInteger(people) || people < 0) throw new Error('releaseCount(): people are counted in whole numbers');
  switch (rule) {
    case 'round-to-5':
      return people >= 1 && people <= 7 ? null : 5 * Math.round(people / 5);
    case 'midpoint-6':
      return people === 0 ? 0 : 6 * Math.ceil(people / 6) - 3;
  }
}

export type Released<Row> = Omit<Row, 'people'> & { readonly people: number | null };

export interface ReleasedCounts<Row> {
  readonly rule: ReleaseRule;
  readonly rows: readonly Released<Row>[];
  /** the sum of what was released, never of what was true: the difference would give the hidden counts away */
  readonly total: number;
}

/**
 * A table of counts as it may leave.
 *
 * @param rows     one row per cell, `people` the true count
 * @param rule     one rule for the whole output
 * @param options  `groupOf` says which cells together are everyone of a group. Under `round-to-5` a group whose people all
 *                 sit in one cell is redacted whole: "everyone" and "nobody" speak of each of them.
 */
export function releaseCounts<Row extends { readonly people: number }>(
  rows: readonly Row[],
  rule: ReleaseRule,
  options: { readonly groupOf?: (row: Row) => string } = {},
): ReleasedCounts<Row> {
  const { groupOf } = options;
  const telling = rule === 'round-to-5' && groupOf ? tellingGroups(rows, groupOf) : new Set<string>();
  const released = rows.map((row) => {
    const people = groupOf && telling.has(groupOf(row)) ? null : releaseCount(row.people, rule);
    return { ...row, people };
  });
  return { rule, rows: released, total: released.reduce((sum, { people }) => sum + (people ?? 0), 0) };
}

/** Groups of two cells or more where one cell holds everybody. */
function tellingGroups<Row extends { readonly people: number }>(
  rows: readonly Row[],
  groupOf: (row: Row) => string,
): Set<string> {
  const cells = new Map<string, number[]>();
  for (const row of rows) cells.set(groupOf(row), [...(cells.get(groupOf(row)) ?? []), row.people]);
  const holdsAllInOne = (people: readonly number[]) =>
    people.length > 1 && people.filter((each) => each > 0).length === 1;
  return new Set([...cells].filter(([, people]) => holdsAllInOne(people)).map(([name]) => name));
}

export interface ReleasedShare {
  readonly events: number | null;
  readonly people: number | null;
  /** in [0, 1], from the released counts only; null where one of them is */
  readonly share: number | null;
}

/**
 * Some of a group, as it may leave. Under `round-to-5` nobody (0 %) and everybody (100 %) are redacted, because they speak
 * of each person in the group.
 */
export function releaseShare(events: number, people: number, rule: ReleaseRule): ReleasedShare {
  if (events > people) throw new Error('releaseShare(): more events than people');
  const isTelling = rule === 'round-to-5' && (events === 0 || events === people);
  const shown = { events: isTelling ? null : releaseCount(events, rule), people: releaseCount(people, rule) };
  const { events: above, people: below } = shown;
  const share = above === null || below === null || below === 0 ? null : Math.min(1, above / below);
  return { ...shown, share };
}

export const noCareRelationship = defineFault(
  'community/no-care-relationship',
  'not-allowed',
  () => 'lists of people are for the clinicians of the practice that cares for them',
  'Use the counts, or ask an administrator to enter your practice if you care for these people.',
);

export const purposeGivesNoList = defineFault(
  'community/purpose-gives-no-list',
  'not-allowed',
  (d: { purpose: Purpose }) => `no list of people is released for ${d.purpose}`,
  'Ask for counts; lists are for direct care and for the audit of one’s own practice.',
);

/** A row that speaks of one person. */
export interface PersonRow {
  /** FHIR id */
  readonly person: string;
  /** the practice that cares for them, a FHIR Organization id; null if none is known: then nobody gets the row */
  readonly practice: string | null;
}

/**
 * The rows this actor may see: a clinician's, of their own practices, for direct care or audit. That they were seen is
 * durable in the ledger before this returns. An administrator or analyst gets none: running a node is not caring.
 */
export async function releasePeople<Row extends PersonRow>(
  rows: readonly Row[],
  asked: { readonly actor: Actor; readonly purpose: Purpose; readonly action: string },
  records: { readonly ledger: Ledger; readonly key: Uint8Array },
): Promise<Row[]> {
  const { actor, purpose, action } = asked;
  if (purpose !== 'direct-care' && purpose !== 'audit') throw purposeGivesNoList({ purpose });
  if (!mayAct(actor, ['clinician']) || actor.practices.length === 0) throw noCareRelationship({});
  const released = rows.filter(({ practice }) => practice !== null && actor.practices.includes(practice));
  const people = released.map(({ person }) => person);
  await auditRead(records.ledger, { action, purpose, people }, actor, records.key);
  return released;
}
