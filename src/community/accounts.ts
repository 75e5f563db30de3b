import type { Effects } from '../core/effects.ts';
import { defineFault } from '../core/fault.ts';
import type { Ledger, LedgerTransaction } from '../engine/store/ledger.ts';
import { isAlreadyThere } from '../engine/store/ledger-refusal.ts';
import { hashPassword } from './passwords.ts';
import { type Actor, mayAct, type Role } from './roles.ts';
import { endSessionsOf } from './sessions.ts';

export const accountNameTaken = defineFault(
  'community/account-name-taken',
  'conflict',
  () => 'there is an account of that name already',
  'Choose another name.',
);

export const accountNameUnfit = defineFault(
  'community/account-name-unfit',
  'bad-input',
  () => 'a name has 1 to 100 characters and no line breaks',
  'Choose another name.',
);

export const accountUnknown = defineFault(
  'community/account-unknown',
  'not-found',
  (d: { account: string }) => `there is no account ${d.account}`,
  'List the accounts with `rondo accounts`.',
);

export const lastAdministrator = defineFault(
  'community/last-administrator',
  'conflict',
  () => 'this is the only administrator who can sign in',
  'Make someone else an administrator first.',
);

export const administratorsOnly = defineFault(
  'community/administrators-only',
  'not-allowed',
  () => 'only an administrator may change accounts',
  'Ask an administrator of this node.',
);

export interface Account extends Actor {
  readonly isDisabled: boolean;
  readonly createdAt: string;
}

export interface NewAccount {
  readonly name: string;
  readonly password: string;
  readonly roles: readonly Role[];
  readonly practices?: readonly string[];
}

/** Makes an account and writes it into the ledger. */
export async function createAccount(ledger: Ledger, effects: Effects, made: NewAccount, by: Actor): Promise<Account> {
  requireAdministrator(by);
  const prepared = await prepareAccount(effects, made);
  return ledger.transaction((transaction) => insertAccount(transaction, effects, prepared, by.id));
}

interface PreparedAccount extends NewAccount {
  readonly passwordHash: string;
}

/** The slow part (scrypt), done before a transaction begins. */
export async function prepareAccount(effects: Effects, made: NewAccount): Promise<PreparedAccount> {
  const name = made.name.normalize('NFKC').trim();
  if (name === '' || [...name].length > 100 || /\p{Cc}|\p{Surrogate}/u.test(name)) throw accountNameUnfit({});
  return { ...made, name, passwordHash: await hashPassword(made.password, effects.randomBytes(16)) };
}

export async function insertAccount(
  transaction: LedgerTransaction,
  effects: Effects,
  { name, passwordHash, roles, practices = [] }: PreparedAccount,
  by: string,
): Promise<Account> {
  const id = effects.uuid();
  const createdAt = effects.now();
  try {
    await transaction.query(
      `insert into account (id, name, sign_in_name, password_hash, roles, practices, created_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, name, signInName(name), passwordHash, roles, practices, createdAt],
    );
  } catch (error) {
    if (isAlreadyThere(error, 'account_name_taken')) throw accountNameTaken({});
    throw error;
  }
  await transaction.append({
    kind: 'account/created',
    subject: `account:${id}`,
    actor: by,
    body: { name, roles, practices },
  });
  return { id, name, roles, practices, isDisabled: false, createdAt: createdAt.toISOString() };
}

/** Every account, by name. */
export async function accounts(ledger: Ledger): Promise<Account[]> {
  const rows = await ledger.query<AccountRow>(`${SELECT} order by sign_in_name`);
  return rows.map(accountOf);
}

/**
 * Changes what someone may do, or whether they may come in at all. What they may do follows at their next request; a
 * disabled account's sessions end at once. Throws `community/last-administrator` rather than lock everyone out.
 */
export async function changeAccount(
  ledger: Ledger,
  account: string,
  change: { readonly roles?: readonly Role[]; readonly practices?: readonly string[]; readonly isDisabled?: boolean },
  by: Actor,
): Promise<Account> {
  requireAdministrator(by);
  return ledger.transaction(async (transaction) => {
    // One change at a time: two administrators must not remove each other at the same moment.
    const rows = await transaction.query<AccountRow>(`${SELECT} order by id for update`);
    const before = rows.map(accountOf).find(({ id }) => id === account);
    if (!before) throw accountUnknown({ account });
    const after: Account = { ...before, ...change };
    const others = rows.map(accountOf).filter(({ id }) => id !== account);
    if (canAdminister(before) && ![after, ...others].some(canAdminister)) throw lastAdministrator({});
    await transaction.query('update account set roles = $2, practices = $3, is_disabled = $4 where id = $1', [
      account,
      after.roles,
      after.practices,
      after.isDisabled,
    ]);
    if (after.isDisabled) await endSessionsOf(transaction, account);
    await transaction.append({
      kind: 'account/changed',
      subject: `account:${account}`,
      actor: by.id,
      body: { name: after.name, roles: after.roles, practices: after.practices, isDisabled: after.isDisabled },
    });
    return after;
  });
}

/** Sets a new password, one's own or, as an administrator, someone else's; ends every session of that account. */
export async function setPassword(
  ledger: Ledger,
  effects: Effects,
  { account, password }: { readonly account: string; readonly password: string },
  by: Actor,
): Promise<void> {
  if (by.id !== account) requireAdministrator(by);
  const passwordHash = await hashPassword(password, effects.randomBytes(16));
  await ledger.transaction(async (transaction) => {
    const changed = await transaction.query(
      'update account set password_hash = $2, failed_sign_ins = 0, refused_until = null where id = $1 returning id',
      [account, passwordHash],
    );
    if (changed.length === 0) throw accountUnknown({ account });
    await endSessionsOf(transaction, account);
    await transaction.append({ kind: 'account/password-set', subject: `account:${account}`, actor: by.id, body: {} });
  });
}

/** How names are compared: `Ａda ` signs in as `ada`. */
export function signInName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly practices: readonly string[];
  readonly is_disabled: boolean;
  readonly created_at: Date;
}

const SELECT = 'select id, name, roles, practices, is_disabled, created_at from account';

function accountOf(row: AccountRow): Account {
  return {
    id: row.id,
    name: row.name,
    roles: row.roles,
    practices: row.practices,
    isDisabled: row.is_disabled,
    createdAt: row.created_at.toISOString(),
  };
}

function canAdminister(account: Account): boolean {
  return !account.isDisabled && account.roles.includes('administrator');
}

function requireAdministrator(by: Actor): void {
  if (!mayAct(by, ['administrator'])) throw administratorsOnly({});
}
