import { addDays, type Day } from '../../core/day.ts';
import type { EventRecord } from '../../engine/query/record.ts';
import { type IdSpace, omopIdOf } from '../../engine/store/omop-id.ts';
import { type AdmissionPolicy, refusalOf } from './admission.ts';
import { type EventMapping, type FlatRow, SUPPLY_DAYS } from './event-mapping.ts';
import { fhirDay } from './fhir-date.ts';
import { referredId } from './fhir-reference.ts';

export interface EventContext {
  readonly policy: AdmissionPolicy;
  readonly ids: IdSpace;
  /** the FHIR id of the person the record is about */
  readonly patient: string;
  /** OMOP ids of the visits of this record */
  readonly visits: ReadonlySet<string>;
  /** further codings of a resource or of a part of it, in order */
  codingsOf(mapping: EventMapping, row: FlatRow): readonly { readonly system: string; readonly code: string }[];
}

/**
 * One row of a mapping's view as an event, or undefined where it does not belong here or stays out. The same rules as
 * eventTableSql(), word by word; the property test holds the two together.
 */
export function eventOf(mapping: EventMapping, row: FlatRow, context: EventContext): EventRecord | undefined {
  if (mapping.takes && !mapping.takes.holds(row)) return undefined;
  if (refusalOf(context.policy, mapping.type, row) !== undefined) return undefined;
  if (referredId(text(row['subject']), 'Patient') !== context.patient) return undefined;
  const from = dayIn(row, mapping.starts);
  if (from === undefined) return undefined;
  const until = untilOf(mapping, row, from);
  const { ids } = context;
  const name = [row['id'], ...mapping.part.map((part) => row[part])].join('#');
  const practitioner = referredId(text(row['practitioner']), 'Practitioner');
  const visit = visitOf(mapping, row, context);
  const value = numberOf(mapping, row);
  const unit = mapping.hasValue ? text(row['unit_code']) || text(row['unit_text']) : undefined;
  const practice = mapping.isVisit ? referredId(text(row['organization']), 'Organization') : undefined;
  return {
    id: omopIdOf(mapping.type, name, ids),
    from,
    ...(until === undefined ? {} : { until }),
    codes: codesOf(mapping, row, context),
    ...(value === undefined ? {} : { value }),
    ...(unit ? { unit } : {}),
    ...(mapping.isVisit && row['code_code'] !== null ? { kind: String(row['code_code']) } : {}),
    ...(mapping.isVisit && row['discharged_to'] ? { disposition: String(row['discharged_to']) } : {}),
    ...(practitioner === undefined ? {} : { practitioner }),
    ...(practice === undefined ? {} : { practice }),
    ...(visit === undefined ? {} : { visit }),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The first of the columns that holds anything decides, even if it is no day. */
function dayIn(row: FlatRow, columns: readonly string[]): Day | undefined {
  const written = columns.map((column) => row[column]).find((value) => value !== null && value !== undefined);
  return written === undefined ? undefined : fhirDay(String(written))?.day;
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

function visitOf(mapping: EventMapping, row: FlatRow, { ids, visits }: EventContext): string | undefined {
  const encounter = mapping.isVisit ? text(row['id']) : referredId(text(row['encounter']), 'Encounter');
  if (encounter === undefined) return undefined;
  const id = omopIdOf('Encounter', encounter, ids);
  return mapping.isVisit || visits.has(id) ? id : undefined;
}

function numberOf(mapping: EventMapping, row: FlatRow): number | undefined {
  const written = mapping.numbers.map((column) => row[column]).find((value) => value !== null && value !== undefined);
  if (written === undefined || written === '') return undefined;
  const value = Number(written);
  return Number.isFinite(value) ? value : undefined;
}

function codesOf(mapping: EventMapping, row: FlatRow, context: EventContext): EventRecord['codes'] {
  const main = mapping.code === 'columns' ? codingIn(row) : linkCode(row);
  const all = [...(main ? [main] : []), ...(mapping.codings ? context.codingsOf(mapping, row) : [])];
  const seen = new Set<string>();
  return all.filter(({ system, code }) => {
    const key = `${system}\n${code}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** The coding in a row's columns; undefined without a code. */
export function codingIn(row: FlatRow): { readonly system: string; readonly code: string } | undefined {
  const code = text(row['code_code']);
  return code ? { system: text(row['code_system']) ?? '', code } : undefined;
}

function linkCode(row: FlatRow): { readonly system: string; readonly code: string } | undefined {
  const link = text(row['link']) ?? '';
  const loinc = /(?:^|\/)([0-9]{1,7}-[0-9])$/.exec(link)?.[1];
  if (loinc) return { system: 'http://loinc.org', code: loinc };
  return link ? { system: text(row['questionnaire']) ?? '', code: link } : undefined;
}
