/** Writes lines into a folder like a bulk export: one NDJSON file for each resource type. */
import { closeSync, fsyncSync, openSync, readdirSync, writeSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { defineFault } from '../../core/fault.ts';
import { diskFault, onDisk } from './disk-faults.ts';
import { makeFolder, writeDurably } from './durable-file.ts';

export const folderNotEmpty = defineFault(
  'store/folder-not-empty',
  'conflict',
  (d: { folder: string }) => `${d.folder} is not empty`,
  'Name an empty or a new folder.',
);

const CHUNK = 1 << 20;

export interface NdjsonFolder {
  /** adds one line (without line end) to the file of its type */
  write(type: string, line: string): void;
  /** another file beside them, such as truth.json; durable when it returns */
  writeFile(name: string, text: string): Promise<void>;
  /** flushes and syncs everything; tells how much was written */
  close(): Promise<{
    readonly lines: number;
    readonly bytes: number;
    readonly byType: Readonly<Record<string, number>>;
  }>;
}

/** Opens a folder for writing; refuses one that already holds an export. Memory stays at about 1 MiB for each type. */
export async function createNdjsonFolder(folder: string): Promise<NdjsonFolder> {
  await makeFolder(folder, 0o755);
  if (readdirSync(folder).some((name) => /\.ndjson(\.gz)?$/.test(name))) throw folderNotEmpty({ folder });
  const files = new Map<
    string,
    { descriptor: number; waiting: string[]; size: number; lines: number; bytes: number }
  >();

  const flush = (file: { descriptor: number; waiting: string[]; size: number; bytes: number }): void => {
    if (file.waiting.length === 0) return;
    const bytes = Buffer.from(`${file.waiting.join('\n')}\n`);
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(file.descriptor, bytes, written);
    } catch (error) {
      throw diskFault(folder, 'writing', error);
    }
    file.bytes += bytes.length;
    file.waiting = [];
    file.size = 0;
  };

  return {
    write(type, line) {
      let file = files.get(type);
      if (!file) {
        file = {
          descriptor: openSync(join(folder, `${type}.000.ndjson`), 'wx'),
          waiting: [],
          size: 0,
          lines: 0,
          bytes: 0,
        };
        files.set(type, file);
      }
      file.waiting.push(line);
      file.size += line.length;
      file.lines++;
      if (file.size >= CHUNK) flush(file);
    },
    writeFile: (name, text) => writeDurably(join(folder, name), text),
    async close() {
      const byType: Record<string, number> = {};
      let [lines, bytes] = [0, 0];
      for (const [type, file] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
        flush(file);
        fsyncSync(file.descriptor);
        closeSync(file.descriptor);
        byType[type] = file.lines;
        lines += file.lines;
        bytes += file.bytes;
      }
      return { lines, bytes, byType };
    },
  };
}

/** The text of a file that lies in such a folder; throws `store/not-readable` if it does not. */
export async function readTextBeside(folder: string, name: string): Promise<string> {
  return onDisk(join(folder, name), 'reading', () => readFile(join(folder, name), 'utf8'));
}

/** Is there a file of this name in the folder? */
export async function liesBeside(folder: string, name: string): Promise<boolean> {
  return (await stat(join(folder, name)).catch(() => undefined)) !== undefined;
}
