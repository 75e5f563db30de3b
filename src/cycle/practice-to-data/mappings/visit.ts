import { defineEventMapping, TYPE_CONCEPT } from '../event-mapping.ts';

/** HL7 v3 ActCode encounter classes. Source: HL7 FHIR-to-OMOP 2.0.0-ballot, concept map EncounterClass. */
const KINDS = { IMP: 9201, AMB: 9202, EMER: 9203, OBSENC: 262, VR: 722455, HH: 581476 };

/** Encounter → visit_occurrence. A visit without an end is taken to end on its first day, and is flagged. */
export const visit = defineEventMapping({
  id: 'visit',
  type: 'Encounter',
  view: 'encounter',
  codings: { view: 'encounter-coding', from: 0 },
  domain: 'visit',
  table: 'visit_occurrence',
  conceptDomain: 'Visit',
  starts: ['period_start'],
  ends: ['period_end'],
  endWhenMissing: 'start',
  isVisit: true,
  columns: {
    visit_occurrence_id: 'e.event_id',
    visit_concept_id: `CASE e.code_code ${Object.entries(KINDS)
      .map(([kind, concept]) => `WHEN '${kind}' THEN ${concept}`)
      .join(' ')} ELSE 0 END`,
    visit_start_date: 'e.from_day',
    visit_start_datetime: 'e.from_time',
    visit_end_date: 'e.until_day',
    visit_end_datetime: 'e.until_time',
    visit_type_concept_id: String(TYPE_CONCEPT.ehr),
    provider_id: 'e.provider_id',
    care_site_id: 'e.care_site_id',
    visit_source_value: 'left(e.code_code, 50)',
    visit_source_concept_id: 'coalesce(c.concept_id, 0)',
    admitted_from_concept_id: '0',
    admitted_from_source_value: 'left(e.admitted_from, 50)',
    discharged_to_concept_id: '0',
    discharged_to_source_value: 'left(e.discharged_to, 50)',
    preceding_visit_occurrence_id:
      'lag(e.event_id) OVER (PARTITION BY e.person_id ORDER BY e.from_day, e.from_time NULLS FIRST, e.event_id)',
  },
});

export const VISIT_KINDS: Readonly<Record<string, number>> = KINDS;
