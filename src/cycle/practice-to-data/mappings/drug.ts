import { defineEventMapping, TYPE_CONCEPT } from '../event-mapping.ts';

/**
 * MedicationRequest → drug_exposure, from the first day of its validity or else the day it was written. It ends with its
 * validity, or with the days of supply, or on its first day.
 */
export const medicationRequest = defineEventMapping({
  id: 'medication-request',
  type: 'MedicationRequest',
  view: 'medication-request',
  codings: { view: 'medication-request-coding', from: 1 },
  domain: 'drug',
  table: 'drug_exposure',
  conceptDomain: 'Drug',
  starts: ['valid_from', 'authored'],
  ends: ['valid_until'],
  endWhenMissing: 'supply',
  columns: {
    drug_exposure_id: 'e.event_id',
    drug_concept_id: '0',
    drug_exposure_start_date: 'e.from_day',
    drug_exposure_start_datetime: 'e.from_time',
    drug_exposure_end_date: 'e.until_day',
    drug_exposure_end_datetime: 'e.until_time',
    verbatim_end_date: 'fhir_day(e.valid_until)',
    drug_type_concept_id: String(TYPE_CONCEPT.prescription),
    stop_reason: "CASE WHEN e.status = 'stopped' THEN 'stopped' END",
    refills: 'e.refills',
    quantity: 'TRY_CAST(e.quantity AS DOUBLE)',
    days_supply: 'e.supply_days',
    route_concept_id: '0',
    route_source_value: 'left(e.route, 50)',
    dose_unit_source_value: 'left(e.dose_unit, 50)',
    provider_id: 'e.provider_id',
    visit_occurrence_id: 'e.visit_id',
    drug_source_value: 'left(e.code_code, 50)',
    drug_source_concept_id: 'coalesce(c.concept_id, 0)',
  },
});

/** Immunization → drug_exposure on the day it was given. */
export const immunization = defineEventMapping({
  id: 'immunization',
  type: 'Immunization',
  view: 'immunization',
  codings: { view: 'immunization-coding', from: 1 },
  domain: 'drug',
  table: 'drug_exposure',
  conceptDomain: 'Drug',
  starts: ['occurred'],
  endWhenMissing: 'start',
  columns: {
    drug_exposure_id: 'e.event_id',
    drug_concept_id: '0',
    drug_exposure_start_date: 'e.from_day',
    drug_exposure_start_datetime: 'e.from_time',
    drug_exposure_end_date: 'e.until_day',
    drug_type_concept_id: String(TYPE_CONCEPT.ehr),
    route_concept_id: '0',
    route_source_value: 'left(e.route, 50)',
    provider_id: 'e.provider_id',
    visit_occurrence_id: 'e.visit_id',
    drug_source_value: 'left(e.code_code, 50)',
    drug_source_concept_id: 'coalesce(c.concept_id, 0)',
  },
});

/** Orders that point at a Medication get its codings; the same is done in memory by medicationOfReference(). */
export const MEDICATION_OF_REFERENCE: readonly string[] = [
  `UPDATE flat_medication_request SET code_system = m.code_system, code_code = m.code_code, code_display = m.code_display
     FROM flat_medication m WHERE flat_medication_request.code_code IS NULL AND m.source = flat_medication_request.source
       AND m.id = fhir_ref(flat_medication_request.medication, 'Medication')`,
  `INSERT INTO flat_medication_request_coding BY NAME
     SELECT q."at", q.source, q.id, c.ordinal, c.code_system, c.code_code, c.code_display
     FROM flat_medication_request q JOIN flat_medication_coding c
       ON c.source = q.source AND c.id = fhir_ref(q.medication, 'Medication')`,
];
