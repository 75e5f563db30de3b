import type { Day } from '../../core/day.ts';
import { DOMAINS, type Domain } from '../../engine/query/ast.ts';
import { bornOn, compareIds, type EventRecord, type PersonRecord } from '../../engine/query/record.ts';
import { type IdSpace, omopIdOf } from '../../engine/store/omop-id.ts';
import { fitsShape } from '../../engine/store/struct-shape.ts';
import { type AdmissionPolicy, refusalOf } from './admission.ts';
import type { EventMapping, FlatRow } from './event-mapping.ts';
import { codingIn, type EventContext, eventOf } from './event-record.ts';
import { fhirDay } from './fhir-date.ts';
import { referredId } from './fhir-reference.ts';
import type { LibraryView } from './fhir-views.ts';
import { EVENT_MAPPINGS } from './mappings/all.ts';

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
  /** whose record it is; the only Patient among the resources, where absent */
  readonly patient?: string;
}

/**
 * One person's record from FHIR resources at hand, as definitions see it: through the same views, the same admission and
 * the same mappings as the tables of a snapshot. Undefined if the person is not among the resources, or stays out.
 *
 * Of several deliveries of one resource the highest meta.versionId counts, then the latest meta.lastUpdated, then the
 * last. Everything is optional: what was not fetched is not in the record.
 */
export function recordOfBundle(resources: readonly FhirResource[], options: BedsideOptions): PersonRecord | undefined {
  const current = latestVersions(resources).filter((resource) => isWellShaped(resource, options.views));
  const rows = flatten(current, options.views);
  const patients = rows('patient').filter((row) => options.patient === undefined || row['id'] === options.patient);
  const [person] = patients;
  if (patients.length !== 1 || !person || refusalOf(options.policy, 'Patient', person) !== undefined) return undefined;
  const birth = String(person['birth_date'] ?? '');
  const born = fhirDay(birth)?.day;
  if (born === undefined) return undefined;
  const context = contextOf(String(person['id']), rows, options);
  const events = new Map<Domain, EventRecord[]>();
  for (const mapping of EVENT_MAPPINGS) {
    for (const row of rows(mapping.view)) {
      const event = eventOf(mapping, row, context);
      if (event) events.set(mapping.domain, [...(events.get(mapping.domain) ?? []), event]);
    }
  }
  return assemble(person, events, options);
}

function assemble(person: FlatRow, events: Map<Domain, EventRecord[]>, { ids }: BedsideOptions): PersonRecord {
  const id = String(person['id']);
  const birth = String(person['birth_date']);
  const parts = birth.split('-').map(Number);
  const born = bornOn(parts[0], parts[1], parts[2]);
  const died = fhirDay(String(person['deceased_on'] ?? ''))?.day;
  const observed = observedOf(events, died);
  if (died !== undefined) events.set('death', [{ id: omopIdOf('Patient', id, ids), from: died, codes: [] }]);
  const quintile = person['deprivation_quintile'];
  if (quintile !== null && quintile !== undefined && born !== undefined) {
    const codes = [{ system: 'urn:rondo', code: 'deprivation-quintile' }];
    const fact = { id: omopIdOf('Patient', `${id}#deprivation`, ids), from: born, codes, value: Number(quintile) };
    events.set('observation', [...(events.get('observation') ?? []), fact]);
  }
  const visits = events.get('visit') ?? [];
  const practice =
    referredId(textOf(person['organization']), 'Organization') ?? mostSeen(visits, 'practice', 'Organization', ids);
  const practitioner =
    referredId(textOf(person['practitioner']), 'Practitioner') ?? mostSeen(visits, 'practitioner', 'Practitioner', ids);
  const groups: Record<string, string> = {
    ...(practice ? { practice } : {}),
    ...(practitioner ? { practitioner } : {}),
    ...(person['race_code'] ? { race: String(person['race_code']) } : {}),
    ...(person['ethnicity_code'] ? { ethnicity: String(person['ethnicity_code']) } : {}),
    ...(quintile !== null && quintile !== undefined ? { deprivation: String(quintile) } : {}),
  };
  return {
    personKey: omopIdOf('Patient', id, ids),
    ...(born === undefined ? {} : { born }),
    sex: sexOf(person['gender']),
    ...(died === undefined ? {} : { died }),
    groups,
    events: Object.fromEntries(
      DOMAINS.flatMap((domain) => (events.has(domain) ? [[domain, sorted(events.get(domain)!)]] : [])),
    ),
    observed: observed ? [observed] : [],
  };
}

