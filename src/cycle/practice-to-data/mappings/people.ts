import { type AdmissionPolicy, refusalSql } from '../admission.ts';
import { TYPE_CONCEPT } from '../event-mapping.ts';

/** OMOP's standard concepts for what FHIR and US Core say of a person. Source: OHDSI vocabularies Gender, Race, Ethnicity. */
export const GENDER = { male: 8507, female: 8532, other: 44814653, unknown: 8551 };
const RACE = { '2106-3': 8527, '2054-5': 8516, '2028-9': 8515, '1002-5': 8657, '2076-8': 8557 };
const ETHNICITY = { '2135-2': 38003563, '2186-5': 38003564 };

/** A birth known by year alone counts as 1 July, by month as its first day: the same rule as bornOn(). */
const BORN = 'make_date(p.born_year, coalesce(p.born_month, 7), coalesce(p.born_date, 1))';

/** Patients with their ids and the reason why they stay out. Needs flat_patient; gives patient and person_known. */
export function patientSql(policy: AdmissionPolicy): string[] {
  return [
    `CREATE TABLE patient AS
     SELECT p.*, CASE
       WHEN p.refusal IS NOT NULL THEN p.refusal
       WHEN p.birth_date IS NULL THEN 'no-birth-year'
       WHEN p.born_on IS NULL THEN 'date-unreadable' END AS reason
     FROM (SELECT v.*, ${refusalSql(policy, 'Patient')} AS refusal, omop_id(v.source, 'Patient', v.id) AS person_id,
         fhir_day(v.birth_date) AS born_on,
         CAST(year(fhir_day(v.birth_date)) AS INTEGER) AS born_year,
         CASE WHEN length(v.birth_date) >= 7 THEN CAST(month(fhir_day(v.birth_date)) AS INTEGER) END AS born_month,
         CASE WHEN length(v.birth_date) >= 10 THEN CAST(day(fhir_day(v.birth_date)) AS INTEGER) END AS born_date,
         omop_id(v.source, 'Organization', fhir_ref(v.organization, 'Organization')) AS organization_id,
         omop_id(v.source, 'Practitioner', fhir_ref(v.practitioner, 'Practitioner')) AS practitioner_id,
         CASE WHEN coalesce(v.state, v.postal_code, v.country) IS NOT NULL THEN
           omop_id('', 'Area', concat_ws('|', coalesce(v.state, ''), left(coalesce(v.postal_code, ''), 3), coalesce(v.country, '')))
         END AS location_id
       FROM flat_patient v) p`,
    'CREATE TABLE person_known AS SELECT source, id, person_id FROM patient WHERE reason IS NULL',
  ];
}

/**
 * A person belongs to the managing organisation and the general practitioner the record names; else to the organisation
 * and the practitioner most often seen in ambulatory visits (ties: the one seen latest, then the lowest id).
 */
export const BELONGS: readonly string[] = [
  mostSeen('seen_site', 'care_site_id'),
  mostSeen('seen_provider', 'provider_id'),
  `CREATE TABLE belongs AS
     SELECT p.person_id, coalesce(p.organization_id, s.care_site_id) AS care_site_id,
       coalesce(p.practitioner_id, q.provider_id) AS provider_id
     FROM patient p LEFT JOIN seen_site s ON s.person_id = p.person_id
       LEFT JOIN seen_provider q ON q.person_id = p.person_id
     WHERE p.reason IS NULL`,
];

function mostSeen(table: string, column: string): string {
  return `CREATE TABLE ${table} AS
    SELECT person_id, ${column} FROM (
      SELECT person_id, ${column}, row_number() OVER (PARTITION BY person_id
        ORDER BY count(*) DESC, max(from_day) DESC, ${column} ASC) AS place
      FROM event_visit WHERE reason IS NULL AND code_code = 'AMB' AND ${column} IS NOT NULL
      GROUP BY person_id, ${column}) WHERE place = 1`;
}

