import { type CdmTable, cdmKeyOf, cdmTableSql } from '../../engine/store/omop-cdm.ts';
import { CONCEPT_CLASS_ROWS, CONCEPT_ROWS, DOMAIN_ROWS, VOCABULARY_ROWS } from './concepts.ts';
import { eventTable, omopRowsSql } from './event-sql.ts';
import { EVENT_MAPPINGS } from './mappings/all.ts';
import { COST_ROWS, PAYER_PLAN_PERIOD_ROWS } from './mappings/payment.ts';
import { DEATH_ROWS, DEPRIVATION_ROWS, OBSERVATION_PERIOD_ROWS, PERSON_ROWS } from './mappings/people.ts';
import {
  CARE_SITE_ROWS,
  LOCATION_ROWS,
  NAMED_CARE_SITE_ROWS,
  namedProviderRows,
  PROVIDER_ROWS,
  VISIT_DETAIL_ROWS,
} from './mappings/places.ts';

const EVENT_TABLES = EVENT_MAPPINGS.map(eventTable);

/** The statements that fill the CDM tables of the attached database `out` from the scratch tables. */
export function omopStatements(): string[] {
  const rows = new Map<CdmTable, string[]>();
  const add = (table: CdmTable, ...sql: string[]) => rows.set(table, [...(rows.get(table) ?? []), ...sql]);
  for (const mapping of EVENT_MAPPINGS) add(mapping.table, omopRowsSql(mapping));
  add('observation', DEPRIVATION_ROWS);
  add('person', PERSON_ROWS);
  add('death', DEATH_ROWS);
  add('observation_period', OBSERVATION_PERIOD_ROWS);
  add('visit_detail', VISIT_DETAIL_ROWS);
  add('care_site', CARE_SITE_ROWS, NAMED_CARE_SITE_ROWS);
  add('provider', PROVIDER_ROWS, namedProviderRows(EVENT_TABLES));
  add('location', LOCATION_ROWS);
  add('payer_plan_period', PAYER_PLAN_PERIOD_ROWS);
  add('cost', COST_ROWS);
  add('concept', CONCEPT_ROWS);
  return [
    ...[...rows].map(([table, parts]) => insertSql(table, parts)),
    insertSql('vocabulary', [VOCABULARY_ROWS]),
    insertSql('domain', [DOMAIN_ROWS]),
    insertSql('concept_class', [CONCEPT_CLASS_ROWS]),
  ];
}

/** Rows lie by person, so that one person's record is read from few places; the order is part of what a rebuild repeats. */
function insertSql(table: CdmTable, parts: readonly string[]): string {
  const key = cdmKeyOf(table);
  const hasPerson = cdmTableSql(table).includes('"person_id"');
  const order = [...(hasPerson ? ['person_id'] : []), ...(key && key !== 'person_id' ? [key] : [])];
  const all = parts.map((part) => `(${part})`).join(' UNION ALL BY NAME ');
  return `INSERT INTO out.main.${table} BY NAME SELECT * FROM (${all}) ${order.length > 0 ? `ORDER BY ${order.join(', ')}` : ''}`;
}
