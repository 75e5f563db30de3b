/**
 * OMOP CDM 5.4: its 39 tables and 432 fields, from which come the DDL, the types and several checks.
 *
 * Source: OHDSI/CommonDataModel, inst/csv/OMOP_CDMv5.4_Field_Level.csv (a test compares this file with it).
 */

/** `int` is BIGINT here, whatever OHDSI's own DDL says: ids of real databases exceed 32 bits, and so do ours. */
export type CdmType = 'int' | 'float' | 'date' | 'time' | 'text';

export interface CdmField {
  readonly name: string;
  readonly type: CdmType;
  /** the most characters the specification allows; undefined where it sets no bound. DuckDB does not enforce it. */
  readonly length?: number;
  readonly isRequired: boolean;
  readonly isKey: boolean;
  /** the table whose key this field points at */
  readonly refersTo?: string;
}

export const CDM_VERSION = '5.4';

/** `name type`, with `!` where required, `key` for the primary key, `>table` for what it points at. */
const FIELDS = {
  person: `
    person_id int! key; gender_concept_id int! >concept; year_of_birth int!; month_of_birth int;
    day_of_birth int; birth_datetime time; race_concept_id int! >concept; ethnicity_concept_id int! >concept;
    location_id int >location; provider_id int >provider; care_site_id int >care_site;
    person_source_value text50; gender_source_value text50; gender_source_concept_id int >concept;
    race_source_value text50; race_source_concept_id int >concept; ethnicity_source_value text50;
    ethnicity_source_concept_id int >concept`,
  observation_period: `
    observation_period_id int! key; person_id int! >person; observation_period_start_date date!;
    observation_period_end_date date!; period_type_concept_id int! >concept`,
  visit_occurrence: `
    visit_occurrence_id int! key; person_id int! >person; visit_concept_id int! >concept;
    visit_start_date date!; visit_start_datetime time; visit_end_date date!; visit_end_datetime time;
    visit_type_concept_id int! >concept; provider_id int >provider; care_site_id int >care_site;
    visit_source_value text50; visit_source_concept_id int >concept; admitted_from_concept_id int >concept;
    admitted_from_source_value text50; discharged_to_concept_id int >concept;
    discharged_to_source_value text50; preceding_visit_occurrence_id int >visit_occurrence`,
  visit_detail: `
    visit_detail_id int! key; person_id int! >person; visit_detail_concept_id int! >concept;
    visit_detail_start_date date!; visit_detail_start_datetime time; visit_detail_end_date date!;
    visit_detail_end_datetime time; visit_detail_type_concept_id int! >concept; provider_id int >provider;
    care_site_id int >care_site; visit_detail_source_value text50; visit_detail_source_concept_id int >concept;
    admitted_from_concept_id int >concept; admitted_from_source_value text50;
    discharged_to_source_value text50; discharged_to_concept_id int >concept;
    preceding_visit_detail_id int >visit_detail; parent_visit_detail_id int >visit_detail;
    visit_occurrence_id int! >visit_occurrence`,
  condition_occurrence: `
    condition_occurrence_id int! key; person_id int! >person; condition_concept_id int! >concept;
    condition_start_date date!; condition_start_datetime time; condition_end_date date;
    condition_end_datetime time; condition_type_concept_id int! >concept;
    condition_status_concept_id int >concept; stop_reason text20; provider_id int >provider;
    visit_occurrence_id int >visit_occurrence; visit_detail_id int >visit_detail;
    condition_source_value text50; condition_source_concept_id int >concept;
    condition_status_source_value text50`,
  drug_exposure: `
    drug_exposure_id int! key; person_id int! >person; drug_concept_id int! >concept;
    drug_exposure_start_date date!; drug_exposure_start_datetime time; drug_exposure_end_date date!;
    drug_exposure_end_datetime time; verbatim_end_date date; drug_type_concept_id int! >concept;
    stop_reason text20; refills int; quantity float; days_supply int; sig text; route_concept_id int >concept;
    lot_number text50; provider_id int >provider; visit_occurrence_id int >visit_occurrence;
    visit_detail_id int >visit_detail; drug_source_value text50; drug_source_concept_id int >concept;
    route_source_value text50; dose_unit_source_value text50`,
  procedure_occurrence: `
    procedure_occurrence_id int! key; person_id int! >person; procedure_concept_id int! >concept;
    procedure_date date!; procedure_datetime time; procedure_end_date date; procedure_end_datetime time;
    procedure_type_concept_id int! >concept; modifier_concept_id int >concept; quantity int;
    provider_id int >provider; visit_occurrence_id int >visit_occurrence; visit_detail_id int >visit_detail;
    procedure_source_value text50; procedure_source_concept_id int >concept; modifier_source_value text50`,
  device_exposure: `
    device_exposure_id int! key; person_id int! >person; device_concept_id int! >concept;
    device_exposure_start_date date!; device_exposure_start_datetime time; device_exposure_end_date date;
    device_exposure_end_datetime time; device_type_concept_id int! >concept; unique_device_id text255;
    production_id text255; quantity int; provider_id int >provider; visit_occurrence_id int >visit_occurrence;
    visit_detail_id int >visit_detail; device_source_value text50; device_source_concept_id int >concept;
    unit_concept_id int >concept; unit_source_value text50; unit_source_concept_id int >concept`,
  measurement: `
    measurement_id int! key; person_id int! >person; measurement_concept_id int! >concept;
    measurement_date date!; measurement_datetime time; measurement_time text10;
    measurement_type_concept_id int! >concept; operator_concept_id int >concept; value_as_number float;
    value_as_concept_id int >concept; unit_concept_id int >concept; range_low float; range_high float;
    provider_id int >provider; visit_occurrence_id int >visit_occurrence; visit_detail_id int >visit_detail;
    measurement_source_value text50; measurement_source_concept_id int >concept; unit_source_value text50;
    unit_source_concept_id int >concept; value_source_value text50; measurement_event_id int;
    meas_event_field_concept_id int >concept`,
  observation: `
    observation_id int! key; person_id int! >person; observation_concept_id int! >concept;
    observation_date date!; observation_datetime time; observation_type_concept_id int! >concept;
    value_as_number float; value_as_string text60; value_as_concept_id int >concept;
    qualifier_concept_id int >concept; unit_concept_id int >concept; provider_id int >provider;
    visit_occurrence_id int >visit_occurrence; visit_detail_id int >visit_detail;
    observation_source_value text50; observation_source_concept_id int >concept; unit_source_value text50;
    qualifier_source_value text50; value_source_value text50; observation_event_id int;
    obs_event_field_concept_id int >concept`,
  death: `
    person_id int! >person; death_date date!; death_datetime time; death_type_concept_id int >concept;
    cause_concept_id int >concept; cause_source_value text50; cause_source_concept_id int >concept`,
  note: `
    note_id int! key; person_id int! >person; note_date date!; note_datetime time;
    note_type_concept_id int! >concept; note_class_concept_id int! >concept; note_title text250;
    note_text text!; encoding_concept_id int! >concept; language_concept_id int! >concept;
    provider_id int >provider; visit_occurrence_id int >visit_occurrence; visit_detail_id int >visit_detail;
    note_source_value text50; note_event_id int; note_event_field_concept_id int >concept`,
  note_nlp: `
    note_nlp_id int! key; note_id int!; section_concept_id int >concept; snippet text250; offset text50;
    lexical_variant text250!; note_nlp_concept_id int >concept; note_nlp_source_concept_id int >concept;
    nlp_system text250; nlp_date date!; nlp_datetime time; term_exists text1; term_temporal text50;
    term_modifiers text2000`,
  specimen: `
    specimen_id int! key; person_id int! >person; specimen_concept_id int! >concept;
    specimen_type_concept_id int! >concept; specimen_date date!; specimen_datetime time; quantity float;
    unit_concept_id int >concept; anatomic_site_concept_id int >concept;
    disease_status_concept_id int >concept; specimen_source_id text50; specimen_source_value text50;
    unit_source_value text50; anatomic_site_source_value text50; disease_status_source_value text50`,
  fact_relationship: `
    domain_concept_id_1 int! >concept; fact_id_1 int!; domain_concept_id_2 int! >concept; fact_id_2 int!;
    relationship_concept_id int! >concept`,
  location: `
    location_id int! key; address_1 text50; address_2 text50; city text50; state text2; zip text9;
    county text20; location_source_value text50; country_concept_id int >concept; country_source_value text80;
    latitude float; longitude float`,
  care_site: `
    care_site_id int! key; care_site_name text255; place_of_service_concept_id int >concept;
    location_id int >location; care_site_source_value text50; place_of_service_source_value text50`,
  provider: `
    provider_id int! key; provider_name text255; npi text20; dea text20; specialty_concept_id int >concept;
    care_site_id int >care_site; year_of_birth int; gender_concept_id int >concept;
    provider_source_value text50; specialty_source_value text50; specialty_source_concept_id int >concept;
    gender_source_value text50; gender_source_concept_id int >concept`,
  payer_plan_period: `
    payer_plan_period_id int! key; person_id int! >person; payer_plan_period_start_date date!;
    payer_plan_period_end_date date!; payer_concept_id int >concept; payer_source_value text50;
    payer_source_concept_id int >concept; plan_concept_id int >concept; plan_source_value text50;
    plan_source_concept_id int >concept; sponsor_concept_id int >concept; sponsor_source_value text50;
    sponsor_source_concept_id int >concept; family_source_value text50; stop_reason_concept_id int >concept;
    stop_reason_source_value text50; stop_reason_source_concept_id int >concept`,
  cost: `
    cost_id int! key; cost_event_id int!; cost_domain_id text20! >domain; cost_type_concept_id int! >concept;
    currency_concept_id int >concept; total_charge float; total_cost float; total_paid float;
    paid_by_payer float; paid_by_patient float; paid_patient_copay float; paid_patient_coinsurance float;
    paid_patient_deductible float; paid_by_primary float; paid_ingredient_cost float;
    paid_dispensing_fee float; payer_plan_period_id int; amount_allowed float;
    revenue_code_concept_id int >concept; revenue_code_source_value text50; drg_concept_id int >concept;
    drg_source_value text3`,
  drug_era: `
    drug_era_id int! key; person_id int! >person; drug_concept_id int! >concept; drug_era_start_date date!;
    drug_era_end_date date!; drug_exposure_count int; gap_days int`,
  dose_era: `
    dose_era_id int! key; person_id int! >person; drug_concept_id int! >concept; unit_concept_id int! >concept;
    dose_value float!; dose_era_start_date date!; dose_era_end_date date!`,
  condition_era: `
    condition_era_id int! key; person_id int! >person; condition_concept_id int! >concept;
    condition_era_start_date date!; condition_era_end_date date!; condition_occurrence_count int`,
  episode: `
    episode_id int! key; person_id int! >person; episode_concept_id int! >concept; episode_start_date date!;
    episode_start_datetime time; episode_end_date date; episode_end_datetime time; episode_parent_id int;
    episode_number int; episode_object_concept_id int! >concept; episode_type_concept_id int! >concept;
    episode_source_value text50; episode_source_concept_id int >concept`,
  episode_event: `
    episode_id int! >episode; event_id int!; episode_event_field_concept_id int! >concept`,
  metadata: `
    metadata_id int! key; metadata_concept_id int! >concept; metadata_type_concept_id int! >concept;
    name text250!; value_as_string text250; value_as_concept_id int >concept; value_as_number float;
    metadata_date date; metadata_datetime time`,
  cdm_source: `
    cdm_source_name text255!; cdm_source_abbreviation text25!; cdm_holder text255!; source_description text;
    source_documentation_reference text255; cdm_etl_reference text255; source_release_date date!;
    cdm_release_date date!; cdm_version text10; cdm_version_concept_id int! >concept; vocabulary_version text20!`,
  concept: `
    concept_id int! key; concept_name text255!; domain_id text20! >domain; vocabulary_id text20! >vocabulary;
    concept_class_id text20! >concept_class; standard_concept text1; concept_code text50!;
    valid_start_date date!; valid_end_date date!; invalid_reason text1`,
  vocabulary: `
    vocabulary_id text20! key; vocabulary_name text255!; vocabulary_reference text255;
    vocabulary_version text255; vocabulary_concept_id int! >concept`,
  domain: `
    domain_id text20! key; domain_name text255!; domain_concept_id int! >concept`,
  concept_class: `
    concept_class_id text20! key; concept_class_name text255!; concept_class_concept_id int! >concept`,
  concept_relationship: `
    concept_id_1 int! >concept; concept_id_2 int! >concept; relationship_id text20! >relationship;
    valid_start_date date!; valid_end_date date!; invalid_reason text1`,
  relationship: `
    relationship_id text20! key; relationship_name text255!; is_hierarchical text1!; defines_ancestry text1!;
    reverse_relationship_id text20!; relationship_concept_id int! >concept`,
  concept_synonym: `
    concept_id int! >concept; concept_synonym_name text1000!; language_concept_id int! >concept`,
  concept_ancestor: `
    ancestor_concept_id int! >concept; descendant_concept_id int! >concept; min_levels_of_separation int!;
    max_levels_of_separation int!`,
  source_to_concept_map: `
    source_code text50!; source_concept_id int! >concept; source_vocabulary_id text20!;
    source_code_description text255; target_concept_id int! >concept; target_vocabulary_id text20! >vocabulary;
    valid_start_date date!; valid_end_date date!; invalid_reason text1`,
  drug_strength: `
    drug_concept_id int! >concept; ingredient_concept_id int! >concept; amount_value float;
    amount_unit_concept_id int >concept; numerator_value float; numerator_unit_concept_id int >concept;
    denominator_value float; denominator_unit_concept_id int >concept; box_size int; valid_start_date date!;
    valid_end_date date!; invalid_reason text1`,
  cohort: `
    cohort_definition_id int!; subject_id int!; cohort_start_date date!; cohort_end_date date!`,
  cohort_definition: `
    cohort_definition_id int!; cohort_definition_name text255!; cohort_definition_description text;
    definition_type_concept_id int! >concept; cohort_definition_syntax text; subject_concept_id int! >concept;
    cohort_initiation_date date`,
} as const;

