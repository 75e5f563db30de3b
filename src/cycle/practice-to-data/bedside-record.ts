import type { Day } from '../../core/day.ts';
import { DOMAINS, type Domain } from '../../engine/query/ast.ts';
import type { NeededData } from '../../engine/query/needed-data.ts';
import { bornOn, compareIds, type EventRecord, type PersonRecord } from '../../engine/query/record.ts';
import { type IdSpace, omopIdOf } from '../../engine/store/omop-id.ts';
import { readyShapeTest } from '../../engine/store/struct-shape.ts';
import { type AdmissionPolicy, refusalOf } from './admission.ts';
import { readyEvents } from './bedside-events.ts';
import type { FlatRow } from './event-mapping.ts';
import { NamedEvent } from './event-record.ts';
import { fhirDay } from './fhir-date.ts';
import { referredId } from './fhir-reference.ts';
import type { LibraryView } from './fhir-views.ts';

/** A FHIR R4 resource as parsed from JSON. */
export interface FhirResource {
  readonly resourceType: string;
  readonly id?: string;
  readonly [element: string]: unknown;
}

export interface BedsideOptions {
  readonly policy: AdmissionPolicy;
  readonly views: ReadonlyMap<string, LibraryView>;
  /** the workspace's ids, so that a record at the bedside and in the tables carry the same names */
  readonly ids: IdSpace;
}

/**
 * One person's record from FHIR resources at hand; undefined if the person is not among the resources, or stays out.
 * `patient` says whose record it is: the only Patient among the resources, where absent.
 */
export type BedsideReader = (resources: readonly FhirResource[], patient?: string) => PersonRecord | undefined;

/**
 * Makes ready what reads records at the bedside, as definitions see them: through the same views, the same admission and
 * the same mappings as the tables of a snapshot.
 *
 * With `needs` of a definition the record holds what that definition can ask about and the person's groups, and is made
 * several times as fast: the definition's answer is the same. Events then come in no order, without visit and author, and
 * observation periods are there only if they are asked for.
 *
 * Of several deliveries of one resource the highest meta.versionId counts, then the latest meta.lastUpdated, then the
 * last. Everything is optional: what was not fetched is not in the record.
 */
export function readyBedsideReader(options: BedsideOptions, needs?: NeededData): BedsideReader {
  const isReadable = readyShapes(options.views);
  const events = readyEvents(options, needs);
  const patientView = options.views.get('patient');
  if (!patientView) throw new Error('readyBedsideReader(): there is no view patient');
  return (resources, patient) => {
    const byType = grouped(latestVersions(resources), isReadable);
    const rows = (byType.get('Patient') ?? []).flatMap((resource) => patientView.compiled.rows(resource));
    const patients = patient === undefined ? rows : rows.filter(({ id }) => id === patient);
    const [person] = patients;
    if (patients.length !== 1 || !person || refusalOf(options.policy, 'Patient', person) !== undefined)
      return undefined;
    if (fhirDay(String(person['birth_date'] ?? '')) === undefined) return undefined;
    const named = groupsNamed(person);
    const found = events(byType, String(person['id']), !named.practice || !named.practitioner);
    return assemble(person, found, { ids: options.ids, needs });
  };
}

/** The whole of one record, read once; see readyBedsideReader(). */
export function recordOfBundle(
  resources: readonly FhirResource[],
  options: BedsideOptions & { readonly patient?: string },
): PersonRecord | undefined {
  return readyBedsideReader(options)(resources, options.patient);
}

interface Assembly {
  readonly ids: IdSpace;
  readonly needs: NeededData | undefined;
}

function assemble(person: FlatRow, found: Map<Domain, NamedEvent[]>, { ids, needs }: Assembly): PersonRecord {
  const id = String(person['id']);
  const parts = String(person['birth_date']).split('-').map(Number);
  const born = bornOn(parts[0], parts[1], parts[2]);
  const died = fhirDay(String(person['deceased_on'] ?? ''))?.day;
  const isWhole = needs === undefined;
  const period = isWhole || needs.areObservationPeriodsNeeded ? { observed: observedOf(found, died) } : {};
  if (died !== undefined) found.set('death', [new NamedEvent({ type: 'Patient', name: id, ids }, died, [])]);
  const quintile = person['deprivation_quintile'];
  if (quintile !== null && quintile !== undefined && born !== undefined) {
    const name = `${id}#deprivation`;
    const fact = new NamedEvent({ type: 'Patient', name, ids }, born, [
      { system: 'urn:rondo', code: 'deprivation-quintile' },
    ]);
    fact.value = Number(quintile);
    found.set('observation', [...(found.get('observation') ?? []), fact]);
  }
  const events = DOMAINS.flatMap((domain): [Domain, readonly EventRecord[]][] => {
    const list = found.get(domain);
    return list ? [[domain, isWhole ? asInTables(list) : list]] : [];
  });
  return {
    personKey: omopIdOf('Patient', id, ids),
    ...(born === undefined ? {} : { born }),
    sex: sexOf(person['gender']),
    ...(died === undefined ? {} : { died }),
    groups: groupsOf(person, found.get('visit') ?? [], ids),
    events: Object.fromEntries(events),
    ...period,
  };
}

