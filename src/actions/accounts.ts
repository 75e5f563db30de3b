import { type Account, accounts as listAccounts } from '../community/accounts.ts';
import { type Static, Type } from '../core/schema.ts';
import type { Ledger } from '../engine/store/ledger.ts';
import { defineAction } from './action.ts';
import { AccountRow } from './shapes.ts';
import { textTable } from './text-table.ts';

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
  gives: Type.Object({ accounts: Type.Array(AccountRow) }),
  run: async (_params, { ledger }) => ({ accounts: await accountRows(ledger) }),
  show: ({ accounts: rows }) => showAccounts(rows),
});

export async function accountRows(ledger: Ledger): Promise<Static<typeof AccountRow>[]> {
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
