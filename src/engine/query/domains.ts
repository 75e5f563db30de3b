import type { Domain } from './ast.ts';

/** Where OMOP CDM 5.4 keeps the events of a domain. Column names only; absent where the table has no such column. */
export interface DomainTable {
  readonly table: string;
  readonly id: string;
  readonly from: string;
  readonly until?: string;
  readonly sourceConcept: string;
  readonly value?: string;
  readonly unit?: string;
  readonly kind?: string;
  readonly disposition?: string;
  readonly practitioner?: string;
  readonly practice?: string;
  readonly visit?: string;
}

/** The one catalogue of tables; a new domain is one entry here and one word in `DOMAINS`. Source: OMOP CDM 5.4 field list. */
export const DOMAIN_TABLES: Readonly<Record<Domain, DomainTable>> = {
  condition: {
    table: 'condition_occurrence',
    id: 'condition_occurrence_id',
    from: 'condition_start_date',
    until: 'condition_end_date',
    sourceConcept: 'condition_source_concept_id',
    practitioner: 'provider_id',
    visit: 'visit_occurrence_id',
  },
  drug: {
    table: 'drug_exposure',
    id: 'drug_exposure_id',
    from: 'drug_exposure_start_date',
    until: 'drug_exposure_end_date',
    sourceConcept: 'drug_source_concept_id',
    practitioner: 'provider_id',
    visit: 'visit_occurrence_id',
  },
  measurement: {
    table: 'measurement',
    id: 'measurement_id',
    from: 'measurement_date',
    sourceConcept: 'measurement_source_concept_id',
    value: 'value_as_number',
    unit: 'unit_source_value',
    practitioner: 'provider_id',
    visit: 'visit_occurrence_id',
  },
  procedure: {
    table: 'procedure_occurrence',
    id: 'procedure_occurrence_id',
    from: 'procedure_date',
    until: 'procedure_end_date',
    sourceConcept: 'procedure_source_concept_id',
    practitioner: 'provider_id',
    visit: 'visit_occurrence_id',
  },
  observation: {
    table: 'observation',
    id: 'observation_id',
    from: 'observation_date',
    sourceConcept: 'observation_source_concept_id',
    value: 'value_as_number',
    unit: 'unit_source_value',
    practitioner: 'provider_id',
    visit: 'visit_occurrence_id',
  },
  visit: {
    table: 'visit_occurrence',
    id: 'visit_occurrence_id',
    from: 'visit_start_date',
    until: 'visit_end_date',
    sourceConcept: 'visit_source_concept_id',
    kind: 'visit_source_value',
    disposition: 'discharged_to_source_value',
    practitioner: 'provider_id',
    practice: 'care_site_id',
    visit: 'visit_occurrence_id',
  },
  // A person dies once: the person's id names the event.
  death: { table: 'death', id: 'person_id', from: 'death_date', sourceConcept: 'cause_source_concept_id' },
  device: {
    table: 'device_exposure',
    id: 'device_exposure_id',
    from: 'device_exposure_start_date',
    until: 'device_exposure_end_date',
    sourceConcept: 'device_source_concept_id',
    practitioner: 'provider_id',
    visit: 'visit_occurrence_id',
  },
};
