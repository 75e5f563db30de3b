import { type Static, Type } from '../core/schema.ts';
import { REASONS_SAY } from '../cycle/practice-to-data/accounting.ts';
import { bars } from '../engine/chart/bars.ts';
import type { Figure } from '../engine/chart/figure.ts';
import { readManifest, snapshotIds } from '../engine/store/snapshot.ts';
import type { Workspace } from '../engine/store/workspace.ts';
import { defineAction } from './action.ts';
import { checkRows } from './check.ts';
import { plainFigure } from './plain-figure.ts';
import { AccountingRow, CheckRow, FigureShape, SnapshotRow } from './shapes.ts';
import { showAccounting } from './show-accounting.ts';
import { textTable } from './text-table.ts';
import { withSnapshot } from './with-snapshot.ts';

const MOST_QUARANTINED = 500;

/** Everything about the records: where they came from, what became of each, what the checks say. */
export const data = defineAction({
  id: 'data',
  title: 'Records and snapshots',
  summary:
    'Snapshots, the fate of every record by type and reason, quarantined lines, references that lead nowhere, checks and table sizes.',
  command: 'data',
  example: 'rondo data --json',
  roles: ['analyst', 'clinician', 'reviewer', 'patient-representative', 'administrator'],
  changes: false,
  aboutPeople: false,
  params: Type.Object({}),
  gives: Type.Object({
    snapshots: Type.Array(SnapshotRow),
    /** `says`: the reason in words */
    accounting: Type.Array(Type.Object({ ...AccountingRow.properties, says: Type.String() })),
    quarantine: Type.Array(
      Type.Object({
        file: Type.String(),
        line: Type.Integer(),
        type: Type.String(),
        code: Type.String(),
        says: Type.String(),
      }),
    ),
    unresolved: Type.Array(Type.Object({ type: Type.String(), target: Type.String(), records: Type.Integer() })),
    checks: Type.Array(CheckRow),
    tables: Type.Array(Type.Object({ table: Type.String(), rows: Type.Integer() })),
    figures: Type.Array(FigureShape),
  }),
  async run(_params, { workspace }) {
    const snapshots = await snapshotRows(workspace);
    if ((await workspace.currentSnapshot()) === undefined) {
      return { snapshots, accounting: [], quarantine: [], unresolved: [], checks: [], tables: [], figures: [] };
    }
    return withSnapshot(workspace, async ({ snapshot }) => {
      const { db, manifest } = snapshot;
      const quarantine = await db.rows<{ file: string; line: string; type: string; code: string; says: string | null }>(
        `SELECT file, line, type, code, says FROM rondo.quarantine ORDER BY file, line LIMIT ${MOST_QUARANTINED}`,
      );
      const unresolved = await db.rows<{ type: string; target: string; records: string }>(
        'SELECT type, target, CAST(sum(records) AS BIGINT) AS records FROM rondo.unresolved_reference GROUP BY type, target ORDER BY records DESC',
      );
      const accounting = manifest.accounting.map((row) => ({ ...row, says: REASONS_SAY[row.reason] ?? row.reason }));
      return {
        snapshots,
        accounting,
        quarantine: quarantine.map((row) => ({ ...row, line: Number(row.line), says: row.says ?? row.code })),
        unresolved: unresolved.map((row) => ({ ...row, records: Number(row.records) })),
        checks: await checkRows(snapshot),
        tables: Object.entries(manifest.rows)
          .filter(([, rows]) => rows > 0)
          .map(([table, rows]) => ({ table, rows })),
        figures: figuresOf(accounting).map(plainFigure),
      };
    });
  },
  show: ({ snapshots, accounting, quarantine, unresolved, tables }) =>
    [
      snapshots.length === 0
        ? 'No records yet: rondo load --fhir FOLDER.'
        : textTable(
            ['snapshot', 'as of', 'people', 'records', 'policy', 'checks failed', ''],
            snapshots.map((row) => [
              row.id,
              row.asOf,
              row.people,
              row.records,
              row.policy,
              row.checksFailed,
              row.isCurrent ? 'current' : '',
            ]),
          ),
      ...(accounting.length === 0 ? [] : ['', showAccounting(accounting)]),
      ...(tables.length === 0
        ? []
        : [
            '',
            textTable(
              ['table', 'rows'],
              tables.map((row) => [row.table, row.rows]),
            ),
          ]),
      ...(unresolved.length === 0
        ? []
        : [
            '',
            textTable(
              ['references of', 'lead nowhere to', 'records'],
              unresolved.map((row) => [row.type, row.target, row.records]),
            ),
          ]),
      ...(quarantine.length === 0
        ? []
        : [
            '',
            textTable(
              ['quarantined in', 'line', 'reason'],
              quarantine.slice(0, 20).map((row) => [row.file, row.line, row.says]),
            ),
          ]),
    ].join('\n'),
});

async function snapshotRows(workspace: Workspace): Promise<Static<typeof SnapshotRow>[]> {
  const current = await workspace.currentSnapshot();
  const rows: Static<typeof SnapshotRow>[] = [];
  for (const id of await snapshotIds(workspace)) {
    const manifest = await readManifest(workspace, id);
    rows.push({
      id,
      builtAt: manifest.builtAt,
      asOf: manifest.asOf,
      people: manifest.people,
      records: manifest.accounting.reduce((sum, { records }) => sum + records, 0),
      policy: `${manifest.policy.id} ${manifest.policy.version}`,
      isCurrent: id === current,
      checksFailed: manifest.checks.filter(({ ok }) => !ok).length,
    });
  }
  return rows.sort((a, b) => (a.builtAt < b.builtAt ? 1 : -1));
}

function figuresOf(accounting: readonly Static<typeof AccountingRow>[]): Figure[] {
  const total = accounting.reduce((sum, { records }) => sum + records, 0);
  const by = (fate: string) =>
    accounting.filter((row) => row.fate === fate).reduce((sum, { records }) => sum + records, 0);
  const reasons = new Map<string, number>();
  for (const { fate, reason, records } of accounting)
    if (fate !== 'loaded') reasons.set(reason, (reasons.get(reason) ?? 0) + records);
  const fates = ['loaded', 'excluded', 'superseded', 'quarantined'];
  return [
    bars({
      id: 'fates',
      title: 'What became of every record read',
      unit: 'records',
      total,
      bars: fates.map((fate) => ({ label: fate, count: by(fate) })),
    }),
    bars({
      id: 'exclusions',
      title: 'Why records did not reach the tables',
      unit: 'records',
      bars: [...reasons]
        .sort(([, a], [, b]) => b - a)
        .slice(0, 12)
        .map(([reason, count]) => ({ label: REASONS_SAY[reason] ?? reason, count })),
    }),
  ];
}
