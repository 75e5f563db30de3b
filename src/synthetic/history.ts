import { HISTORY, type Window } from './calendar.ts';
import { lifeOf, type Surroundings } from './life.ts';
import { type HospitalParams, type Mess, messOf, NO_MESS } from './params.ts';
import { placeResources } from './place-resources.ts';
import { rolesOf } from './places.ts';
import type { Entry, PersonRecord } from './record.ts';

/** One line of a bulk export: the resource type names the file, the line is JSON without a line end. */
export type Line = readonly [type: string, line: string];

/** How many lines carry each kind of planted mess. */
export type MessCounts = { -readonly [Kind in keyof Mess]: number };

/**
 * The bulk export of 31 December 2025: first the places and people who work there, then person after person.
 * Memory holds one person at a time. Returns how much mess was written.
 */
export function* history(params: HospitalParams): Generator<Line, MessCounts> {
  const around: Surroundings = { params, mess: messOf(params), roles: rolesOf(params), hasFeedback: () => false };
  const counts: MessCounts = { ...NO_MESS };
  for (const resource of placeResources(params.people)) yield [resource.resourceType, JSON.stringify(resource)];
  for (let index = 0; index < params.people; index++) {
    const life = lifeOf(around, index, HISTORY.until);
    const end = life.next();
    if (!end.done) throw new Error('nobody is asked for cards in the history');
    yield* exported(end.value, HISTORY, counts);
  }
  return counts;
}

/** What reached the records within a window, in its last version there; adds the mess among it to the counts. */
export function* exported(record: PersonRecord, window: Window, counts: MessCounts): Generator<Line> {
  for (const entry of record.entries) {
    if (entry.arrivesOn < window.from || entry.arrivesOn >= window.until) continue;
    if (entry.supersededOn !== undefined && entry.supersededOn < window.until) continue;
    if (entry.mess) counts[entry.mess]++;
    yield [entry.resource.resourceType, lineOf(entry)];
  }
}

function lineOf({ resource, copy }: Entry): string {
  const line = JSON.stringify(resource);
  return copy === 'broken' ? line.slice(0, Math.floor(line.length * 0.7)) : line;
}
