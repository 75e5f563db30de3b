import { type Database, sqlText } from '../../engine/store/duckdb.ts';
import { CHECKS } from './checks/all.ts';
import type { Check, CheckFacts, CheckRow } from './define-check.ts';

export interface CheckSummary {
  readonly check: string;
  readonly title: string;
  readonly severity: Check['severity'];
  readonly ok: boolean;
  readonly says: string;
  readonly threatens: readonly string[];
  readonly rows: readonly CheckRow[];
}

/** Runs every check against a database whose default schema holds the CDM tables. */
export async function runChecks(db: Database, facts: CheckFacts, checks = CHECKS): Promise<CheckSummary[]> {
  const summaries: CheckSummary[] = [];
  for (const check of checks) {
    const rows = (await check.run(db, facts)).map((count): CheckRow => {
      const share = count.of === 0 ? 0 : count.violated / count.of;
      const { id, threshold, threatens } = check;
      return { ...count, check: id, share, threshold, ok: share <= threshold, threatens };
    });
    summaries.push(summaryOf(check, rows));
  }
  return summaries;
}

function summaryOf(check: Check, rows: readonly CheckRow[]): CheckSummary {
  const { id, title, severity, threatens } = check;
  const failed = rows.filter((row) => !row.ok);
  const worst = [...(failed.length > 0 ? failed : rows)].sort((a, b) => b.share - a.share)[0];
  const where = [worst?.source, worst?.month].filter(Boolean).join(', ');
  const figures = worst ? `${worst.violated} of ${worst.of}${where ? ` (${where})` : ''}` : 'nothing to look at';
  const says = failed.length === 0 ? `${title}: ${figures}` : `${title}: ${figures}, over ${check.threshold * 100} %`;
  return { check: id, title, severity, ok: failed.length === 0, says, threatens, rows };
}

/** Keeps the results inside the snapshot they speak of. */
export async function storeChecks(db: Database, schema: string, summaries: readonly CheckSummary[]): Promise<void> {
  const rows = summaries.flatMap(({ severity, rows }) =>
    rows.map(({ check, source, month, violated, of, share, threshold, ok, threatens }) => {
      const texts = `[${threatens.map(sqlText).join(', ')}]`;
      const text = (value: string | undefined) => (value === undefined ? 'NULL' : sqlText(value));
      return `(${sqlText(check)}, ${sqlText(severity)}, ${text(source)}, ${text(month)}, ${violated}, ${of}, ${share}, ${threshold}, ${ok}, ${texts})`;
    }),
  );
  if (rows.length > 0) await db.run(`INSERT INTO ${schema}.check_result VALUES ${rows.join(', ')}`);
}
