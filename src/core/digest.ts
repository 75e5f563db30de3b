import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** `sha256:` and 64 hex digits. */
export type Digest = `sha256:${string}`;

/** SHA-256 of a text (UTF-8) or of bytes. */
export function digestOf(content: string | Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** SHA-256 of a value's canonical JSON: the name by which findings, advice and questions call a definition. */
export function digestOfJson(value: unknown): Digest {
  return digestOf(canonicalJson(value));
}
