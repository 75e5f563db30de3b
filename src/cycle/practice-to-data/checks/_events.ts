/** Every dated event: event_id, person_id, day, last_day, visit_id, code (source concept), standard concept, domain. */
export const EVENTS = `(
  SELECT 'visit' AS domain, visit_occurrence_id AS event_id, person_id, visit_start_date AS day, visit_end_date AS last_day, NULL::BIGINT AS visit_id, visit_source_concept_id AS code, visit_concept_id AS standard FROM visit_occurrence
  UNION ALL SELECT 'condition', condition_occurrence_id, person_id, condition_start_date, condition_end_date, visit_occurrence_id, condition_source_concept_id, condition_concept_id FROM condition_occurrence
  UNION ALL SELECT 'drug', drug_exposure_id, person_id, drug_exposure_start_date, drug_exposure_end_date, visit_occurrence_id, drug_source_concept_id, drug_concept_id FROM drug_exposure
  UNION ALL SELECT 'procedure', procedure_occurrence_id, person_id, procedure_date, procedure_end_date, visit_occurrence_id, procedure_source_concept_id, procedure_concept_id FROM procedure_occurrence
  UNION ALL SELECT 'measurement', measurement_id, person_id, measurement_date, NULL, visit_occurrence_id, measurement_source_concept_id, measurement_concept_id FROM measurement
  UNION ALL SELECT 'observation', observation_id, person_id, observation_date, NULL, visit_occurrence_id, observation_source_concept_id, observation_concept_id FROM observation
)`;

/** Numbers with their code and unit. */
export const NUMBERS = `(
  SELECT m.measurement_id, m.person_id, m.visit_occurrence_id AS visit_id, m.measurement_date AS day, m.measurement_datetime AS moment,
    c.vocabulary_id AS vocabulary, c.concept_code AS code, m.value_as_number AS value, m.unit_source_value AS unit
  FROM measurement m JOIN concept c ON c.concept_id = m.measurement_source_concept_id WHERE m.value_as_number IS NOT NULL
)`;
