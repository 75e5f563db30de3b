import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { onDisk, systemCode } from './disk-faults.ts';

/**
 * Replaces a file in one step: after a crash at any moment the old text or the new one is there, never a part, and what
 * this function has returned from is on the disk. The folder must exist.
 */
export async function writeDurably(file: string, text: string, mode = 0o644): Promise<void> {
  const part = join(dirname(file), `.${basename(file)}.${process.pid}.part`);
  await onDisk(file, 'writing', async () => {
    try {
      await writeAndSync(part, text, mode);
      await rename(part, file);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    await syncFolder(dirname(file));
  });
}

async function writeAndSync(file: string, text: string, mode: number): Promise<void> {
  await rm(file, { force: true }); // left by a killed process with this number; its mode might be wider
  const handle = await open(file, 'wx', mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the names in a folder durable (a rename or a new file is in the folder, not in the file). */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // folders cannot be opened there
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder and those above it; the mode is for the last one and holds whatever the umask says. */
export async function makeFolder(folder: string, mode: number): Promise<void> {
  await onDisk(folder, 'writing', async () => {
    if (!(await makeWithParents(folder, mode))) return;
    const handle = await open(folder, 'r');
    try {
      await handle.chmod(mode);
    } finally {
      await handle.close();
    }
  });
}

/**
 * False if it was there. Not `mkdir` with `recursive`: where a file system says "not found" of a folder that may not be
 * made in one that exists (/proc), Node tries again for ever.
 */
async function makeWithParents(folder: string, mode?: number): Promise<boolean> {
  try {
    await mkdir(folder, mode);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return false;
    if (code !== 'ENOENT' || (await stat(dirname(folder)).catch(() => undefined)) !== undefined) throw error;
  }
  await makeWithParents(dirname(folder));
  return makeWithParents(folder, mode);
}

/** The text of a file; undefined if there is none. */
export async function readIfThere(file: string): Promise<string | undefined> {
  return onDisk(file, 'reading', async () => {
    try {
      return await readFile(file, 'utf8');
    } catch (error) {
      const code = systemCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw error;
    }
  });
}
