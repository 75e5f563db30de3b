import { defineEventMapping, TYPE_CONCEPT } from '../event-mapping.ts';

/** Procedure → procedure_occurrence. */
export const procedure = defineEventMapping({
  id: 'procedure',
  type: 'Procedure',
  view: 'procedure',
  codings: { view: 'procedure-coding', from: 1 },
  domain: 'procedure',
  table: 'procedure_occurrence',
  conceptDomain: 'Procedure',
  starts: ['performed', 'performed_start'],
  ends: ['performed_end'],
  columns: {
    procedure_occurrence_id: 'e.event_id',
    procedure_concept_id: '0',
    procedure_date: 'e.from_day',
    procedure_datetime: 'e.from_time',
    procedure_end_date: 'e.until_day',
    procedure_end_datetime: 'e.until_time',
    procedure_type_concept_id: String(TYPE_CONCEPT.ehr),
    modifier_concept_id: '0',
    provider_id: 'e.provider_id',
    visit_occurrence_id: 'e.visit_id',
    procedure_source_value: 'left(e.code_code, 50)',
    procedure_source_concept_id: 'coalesce(c.concept_id, 0)',
  },
});
