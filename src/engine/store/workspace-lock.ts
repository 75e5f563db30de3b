import { constants, copyFile, link, realpath, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { defineFault, Fault } from '../../core/fault.ts';
import { diskFault, onDisk, systemCode } from './disk-faults.ts';
import { databaseBusy, holdFile } from './duckdb.ts';
import { readIfThere, writeDurably } from './durable-file.ts';

export const workspaceLocked = defineFault(
  'store/workspace-locked',
  'conflict',
  (d: { folder: string; pid: number | undefined; url: string | undefined }) =>
    `${d.folder} is in use by ${d.pid === undefined ? 'another process' : `process ${d.pid}`}${
      d.url === undefined ? '' : `, serving ${d.url}`
    }`,
  'Use the Rondo that is running, stop it, or choose another workspace.',
);

export const lockDamaged = defineFault(
  'store/lock-damaged',
  'conflict',
  (d: { file: string }) => `${d.file} cannot be locked: it is not the file that Rondo made`,
  'Make sure that no Rondo runs on this workspace, take the file away and start again: it holds nothing.',
);

/** Who holds a workspace: kept beside the lock, for the message only. The lock itself is the operating system's. */
interface Holder {
  readonly pid: number;
  readonly url?: string;
}

// An operating system's lock holds between processes, not inside one, so what this process holds is remembered here.
const heldHere = new Set<string>();

/**
 * Takes a workspace for this process. Ends with the process, however it ends, and cannot be held twice: two that come at
 * the same moment cannot both pass. Throws `store/workspace-locked`.
 */
export async function lockWorkspace(folder: string): Promise<{ release(): Promise<void> }> {
  const real = await onDisk(folder, 'reading', () => realpath(folder));
  if (heldHere.has(real)) throw workspaceLocked(await holderOf(folder));
  heldHere.add(real);
  try {
    const lock = await take(folder);
    await writeHolder(folder, { pid: process.pid });
    return {
      release: async () => {
        await rm(holderFile(folder), { force: true });
        lock.release();
        heldHere.delete(real);
      },
    };
  } catch (error) {
    heldHere.delete(real);
    throw error;
  }
}

/** Tells whoever comes next where this Rondo can be reached. */
export async function announceUrl(workspace: { readonly folder: string }, url: string): Promise<void> {
  await writeHolder(workspace.folder, { pid: process.pid, url });
}

async function take(folder: string): Promise<{ release(): void }> {
  const file = join(folder, 'lock.duckdb');
  try {
    await placeLockFile(folder, file);
    return await holdFile(file);
  } catch (error) {
    if (error instanceof Fault && error.code === databaseBusy.code)
      throw workspaceLocked(await holderOf(folder), error);
    if (error instanceof Error && /not a valid DuckDB|corrupt|could not read|version number/i.test(error.message)) {
      throw lockDamaged({ file }, error);
    }
    if (error instanceof Error && /Cannot open file|Permission denied|read-only/i.test(error.message)) {
      throw diskFault(folder, 'writing', Object.assign(error, { code: 'EACCES', syscall: 'open' }));
    }
    throw error;
  }
}

/**
 * The lock file is made complete under another name and then linked into place, so that a kill at any moment leaves a
 * good one or none; it is never written or removed again.
 */
async function placeLockFile(folder: string, file: string): Promise<void> {
  if ((await readSize(file)) > 0) return;
  const made = join(folder, `.lock.${process.pid}.part`);
  await rm(made, { force: true });
  (await holdFile(made)).release();
  await onDisk(folder, 'writing', async () => {
    try {
      await link(made, file);
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') await copyFile(made, file, constants.COPYFILE_EXCL); // no links on this disk
    } finally {
      await rm(made, { force: true });
    }
  });
}

async function readSize(file: string): Promise<number> {
  return stat(file).then(
    (found) => found.size,
    () => 0,
  );
}

async function writeHolder(folder: string, holder: Holder): Promise<void> {
  await writeDurably(holderFile(folder), `${JSON.stringify(holder)}\n`);
}

async function holderOf(folder: string): Promise<{ folder: string; pid: number | undefined; url: string | undefined }> {
  const text = await readIfThere(holderFile(folder)).catch(() => undefined);
  const holder = text === undefined ? undefined : parseHolder(text);
  return { folder, pid: holder?.pid, url: holder?.url };
}

function parseHolder(text: string): Partial<Holder> | undefined {
  try {
    return JSON.parse(text) as Partial<Holder>; // our own file, read for a message only
  } catch {
    return undefined;
  }
}

function holderFile(folder: string): string {
  return join(folder, 'lock.json');
}