export const PERSON_ROWS = `
  SELECT p.person_id, ${caseOf('p.gender', GENDER)} AS gender_concept_id,
    p.born_year AS year_of_birth, p.born_month AS month_of_birth, p.born_date AS day_of_birth,
    ${caseOf('p.race_code', RACE)} AS race_concept_id, ${caseOf('p.ethnicity_code', ETHNICITY)} AS ethnicity_concept_id,
    p.location_id, b.provider_id, b.care_site_id,
    p.gender AS gender_source_value, 0 AS gender_source_concept_id,
    left(p.race_code, 50) AS race_source_value, coalesce(r.concept_id, 0) AS race_source_concept_id,
    left(p.ethnicity_code, 50) AS ethnicity_source_value, coalesce(t.concept_id, 0) AS ethnicity_source_concept_id
  FROM patient p JOIN belongs b ON b.person_id = p.person_id
  LEFT JOIN concept_seen r ON r.system = coalesce(p.race_system, '') AND r.code = p.race_code
  LEFT JOIN concept_seen t ON t.system = coalesce(p.ethnicity_system, '') AND t.code = p.ethnicity_code`;

export const DEATH_ROWS = `
  SELECT person_id, fhir_day(deceased_on) AS death_date, fhir_time(deceased_on) AS death_datetime,
    ${TYPE_CONCEPT.ehr} AS death_type_concept_id, 0 AS cause_concept_id, 0 AS cause_source_concept_id
  FROM patient WHERE reason IS NULL AND fhir_day(deceased_on) IS NOT NULL`;

/** The deprivation quintile of the home, as an observation since birth. */
export const DEPRIVATION_ROWS = `
  SELECT omop_id(p.source, 'Patient', p.id || '#deprivation') AS observation_id, p.person_id,
    0 AS observation_concept_id, ${BORN} AS observation_date, ${TYPE_CONCEPT.ehr} AS observation_type_concept_id,
    CAST(p.deprivation_quintile AS DOUBLE) AS value_as_number,
    CAST(p.deprivation_quintile AS VARCHAR) AS value_source_value,
    'deprivation-quintile' AS observation_source_value, c.concept_id AS observation_source_concept_id
  FROM patient p JOIN concept_seen c ON c.system = 'urn:rondo' AND c.code = 'deprivation-quintile'
  WHERE p.reason IS NULL AND p.deprivation_quintile IS NOT NULL`;

export const PEOPLE_CODES: readonly string[] = [
  `SELECT coalesce(race_system, ''), race_code, race_display, 'Race' FROM patient WHERE reason IS NULL`,
  `SELECT coalesce(ethnicity_system, ''), ethnicity_code, ethnicity_display, 'Ethnicity' FROM patient WHERE reason IS NULL`,
  `SELECT 'urn:rondo', 'deprivation-quintile', 'Deprivation quintile, 1 least to 5 most deprived', 'Observation'
   FROM patient WHERE reason IS NULL AND deprivation_quintile IS NOT NULL`,
];

/**
 * One observation period per person, from the first event to the last: the first start, and the last of starts, ends of
 * visits and death. Ends of conditions and orders are plans or guesses and do not count.
 */
export function observedSql(eventTables: readonly string[]): string {
  const starts = eventTables.map((table) => `SELECT person_id, from_day AS day FROM ${table} WHERE reason IS NULL`);
  return `CREATE TABLE observed AS
    SELECT person_id, min(day) AS first_day, max(day) AS last_day FROM (
      ${starts.join(' UNION ALL ')}
      UNION ALL SELECT person_id, until_day FROM event_visit WHERE reason IS NULL AND until_day >= from_day
      UNION ALL SELECT person_id, death_date FROM (${DEATH_ROWS})
    ) GROUP BY person_id`;
}

export const OBSERVATION_PERIOD_ROWS = `
  SELECT omop_id(p.source, 'Patient', p.id || '#period') AS observation_period_id, p.person_id,
    o.first_day AS observation_period_start_date, o.last_day AS observation_period_end_date,
    ${TYPE_CONCEPT.ehr} AS period_type_concept_id
  FROM observed o JOIN patient p ON p.person_id = o.person_id AND p.reason IS NULL`;

function caseOf(column: string, concepts: Readonly<Record<string, number>>): string {
  const cases = Object.entries(concepts).map(([code, concept]) => `WHEN '${code}' THEN ${concept}`);
  return `CASE ${column} ${cases.join(' ')} ELSE 0 END`;
}
