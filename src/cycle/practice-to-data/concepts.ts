import { knownSystems } from '../../core/code.ts';
import { sqlText } from '../../engine/store/duckdb.ts';
import { GENDER } from './mappings/people.ts';
import { VISIT_KINDS } from './mappings/visit.ts';

/** Ids of codes without a vocabulary begin here; OHDSI keeps 2,000,000,000 and above for local use. */
export const FIRST_LOCAL_CONCEPT = 2_000_000_000;

/**
 * A concept for every code seen, in the order of (system, code), so that the same records give the same ids. A code met
 * in several domains belongs to the first of them by name; of several displays the first by name is kept.
 */
export function conceptSeenSql(seen: readonly string[]): string {
  return `CREATE TABLE concept_seen AS
    SELECT system, code, ${FIRST_LOCAL_CONCEPT} - 1 + row_number() OVER (ORDER BY system, code) AS concept_id,
      coalesce(min(display), code) AS display, min(domain_id) AS domain_id
    FROM (SELECT system, code, display, domain_id FROM (${seen.join(' UNION ')}) AS s(system, code, display, domain_id))
    WHERE code IS NOT NULL AND code <> '' GROUP BY system, code`;
}

const STANDARD: readonly (readonly [id: number, name: string, domain: string, vocabulary: string, code: string])[] = [
  [0, 'No matching concept', 'Metadata', 'None', 'No matching concept'],
  [GENDER.male, 'MALE', 'Gender', 'Gender', 'M'],
  [GENDER.female, 'FEMALE', 'Gender', 'Gender', 'F'],
  [GENDER.other, 'OTHER', 'Gender', 'PCORNet', 'OT'],
  [GENDER.unknown, 'UNKNOWN', 'Gender', 'Gender', 'U'],
  [8527, 'White', 'Race', 'Race', '5'],
  [8516, 'Black or African American', 'Race', 'Race', '3'],
  [8515, 'Asian', 'Race', 'Race', '2'],
  [8657, 'American Indian or Alaska Native', 'Race', 'Race', '1'],
  [8557, 'Native Hawaiian or Other Pacific Islander', 'Race', 'Race', '4'],
  [38003563, 'Hispanic or Latino', 'Ethnicity', 'Ethnicity', 'Hispanic'],
  [38003564, 'Not Hispanic or Latino', 'Ethnicity', 'Ethnicity', 'Not Hispanic'],
  [VISIT_KINDS['IMP']!, 'Inpatient Visit', 'Visit', 'Visit', 'IP'],
  [VISIT_KINDS['AMB']!, 'Outpatient Visit', 'Visit', 'Visit', 'OP'],
  [VISIT_KINDS['EMER']!, 'Emergency Room Visit', 'Visit', 'Visit', 'ER'],
  [VISIT_KINDS['OBSENC']!, 'Emergency Room and Inpatient Visit', 'Visit', 'Visit', 'ERIP'],
  [VISIT_KINDS['VR']!, 'Telehealth', 'Visit', 'Medicare Specialty', 'VR'],
  [VISIT_KINDS['HH']!, 'Home Visit', 'Visit', 'CMS Place of Service', '12'],
  [32817, 'EHR', 'Type Concept', 'Type Concept', 'OMOP4976890'],
  [32838, 'EHR prescription', 'Type Concept', 'Type Concept', 'OMOP4976911'],
  [32810, 'Claim', 'Type Concept', 'Type Concept', 'OMOP4976883'],
  [4171756, '<', 'Meas Value Operator', 'SNOMED', '276139006'],
  [4171754, '<=', 'Meas Value Operator', 'SNOMED', '276137008'],
  [4171755, '>=', 'Meas Value Operator', 'SNOMED', '276138003'],
  [4172704, '>', 'Meas Value Operator', 'SNOMED', '276140008'],
  [44818668, 'US Dollar', 'Currency', 'Currency', 'USD'],
  [44818568, 'Euro', 'Currency', 'Currency', 'EUR'],
  [44818571, 'Pound Sterling', 'Currency', 'Currency', 'GBP'],
  [756265, 'OMOP CDM Version 5.4.0', 'Metadata', 'CDM', 'CDM v5.4.0'],
];

/** The OMOP vocabulary of a code system; a system OMOP does not know is its own vocabulary. */
const VOCABULARY_OF = `CASE system ${[...knownSystems()]
  .map(([system, vocabulary]) => `WHEN ${sqlText(system)} THEN ${sqlText(vocabulary)}`)
  .join(' ')} WHEN '' THEN 'None' ELSE system END`;

export const CONCEPT_ROWS = `
  SELECT concept_id, left(display, 255) AS concept_name, domain_id, ${VOCABULARY_OF} AS vocabulary_id,
    'Local' AS concept_class_id, code AS concept_code, DATE '1970-01-01' AS valid_start_date, DATE '2099-12-31' AS valid_end_date
  FROM concept_seen
  UNION ALL BY NAME
  SELECT * FROM (VALUES ${STANDARD.map(
    ([id, name, domain, vocabulary, code]) =>
      `(${id}, ${[name, domain, vocabulary, 'Undefined', 'S', code].map(sqlText).join(', ')}, DATE '1970-01-01', DATE '2099-12-31')`,
  ).join(', ')}) AS s(concept_id, concept_name, domain_id, vocabulary_id, concept_class_id, standard_concept,
    concept_code, valid_start_date, valid_end_date)`;

/** One vocabulary per code system seen; its reference is the system's URL. Reads the finished concept table `concept`. */
export const VOCABULARY_ROWS = `
  SELECT v.vocabulary_id, left(v.vocabulary_id, 255) AS vocabulary_name, max(s.system) AS vocabulary_reference,
    0 AS vocabulary_concept_id
  FROM (SELECT DISTINCT vocabulary_id FROM out.concept) v
  LEFT JOIN (SELECT DISTINCT system, ${VOCABULARY_OF} AS vocabulary_id FROM concept_seen) s USING (vocabulary_id)
  GROUP BY v.vocabulary_id`;

export const DOMAIN_ROWS = `
  SELECT DISTINCT domain_id, domain_id AS domain_name, 0 AS domain_concept_id FROM (
    SELECT domain_id FROM out.concept UNION SELECT cost_domain_id FROM out.cost)`;

export const CONCEPT_CLASS_ROWS = `
  SELECT DISTINCT concept_class_id, concept_class_id AS concept_class_name, 0 AS concept_class_concept_id FROM out.concept`;
