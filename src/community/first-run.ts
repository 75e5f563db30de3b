import type { Effects } from '../core/effects.ts';
import { defineFault } from '../core/fault.ts';
import type { Ledger } from '../engine/store/ledger.ts';
import { insertAccount, prepareAccount } from './accounts.ts';
import type { Actor } from './roles.ts';
import { newToken, tokenHash } from './sessions.ts';

export const setupRefused = defineFault(
  'community/setup-refused',
  'not-allowed',
  () => 'this set-up token is not, or no longer, good',
  'Start Rondo again on its own machine and use the token it prints; if there is an administrator already, sign in.',
);

const GOOD_FOR_HOURS = 24;
const ONE_AT_A_TIME = 'lock table account in share row exclusive mode';

/**
 * The token with which the first administrator can be made, once; undefined if there are accounts already. A new one
 * makes the older ones void. It is for the operator's terminal only, never for a log.
 */
export async function offerSetup(ledger: Ledger, effects: Effects): Promise<string | undefined> {
  const token = newToken(effects);
  const endsAt = new Date(effects.now().getTime() + GOOD_FOR_HOURS * 3_600_000);
  return ledger.transaction(async (transaction) => {
    await transaction.query(ONE_AT_A_TIME);
    const [found] = await transaction.query('select 1 from account limit 1');
    if (found) return undefined;
    await transaction.query('delete from setup_token');
    await transaction.query('insert into setup_token (token_hash, ends_at) values ($1, $2)', [
      tokenHash(token),
      endsAt,
    ]);
    return token;
  });
}

/** Makes the first administrator. Of two who hold the same token, one comes through. */
export async function setUp(
  ledger: Ledger,
  effects: Effects,
  given: { readonly token: string; readonly name: string; readonly password: string },
): Promise<Actor> {
  const [known] = await ledger.query('select 1 from setup_token where token_hash = $1 and ends_at > $2', [
    tokenHash(given.token),
    effects.now(),
  ]);
  if (!known) throw setupRefused({}); // before the slow part, which a stranger must not be able to ask for
  const { name, password } = given;
  const prepared = await prepareAccount(effects, { name, password, roles: ['administrator'] });
  return ledger.transaction(async (transaction) => {
    await transaction.query(ONE_AT_A_TIME);
    const used = await transaction.query('delete from setup_token where token_hash = $1 returning 1', [
      tokenHash(given.token),
    ]);
    const [found] = await transaction.query('select 1 from account limit 1');
    if (used.length === 0 || found) throw setupRefused({});
    const { id, roles, practices } = await insertAccount(transaction, effects, prepared, 'operator');
    return { id, name: prepared.name, roles, practices };
  });
}
