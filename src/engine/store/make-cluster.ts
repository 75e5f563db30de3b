import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { defineFault, type Fault } from '../../core/fault.ts';
import { diskFull, onDisk } from './disk-faults.ts';
import { makeFolder, readIfThere, syncFolder, writeDurably } from './durable-file.ts';
import type { findPostgres, Postgres } from './find-postgres.ts';
import { runAs, type ServerAccount } from './server-account.ts';

export const ledgerNotMade = defineFault(
  'store/ledger-not-made',
  'unavailable',
  (d: { reason: string }) => `the ledger's PostgreSQL cluster could not be made: ${d.reason}`,
  'Check the disk and the PostgreSQL installation, or set DATABASE_URL.',
);

export const ledgerKeyLost = defineFault(
  'store/ledger-key-lost',
  'conflict',
  (d: { file: string }) => `${d.file} is missing or damaged, and with it the way into the ledger`,
  'Put the file back from a backup. The ledger itself is whole; it is never made anew over an old one.',
);

export const ledgerOfAnother = defineFault(
  'store/ledger-of-another-workspace',
  'conflict',
  (d: { home: string; owner: string }) => `the ledger in ${d.home} belongs to the workspace ${d.owner}`,
  'This workspace is a copy: work in the original, or set DATABASE_URL for the copy.',
);

/** What is known of a private cluster; `<workspace>/ledger/cluster.json`, mode 0600. */
export interface ClusterRecord {
  /** the folder with `data`, `run` and `server.log`: the ledger's own, or one the server's user can reach */
  readonly home: string;
  readonly postgres: Postgres;
  readonly password: string;
  readonly adminPassword: string;
  /** where the workspace's own path is too long for a socket */
  readonly socketFolder?: string;
}

/** For clusters whose workspace lies where the server's user may not go, e.g. under root's home. */
const ELSEWHERE = '/var/lib/rondo';

/** Undefined if there is no cluster yet (or its making was cut short). */
export async function readCluster(folder: string): Promise<ClusterRecord | undefined> {
  const file = join(folder, 'cluster.json');
  const text = await readIfThere(file);
  const record = text === undefined ? undefined : parseRecord(folder, text);
  const home = record?.home ?? folder;
  const hasData = (await stat(join(home, 'data')).catch(() => undefined)) !== undefined;
  if (!hasData) return undefined;
  if (!record) throw ledgerKeyLost({ file });
  if (home !== folder) await checkOwner(home, folder);
  return record;
}

function parseRecord(folder: string, text: string): ClusterRecord | undefined {
  try {
    const record = JSON.parse(text) as ClusterRecord; // our own file; a part that is missing shows at once
    if (typeof record.password !== 'string' || typeof record.adminPassword !== 'string') return undefined;
    return { ...record, home: isAbsolute(record.home) ? record.home : resolve(folder, record.home) };
  } catch {
    return undefined;
  }
}

/** A home inside the ledger's folder is kept relative, so that a workspace can be moved. */
export async function writeCluster(folder: string, record: ClusterRecord): Promise<void> {
  const kept = { ...record, home: record.home === folder ? '.' : record.home };
  await writeDurably(join(folder, 'cluster.json'), `${JSON.stringify(kept, null, 2)}\n`, 0o600);
}

/** Makes a cluster. It counts as made when `data` appears, complete, by one rename. */
export async function makeCluster(
  folder: string,
  account: ServerAccount | undefined,
  find: typeof findPostgres,
): Promise<ClusterRecord> {
  await makeFolder(folder, account ? 0o755 : 0o700);
  const home = await chooseHome(folder, account);
  const postgres = await find(account, { spareFolder: home });
  const [password, adminPassword] = [randomBytes(24).toString('hex'), randomBytes(24).toString('hex')];
  const record: ClusterRecord = { home, postgres, password, adminPassword };
  const part = join(home, 'data.part');
  await onDisk(home, 'writing', async () => {
    await rm(part, { recursive: true, force: true });
    await mkdir(part, { mode: 0o700 });
    if (account) await chown(part, account.uid, account.gid);
  });
  try {
    await onDisk(home, 'writing', () => initialise(part, record, account));
  } catch (error) {
    await rm(part, { recursive: true, force: true }); // on a full disk, what others need most is room
    throw error;
  }
  await writeCluster(folder, record);
  await onDisk(home, 'writing', async () => {
    await rename(part, join(home, 'data'));
    await syncFolder(home);
  });
  return record;
}

