import type { Static } from '../core/schema.ts';
import { REASONS_SAY } from '../cycle/practice-to-data/accounting.ts';
import type { AccountingRow } from './shapes.ts';
import { textTable } from './text-table.ts';

type Row = Static<typeof AccountingRow>;
const FATES = ['loaded', 'excluded', 'superseded', 'quarantined'] as const;

/** read = loaded + excluded + superseded + quarantined, by type, with the reasons below. */
export function showAccounting(rows: readonly Row[]): string {
  const types = [...new Set(rows.map(({ type }) => type))].sort();
  const sum = (type: string | undefined, fate?: string) =>
    rows
      .filter((row) => (type === undefined || row.type === type) && (fate === undefined || row.fate === fate))
      .reduce((total, row) => total + row.records, 0);
  const line = (name: string, type: string | undefined) => [name, sum(type), ...FATES.map((fate) => sum(type, fate))];
  const reasons = rows.filter(({ fate }) => fate !== 'loaded').sort((a, b) => b.records - a.records);
  return [
    textTable(
      ['type', 'read', ...FATES],
      [...types.map((type) => line(type || '(unknown)', type)), line('all', undefined)],
    ),
    ...(reasons.length === 0
      ? []
      : [
          '',
          textTable(
            ['not loaded', 'fate', 'reason', 'records'],
            reasons
              .slice(0, 12)
              .map((row) => [row.type || '(unknown)', row.fate, REASONS_SAY[row.reason] ?? row.reason, row.records]),
          ),
        ]),
    ...(reasons.length > 12 ? [`… and ${reasons.length - 12} more reasons: rondo data --json`] : []),
  ].join('\n');
}
