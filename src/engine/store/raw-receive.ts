import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Effects } from '../../core/effects.ts';
import { defineFault } from '../../core/fault.ts';
import { onDisk, systemCode } from './disk-faults.ts';
import { syncFolder } from './durable-file.ts';
import { beginLoad, knownSizes, type RawFile, rawPath } from './raw-loads.ts';
import { opensOverLines } from './raw-stage-file.ts';
import type { Workspace } from './workspace.ts';

export const folderMissing = defineFault(
  'load/folder-missing',
  'not-found',
  (d: { folder: string }) => `${d.folder} is no folder`,
  'Name the folder that holds the NDJSON files.',
);

export const folderEmpty = defineFault(
  'load/folder-empty',
  'bad-input',
  (d: { folder: string }) => `${d.folder} holds no .ndjson, .ndjson.gz, .jsonl or .json file`,
  'Name the folder that holds the NDJSON files of a FHIR bulk export.',
);

export const nothingFhir = defineFault(
  'load/nothing-fhir',
  'bad-input',
  (d: { folder: string; files: number }) =>
    `none of the ${d.files} file${d.files === 1 ? '' : 's'} in ${d.folder} begins with FHIR resources, one JSON object per line`,
  'Export as FHIR R4 NDJSON: one resource per line, each with resourceType and id.',
);

export interface Received {
  readonly load: string;
  readonly files: number;
  readonly bytes: number;
  /** files whose bytes were here already, by an earlier load */
  readonly alreadyHeld: number;
}

const NAMES = /\.(ndjson|jsonl|json)(\.gz)?$/i;
/** How much of a file is looked at to see whether it is FHIR at all, in bytes after unpacking. */
const SNIFF = 1 << 18;

/**
 * Copies every NDJSON file of a folder into raw/, each under the SHA-256 of its bytes, gzipped if it was not, and notes
 * them in the load's journal. Sub-folders are searched too; links to folders are not followed; the order is by path.
 *
 * What is killed half-way leaves no load: the next run finds the files already copied and copies only the rest. Damage
 * inside a file is not looked for here: raw/ keeps what came, and staging says what was wrong with it.
 */
export async function receiveFhirFolder(
  folder: string,
  source: string,
  { workspace, effects }: { workspace: Workspace; effects: Effects },
): Promise<Received> {
  const names = await ndjsonIn(resolve(folder));
  if (names.length === 0) throw folderEmpty({ folder });
  const paths = names.map((name) => join(resolve(folder), name));
  if (!(await anyFhir(paths))) throw nothingFhir({ folder, files: names.length });
  await sweepParts(workspace);
  const sizes = await knownSizes(workspace);
  const journal = await beginLoad(workspace, { source, savedAt: effects.now().toISOString() });
  try {
    let bytes = 0;
    let alreadyHeld = 0;
    const total = (await Promise.all(paths.map((path) => stat(path)))).reduce((sum, { size }) => sum + size, 0);
    for (const [i, path] of paths.entries()) {
      const { file, isHeld } = await receiveFile(path, names[i]!, { workspace, sizes });
      await journal.file(file);
      bytes += file.bytes;
      if (isHeld) alreadyHeld++;
      effects.progress({ doing: 'receiving files', done: bytes, total, unit: 'bytes' });
    }
    await onDisk(workspace.raw, 'writing', () => syncFolder(workspace.raw));
    await journal.finish();
    return { load: journal.load, files: names.length, bytes, alreadyHeld };
  } finally {
    await journal.close();
  }
}

async function ndjsonIn(folder: string): Promise<string[]> {
  const entries = await onDisk(folder, 'reading', () =>
    readdir(folder, { withFileTypes: true, recursive: true }).catch((error: unknown) => {
      const code = systemCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') throw folderMissing({ folder }, error);
      throw error;
    }),
  );
  return entries
    .filter((entry) => entry.isFile() && NAMES.test(entry.name) && !entry.name.startsWith('.'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

async function anyFhir(paths: readonly string[]): Promise<boolean> {
  for (const path of paths) {
    const text = await beginningOf(path);
    if (text.includes('"resourceType"') && !opensOverLines(text)) return true;
  }
  return false;
}

/** The first bytes of a file, unpacked if it is gzip, as far as they can be read. */
async function beginningOf(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const isPacked = await isGzip(path);
  const file = createReadStream(path, { highWaterMark: 1 << 16 });
  const stream = isPacked ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => stream.destroy(error)); // pipe() does not hand it on, and nobody else listens
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= SNIFF) break;
    }
  } catch (error) {
    if (systemCode(error) !== undefined) return onDisk(path, 'reading', () => Promise.reject(error));
  } finally {
    file.destroy();
  }
  return Buffer.concat(chunks);
}

async function isGzip(path: string): Promise<boolean> {
  return onDisk(path, 'reading', async () => {
    const handle = await open(path, 'r');
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
      return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    } finally {
      await handle.close();
    }
  });
}

async function receiveFile(
  path: string,
  name: string,
  { workspace, sizes }: { workspace: Workspace; sizes: ReadonlySet<number> },
): Promise<{ file: RawFile; isHeld: boolean }> {
  const { size } = await onDisk(path, 'reading', () => stat(path));
  if (sizes.has(size)) {
    const sha256 = await hashOf(path);
    if (await exists(rawPath(workspace, sha256))) return { file: { name, sha256, bytes: size }, isHeld: true };
  }
  const part = join(workspace.raw, `.part-${process.pid}`);
  try {
    const file = { name, ...(await copyPacked(path, part)) };
    await onDisk(workspace.raw, 'writing', () => rename(part, rawPath(workspace, file.sha256)));
    return { file, isHeld: false };
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function copyPacked(from: string, to: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const isPacked = await isGzip(from);
  const input = createReadStream(from, { highWaterMark: 1 << 20 });
  const output = createWriteStream(to, { mode: 0o600, highWaterMark: 1 << 20 });
  await onDisk(to, 'writing', () =>
    isPacked
      ? pipeline(input, counted, output)
      : pipeline(input, counted, createGzip({ level: 1, chunkSize: 1 << 18 }), output),
  );
  await onDisk(to, 'writing', async () => {
    const handle = await open(to, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
  return { sha256: hash.digest('hex'), bytes };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await onDisk(path, 'reading', () => pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash));
  return hash.digest('hex');
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Takes away what a killed load left half-copied. The caller holds the workspace's lock. */
async function sweepParts(workspace: Workspace): Promise<void> {
  const names = await readdir(workspace.raw);
  for (const name of names) if (name.startsWith('.part-')) await rm(join(workspace.raw, name), { force: true });
}
