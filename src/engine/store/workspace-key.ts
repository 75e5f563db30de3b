import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writeDurably } from './durable-file.ts';
import type { Workspace } from './workspace.ts';

/**
 * 32 secret bytes of this workspace for one purpose, made when first asked for and kept in `identity/<purpose>.key`
 * (0600). A different purpose has a different key, so that what is hashed for one cannot be joined with another.
 */
export async function workspaceKey(workspace: Workspace, purpose: 'audit' | 'omop-id'): Promise<Uint8Array> {
  const file = join(workspace.identity, `${purpose}.key`);
  const known = await readIfThere(file);
  if (known !== undefined) return Buffer.from(known.trim(), 'hex');
  const key = randomBytes(32);
  await writeDurably(file, `${key.toString('hex')}\n`, 0o600);
  return key;
}
