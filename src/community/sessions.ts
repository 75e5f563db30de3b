import { createHash } from 'node:crypto';
import type { Effects } from '../core/effects.ts';
import type { Ledger, LedgerTransaction } from '../engine/store/ledger.ts';
import type { Actor, Role } from './roles.ts';

/** A session ends after this long without a request, and after the longer time whatever happens. */
export const IDLE_MINUTES = 30;
export const LONGEST_HOURS = 12;

const MINUTE_MS = 60_000;

/** What a browser keeps. 256 bits that nobody can guess; only its SHA-256 is stored. */
export interface Session {
  readonly token: string;
  readonly endsAt: Date;
}

/** Begins a session for an account that has just signed in. */
export async function createSession(ledger: Ledger, effects: Effects, account: string): Promise<Session> {
  const token = newToken(effects);
  const now = effects.now();
  const endsAt = new Date(now.getTime() + LONGEST_HOURS * 60 * MINUTE_MS);
  await ledger.query('delete from account_session where ends_at < $1', [now]);
  await ledger.query(
    'insert into account_session (token_hash, account_id, created_at, seen_at, ends_at) values ($1, $2, $3, $3, $4)',
    [tokenHash(token), account, now, endsAt],
  );
  return { token, endsAt };
}

/**
 * Whose session this is; undefined if there is none, it has ended, or its account is disabled. Roles and practices are
 * read anew each time: a change holds from the next request on.
 */
export async function actorOfSession(ledger: Ledger, effects: Effects, token: string): Promise<Actor | undefined> {
  const now = effects.now();
  const [row] = await ledger.query<ActorRow>(
    `select a.id, a.name, a.roles, a.practices, s.seen_at from account_session s join account a on a.id = s.account_id
     where s.token_hash = $1 and s.ends_at > $2 and s.seen_at > $3 and not a.is_disabled`,
    [tokenHash(token), now, new Date(now.getTime() - IDLE_MINUTES * MINUTE_MS)],
  );
  if (!row) return undefined;
  // Once a minute is enough to know that someone is there.
  if (now.getTime() - row.seen_at.getTime() > MINUTE_MS) {
    await ledger.query('update account_session set seen_at = greatest(seen_at, $2) where token_hash = $1', [
      tokenHash(token),
      now,
    ]);
  }
  return { id: row.id, name: row.name, roles: row.roles, practices: row.practices };
}

interface ActorRow {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly practices: readonly string[];
  readonly seen_at: Date;
}

/** Signs out: the token opens nothing any more. */
export async function endSession(ledger: Ledger, token: string): Promise<void> {
  await ledger.query('delete from account_session where token_hash = $1', [tokenHash(token)]);
}

/** Ends every session of an account, on every device. */
export async function endSessionsOf(ledger: Ledger | LedgerTransaction, account: string): Promise<void> {
  await ledger.query('delete from account_session where account_id = $1', [account]);
}

/** A secret to hand out once: 256 bits as 43 characters. */
export function newToken(effects: Effects): string {
  return Buffer.from(effects.randomBytes(32)).toString('base64url');
}

/** A fast hash is enough: nobody can try 2^256 tokens. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