export type CdmTable = keyof typeof FIELDS;

/** Every table of the model, in the order of the specification. */
export const CDM: Readonly<Record<CdmTable, readonly CdmField[]>> = Object.fromEntries(
  Object.entries(FIELDS).map(([table, text]) => [table, text.split(';').map((field) => readField(field.trim()))]),
) as Record<CdmTable, CdmField[]>; // the keys are those of FIELDS

export const CDM_TABLES = Object.keys(FIELDS) as CdmTable[];

function readField(text: string): CdmField {
  const [name = '', word = '', ...rest] = text.split(/\s+/);
  const parts = /^([a-z]+)(\d*)(!?)$/.exec(word);
  if (!parts) throw new Error(`omop-cdm: "${text}" is no field`);
  const target = rest.find((each) => each.startsWith('>'))?.slice(1);
  return {
    name,
    type: parts[1] as CdmType,
    ...(parts[2] ? { length: Number(parts[2]) } : {}),
    isRequired: parts[3] === '!',
    isKey: rest.includes('key'),
    ...(target ? { refersTo: target } : {}),
  };
}

const SQL_TYPE: Readonly<Record<CdmType, string>> = {
  int: 'BIGINT',
  float: 'DOUBLE',
  date: 'DATE',
  time: 'TIMESTAMP',
  text: 'VARCHAR',
};

/** CREATE TABLE of one CDM table. Without constraints: a doubtful record is the checks' affair, not a failed load. */
export function cdmTableSql(table: CdmTable, schema = 'main'): string {
  const columns = CDM[table].map((field) => `"${field.name}" ${SQL_TYPE[field.type]}`);
  return `CREATE TABLE ${schema}.${table} (${columns.join(', ')})`;
}

/** The column that names a row of a table; undefined for tables without a key. */
export function cdmKeyOf(table: CdmTable): string | undefined {
  return CDM[table].find((field) => field.isKey)?.name;
}
