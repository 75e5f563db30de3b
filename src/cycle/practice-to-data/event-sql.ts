import { sqlName } from '../../engine/store/duckdb.ts';
import { type AdmissionPolicy, refusalSql } from './admission.ts';
import { type EventMapping, SUPPLY_DAYS } from './event-mapping.ts';

/** The table of a view's rows: `"at"`, source and the view's columns. */
export function flatTable(view: string): string {
  return `flat_${view.replaceAll('-', '_')}`;
}

/** The table of a mapping's events, admitted or not. */
export function eventTable(mapping: EventMapping): string {
  return `event_${mapping.id.replaceAll('-', '_')}`;
}

/** A link id such as `/44249-1/44250-9` ends with a LOINC code. */
const LOINC_LINK = '(?:^|/)([0-9]{1,7}-[0-9])$';

/**
 * The events of one mapping with their reason for staying out (NULL if admitted). The order of reasons is part of the
 * meaning: policy, then person, then date. Needs the macros omop_id, fhir_day, fhir_time, fhir_ref and the tables
 * person_known(source, id, person_id), place_named(type,
 * source, id, omop_id) and, but for visits, visit_known(source, id, visit_id): ids are looked up, because hashing every
 * reference anew is what a load would spend its time on.
 */
export function eventTableSql(mapping: EventMapping, policy: AdmissionPolicy): string {
  const name =
    mapping.part.length === 0
      ? 'v.id'
      : ['v.id', ...mapping.part.map((part) => `v.${part}::VARCHAR`)].join(" || '#' || ");
  const code =
    mapping.code === 'columns'
      ? ["coalesce(v.code_system, '') AS system", 'v.code_code']
      : [
          `CASE WHEN regexp_matches(v.link, '${LOINC_LINK}') THEN 'http://loinc.org' ELSE coalesce(v.questionnaire, '') END AS system`,
          `coalesce(nullif(regexp_extract(v.link, '${LOINC_LINK}', 1), ''), v.link) AS code_code`,
          'NULL::VARCHAR AS code_display',
        ];
  const numberText =
    mapping.numbers.length === 0
      ? 'NULL::VARCHAR'
      : `coalesce(${mapping.numbers.map((column) => `v.${column}::VARCHAR`).join(', ')})`;
  const supply =
    mapping.endWhenMissing === 'supply'
      ? `CAST(round(TRY_CAST(v.supply AS DOUBLE) * CASE v.supply_unit ${Object.entries(SUPPLY_DAYS)
          .map(([unit, days]) => `WHEN '${unit}' THEN ${days}`)
          .join(' ')} END) AS BIGINT)`
      : 'NULL::BIGINT';
  const picked = `
    SELECT v.*${mapping.code === 'columns' ? ' EXCLUDE (code_code)' : ''},
      ${code.join(',\n      ')},
      ${refusalSql(policy, mapping.type)} AS refusal,
      omop_id(v.source, '${mapping.type}', ${name}) AS event_id,
      fhir_ref(v.subject, 'Patient') AS patient,
      ${firstOf(mapping.starts)} AS start_text,
      ${firstOf(mapping.ends)} AS end_text,
      ${numberText} AS number_text,
      ${mapping.hasValue ? "coalesce(nullif(v.unit_code, ''), v.unit_text)" : 'NULL::VARCHAR'} AS unit,
      ${supply} AS supply_days_given,
      fhir_ref(v.practitioner, 'Practitioner') AS provider,
      ${mapping.isVisit ? "fhir_ref(v.organization, 'Organization')" : 'NULL::VARCHAR'} AS care_site,
      ${mapping.isVisit ? 'NULL::VARCHAR' : "fhir_ref(v.encounter, 'Encounter')"} AS visit_asked
    FROM ${flatTable(mapping.view)} v
    ${mapping.takes ? `WHERE ${mapping.takes.sql}` : ''}`;
  const dated = `
    SELECT p.*,
      TRY_CAST(p.number_text AS DOUBLE) AS number,
      fhir_day(p.start_text) AS from_day, fhir_time(p.start_text) AS from_time,
      fhir_day(p.end_text) AS end_day, fhir_time(p.end_text) AS until_time,
      CASE WHEN p.supply_days_given BETWEEN 1 AND 3650 THEN p.supply_days_given END AS supply_days
    FROM (${picked}) p`;
  return `
    CREATE TABLE ${eventTable(mapping)} AS
    SELECT d.*, ${untilSql(mapping)} AS until_day, h.person_id,
      q.omop_id AS provider_id, o.omop_id AS care_site_id,
      ${mapping.isVisit ? 'd.event_id' : 'k.visit_id'} AS visit_id,
      CASE
        WHEN d.refusal IS NOT NULL THEN d.refusal
        WHEN d.patient IS NULL THEN 'no-person'
        WHEN h.person_id IS NULL THEN 'person-unknown'
        WHEN d.start_text IS NULL THEN 'no-date'
        WHEN d.from_day IS NULL THEN 'date-unreadable'
      END AS reason
    FROM (${dated}) d
    LEFT JOIN person_known h ON h.source = d.source AND h.id = d.patient
    LEFT JOIN place_named q ON q.type = 'Practitioner' AND q.source = d.source AND q.id = d.provider
    LEFT JOIN place_named o ON o.type = 'Organization' AND o.source = d.source AND o.id = d.care_site
    ${mapping.isVisit ? '' : 'LEFT JOIN visit_known k ON k.source = d.source AND k.id = d.visit_asked'}`;
}

