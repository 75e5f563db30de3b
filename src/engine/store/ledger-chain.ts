/** How entries are chained: what is hashed, and how the chain is checked. */
import { canonicalJson } from '../../core/canonical-json.ts';
import { type Digest, digestOf } from '../../core/digest.ts';
import type { NewEntry } from './ledger.ts';

/** What stands before the first entry. */
export const CHAIN_START: Digest = `sha256:${'0'.repeat(64)}`;

/** An entry as stored, with its body's canonical text. */
export interface StoredEntry {
  readonly seq: number;
  readonly savedAt: string;
  readonly kind: string;
  readonly subject: string;
  readonly actor: string;
  readonly bodyText: string;
  readonly previousHash: string;
  readonly hash: string;
}

/**
 * The canonical JSON of an entry, cut at the two values that are only known when it is appended: `start` + previous hash +
 * `middle` + seq + `finish` is what gets hashed. Keys in order: actor, body, kind, previousHash, savedAt, seq, subject.
 */
export function cutForHashing(entry: NewEntry, savedAt: string) {
  refuseUnstorable(entry);
  const body = canonicalJson(entry.body);
  return {
    start: `{"actor":${JSON.stringify(entry.actor)},"body":${body},"kind":${JSON.stringify(entry.kind)},"previousHash":"`,
    middle: `","savedAt":"${savedAt}","seq":`,
    finish: `,"subject":${JSON.stringify(entry.subject)}}`,
    body,
  };
}

const HALF_CHARACTER = /\p{Surrogate}/u;

// A database text holds neither U+0000 nor half a surrogate pair: it would not be what was hashed.
function refuseUnstorable({ kind, subject, actor }: NewEntry): void {
  if (!/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/.test(kind)) throw new Error(`not an entry's kind: ${kind}`);
  for (const [name, text] of Object.entries({ subject, actor })) {
    const isStorable = text !== '' && !HALF_CHARACTER.test(text) && !text.includes('\0');
    if (!isStorable) throw new Error(`an entry's ${name} must be a text without U+0000 or half characters`);
  }
}

/**
 * Does this entry stand where it stands, unchanged? `expected` is the seq and the hash the one before it leads to.
 */
export function fitsChain(
  entry: StoredEntry,
  expected: { readonly seq: number; readonly previousHash: string },
): boolean {
  if (entry.seq !== expected.seq || entry.previousHash !== expected.previousHash) return false;
  const body = parsed(entry.bodyText);
  if (body === undefined || canonicalJson(body) !== entry.bodyText) return false;
  const { seq, savedAt, kind, subject, actor, previousHash } = entry;
  return digestOf(canonicalJson({ seq, savedAt, kind, subject, actor, body, previousHash })) === entry.hash;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
