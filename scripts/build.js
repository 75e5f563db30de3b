// Builds dist/ when a source is newer than the last build: TypeScript by tsc, the web pages by Vite.
import { chmodSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { installWhatIsMissing, ROOT, run, tool } from './install.js';

const MARK = resolve(ROOT, 'dist/.built');

/** The newest change below a folder, in ms since 1970. */
export function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) latest = Math.max(latest, statSync(resolve(entry.parentPath, entry.name)).mtimeMs);
  }
  return latest;
}

export function buildWhatIsStale({ force = false } = {}) {
  const sources = Math.max(newest(resolve(ROOT, 'src')), statSync(resolve(ROOT, 'package-lock.json')).mtimeMs);
  if (!force && existsSync(MARK) && statSync(MARK).mtimeMs > sources) return;
  console.error('Building …');
  rmSync(resolve(ROOT, 'dist'), { recursive: true, force: true });
  if (run(tool('tsc'), ['-p', 'tsconfig.build.json']) !== 0) process.exit(1);
  if (run(tool('vite'), ['build', 'src/web', '--logLevel', 'warn']) !== 0) process.exit(1);
  chmodSync(resolve(ROOT, 'dist/cli/main.js'), 0o755);
  writeFileSync(MARK, '');
}

if (process.argv[1] === import.meta.filename) {
  installWhatIsMissing();
  buildWhatIsStale({ force: true });
}
