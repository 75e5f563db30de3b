import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { packageRoot } from '../src/engine/store/package-root.ts';

/** Where the shared inputs with known answers lie: beside the project, or where RONDO_SHARED says. */
export const SHARED = resolve(process.env['RONDO_SHARED'] ?? resolve(packageRoot(), '../shared'));

/** The folder's path, or undefined where the shared inputs are absent: such tests are reported as skipped. */
export function sharedFolder(name: string): string | undefined {
  const folder = resolve(SHARED, name);
  return existsSync(folder) ? folder : undefined;
}
