import { sqlText } from '../../engine/store/duckdb.ts';
import { QUARANTINE_SAYS } from '../../engine/store/raw-stage-file.ts';
import { ACCOUNTING_ROWS, EXCLUSION_ROWS } from './accounting.ts';
import { codingsSql, eventTable } from './event-sql.ts';
import { EVENT_MAPPINGS } from './mappings/all.ts';
import { CONSENT_ROWS } from './mappings/payment.ts';
import { unresolvedRows } from './unresolved.ts';

/** The schema `rondo` of a snapshot: what happened to the records on their way. */
export const RONDO_TABLES = [
  'accounting (type VARCHAR, fate VARCHAR, reason VARCHAR, records BIGINT)',
  'exclusion (type VARCHAR, reason VARCHAR, file VARCHAR, line BIGINT)',
  'quarantine (file VARCHAR, line BIGINT, type VARCHAR, code VARCHAR, says VARCHAR)',
  'event_code (domain VARCHAR, event_id BIGINT, concept_id BIGINT)',
  'date_flag (domain VARCHAR, event_id BIGINT, flag VARCHAR)',
  'late_arrival (domain VARCHAR, event_id BIGINT, days BIGINT)',
  'unresolved_reference (type VARCHAR, element VARCHAR, target VARCHAR, why VARCHAR, records BIGINT)',
  'consent (person_id BIGINT, scope VARCHAR, provision VARCHAR, purpose VARCHAR, status VARCHAR, decided_on DATE, from_day DATE, until_day DATE)',
  'person_source (person_id BIGINT, source VARCHAR)',
  'check_result ("check" VARCHAR, severity VARCHAR, source VARCHAR, month VARCHAR, violated BIGINT, "of" BIGINT, share DOUBLE, threshold DOUBLE, ok BOOLEAN, threatens VARCHAR[])',
];

/** The statements that fill the schema `rondo` of the attached database `out`. */
export function rondoStatements(): string[] {
  const statements: string[] = [];
  const run = (...sql: readonly string[]) => void statements.push(...sql);
  for (const mapping of EVENT_MAPPINGS.filter(({ codings }) => codings)) {
    run(`INSERT INTO out.rondo.event_code
      SELECT DISTINCT '${mapping.domain}', k.event_id, c.concept_id FROM (${codingsSql(mapping)}) k
      JOIN concept_seen c ON c.system = coalesce(k.code_system, '') AND c.code = k.code_code ORDER BY ALL`);
  }
  for (const mapping of EVENT_MAPPINGS) {
    run(`INSERT INTO out.rondo.date_flag SELECT '${mapping.domain}', event_id, flag FROM (
        SELECT event_id, 'start-partial' AS flag FROM ${eventTable(mapping)} WHERE reason IS NULL AND length(start_text) < 10
        UNION ALL SELECT event_id, 'end-partial' FROM ${eventTable(mapping)} WHERE reason IS NULL AND length(end_text) < 10
        ${mapping.endWhenMissing === 'none' ? '' : `UNION ALL SELECT event_id, 'end-derived' FROM ${eventTable(mapping)} WHERE reason IS NULL AND end_day IS NULL`}
      ) ORDER BY event_id, flag`);
  }
  run(`INSERT INTO out.rondo.date_flag SELECT 'person', person_id, flag FROM (
      SELECT person_id, 'birth-partial' AS flag FROM patient WHERE reason IS NULL AND length(birth_date) < 10
      UNION ALL SELECT person_id, 'death-undated' FROM patient WHERE reason IS NULL AND deceased AND fhir_day(deceased_on) IS NULL
    ) ORDER BY person_id, flag`);
  run(`INSERT INTO out.rondo.late_arrival SELECT 'measurement', event_id, date_diff('day', from_day, fhir_day(issued))
    FROM event_measurement WHERE reason IS NULL AND date_diff('day', from_day, fhir_day(issued)) > 30 ORDER BY event_id`);
  run(`INSERT INTO out.rondo.unresolved_reference ${unresolvedRows()}`);
  run(`INSERT INTO out.rondo.consent BY NAME ${CONSENT_ROWS} ORDER BY ALL`);
  run(
    'INSERT INTO out.rondo.person_source SELECT person_id, source FROM patient WHERE reason IS NULL ORDER BY person_id',
  );
  run(`INSERT INTO out.rondo.accounting ${ACCOUNTING_ROWS}`, `INSERT INTO out.rondo.exclusion ${EXCLUSION_ROWS}`);
  const says = Object.entries(QUARANTINE_SAYS).map(([code, text]) => `WHEN ${sqlText(code)} THEN ${sqlText(text)}`);
  run(`INSERT INTO out.rondo.quarantine
    SELECT i.name, q."at" % 4294967296, q.type, q.code, CASE q.code ${says.join(' ')} WHEN 'wrong-shape' THEN 'an element has another shape than FHIR gives it' END
    FROM (SELECT q."at", q.type, q.code FROM quarantine_all q JOIN file f ON f.number = q."at" // 4294967296
        WHERE f.fault IS NULL OR q."at" % 4294967296 = 0 -- a refused file is one row, not all its lines
      UNION ALL SELECT d."at", a.type, d.reason FROM dropped d JOIN arrived_all a ON a."at" = d."at" WHERE d.fate = 'quarantined' AND a.fault IS NULL) q
    JOIN file i ON i.number = q."at" // 4294967296 ORDER BY q."at"`);
  return statements;
}
