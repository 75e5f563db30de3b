import { type Database, sqlText } from '../../../engine/store/duckdb.ts';
import { CDM_VERSION } from '../../../engine/store/omop-cdm.ts';
import type { AdmissionPolicy } from '../admission.ts';

/** The rules that gave these tables their meaning, for whoever finds the tables without Rondo. */
const RULES: Readonly<Record<string, string>> = {
  observation_period: 'from the first event to the last: starts of events, ends of visits, death',
  person_practice: 'managingOrganization, else the organisation most seen in AMB visits; ties: latest, then lowest id',
  person_practitioner:
    'generalPractitioner, else the practitioner most seen in AMB visits; ties: latest, then lowest id',
  birth: 'as recorded; month or day absent where the record gives none; year alone counts as 1 July in calculations',
  partial_dates: 'YYYY-MM is the first of the month, YYYY the first of January; flagged in rondo.date_flag',
  time_zone: 'days and times are local, as written in the record; offsets are not applied',
  visit_end: 'a visit without an end ends on its first day; flagged in rondo.date_flag',
  drug_end: 'validity period, else days of supply, else the first day',
  domain: 'a number, a laboratory result or a vital sign is a measurement; every other observation is an observation',
  cost: 'one row per claim; the explanation of benefit created last says what was paid and wins on the charge',
  free_text: 'notes, names, identifiers and text answers are not taken over',
};

/** cdm_source and metadata, as statements. */
export async function metadataRows(
  db: Database,
  { asOf, policy }: { asOf: string; policy: AdmissionPolicy },
): Promise<string[]> {
  const [engine] = await db.rows<{ version: string }>('SELECT version() AS version');
  const facts = {
    ...RULES,
    admission_policy: `${policy.id} ${policy.version} ${policy.digest}`,
    engine: `DuckDB ${engine?.version}`,
  };
  const rows = Object.entries(facts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value], i) => `(${i + 1}, 0, 32817, ${sqlText(name)}, left(${sqlText(value)}, 250), DATE '${asOf}')`);
  return [
    `INSERT INTO out.main.metadata (metadata_id, metadata_concept_id, metadata_type_concept_id, name, value_as_string, metadata_date)
       VALUES ${rows.join(', ')}`,
    `INSERT INTO out.main.cdm_source (cdm_source_name, cdm_source_abbreviation, cdm_holder, source_description,
       source_release_date, cdm_release_date, cdm_version, cdm_version_concept_id, vocabulary_version)
     VALUES ('Rondo snapshot', 'rondo', 'the holder of this workspace', 'FHIR R4 records mapped by Rondo',
       DATE '${asOf}', DATE '${asOf}', 'v${CDM_VERSION}.0', 756265, 'local source concepts')`,
  ];
}
