import { type Static, Type } from '../core/schema.ts';
import { CHECKS } from '../cycle/practice-to-data/checks/all.ts';
import type { Snapshot } from '../engine/store/snapshot.ts';
import { defineAction } from './action.ts';
import { CheckRow } from './shapes.ts';
import { textTable } from './text-table.ts';
import { withSnapshot } from './with-snapshot.ts';

/** What the checks of the current snapshot found. */
export const check = defineAction({
  id: 'check',
  title: 'Checks of the data',
  summary:
    'What each check found in the current snapshot, per source and over time, and which definitions it threatens.',
  command: 'check',
  example: 'rondo check',
  roles: ['analyst', 'clinician', 'reviewer', 'patient-representative', 'administrator'],
  changes: false,
  aboutPeople: false,
  params: Type.Object({}),
  gives: Type.Object({ snapshot: Type.String(), checks: Type.Array(CheckRow) }),
  run: (_params, { workspace }) =>
    withSnapshot(workspace, async ({ snapshot }) => ({ snapshot: snapshot.id, checks: await checkRows(snapshot) })),
  show({ snapshot, checks }) {
    const worst = new Map<string, Static<typeof CheckRow>>();
    for (const row of checks) {
      const before = worst.get(row.check);
      if (!before || (before.ok && !row.ok) || (before.ok === row.ok && row.share > before.share))
        worst.set(row.check, row);
    }
    const rows = [...worst.values()];
    const failed = rows.filter(({ ok }) => !ok).length;
    return [
      textTable(
        ['', 'check', 'kind', 'where', 'violated', 'of', 'share'],
        rows.map((row) => [
          row.ok ? 'ok' : 'FAIL',
          row.title,
          row.kind,
          [row.source, row.month].filter(Boolean).join(' '),
          row.violated,
          row.of,
          `${(100 * row.share).toFixed(2)} %`,
        ]),
      ),
      '',
      `Snapshot ${snapshot}: ${rows.length - failed} checks passed, ${failed} failed.`,
      ...rows
        .filter(({ ok }) => !ok)
        .map((row) => `${row.check} threatens ${row.threatens.join(', ') || 'nothing that is defined'}`),
    ].join('\n');
  },
});

/** The stored results of a snapshot's checks, with the words of their declarations. */
export async function checkRows({ db }: Snapshot): Promise<Static<typeof CheckRow>[]> {
  const rows = await db.rows<StoredCheck>('SELECT * FROM rondo.check_result ORDER BY "check", source, month');
  const declared = new Map(CHECKS.map((each) => [each.id, each]));
  return rows.map((row) => {
    const about = declared.get(row.check);
    return {
      check: row.check,
      title: about?.title ?? row.check,
      kind: about?.kind ?? '',
      severity: row.severity,
      source: row.source ?? '',
      month: row.month,
      violated: Number(row.violated),
      of: Number(row.of),
      share: row.share,
      threshold: row.threshold,
      ok: row.ok,
      says: `${about?.title ?? row.check}: ${row.violated} of ${row.of}`,
      threatens: row.threatens,
    };
  });
}

interface StoredCheck {
  readonly check: string;
  readonly severity: string;
  readonly source: string | null;
  readonly month: string | null;
  readonly violated: string | number;
  readonly of: string | number;
  readonly share: number;
  readonly threshold: number;
  readonly ok: boolean;
  readonly threatens: string[];
}
