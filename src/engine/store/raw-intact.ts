/** Raw files are kept as they came. One that is gone or was changed since must stop a build: it would lose people in silence. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { defineFault } from '../../core/fault.ts';
import { onDisk } from './disk-faults.ts';
import type { RawInput } from './raw-loads.ts';
import type { StagedFile } from './raw-stage-file.ts';

export const rawDamaged = defineFault(
  'store/raw-damaged',
  'unavailable',
  (d: { file: string; name: string; load: string; isThere: boolean }) =>
    `raw/${d.file} ${d.isThere ? 'was changed since it came' : 'is gone'} (${d.name} of load ${d.load})`,
  'Put it back from a backup; or take it away and load the folder that held it again.',
);

/** Throws `store/raw-damaged` for the first file that is not there. */
export async function mustBeThere(inputs: readonly RawInput[]): Promise<void> {
  for (const input of inputs) {
    if (!(await stat(input.path).catch(() => undefined))) throw rawDamaged(about(input, false));
  }
}

/**
 * Throws `store/raw-damaged` if a file that could not be unpacked is not what came. Gzip carries a checksum of its text, so
 * a file that unpacked is whole. One that came as gzip is named by its own hash; one that Rondo packed itself always unpacks.
 */
export async function mustBeAsReceived(inputs: readonly RawInput[], staged: readonly StagedFile[]): Promise<void> {
  const failed = new Set(staged.filter(({ fault }) => fault?.startsWith('gzip-')).map(({ number }) => number));
  for (const input of inputs.filter(({ number }) => failed.has(number))) {
    if ((await hashOf(input.path)) !== input.sha256) throw rawDamaged(about(input, true));
  }
}

function about({ path, name, load }: RawInput, isThere: boolean) {
  return { file: basename(path), name, load, isThere };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await onDisk(path, 'reading', () => pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash));
  return hash.digest('hex');
}
