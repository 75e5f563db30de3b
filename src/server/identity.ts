import type { Actor } from '../community/roles.ts';

/** What the server asks about who is there. `community-identity.ts` answers from the ledger. */
export interface Identity {
  /** true until the first account exists */
  needsSetup(): Promise<boolean>;
  /** makes the first account; refused with a fault unless the one-time token fits */
  setUp(first: { token: string; name: string; password: string }): Promise<Session>;
  /** undefined if name or password are wrong or the account is switched off */
  signIn(name: string, password: string): Promise<Session | undefined>;
  /** undefined if the session ended or never was */
  actorOf(token: string): Promise<Actor | undefined>;
  signOut(token: string): Promise<void>;
}

/** A session as its owner gets it; only a hash of the token is kept. */
export interface Session {
  readonly token: string;
  readonly actor: Actor;
  readonly expiresAt: Date;
}
