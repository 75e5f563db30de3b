// Installs what is missing, and nothing when nothing is. Plain Node, no packages: this runs before there are any.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '..');
const MARK = resolve(ROOT, 'node_modules/.rondo-install');

/** Runs `npm ci` unless the packages of this very lock file are already there. */
export function installWhatIsMissing() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    console.error(`fault start/node-too-old: Node ${process.versions.node} — Rondo needs Node 20 or newer.`);
    process.exit(6);
  }
  const lock = createHash('sha256')
    .update(readFileSync(resolve(ROOT, 'package-lock.json')))
    .digest('hex');
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === lock) return;
  console.error('Installing packages (npm ci) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  if (done.status !== 0) {
    console.error(
      'fault start/install-failed: npm ci did not succeed — see its message above; is the registry reachable?',
    );
    process.exit(6);
  }
  writeFileSync(MARK, lock);
}

/** Runs a program and gives its exit status; everything it says is shown. */
export function run(command, args, env = {}) {
  const done = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
  return done.status ?? 1;
}

/** A tool of node_modules/.bin as [node, script], so that no shell is needed. */
export function tool(name) {
  return resolve(ROOT, 'node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name);
}