async function chooseHome(folder: string, account: ServerAccount | undefined): Promise<string> {
  if (!account) return folder;
  const { exitCode } = await runAs(account, '/bin/sh', ['-c', 'cd "$0"', folder]);
  if (exitCode === 0) return folder;
  const home = join(ELSEWHERE, randomBytes(8).toString('hex')); // never one that an earlier workspace left behind
  await makeFolder(ELSEWHERE, 0o755);
  await makeFolder(home, 0o755);
  await checkOwner(home, folder);
  return home;
}

/** A cluster elsewhere names its workspace; one that was moved is followed, one that was copied is refused. */
async function checkOwner(home: string, folder: string): Promise<void> {
  const file = join(home, 'workspace');
  const owner = (await readIfThere(file))?.trim();
  const workspace = await realpath(dirname(folder));
  if (owner === workspace) return;
  if (owner !== undefined && (await readIfThere(join(owner, 'rondo.json'))) !== undefined) {
    throw ledgerOfAnother({ home, owner });
  }
  await writeDurably(file, `${workspace}\n`);
}

async function initialise(data: string, record: ClusterRecord, account: ServerAccount | undefined): Promise<void> {
  const { bin, libraryFolder } = record.postgres;
  const passwordFile = `${data}.password`;
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, record.adminPassword, { mode: 0o600, flag: 'wx' });
  if (account) await chown(passwordFile, account.uid, account.gid);
  const made = await runAs(
    account,
    join(bin, 'initdb'),
    [
      ...['--pgdata', data, '--username', 'rondo_admin', '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
      ...['--encoding', 'UTF8', '--locale', 'C', '--data-checksums'],
    ],
    { libraryFolder },
  );
  await rm(passwordFile, { force: true });
  if (made.exitCode !== 0) throw notMade(data, made.output);
  await addSettings(data, account);
  const first = await runAs(account, join(bin, 'postgres'), ['--single', '-D', data, 'postgres'], {
    libraryFolder,
    input: `create role rondo login password '${record.password}'\ncreate database rondo owner rondo\n`,
  });
  if (first.exitCode !== 0 || /ERROR|FATAL/.test(first.output)) throw notMade(data, first.output);
}

/** What PostgreSQL said of it, in one line: what went wrong, not what it did about it. */
function notMade(path: string, output: string): Fault {
  if (/no space left on device/i.test(output)) return diskFull({ path });
  const lines = output.split('\n').map((line) => line.trim());
  const cause = lines.find((line) => /(error|FATAL|PANIC):/i.test(line)) ?? lines.filter(Boolean).at(-1);
  return ledgerNotMade({ reason: cause ?? 'no reason given' });
}

// The server's own log must hold no value from a record: no statements, no parameters, no details, no refused input.
const SETTINGS = `
# Rondo's own
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 60
shared_buffers = 64MB
min_wal_size = 48MB
max_wal_size = 512MB
fsync = on
full_page_writes = on
synchronous_commit = on
password_encryption = 'scram-sha-256'
timezone = 'UTC'
jit = off
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_checkpoints = off
log_statement = 'none'
log_min_duration_statement = -1
log_lock_waits = off
log_autovacuum_min_duration = -1
`;

async function addSettings(data: string, account: ServerAccount | undefined): Promise<void> {
  const config = join(data, 'postgresql.conf');
  const access = join(data, 'pg_hba.conf');
  await writeFile(config, `${await readFile(config, 'utf8')}${SETTINGS}`);
  await writeFile(access, 'local all all scram-sha-256\n');
  for (const file of [config, access]) {
    await chmod(file, 0o600);
    if (account) await chown(file, account.uid, account.gid);
  }
}
