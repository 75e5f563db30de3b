/** The append-only, hash-chained record of what people did and decided, in PostgreSQL. Types; see open-ledger.ts for the work. */
import type { Json } from '../../core/canonical-json.ts';

/** What is to be written. */
export interface NewEntry {
  /** `room/what-happened`, e.g. `rollout/advanced`, `allocation/sealed`, `verdict/decided` */
  readonly kind: string;
  /** what it is about, e.g. `advice:bp-card`, `cycle:hypertension-control` */
  readonly subject: string;
  /** account id, or `operator`, or `rondo` for what the program did by itself */
  readonly actor: string;
  readonly body: { readonly [key: string]: Json | undefined };
}

export interface LedgerEntry extends NewEntry {
  /** 1, 2, 3 … without gaps */
  readonly seq: number;
  /** the moment stored, ISO 8601 UTC with milliseconds */
  readonly savedAt: string;
  readonly previousHash: string;
  /** SHA-256 over the canonical JSON of all the other fields */
  readonly hash: string;
}

export type LedgerValue = string | number | bigint | boolean | null | Date | readonly string[];

/** Statements inside one transaction. */
export interface LedgerTransaction {
  query<Row = Record<string, unknown>>(sql: string, values?: readonly LedgerValue[]): Promise<Row[]>;
  /** appends to the chain; serialised with every other append */
  append(entry: NewEntry): Promise<LedgerEntry>;
}

export interface Ledger {
  query<Row = Record<string, unknown>>(sql: string, values?: readonly LedgerValue[]): Promise<Row[]>;
  /** all or nothing; what it returned was durable (fsync) before it returned */
  transaction<Result>(work: (transaction: LedgerTransaction) => Promise<Result>): Promise<Result>;
  append(entry: NewEntry): Promise<LedgerEntry>;
  /** newest first; `kind` may end in `/` to match a whole room */
  entries(filter?: { kind?: string; subject?: string; limit?: number; before?: number }): Promise<LedgerEntry[]>;
  /** recomputes every hash; `firstBroken` is the seq of the first entry that does not fit */
  verify(): Promise<{ entries: number; isIntact: boolean; firstBroken?: number; head: string }>;
  close(): Promise<void>;
}