function untilSql(mapping: EventMapping): string {
  switch (mapping.endWhenMissing) {
    case 'start':
      return 'coalesce(d.end_day, d.from_day)';
    case 'supply':
      return 'coalesce(d.end_day, CAST(d.from_day + CAST(d.supply_days - 1 AS INTEGER) AS DATE), d.from_day)';
    case 'none':
      return 'd.end_day';
  }
}

function firstOf(columns: readonly string[]): string {
  if (columns.length === 0) return 'NULL::VARCHAR';
  return `coalesce(${columns.map((column) => `v.${sqlName(column)}`).join(', ')})`;
}

/** The admitted events as rows of the mapping's OMOP table. Needs the table concept_seen(system, code, concept_id). */
export function omopRowsSql(mapping: EventMapping): string {
  const columns = Object.entries(mapping.columns).map(([column, sql]) => `${sql} AS ${column}`);
  const joins = ['LEFT JOIN concept_seen c ON c.system = e.system AND c.code = e.code_code'];
  if (mapping.hasValue) {
    joins.push(
      "LEFT JOIN concept_seen u ON u.system = coalesce(e.unit_system, '') AND u.code = e.unit_code",
      "LEFT JOIN concept_seen w ON w.system = coalesce(e.value_system, '') AND w.code = e.value_code",
    );
  }
  return `SELECT e.person_id, ${columns.join(', ')} FROM ${eventTable(mapping)} e ${joins.join(' ')} WHERE e.reason IS NULL`;
}

/** (system, code, display, domain_id) of every code that the mapping's events carry in any place. */
export function codesSeenSql(mapping: EventMapping): string[] {
  const table = eventTable(mapping);
  const seen = [
    `SELECT system, code_code AS code, code_display AS display, '${mapping.conceptDomain}' AS domain_id FROM ${table} WHERE reason IS NULL`,
  ];
  if (mapping.hasValue) {
    seen.push(
      `SELECT coalesce(unit_system, ''), unit_code, unit_text, 'Unit' FROM ${table} WHERE reason IS NULL`,
      `SELECT coalesce(value_system, ''), value_code, value_display, 'Meas Value' FROM ${table} WHERE reason IS NULL`,
    );
  }
  if (mapping.codings) {
    seen.push(
      `SELECT coalesce(x.code_system, ''), x.code_code, x.code_display, '${mapping.conceptDomain}' FROM (${codingsSql(mapping)}) x`,
    );
  }
  return seen;
}

/** Every practitioner and organisation that a record names, with its id. */
export function placeNamedSql(mappings: readonly EventMapping[]): string {
  const named = (type: string, column: string, view: string) =>
    `SELECT DISTINCT '${type}' AS type, source, fhir_ref(${column}, '${type}') AS id FROM ${flatTable(view)}`;
  const views = [...new Set(mappings.map(({ view }) => view)), 'patient'];
  const all = [
    ...views.map((view) => named('Practitioner', 'practitioner', view)),
    ...['encounter', 'patient', 'practitioner-role', 'location'].map((view) =>
      named('Organization', 'organization', view),
    ),
    ...['practitioner', 'organization'].map(
      (view) =>
        `SELECT '${view === 'practitioner' ? 'Practitioner' : 'Organization'}', source, id FROM ${flatTable(view)}`,
    ),
  ];
  return `CREATE TABLE place_named AS
    SELECT type, source, id, omop_id(source, type, id) AS omop_id FROM (${all.join(' UNION ')}) WHERE id IS NOT NULL`;
}

/** The further codings of admitted events: event_id, code_system, code_code, code_display. */
export function codingsSql(mapping: EventMapping): string {
  if (!mapping.codings) throw new Error(`codingsSql(): ${mapping.id} has no further codings`);
  const part = mapping.part.map((column) => ` AND x.${column} = e.${column}`).join('');
  return `SELECT e.event_id, x.code_system, x.code_code, x.code_display
    FROM ${flatTable(mapping.codings.view)} x JOIN ${eventTable(mapping)} e ON e."at" = x."at"${part}
    WHERE e.reason IS NULL AND x.code_code IS NOT NULL AND x.ordinal >= ${mapping.codings.from}`;
}
