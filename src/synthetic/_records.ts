import { type Day, dayOf } from '../core/day.ts';
import type { Line } from './history.ts';

/** Parts of FHIR resources that the tests count from; deliberately naive, and sharing nothing with the generator. */
export interface Parsed {
  readonly resourceType: string;
  readonly id: string;
  readonly status?: string;
  readonly meta: { readonly versionId: string; readonly lastUpdated: string };
  readonly class?: { readonly code: string };
  readonly subject?: { readonly reference: string };
  readonly encounter?: { readonly reference: string };
  readonly serviceProvider?: { readonly reference: string };
  readonly managingOrganization?: { readonly reference: string };
  readonly location?: readonly { readonly location: { readonly reference: string } }[];
  readonly reasonCode?: readonly Concept[];
  readonly code?: Concept;
  readonly medicationCodeableConcept?: Concept;
  readonly hospitalization?: { readonly dischargeDisposition: Concept };
  readonly period?: { readonly start: string; readonly end: string };
  readonly effectiveDateTime?: string;
  readonly onsetDateTime?: string;
  readonly abatementDateTime?: string;
  readonly recordedDate?: string;
  readonly authoredOn?: string;
  readonly extension?: readonly { readonly url: string; readonly valueInteger?: number }[];
  readonly valueQuantity?: { readonly value: number; readonly unit: string };
  readonly component?: readonly { readonly valueQuantity?: { readonly value: number; readonly unit: string } }[];
}

interface Concept {
  readonly coding: readonly { readonly code: string }[];
}

/** The current version of every resource of the given types, entered-in-error ones left out. */
export class Records {
  readonly #byType = new Map<string, Map<string, Parsed>>();

  add([type, line]: Line): void {
    const resource = JSON.parse(line) as Parsed;
    const ofType = this.#byType.get(type) ?? new Map<string, Parsed>();
    this.#byType.set(type, ofType);
    const known = ofType.get(resource.id);
    if (!known || Number(known.meta.versionId) <= Number(resource.meta.versionId)) ofType.set(resource.id, resource);
  }

  of(type: string): Parsed[] {
    return [...(this.#byType.get(type)?.values() ?? [])].filter((each) => each.status !== 'entered-in-error');
  }

  /** Resources of one type, by the person they are about. */
  byPerson(type: string): Map<string, Parsed[]> {
    const people = new Map<string, Parsed[]>();
    for (const resource of this.of(type)) {
      const person = personIn(resource);
      const theirs = people.get(person);
      if (theirs) theirs.push(resource);
      else people.set(person, [resource]);
    }
    return people;
  }

  /** Blood pressures that can be read in mm[Hg], by person, ascending by day. */
  pressures(): Map<string, { on: Day; isControlled: boolean; encounterId: string }[]> {
    const people = new Map<string, { on: Day; isControlled: boolean; encounterId: string }[]>();
    for (const observation of this.of('Observation')) {
      if (observation.code!.coding[0]!.code !== '85354-9') continue;
      const [systolic, diastolic] = observation.component!.map((each) => each.valueQuantity);
      if (!systolic || !diastolic || systolic.unit !== 'mmHg' || systolic.value < 50) continue;
      const person = personIn(observation);
      const theirs = people.get(person) ?? [];
      people.set(person, theirs);
      theirs.push({
        on: dayIn(observation.effectiveDateTime!),
        isControlled: systolic.value < 140 && diastolic.value < 90,
        encounterId: observation.encounter!.reference.slice('Encounter/'.length),
      });
    }
    for (const theirs of people.values()) theirs.sort((a, b) => a.on - b.on);
    return people;
  }

  /** The day hypertension was recorded, by person. */
  hypertension(): Map<string, Day> {
    return new Map(
      this.of('Condition')
        .filter((condition) => codeIn(condition) === 'I10')
        .map((condition) => [personIn(condition), dayIn(condition.recordedDate!)]),
    );
  }
}

export function personIn(resource: Parsed): string {
  return resource.subject!.reference.slice('Patient/'.length);
}

export function codeIn(resource: Parsed): string {
  return (resource.code ?? resource.reasonCode?.[0])?.coding[0]?.code ?? '';
}

export function dayIn(moment: string): Day {
  return dayOf(moment.slice(0, 10));
}

export function quintileIn(patient: Parsed): number {
  return patient.extension!.find(({ url }) => url === 'urn:rondo:deprivation-quintile')!.valueInteger!;
}

export function practiceIn(patient: Parsed): string {
  return patient.managingOrganization!.reference.slice('Organization/'.length);
}

/** A share with its size; `stdError` is √(p(1−p)/n). */
export class Share {
  hits = 0;
  size = 0;

  count(isHit: boolean): void {
    this.size++;
    if (isHit) this.hits++;
  }

  get value(): number {
    return this.hits / this.size;
  }

  get stdError(): number {
    return this.stdErrorOf(this.size);
  }

  /** The standard error of a share of `size` under this share's probability. */
  stdErrorOf(size: number): number {
    return Math.sqrt((this.value * (1 - this.value)) / size);
  }
}

/** One share per key, made when first asked for. */
export function shares<Key>(): (key: Key) => Share {
  const map = new Map<Key, Share>();
  return (key) => {
    const share = map.get(key) ?? new Share();
    map.set(key, share);
    return share;
  };
}