/** Events in the order of the tables: by first day, then id. */
function sorted(events: readonly EventRecord[]): EventRecord[] {
  return [...events].sort((a, b) => a.from - b.from || compareIds(a.id, b.id));
}

function observedOf(events: ReadonlyMap<Domain, readonly EventRecord[]>, died: Day | undefined) {
  const days = [...events.values()].flatMap((list) => list.map(({ from }) => from as number));
  for (const { from, until } of events.get('visit') ?? []) if (until !== undefined && until >= from) days.push(until);
  if (died !== undefined) days.push(died);
  if (days.length === 0) return undefined;
  const least = days.reduce((a, b) => Math.min(a, b));
  const most = days.reduce((a, b) => Math.max(a, b));
  return { from: least as Day, last: most as Day };
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
function isWellShaped(resource: FhirResource, views: ReadonlyMap<string, LibraryView>): boolean {
  for (const { compiled, shape } of views.values()) {
    if (compiled.resource === resource.resourceType && !fitsShape(resource, shape)) return false;
  }
  return true;
}

/** The rows of each view, made when first asked for. */
function flatten(resources: readonly FhirResource[], views: ReadonlyMap<string, LibraryView>) {
  const byType = new Map<string, FhirResource[]>();
  for (const resource of resources) {
    byType.set(resource.resourceType, [...(byType.get(resource.resourceType) ?? []), resource]);
  }
  const made = new Map<string, readonly FlatRow[]>();
  const rows = (name: string): readonly FlatRow[] => {
    const known = made.get(name);
    if (known) return known;
    const view = views.get(name);
    if (!view) throw new Error(`recordOfBundle(): there is no view ${name}`);
    const found = (byType.get(view.compiled.resource) ?? []).flatMap((resource) => view.compiled.rows(resource));
    const whole = name === 'medication-request' ? medicationOfReference(found, rows('medication')) : found;
    made.set(name, whole);
    return whole;
  };
  return rows;
}

/** Orders that point at a Medication get its first coding, as MEDICATION_OF_REFERENCE does in SQL. */
function medicationOfReference(orders: readonly FlatRow[], medications: readonly FlatRow[]): FlatRow[] {
  return orders.map((order) => {
    if (order['code_code'] !== null) return order;
    const id = referredId(textOf(order['medication']), 'Medication');
    const found = id === undefined ? undefined : medications.find((row) => row['id'] === id);
    return found ? { ...order, code_system: found['code_system'], code_code: found['code_code'] } : order;
  });
}

function contextOf(patient: string, rows: (view: string) => readonly FlatRow[], options: BedsideOptions): EventContext {
  const codings = new Map<string, Map<string, FlatRow[]>>();
  const further = (view: string) => {
    const known = codings.get(view);
    if (known) return known;
    const byId = new Map<string, FlatRow[]>();
    for (const row of rows(view)) {
      const key = `${row['id']}#${row['part'] ?? ''}`;
      byId.set(key, [...(byId.get(key) ?? []), row]);
    }
    codings.set(view, byId);
    return byId;
  };
  const ofMedication = (mapping: EventMapping, row: FlatRow): readonly FlatRow[] => {
    if (mapping.type !== 'MedicationRequest') return [];
    const id = referredId(textOf(row['medication']), 'Medication');
    return id === undefined ? [] : (further('medication-coding').get(`${id}#`) ?? []);
  };
  const context = { policy: options.policy, ids: options.ids, patient, visits: new Set<string>() };
  const whole: EventContext = {
    ...context,
    codingsOf: (mapping, row) => {
      const { view, from } = mapping.codings!; // asked only where there are any
      const own = further(view).get(`${row['id']}#${mapping.part.length > 0 ? row['part'] : ''}`) ?? [];
      return [...own, ...ofMedication(mapping, row)]
        .filter((coding) => Number(coding['ordinal']) >= from)
        .flatMap((coding) => codingIn(coding) ?? []);
    },
  };
  const visit = EVENT_MAPPINGS.find(({ isVisit }) => isVisit)!;
  for (const row of rows(visit.view)) {
    const found = eventOf(visit, row, whole);
    if (found) context.visits.add(found.id);
  }
  return whole;
}

function latestVersions(resources: readonly FhirResource[]): FhirResource[] {
  const latest = new Map<string, FhirResource>();
  for (const resource of resources) {
    const key = `${resource.resourceType}/${resource.id}`;
    const before = latest.get(key);
    if (!before || isNewer(resource, before)) latest.set(key, resource);
  }
  return [...latest.values()];
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
