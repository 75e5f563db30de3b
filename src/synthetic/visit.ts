import { type Day, formatDay } from '../core/day.ts';
import { encounter, type Meeting, startOf } from './encounter-resources.ts';
import type { PersonRecord, Resource } from './record.ts';

/** A FHIR R4 search result. */
export interface Bundle {
  readonly resourceType: 'Bundle';
  readonly type: 'searchset';
  readonly total: number;
  readonly entry: readonly { readonly resource: Resource; readonly search: { readonly mode: 'match' } }[];
}

/** A visit at the moment the clinician opens the record: what a CDS Hooks `patient-view` request would carry. */
export interface SimulatedVisit {
  readonly hook: 'patient-view';
  /** a UUID, the same in every run */
  readonly hookInstance: string;
  readonly patientId: string;
  readonly practitionerId: string;
  readonly practiceId: string;
  readonly encounterId: string;
  /** YYYY-MM-DD */
  readonly day: string;
  /** the start of the visit, with offset */
  readonly at: string;
  /** everything recorded by then, this visit's readings included (they are taken before the clinician comes in) */
  readonly prefetch: {
    readonly patient: Resource;
    readonly conditions: Bundle;
    readonly observations: Bundle;
    readonly medications: Bundle;
    readonly procedures: Bundle;
    readonly encounter: Resource;
  };
}

/** What the real decision support did. */
export interface CardAnswer {
  readonly shown: boolean;
  readonly cardUuid?: string;
}

/** What the clinician did with the card on the screen; whether they acted on it stands in the record, not here. */
export type CardOutcome =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'overridden'; readonly reason: { readonly system: string; readonly code: string } };

export function simulatedVisit(meeting: Meeting, record: PersonRecord): SimulatedVisit {
  const seen = (resourceType: string) => record.seenOn(meeting.from, resourceType);
  const { period: _, ...current } = encounter(meeting);
  return {
    hook: 'patient-view',
    hookInstance: hookInstanceOf(meeting),
    patientId: meeting.person.id,
    practitionerId: meeting.practitionerId,
    practiceId: meeting.organizationId,
    encounterId: meeting.id,
    day: formatDay(meeting.from),
    at: startOf(meeting),
    prefetch: {
      patient: seen('Patient')[0]!,
      conditions: searchset(seen('Condition')),
      observations: searchset(seen('Observation')),
      medications: searchset(seen('MedicationRequest')),
      procedures: searchset(seen('Procedure')),
      encounter: { ...current, status: 'in-progress', period: { start: startOf(meeting) } } as Resource,
    },
  };
}

function searchset(resources: readonly Resource[]): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: resources.length,
    entry: resources.map((resource) => ({ resource, search: { mode: 'match' } })),
  };
}

/** A UUID of version 8 (RFC 9562: its content is up to the maker) spelling out person and day. */
function hookInstanceOf({ person, from }: { person: { index: number }; from: Day }): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  return `${hex(from, 8)}-0000-8000-8000-${hex(person.index + 1, 12)}`;
}
