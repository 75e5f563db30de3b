import { GENDER } from './people.ts';

/** `source`, `id` of every practitioner that records name; those whose own record never came get a row without a name. */
const NAMED_PRACTITIONERS = (eventTables: readonly string[]) =>
  ['patient', ...eventTables]
    .map((table) => `SELECT source, fhir_ref(practitioner, 'Practitioner') AS id FROM ${table} WHERE reason IS NULL`)
    .join(' UNION ');

const AREA = (
  alias: string,
) => `CASE WHEN coalesce(${alias}.city, ${alias}.state, ${alias}.postal_code, ${alias}.country) IS NOT NULL THEN
  omop_id('', 'Address', concat_ws('|', coalesce(${alias}.city, ''), coalesce(${alias}.state, ''), coalesce(${alias}.postal_code, ''), coalesce(${alias}.country, ''))) END`;

/** Organization and Location → care_site; the FHIR id is the source value, as it names no patient. */
export const CARE_SITE_ROWS = `
  SELECT omop_id(o.source, 'Organization', o.id) AS care_site_id, left(o.name, 255) AS care_site_name,
    0 AS place_of_service_concept_id, ${AREA('o')} AS location_id, o.id AS care_site_source_value,
    left(o.kind_code, 50) AS place_of_service_source_value
  FROM flat_organization o
  UNION ALL BY NAME
  SELECT omop_id(l.source, 'Location', l.id) AS care_site_id, left(l.name, 255) AS care_site_name,
    0 AS place_of_service_concept_id, ${AREA('l')} AS location_id, l.id AS care_site_source_value,
    left(l.kind_code, 50) AS place_of_service_source_value
  FROM flat_location l`;

export const NAMED_CARE_SITE_ROWS = `
  SELECT omop_id(n.source, 'Organization', n.id) AS care_site_id, 0 AS place_of_service_concept_id, n.id AS care_site_source_value
  FROM (SELECT source, fhir_ref(organization, 'Organization') AS id FROM patient WHERE reason IS NULL
    UNION SELECT source, fhir_ref(organization, 'Organization') FROM event_visit WHERE reason IS NULL
    UNION SELECT source, fhir_ref(organization, 'Organization') FROM flat_practitioner_role) n
  WHERE n.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM flat_organization o WHERE o.source = n.source AND o.id = n.id)`;

/** Practitioner → provider, at the organisation of the role (the one with the lowest id, where there are several). */
export const PROVIDER_ROWS = `
  SELECT omop_id(p.source, 'Practitioner', p.id) AS provider_id,
    left(nullif(concat_ws(' ', p.given, p.family), ''), 255) AS provider_name, 0 AS specialty_concept_id,
    r.care_site_id, ${Object.entries(GENDER).reduce((sql, [word, concept]) => `${sql} WHEN '${word}' THEN ${concept}`, 'CASE p.gender')} ELSE 0 END AS gender_concept_id,
    p.id AS provider_source_value, left(r.specialty, 50) AS specialty_source_value, p.gender AS gender_source_value
  FROM flat_practitioner p LEFT JOIN (
    SELECT source, fhir_ref(practitioner, 'Practitioner') AS id, min(specialty_code) AS specialty,
      min(omop_id(source, 'Organization', fhir_ref(organization, 'Organization'))) AS care_site_id
    FROM flat_practitioner_role GROUP BY ALL) r ON r.source = p.source AND r.id = p.id`;

export function namedProviderRows(eventTables: readonly string[]): string {
  return `
  SELECT omop_id(n.source, 'Practitioner', n.id) AS provider_id, 0 AS specialty_concept_id, 0 AS gender_concept_id,
    n.id AS provider_source_value
  FROM (${NAMED_PRACTITIONERS(eventTables)}) n
  WHERE n.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM flat_practitioner p WHERE p.source = n.source AND p.id = n.id)`;
}

/** Where people live is kept as state, country and the first three letters of the postal code; places keep their address. */
export const LOCATION_ROWS = `
  SELECT DISTINCT location_id, left(state, 2) AS state, left(postal_code, 3) AS zip, left(country, 80) AS country_source_value
  FROM patient WHERE reason IS NULL AND location_id IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY location_id ORDER BY state, postal_code, country) = 1
  UNION ALL BY NAME
  SELECT location_id, left(city, 50) AS city, left(state, 2) AS state, left(postal_code, 9) AS zip, left(country, 80) AS country_source_value
  FROM (SELECT ${AREA('o')} AS location_id, o.city, o.state, o.postal_code, o.country FROM flat_organization o
    UNION SELECT ${AREA('l')}, l.city, l.state, l.postal_code, l.country FROM flat_location l)
  WHERE location_id IS NOT NULL`;

/** Where in the house a visit took place: its first location, for the whole of the visit. */
export const VISIT_DETAIL_ROWS = `
  SELECT omop_id(e.source, 'Encounter', e.id || '#location') AS visit_detail_id, e.person_id, 0 AS visit_detail_concept_id,
    e.from_day AS visit_detail_start_date, e.from_time AS visit_detail_start_datetime, e.until_day AS visit_detail_end_date,
    e.until_time AS visit_detail_end_datetime, 32817 AS visit_detail_type_concept_id, e.provider_id,
    omop_id(l.source, 'Location', l.id) AS care_site_id, l.id AS visit_detail_source_value,
    0 AS visit_detail_source_concept_id, e.event_id AS visit_occurrence_id
  FROM event_visit e JOIN flat_location l ON l.source = e.source AND l.id = fhir_ref(e.location, 'Location')
  WHERE e.reason IS NULL`;
