import { createHmac } from 'node:crypto';
import { digestOf } from '../core/digest.ts';
import type { Ledger, LedgerEntry } from '../engine/store/ledger.ts';
import type { Actor } from './roles.ts';

/** Why someone looks at records. */
export const PURPOSES = ['direct-care', 'audit', 'planning', 'research'] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface Read {
  /** what was run, e.g. `measure-people` */
  readonly action: string;
  readonly purpose: Purpose;
  /** FHIR ids of the people it was about; repeats count once */
  readonly people: readonly string[];
}

/**
 * Puts on record that someone looked at people: who, for what, how many, and whom by keyed hash, never a value. Durable
 * when it returns; call it before the rows are handed over.
 *
 * @param key this workspace's secret for the audit (`workspaceKey(workspace, 'audit')`)
 */
export async function auditRead(
  ledger: Ledger,
  { action, purpose, people }: Read,
  actor: Actor,
  key: Uint8Array,
): Promise<LedgerEntry> {
  const keys = [...new Set(people)].map((person) => personKey(person, key)).sort();
  return ledger.transaction(async (transaction) => {
    const entry = await transaction.append({
      kind: 'audit/read',
      subject: `action:${action}`,
      actor: actor.id,
      body: { purpose, people: keys.length, peopleDigest: digestOf(keys.join('\n')) },
    });
    await transaction.query('insert into audit_person (person_key, seq) select unnest($1::text[]), $2', [
      keys,
      entry.seq,
    ]);
    return entry;
  });
}

/** A person's name in the audit: HMAC-SHA256 of their id. Without the key nobody can tell whose it is, nor try ids. */
export function personKey(person: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(person).digest('hex');
}

/** A read as an auditor sees it. */
export interface ReadOnRecord {
  readonly seq: number;
  readonly savedAt: string;
  readonly actor: string;
  readonly action: string;
  readonly purpose: Purpose;
  readonly people: number;
}

/** Who looked at this person, newest first. */
export async function readsAbout(ledger: Ledger, person: string, key: Uint8Array): Promise<ReadOnRecord[]> {
  const rows = await ledger.query<ReadRow>(
    `${SELECT} join audit_person p on p.seq = e.seq where p.person_key = $1 order by e.seq desc`,
    [personKey(person, key)],
  );
  return rows.map(readOnRecord);
}

/** The newest reads about anyone, newest first. */
export async function reads(ledger: Ledger, limit = 100): Promise<ReadOnRecord[]> {
  const rows = await ledger.query<ReadRow>(`${SELECT} where e.kind = 'audit/read' order by e.seq desc limit $1`, [
    limit,
  ]);
  return rows.map(readOnRecord);
}

interface ReadRow {
  readonly seq: string;
  readonly saved_at: Date;
  readonly actor: string;
  readonly subject: string;
  readonly body: { readonly purpose: Purpose; readonly people: number };
}

const SELECT = 'select e.seq, e.saved_at, e.actor, e.subject, e.body from ledger_entry e';

function readOnRecord({ seq, saved_at, actor, subject, body }: ReadRow): ReadOnRecord {
  return {
    seq: Number(seq),
    savedAt: saved_at.toISOString(),
    actor,
    action: subject.replace(/^action:/, ''),
    purpose: body.purpose,
    people: body.people,
  };
}

/** Do the people on record for this read still match what the chain says? False if a row was added or removed. */
export async function isReadIntact(ledger: Ledger, seq: number): Promise<boolean> {
  const rows = await ledger.query<{ person_key: string; digest: string }>(
    `select p.person_key, e.body->>'peopleDigest' as digest from ledger_entry e
     left join audit_person p on p.seq = e.seq where e.seq = $1 order by p.person_key collate "C"`,
    [seq],
  );
  const keys = rows.flatMap(({ person_key }) => person_key ?? []);
  return rows[0]?.digest === digestOf(keys.join('\n'));
}
