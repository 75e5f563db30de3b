import type { CompiledView } from '../../engine/fhir/view.ts';
import { DOMAINS, type Domain } from '../../engine/query/ast.ts';
import { codeMatcher } from '../../engine/query/code-set.ts';
import type { NeededData } from '../../engine/query/needed-data.ts';
import type { EventRecord } from '../../engine/query/record.ts';
import type { BedsideOptions, FhirResource } from './bedside-record.ts';
import type { EventMapping, FlatRow } from './event-mapping.ts';
import {
  codingIn,
  type EventOfRow,
  type EventReading,
  type NamedEvent,
  type RowContext,
  readyEvent,
} from './event-record.ts';
import { referredId } from './fhir-reference.ts';
import { EVENT_MAPPINGS } from './mappings/all.ts';

/** Reads the events of one patient; `wantsVisits` is true if visits are wanted though no definition asks for them. */
export type EventsReader = (
  resources: ResourcesByType,
  patient: string,
  wantsVisits: boolean,
) => Map<Domain, NamedEvent[]>;

export type ResourcesByType = ReadonlyMap<string, readonly FhirResource[]>;

/** A view with the mappings that read its rows. */
interface Station {
  readonly type: string;
  readonly view: CompiledView;
  readonly codings?: { readonly view: CompiledView; readonly from: number };
  readonly mappings: readonly { readonly mapping: EventMapping; readonly eventOf: EventOfRow }[];
  /** false if only read for what visits tell of a person's practice */
  readonly isNeeded: boolean;
}

/** Makes ready what reads events, of every domain or only those that `needs` asks for. They come in no order. */
export function readyEvents(options: BedsideOptions, needs?: NeededData): EventsReader {
  const stations = stationsFor(options, needs);
  const medicationsIn = readyMedications(options);
  return (resources, patient, wantsVisits) => {
    const events = new Map<Domain, NamedEvent[]>();
    const medications = medicationsIn(resources.get('Medication') ?? []);
    const record = { patient, visits: new Set<string>(), medications };
    for (const station of stations) {
      const own = resources.get(station.type);
      if (own && (station.isNeeded || wantsVisits)) readStation(station, own, record, events);
    }
    return events;
  };
}

interface Reading {
  readonly patient: string;
  readonly visits: Set<string>;
  readonly medications: Medications;
}

/** What resources share is made once here, not for each of hundreds. */
function readStation(
  { view, codings, mappings }: Station,
  resources: readonly FhirResource[],
  { patient, visits, medications }: Reading,
  events: Map<Domain, NamedEvent[]>,
): void {
  let resource: FhirResource;
  let known: readonly PartCoding[] | undefined;
  const context: RowContext = {
    patient,
    visits,
    codingOfReference: medications.first,
    codings: ({ part }, row) => {
      if (!codings) return NO_CODINGS;
      known ??= codingsOf(resource, codings.view, codings.from);
      const referred = medications.all(row, codings.from);
      if (known.length === 0) return referred;
      const isOwn = part.length === 0 ? () => true : ofPart(row['part']);
      return [...known.filter(isOwn).map(({ coding }) => coding), ...referred];
    },
  };
  const visit = (row: FlatRow): void => {
    for (const { mapping, eventOf } of mappings) {
      const event = eventOf(row, context);
      if (!event) continue;
      if (mapping.isVisit) visits.add(String(row['id']));
      const list = events.get(mapping.domain);
      if (list) list.push(event);
      else events.set(mapping.domain, [event]);
    }
  };
  for (resource of resources) {
    known = undefined;
    view.eachRow(resource, visit);
  }
}

function stationsFor(options: BedsideOptions, needs: NeededData | undefined): Station[] {
  const needed = neededDomains(needs);
  const byView = new Map<string, EventMapping[]>();
  for (const mapping of EVENT_MAPPINGS) {
    if (needed.has(mapping.domain) || mapping.isVisit) {
      byView.set(mapping.view, [...(byView.get(mapping.view) ?? []), mapping]);
    }
  }
  return [...byView].map(([view, mappings]) => {
    const { type, codings } = mappings[0]!; // made with one
    return {
      type,
      view: viewCalled(view, options),
      ...(codings ? { codings: { view: viewCalled(codings.view, options), from: codings.from } } : {}),
      mappings: mappings.map((mapping) => ({
        mapping,
        eventOf: readyEvent(mapping, readingOf(mapping, options, needs)),
      })),
      isNeeded: mappings.some(({ domain }) => needed.has(domain)),
    };
  });
}

/** An observation period is made of every event there is. */
function neededDomains(needs: NeededData | undefined): ReadonlySet<Domain> {
  if (!needs || needs.areObservationPeriodsNeeded) return new Set(DOMAINS);
  return new Set(needs.events.map(({ domain }) => domain));
}

function readingOf(mapping: EventMapping, options: BedsideOptions, needs: NeededData | undefined): EventReading {
  const { policy, ids } = options;
  const codes = needs?.events.find(({ domain }) => domain === mapping.domain)?.codes;
  // Every visit may tell where a person belongs, every event when they were observed.
  const isNarrowed = codes && !mapping.isVisit && !needs?.areObservationPeriodsNeeded;
  const carries = isNarrowed ? { carries: codeMatcher({ id: '', title: '', version: '', codes }) } : {};
  return { policy, ids, isWhole: needs === undefined, ...carries };
}

function viewCalled(name: string, { views }: BedsideOptions): CompiledView {
  const view = views.get(name);
  if (!view) throw new Error(`readyEvents(): there is no view ${name}`);
  return view.compiled;
}

interface PartCoding {
  readonly part: unknown;
  readonly coding: Coding;
}

type Coding = EventRecord['codes'][number];

function codingsOf(resource: FhirResource, view: CompiledView, from: number): PartCoding[] {
  const found: PartCoding[] = [];
  view.eachRow(resource, (row) => {
    if (Number(row['ordinal']) < from) return;
    const coding = codingIn(row);
    if (coding) found.push({ part: row['part'], coding });
  });
  return found;
}

function ofPart(part: unknown): (coding: PartCoding) => boolean {
  return (coding) => coding.part === part;
}

/** What orders that point at a Medication get from it, as MEDICATION_OF_REFERENCE does in SQL. */
interface Medications {
  first(order: FlatRow): Coding | undefined;
  /** those with an ordinal of `from` or more */
  all(order: FlatRow, from: number): readonly Coding[];
}

const NO_CODINGS: readonly Coding[] = [];
const NO_MEDICATIONS: Medications = { first: () => undefined, all: () => NO_CODINGS };

function readyMedications(options: BedsideOptions): (medications: readonly FhirResource[]) => Medications {
  const main = viewCalled('medication', options);
  const further = viewCalled('medication-coding', options);
  return (medications) => {
    if (medications.length === 0) return NO_MEDICATIONS;
    const byId = new Map(medications.map((medication) => [medication.id, medication]));
    const pointedAt = (order: FlatRow): FhirResource | undefined => {
      const reference = order['medication'];
      return typeof reference === 'string' ? byId.get(referredId(reference, 'Medication')) : undefined;
    };
    return {
      first: (order) => {
        const medication = order['code_code'] === null ? pointedAt(order) : undefined;
        const [row] = medication ? main.rows(medication) : [];
        return row && codingIn(row);
      },
      all: (order, from) => {
        const medication = pointedAt(order);
        return medication ? codingsOf(medication, further, from).map(({ coding }) => coding) : [];
      },
    };
  };
}
