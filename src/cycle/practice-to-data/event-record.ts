import { addDays, type Day } from '../../core/day.ts';
import type { CodeMatcher } from '../../engine/query/code-set.ts';
import type { EventRecord } from '../../engine/query/record.ts';
import { type IdSpace, omopIdOf } from '../../engine/store/omop-id.ts';
import { type AdmissionPolicy, refusalOf } from './admission.ts';
import { type EventMapping, type FlatRow, SUPPLY_DAYS } from './event-mapping.ts';
import { fhirDay } from './fhir-date.ts';
import { referredId } from './fhir-reference.ts';

/** What is asked of the rows of one mapping, the same for every record. */
export interface EventReading {
  readonly policy: AdmissionPolicy;
  readonly ids: IdSpace;
  /** only events with one of these codes; all, where absent */
  readonly carries?: CodeMatcher;
  /** true if events also say in which visit, and by whom: nothing that a rule can ask about */
  readonly isWhole: boolean;
}

type Coding = EventRecord['codes'][number];

/** What a row cannot say by itself. */
export interface RowContext {
  /** the FHIR id of the person the record is about */
  readonly patient: string;
  /** FHIR ids of the visits of this record */
  readonly visits: ReadonlySet<string>;
  /** the first coding of a row that has none itself but points at one */
  codingOfReference(row: FlatRow): Coding | undefined;
  /** further codings of the row's resource or of its part of it, in order */
  codings(mapping: EventMapping, row: FlatRow): readonly Coding[];
}

/** One row of a mapping's view as an event; undefined where it does not belong here, stays out or is not asked for. */
export type EventOfRow = (row: FlatRow, context: RowContext) => NamedEvent | undefined;

/**
 * An event whose OMOP id is made when somebody asks for it: a rule compares the ids of a few events, and a hash for each
 * of hundreds would take longer than the rule.
 */
export class NamedEvent implements EventRecord {
  readonly from: Day;
  readonly codes: EventRecord['codes'];
  declare until?: Day;
  declare value?: number;
  declare unit?: string;
  declare kind?: string;
  declare disposition?: string;
  declare practitioner?: string;
  declare practice?: string;
  declare visit?: string;
  readonly #type: string;
  readonly #name: string;
  readonly #ids: IdSpace;
  #id: string | undefined;

  constructor(what: { readonly type: string; readonly name: string; readonly ids: IdSpace }, from: Day, codes: Codes) {
    this.from = from;
    this.codes = codes;
    this.#type = what.type;
    this.#name = what.name;
    this.#ids = what.ids;
  }

  get id(): string {
    this.#id ??= omopIdOf(this.#type, this.#name, this.#ids);
    return this.#id;
  }

  /** The same with its id at hand, to be kept or compared as a whole. */
  plain(): EventRecord {
    return { ...this, id: this.id };
  }
}

type Codes = EventRecord['codes'];

/** Makes a mapping ready for many rows. The same rules as eventTableSql(), word by word; the property test holds the two together. */
export function readyEvent(mapping: EventMapping, reading: EventReading): EventOfRow {
  const { policy, ids, carries, isWhole } = reading;
  const { takes, type, starts, isVisit, part } = mapping;
  return (row, context) => {
    // Codes first: most of what a client brings is not about what is asked.
    const codes = codesOf(mapping, row, context);
    if (carries && !codes.some(carries)) return undefined;
    if (takes && !takes.holds(row)) return undefined;
    if (refusalOf(policy, type, row) !== undefined) return undefined;
    if (referredId(text(row['subject']), 'Patient') !== context.patient) return undefined;
    const from = dayIn(row, starts);
    if (from === undefined) return undefined;
    const id = String(row['id']);
    const name = part.length === 0 ? id : [id, ...part.map((column) => row[column])].join('#');
    const event = new NamedEvent({ type, name, ids }, from, codes);
    const until = untilOf(mapping, row, from);
    if (until !== undefined) event.until = until;
    const value = numberOf(mapping, row);
    if (value !== undefined) event.value = value;
    const unit = mapping.hasValue ? text(row['unit_code']) || text(row['unit_text']) : undefined;
    if (unit) event.unit = unit;
    if (isVisit) addVisit(event, row);
    if (isVisit || isWhole) {
      const practitioner = referredId(text(row['practitioner']), 'Practitioner');
      if (practitioner !== undefined) event.practitioner = practitioner;
    }
    if (isWhole) {
      const visit = visitOf(mapping, row, context);
      if (visit !== undefined) event.visit = omopIdOf('Encounter', visit, ids);
    }
    return event;
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The first of the columns that holds anything decides, even if it is no day. */
function dayIn(row: FlatRow, columns: readonly string[]): Day | undefined {
  const written = firstHeld(row, columns);
  return written === undefined ? undefined : fhirDay(String(written))?.day;
}

function firstHeld(row: FlatRow, columns: readonly string[]): unknown {
  for (const column of columns) {
    const value = row[column];
    if (value !== null && value !== undefined) return value;
  }
  return undefined;
}

function untilOf(mapping: EventMapping, row: FlatRow, from: Day): Day | undefined {
  const end = dayIn(row, mapping.ends);
  if (end !== undefined || mapping.endWhenMissing === 'none') return end;
  if (mapping.endWhenMissing === 'start') return from;
  const days = Math.round(
    Number(row['supply'] ?? Number.NaN) * (SUPPLY_DAYS[text(row['supply_unit']) ?? ''] ?? Number.NaN),
  );
  return days >= 1 && days <= 3650 ? addDays(from, days - 1) : from;
}

function addVisit(event: NamedEvent, row: FlatRow): void {
  if (row['code_code'] !== null) event.kind = String(row['code_code']);
  if (row['discharged_to']) event.disposition = String(row['discharged_to']);
  const practice = referredId(text(row['organization']), 'Organization');
  if (practice !== undefined) event.practice = practice;
}

function visitOf(mapping: EventMapping, row: FlatRow, { visits }: RowContext): string | undefined {
  if (mapping.isVisit) return text(row['id']);
  const encounter = referredId(text(row['encounter']), 'Encounter');
  return encounter !== undefined && visits.has(encounter) ? encounter : undefined;
}

function numberOf(mapping: EventMapping, row: FlatRow): number | undefined {
  const written = firstHeld(row, mapping.numbers);
  if (written === undefined || written === '') return undefined;
  const value = Number(written);
  return Number.isFinite(value) ? value : undefined;
}

function codesOf(mapping: EventMapping, row: FlatRow, context: RowContext): Codes {
  const main = mapping.code === 'link' ? linkCode(row) : (codingIn(row) ?? context.codingOfReference(row));
  const further = mapping.codings ? context.codings(mapping, row) : [];
  if (further.length === 0) return main ? [main] : [];
  const seen = new Set<string>();
  return [...(main ? [main] : []), ...further].filter(({ system, code }) => {
    const key = `${system}\n${code}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** The coding in a row's columns; undefined without a code. */
export function codingIn(row: FlatRow): Coding | undefined {
  const code = text(row['code_code']);
  return code ? { system: text(row['code_system']) ?? '', code } : undefined;
}

function linkCode(row: FlatRow): Coding | undefined {
  const link = text(row['link']) ?? '';
  const loinc = /(?:^|\/)([0-9]{1,7}-[0-9])$/.exec(link)?.[1];
  if (loinc) return { system: 'http://loinc.org', code: loinc };
  return link ? { system: text(row['questionnaire']) ?? '', code: link } : undefined;
}
