import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, writeDurably } from './durable-file.ts';
import { folderNotEmpty } from './ndjson-folder.ts';

/** A new or empty folder for small text files; throws `store/folder-not-empty` for any other. */
export async function createTextFolder(folder: string): Promise<{ write(name: string, text: string): Promise<void> }> {
  await makeFolder(folder, 0o755);
  if (readdirSync(folder).length > 0) throw folderNotEmpty({ folder });
  return { write: (name, text) => writeDurably(join(folder, name), text) };
}
