/** Loads a folder of FHIR and holds the account: every record has one fate, every reference resolves or is reported. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFhir } from '../../src/cycle/practice-to-data/load-fhir.ts';
import { nodeEffects } from '../../src/effects/node.ts';
import { createWorkspace } from '../../src/engine/store/open-workspace.ts';
import { openSnapshot } from '../../src/engine/store/snapshot.ts';

export const loadJudge = {
  suite: 'load',
  usage:
    'load FHIR_DIR   a folder of FHIR R4 NDJSON: the account adds up, nothing is lost, a second load changes nothing',
  async run([folder]: readonly string[]) {
    if (folder === undefined) return { passed: 0, failed: 0, skipped: 0, lines: ['name a folder'] };
    const room = mkdtempSync(join(tmpdir(), 'rondo-judge-'));
    const workspace = await createWorkspace(join(room, 'ws'), { name: 'judge', isSimulated: false });
    const lines: string[] = [];
    let failed = 0;
    let passed = 0;
    const hold = (says: string, isSo: boolean) => {
      lines.push(`${isSo ? 'ok  ' : 'FAIL'} ${says}`);
      if (isSo) passed++;
      else failed++;
    };
    try {
      const effects = nodeEffects();
      const first = await loadFhir({ folder }, { workspace, effects });
      const by = (type: string, fate: string) =>
        first.accounting
          .filter((row) => row.type === type && row.fate === fate)
          .reduce((sum, { records }) => sum + records, 0);
      for (const type of [...new Set(first.accounting.map((row) => row.type))].sort()) {
        const fates = ['loaded', 'excluded', 'superseded', 'quarantined'].map((fate) => by(type, fate));
        const read = first.accounting.filter((row) => row.type === type).reduce((sum, { records }) => sum + records, 0);
        hold(
          `${type || '(unknown)'}: read ${read} = loaded ${fates[0]} + excluded ${fates[1]} + superseded ${fates[2]} + quarantined ${fates[3]}`,
          read === fates.reduce((sum, records) => sum + records, 0),
        );
      }
      const snapshot = await openSnapshot(workspace, first.snapshot);
      const [orphans] = await snapshot.db.rows<{ rows: string }>(
        `SELECT CAST(sum(rows) AS BIGINT) AS rows FROM (${[
          'condition_occurrence',
          'measurement',
          'observation',
          'drug_exposure',
          'procedure_occurrence',
          'visit_occurrence',
        ]
          .map((table) => `SELECT count(*) AS rows FROM ${table} WHERE person_id NOT IN (SELECT person_id FROM person)`)
          .join(' UNION ALL ')})`,
      );
      hold('no event without its person', Number(orphans?.rows) === 0);
      const unresolved = await snapshot.db.rows<{ type: string; target: string; records: string }>(
        'SELECT type, target, CAST(sum(records) AS BIGINT) AS records FROM rondo.unresolved_reference GROUP BY type, target ORDER BY type, target',
      );
      for (const row of unresolved)
        lines.push(`     ${row.records} references of ${row.type} to ${row.target} lead nowhere, and are reported`);
      snapshot.close();
      const second = await loadFhir({ folder }, { workspace, effects });
      hold('a second load of the same folder brings nothing new', !second.isNew && second.records === first.records);
      lines.push(
        `     ${first.records} records, ${(first.bytes / 1e6).toFixed(0)} MB in ${first.seconds.toFixed(1)} s`,
      );
    } finally {
      await workspace.close();
      rmSync(room, { recursive: true, force: true });
    }
    return { passed, failed, skipped: 0, lines };
  },
};
