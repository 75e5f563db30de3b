import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { defineFault } from '../../core/fault.ts';
import { readIfThere, writeDurably } from './durable-file.ts';
import { snapshotIds } from './snapshot.ts';
import type { Workspace } from './workspace.ts';

export const keyLost = defineFault(
  'store/key-lost',
  'conflict',
  (d: { file: string; isThere: boolean }) =>
    `${d.file} is ${d.isThere ? 'damaged' : 'gone'}: with another key every person would get another id`,
  'Put the file back from a backup; the identity folder and the snapshots belong together.',
);

/**
 * 32 secret bytes of this workspace for one purpose, made when first asked for and kept in `identity/<purpose>.key`
 * (0600). A different purpose has a different key, so that what is hashed for one cannot be joined with another. The key of
 * the ids is never made a second time: receipts and trials speak of people by them.
 */
export async function workspaceKey(workspace: Workspace, purpose: 'audit' | 'omop-id'): Promise<Uint8Array> {
  const file = join(workspace.identity, `${purpose}.key`);
  const known = await readIfThere(file);
  if (known !== undefined) {
    if (!/^[0-9a-f]{64}$/.test(known.trim())) throw keyLost({ file, isThere: true });
    return Buffer.from(known.trim(), 'hex');
  }
  if (purpose === 'omop-id' && (await snapshotIds(workspace)).length > 0) throw keyLost({ file, isThere: false });
  const key = randomBytes(32);
  await writeDurably(file, `${key.toString('hex')}\n`, 0o600);
  return key;
}
