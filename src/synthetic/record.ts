import type { Day } from '../core/day.ts';
import { HISTORY } from './calendar.ts';
import { type Copy, messUp } from './mess.ts';
import { moment } from './moment.ts';
import type { Mess } from './params.ts';

/** A FHIR R4 resource as it will be written. */
export interface Resource {
  readonly resourceType: string;
  readonly id: string;
  meta?: { readonly versionId: string; readonly lastUpdated: string };
  readonly [element: string]: unknown;
}

/** One line that may be exported: a version of a resource and the day it reached the records. */
export interface Entry {
  readonly resource: Resource;
  /** the day it was recorded: from this day on it can be exported and seen */
  readonly arrivesOn: Day;
  /** the day a newer version took its place; an export made on or after it leaves this one out */
  readonly supersededOn?: Day;
  /** the mess planted here, if any */
  readonly mess?: keyof Mess;
  /** what is wrong with the line itself: exported again, or cut off */
  readonly copy?: 'again' | 'broken';
  /** a version that is exported although a newer one exists, and hidden from whoever opens the record afterwards */
  readonly hiddenFrom?: Day;
}

/** The records of one person, in the order in which things happened. */
export class PersonRecord {
  readonly entries: Entry[] = [];
  readonly #mess: Mess;
  readonly #seed: number;

  constructor(mess: Mess, seed: number) {
    this.#mess = mess;
    this.#seed = seed;
  }

  /** Files a resource; mess is added to what happened in the history. */
  add(resource: Resource, on: Day, options: { arrivesOn?: Day; supersededOn?: Day; versionId?: string } = {}): void {
    const arrivesOn = options.arrivesOn ?? on;
    if (on >= HISTORY.until) {
      this.#file({ resource, on: arrivesOn, versionId: options.versionId ?? '1' }, options.supersededOn);
      return;
    }
    const copy: Copy = { resource, on: arrivesOn, versionId: options.versionId ?? '1' };
    for (const each of messUp(copy, this.#mess, this.#seed)) this.#file(each, options.supersededOn);
  }

  /** The current version of every resource of a type, as somebody sees it who opens the record on a day. */
  seenOn(day: Day, resourceType: string): Resource[] {
    const current = new Map<string, Resource>();
    for (const entry of this.entries) {
      if (entry.resource.resourceType !== resourceType || entry.copy || entry.arrivesOn > day) continue;
      if (entry.supersededOn !== undefined && entry.supersededOn <= day) continue;
      if (entry.hiddenFrom !== undefined && entry.hiddenFrom <= day) continue;
      current.set(entry.resource.id, entry.resource);
    }
    return [...current.values()];
  }

  #file(copy: Copy, supersededOn: Day | undefined): void {
    copy.resource.meta = { versionId: copy.versionId, lastUpdated: moment(copy.on, 1080) };
    this.entries.push({
      resource: copy.resource,
      arrivesOn: copy.on,
      ...(supersededOn !== undefined && { supersededOn }),
      ...(copy.mess && { mess: copy.mess }),
      ...(copy.copy && { copy: copy.copy }),
      ...(copy.hiddenFrom !== undefined && { hiddenFrom: copy.hiddenFrom }),
    });
  }
}
