// Compiles bench/, test/judges/ and the program beside them to dist/tools/, when a source is newer.
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { newest } from './build.js';
import { installWhatIsMissing, ROOT, run, tool } from './install.js';

const OUT = resolve(ROOT, 'dist/tools');
const MARK = resolve(OUT, '.built');

/** Builds what is stale and returns the folder of the compiled tools. */
export function buildTools() {
  installWhatIsMissing();
  const sources = Math.max(...['src', 'bench', 'test', 'scripts'].map((folder) => newest(resolve(ROOT, folder))));
  if (existsSync(MARK) && statSync(MARK).mtimeMs > sources) return OUT;
  if (run(tool('tsc'), ['-p', 'tsconfig.tools.json']) !== 0) process.exit(1);
  mkdirSync(OUT, { recursive: true });
  writeFileSync(MARK, '');
  return OUT;
}
