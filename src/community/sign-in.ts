import type { Effects } from '../core/effects.ts';
import { defineFault } from '../core/fault.ts';
import type { Ledger } from '../engine/store/ledger.ts';
import { type AccountRow, signInName } from './accounts.ts';
import { passwordMatches } from './passwords.ts';
import type { Actor } from './roles.ts';

/** The same words whether the name, the password or the moment is wrong: they must not reveal who has an account. */
export const signInRefused = defineFault(
  'community/sign-in-refused',
  'not-allowed',
  () => 'this name and password do not open an account now',
  'Check both. After ten wrong passwords an account stays shut for a quarter of an hour; an administrator can help.',
);

const MOST_FAILURES = 10;
const SHUT_MINUTES = 15;

/** Who this is, or `community/sign-in-refused`. Takes the same time and says the same whatever is wrong. */
export async function authenticate(
  ledger: Ledger,
  effects: Effects,
  given: { readonly name: string; readonly password: string },
): Promise<Actor> {
  const name = signInName(given.name);
  const [row] = name.includes('\0') ? [] : await ledger.query<SignInRow>(SELECT, [name]);
  const matches = await passwordMatches(given.password, row?.password_hash);
  const isShut = row?.refused_until != null && row.refused_until > effects.now();
  if (!row || !matches || row.is_disabled || isShut) {
    if (row && !matches && !isShut) await countFailure(ledger, effects, row.id);
    effects.log({ level: 'warning', code: 'community/sign-in-refused' });
    throw signInRefused({});
  }
  if (row.failed_sign_ins > 0) {
    await ledger.query('update account set failed_sign_ins = 0, refused_until = null where id = $1', [row.id]);
  }
  return { id: row.id, name: row.name, roles: row.roles, practices: row.practices };
}

interface SignInRow extends AccountRow {
  readonly password_hash: string;
  readonly failed_sign_ins: number;
  readonly refused_until: Date | null;
}

const SELECT = 'select * from account where sign_in_name = $1';

async function countFailure(ledger: Ledger, effects: Effects, account: string): Promise<void> {
  const until = new Date(effects.now().getTime() + SHUT_MINUTES * 60_000);
  await ledger.transaction(async (transaction) => {
    const [counted] = await transaction.query<{ failed_sign_ins: number }>(
      'update account set failed_sign_ins = failed_sign_ins + 1 where id = $1 returning failed_sign_ins',
      [account],
    );
    const failures = counted?.failed_sign_ins ?? 0;
    if (failures % MOST_FAILURES !== 0) return;
    await transaction.query('update account set refused_until = $2 where id = $1', [account, until]);
    await transaction.append({
      kind: 'account/shut',
      subject: `account:${account}`,
      actor: 'rondo',
      body: { failures, minutes: SHUT_MINUTES },
    });
  });
}
