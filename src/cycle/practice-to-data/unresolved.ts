import { eventTable } from './event-sql.ts';
import { EVENT_MAPPINGS } from './mappings/all.ts';

/**
 * References of admitted records that lead nowhere: (type, element, target, why, records). `unreadable`: not of the form
 * Type/id; `not-received`: no such record came, or it stays out.
 */
export function unresolvedRows(): string {
  const parts = EVENT_MAPPINGS.filter(({ part }) => part.length === 0).flatMap((mapping) => {
    const table = eventTable(mapping);
    const found = [reference(table, mapping.type, 'practitioner', 'Practitioner', providerKnown)];
    if (mapping.isVisit) found.push(reference(table, mapping.type, 'organization', 'Organization', organizationKnown));
    else found.push(reference(table, mapping.type, 'encounter', 'Encounter', visitKnown));
    if (mapping.type === 'MedicationRequest')
      found.push(reference(table, mapping.type, 'medication', 'Medication', medicationKnown));
    return found;
  });
  parts.push(
    reference('patient', 'Patient', 'organization', 'Organization', organizationKnown),
    reference('patient', 'Patient', 'practitioner', 'Practitioner', providerKnown),
  );
  return `SELECT type, element, target, why, CAST(sum(records) AS BIGINT) AS records
    FROM (${parts.join(' UNION ALL ')}) GROUP BY ALL ORDER BY type, element, target, why`;
}

const providerKnown = 'SELECT 1 FROM flat_practitioner x WHERE x.source = r.source AND x.id = r.id';
const organizationKnown = 'SELECT 1 FROM flat_organization x WHERE x.source = r.source AND x.id = r.id';
const medicationKnown = 'SELECT 1 FROM flat_medication x WHERE x.source = r.source AND x.id = r.id';
const visitKnown = 'SELECT 1 FROM event_visit x WHERE x.source = r.source AND x.id = r.id AND x.reason IS NULL';

/** A practitioner element may name an organisation instead, which is no fault. */
function reference(table: string, type: string, element: string, target: string, known: string): string {
  return `SELECT '${type}' AS type, '${element}' AS element, '${target}' AS target,
      CASE WHEN r.id IS NULL THEN 'unreadable' ELSE 'not-received' END AS why, count(*) AS records
    FROM (SELECT source, ${element} AS text, fhir_ref(${element}, '${target}') AS id FROM ${table} WHERE reason IS NULL AND ${element} IS NOT NULL) r
    WHERE (r.id IS NULL AND NOT regexp_matches(r.text, '^[A-Z][A-Za-z]+/')) OR (r.id IS NOT NULL AND NOT EXISTS (${known}))
    GROUP BY ALL`;
}