/** Events with their ids, in the order of the tables: by first day, then id. */
function asInTables(events: readonly NamedEvent[]): EventRecord[] {
  return events.map((event) => event.plain()).sort((a, b) => a.from - b.from || compareIds(a.id, b.id));
}

/** From the first event to the last; a death counts as one, a deprivation quintile does not. */
function observedOf(
  events: ReadonlyMap<Domain, readonly EventRecord[]>,
  died: Day | undefined,
): NonNullable<PersonRecord['observed']> {
  const days = [...events.values()].flatMap((list) => list.map(({ from }) => from as number));
  for (const { from, until } of events.get('visit') ?? []) if (until !== undefined && until >= from) days.push(until);
  if (died !== undefined) days.push(died);
  if (days.length === 0) return [];
  const first = days.reduce((a, b) => Math.min(a, b));
  const last = days.reduce((a, b) => Math.max(a, b));
  return [{ from: first as Day, last: last as Day }];
}

/** Where and to whom the person's own record says that they belong. */
function groupsNamed(person: FlatRow): { practice: string | undefined; practitioner: string | undefined } {
  return {
    practice: referredId(textOf(person['organization']), 'Organization'),
    practitioner: referredId(textOf(person['practitioner']), 'Practitioner'),
  };
}

function groupsOf(person: FlatRow, visits: readonly EventRecord[], ids: IdSpace): Record<string, string> {
  const named = groupsNamed(person);
  const practice = named.practice ?? mostSeen(visits, 'practice', 'Organization', ids);
  const practitioner = named.practitioner ?? mostSeen(visits, 'practitioner', 'Practitioner', ids);
  const quintile = person['deprivation_quintile'];
  return {
    ...(practice ? { practice } : {}),
    ...(practitioner ? { practitioner } : {}),
    ...(person['race_code'] ? { race: String(person['race_code']) } : {}),
    ...(person['ethnicity_code'] ? { ethnicity: String(person['ethnicity_code']) } : {}),
    ...(quintile !== null && quintile !== undefined ? { deprivation: String(quintile) } : {}),
  };
}

/** As BELONGS in mappings/people.ts: most ambulatory visits, then the latest, then the lowest id. */
function mostSeen(
  visits: readonly EventRecord[],
  what: 'practice' | 'practitioner',
  type: string,
  ids: IdSpace,
): string | undefined {
  const seen = new Map<string, { visits: number; latest: number }>();
  for (const visit of visits) {
    const who = visit[what];
    if (visit.kind !== 'AMB' || who === undefined) continue;
    const before = seen.get(who);
    seen.set(who, { visits: (before?.visits ?? 0) + 1, latest: Math.max(before?.latest ?? visit.from, visit.from) });
  }
  const ranked = [...seen].sort(
    ([a, x], [b, y]) =>
      y.visits - x.visits || y.latest - x.latest || compareIds(omopIdOf(type, a, ids), omopIdOf(type, b, ids)),
  );
  return ranked[0]?.[0];
}

function sexOf(gender: unknown): PersonRecord['sex'] {
  return gender === 'male' || gender === 'female' || gender === 'other' ? gender : 'unknown';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** As in bulk: a resource that one of its views cannot read is not read by the others either. */
function readyShapes(views: ReadonlyMap<string, LibraryView>): (resource: FhirResource) => boolean {
  const shapes = new Map<string, LibraryView['shape'][]>();
  for (const { compiled, shape } of views.values()) {
    shapes.set(compiled.resource, [...(shapes.get(compiled.resource) ?? []), shape]);
  }
  const tests = new Map([...shapes].map(([type, list]) => [type, readyShapeTest(list)]));
  return (resource) => tests.get(resource.resourceType)?.(resource) ?? true;
}

function grouped(
  resources: Iterable<FhirResource>,
  isReadable: (resource: FhirResource) => boolean,
): Map<string, FhirResource[]> {
  const byType = new Map<string, FhirResource[]>();
  for (const resource of resources) {
    if (!isReadable(resource)) continue;
    const list = byType.get(resource.resourceType);
    if (list) list.push(resource);
    else byType.set(resource.resourceType, [resource]);
  }
  return byType;
}

function latestVersions(resources: readonly FhirResource[]): Iterable<FhirResource> {
  const latest = new Map<string, FhirResource>();
  for (const resource of resources) {
    const key = `${resource.resourceType}/${resource.id}`;
    const before = latest.get(key);
    if (!before || isNewer(resource, before)) latest.set(key, resource);
  }
  return latest.values();
}

function isNewer(one: FhirResource, other: FhirResource): boolean {
  const [a, b] = [metaOf(one), metaOf(other)];
  if (a.version !== b.version) return a.version > b.version;
  return a.updated >= b.updated;
}

function metaOf(resource: FhirResource): { version: number; updated: number } {
  const meta = resource['meta'] as { versionId?: unknown; lastUpdated?: unknown } | undefined;
  const version = /^\d+$/.test(String(meta?.versionId)) ? Number(meta?.versionId) : -1;
  const updated = Date.parse(String(meta?.lastUpdated));
  return { version, updated: Number.isNaN(updated) ? -Infinity : updated };
}
