import { defineEventMapping, TYPE_CONCEPT } from '../event-mapping.ts';

/** Condition → condition_occurrence, from its onset or else from the day it was charted. */
export const condition = defineEventMapping({
  id: 'condition',
  type: 'Condition',
  view: 'condition',
  codings: { view: 'condition-coding', from: 1 },
  domain: 'condition',
  table: 'condition_occurrence',
  conceptDomain: 'Condition',
  starts: ['onset', 'onset_start', 'recorded'],
  ends: ['abatement', 'abatement_end'],
  columns: {
    condition_occurrence_id: 'e.event_id',
    condition_concept_id: '0',
    condition_start_date: 'e.from_day',
    condition_start_datetime: 'e.from_time',
    condition_end_date: 'e.until_day',
    condition_end_datetime: 'e.until_time',
    condition_type_concept_id: String(TYPE_CONCEPT.ehr),
    condition_status_concept_id: '0',
    condition_status_source_value: 'left(e.clinical_status, 50)',
    provider_id: 'e.provider_id',
    visit_occurrence_id: 'e.visit_id',
    condition_source_value: 'left(e.code_code, 50)',
    condition_source_concept_id: 'coalesce(c.concept_id, 0)',
  },
});
