import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds Rondo's package.json, library/ and migrations/, wherever the code was built to. */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('packageRoot(): no package.json above the program');
    folder = above;
  }
  return folder;
}
