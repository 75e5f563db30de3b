import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
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
    const made = await mkdir(folder, { recursive: true, mode });
    if (made === undefined) return;
    const handle = await open(folder, 'r');
    try {
      await handle.chmod(mode);
    } finally {
      await handle.close();
    }
  });
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
