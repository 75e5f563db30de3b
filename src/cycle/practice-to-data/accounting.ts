import { eventTable } from './event-sql.ts';
import { EVENT_MAPPINGS } from './mappings/all.ts';

/** Reasons for exclusion that no admission policy speaks of, in words. */
export const REASONS_SAY: Readonly<Record<string, string>> = {
  'no-mapping': 'no OMOP table is filled from this type of resource',
  'no-person': 'names no patient by a reference that can be followed',
  'person-unknown': 'its patient was not received, or stays out',
  'no-date': 'has no date of any kind',
  'date-unreadable': 'its date is no calendar day',
  'no-birth-year': 'a person without a year of birth has no place in OMOP',
  'no-value': 'says nothing that has a place in a table',
  'no-event': 'belongs to no visit or order that was received',
  'version-conflict': 'one version came with two different bodies',
  'later-benefit-counts': 'a later explanation of benefit speaks for the same claim',
};

/** Tables of mapped records that are not events: type, table, column of the reason (NULL if loaded). */
const OTHERS: readonly (readonly [type: string, table: string, reason: string])[] = [
  ['Patient', 'patient', 'reason'],
  ['Organization', 'flat_organization', 'NULL'],
  ['Location', 'flat_location', 'NULL'],
  ['Practitioner', 'flat_practitioner', 'NULL'],
  ['PractitionerRole', 'flat_practitioner_role', 'NULL'],
  ['Medication', 'flat_medication', 'NULL'],
  ['Claim', 'claim', 'reason'],
  ['ExplanationOfBenefit', 'benefit', 'reason'],
  ['Coverage', 'covered', 'reason'],
  ['Consent', 'consented', 'reason'],
];

const MAPPED_TYPES = [...new Set([...EVENT_MAPPINGS.map(({ type }) => type), ...OTHERS.map(([type]) => type)])];

/**
 * One row per record received: fate("at", type, fate, reason). A record is loaded if any of its mappings took it; else the
 * first reason by the order of mappings counts; a record of a mapped type of which nothing came says nothing.
 */
export const FATE: readonly string[] = [
  `CREATE TABLE mapped AS
     SELECT "at", bool_or(reason IS NULL) AS is_loaded, arg_min(reason, place) FILTER (reason IS NOT NULL) AS reason FROM (
       ${[
         ...EVENT_MAPPINGS.map(
           (mapping, place) => `SELECT "at", reason, ${place} AS place FROM ${eventTable(mapping)}`,
         ),
         ...OTHERS.map(([, table, reason]) => `SELECT "at", ${reason}::VARCHAR AS reason, 0 AS place FROM ${table}`),
       ].join(' UNION ALL ')}
     ) GROUP BY "at"`,
  `CREATE TABLE fate AS
     SELECT a."at", a.type,
       CASE WHEN d.fate IS NOT NULL THEN d.fate WHEN m.is_loaded THEN 'loaded' ELSE 'excluded' END AS fate,
       CASE WHEN d.fate IS NOT NULL THEN d.reason WHEN m.is_loaded THEN ''
         ELSE coalesce(m.reason, CASE WHEN a.type IN (${MAPPED_TYPES.map((type) => `'${type}'`).join(', ')}) THEN 'no-value' ELSE 'no-mapping' END) END AS reason
     FROM arrived_all a LEFT JOIN dropped d ON d."at" = a."at" LEFT JOIN mapped m ON m."at" = a."at"
     UNION ALL
     SELECT "at", type, 'quarantined', code FROM quarantined_line`,
];

export const ACCOUNTING_ROWS = `
  SELECT type, fate, reason, count(*) AS records FROM fate GROUP BY type, fate, reason ORDER BY type, fate, reason`;

/** Where an excluded record stands: no value of it is kept. */
export const EXCLUSION_ROWS = `
  SELECT f.type, f.reason, i.name AS file, f."at" % 4294967296 AS line
  FROM fate f JOIN file i ON i.number = f."at" // 4294967296 WHERE f.fate = 'excluded' ORDER BY f."at"`;
