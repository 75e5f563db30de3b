import { type Account, accounts as listAccounts } from '../community/accounts.ts';
import { type Static, Type } from '../core/schema.ts';
import type { Ledger } from '../engine/store/ledger.ts';
import { openSnapshot } from '../engine/store/snapshot.ts';
import type { Workspace } from '../engine/store/workspace.ts';
import { type Context, defineAction } from './action.ts';
import { AccountRow } from './shapes.ts';
import { textTable } from './text-table.ts';

/** Who has an account, and the practices that may be given to clinicians. */
export const AccountsAnswer = Type.Object({
  accounts: Type.Array(AccountRow),
  practices: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
});

/** Everyone who has an account on this node. */
export const accounts = defineAction({
  id: 'accounts',
  title: 'People and roles',
  summary: 'Lists the accounts of this node: who may come in, in which parts, and for which practices.',
  command: 'accounts',
  example: 'rondo accounts',
  roles: ['administrator'],
  changes: false,
  aboutPeople: false,
  params: Type.Object({}),
  gives: AccountsAnswer,
  run: async (_params, context) => accountsAnswer(context),
  show: ({ accounts: rows }) => showAccounts(rows),
});

/** The accounts with the practices of the current snapshot, by name; no practices before the first load. */
export async function accountsAnswer({ ledger, workspace }: Context): Promise<Static<typeof AccountsAnswer>> {
  return { accounts: await accountRows(ledger), practices: await practicesKnown(workspace) };
}

async function practicesKnown(workspace: Workspace): Promise<{ id: string; name: string }[]> {
  if ((await workspace.currentSnapshot()) === undefined) return [];
  const snapshot = await openSnapshot(workspace);
  try {
    const rows = await snapshot.db.rows<{ id: string; name: string | null }>(
      'SELECT c.care_site_source_value AS id, max(c.care_site_name) AS name FROM care_site c JOIN person p ON p.care_site_id = c.care_site_id GROUP BY c.care_site_source_value',
    );
    const named = rows.map(({ id, name }) => ({ id, name: name ?? id }));
    return named.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  } finally {
    snapshot.close();
  }
}

async function accountRows(ledger: Ledger): Promise<Static<typeof AccountRow>[]> {
  return (await listAccounts(ledger)).map(accountRow);
}

export function accountRow({ id, name, roles, practices, isDisabled }: Account): Static<typeof AccountRow> {
  return { id, name, roles: [...roles], practices: [...practices], isActive: !isDisabled };
}

export function showAccounts(rows: readonly Static<typeof AccountRow>[]): string {
  if (rows.length === 0)
    return 'No accounts yet. The first administrator signs up at the address that `rondo up` prints.';
  return textTable(
    ['name', 'parts', 'practices', ''],
    rows.map((row) => [row.name, row.roles.join(', '), row.practices.join(', '), row.isActive ? '' : 'disabled']),
  );
}
