import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, chown, lstat, mkdir, mkdtemp, open, readFile, realpath, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { defineFault } from '../../core/fault.ts';
import { diskFull, onDisk } from './disk-faults.ts';
import { findPostgres, type Postgres } from './find-postgres.ts';
import { type ClusterRecord, makeCluster, readCluster, writeCluster } from './make-cluster.ts';
import { type ServerAccount, serverAccount, spawnOptions } from './server-account.ts';
import { clearDeadServer, isRunning, readPidFile, SOCKET_NAME } from './server-process.ts';

export const ledgerNotStarted = defineFault(
  'store/ledger-not-started',
  'unavailable',
  (d: { log: string; reason: string }) => `the ledger's PostgreSQL did not start: ${d.reason} (${d.log})`,
  'Read the end of the log named here; the records in the ledger are untouched.',
);

export const needsDatabaseUrl = defineFault(
  'store/needs-database-url',
  'unavailable',
  () => 'the private ledger cannot run on Windows yet',
  'Set DATABASE_URL to a PostgreSQL 15 or newer.',
);

/** A private PostgreSQL that is running. It listens on a socket in a folder of its own and on nothing else. */
export interface Cluster {
  /** the ledger's database, as the ledger's own role */
  readonly url: string;
  /** the same database as the server's superuser; for tests and repair */
  readonly adminUrl: string;
  readonly pid: number;
  /** starts it again if it is gone, e.g. after a crash */
  ensureRunning(): Promise<void>;
  /** a clean, fast stop: what was committed is there at the next start without recovery */
  stop(): Promise<void>;
}

const LONGEST_SOCKET_PATH = 100; // bytes; the system's limit is 104 or 108

/**
 * Starts the private cluster in this folder, makes it first if there is none, and adopts the one that a killed Rondo left
 * running. The caller holds the workspace, so nobody else does the same at this moment.
 */
export async function openCluster(folder: string, find = findPostgres): Promise<Cluster> {
  if (process.platform === 'win32') throw needsDatabaseUrl({});
  const account = await serverAccount();
  const known = (await readCluster(folder)) ?? (await makeCluster(folder, account, find));
  const data = join(known.home, 'data');
  const socketFolder = await socketFolderOf(folder, known, account);
  const record = { ...known, ...(socketFolder === join(known.home, 'run') ? {} : { socketFolder }) };
  const start = async () => {
    const adopted = await runningServer(data, socketFolder);
    return (
      adopted ?? startServer({ data, socketFolder, postgres: await binaries(folder, record, account, find), account })
    );
  };

  let server = await start();
  const leave = stopWithProcess(() => server);
  let starting: Promise<void> | undefined;
  const urlOf = (user: string, password: string) =>
    `postgresql://${user}:${password}@/rondo?host=${encodeURIComponent(socketFolder)}`;
  return {
    url: urlOf('rondo', record.password),
    adminUrl: urlOf('rondo_admin', record.adminPassword),
    get pid() {
      return server.pid;
    },
    ensureRunning: async () => {
      starting ??= start()
        .then((next) => {
          server = next;
        })
        .finally(() => {
          starting = undefined;
        });
      await starting;
    },
    stop: async () => {
      await stopServer(server);
      leave();
    },
  };
}

const running = new Set<() => Server>();

/** A process that ends in a hurry (a bug, a second Ctrl-C) leaves no server behind: it is told to stop on the way out. */
function stopWithProcess(server: () => Server): () => void {
  if (running.size === 0) process.on('exit', tellAllToStop);
  running.add(server);
  return () => {
    running.delete(server);
    if (running.size === 0) process.off('exit', tellAllToStop);
  };
}

function tellAllToStop(): void {
  for (const server of running) {
    try {
      process.kill(server().pid, 'SIGINT');
    } catch {} // gone already
  }
}

interface Server {
  readonly pid: number;
  /** only if this process started it */
  readonly child?: ChildProcess;
}

/** The recorded binaries if they still run, else any of the same major version. */
async function binaries(
  folder: string,
  record: ClusterRecord,
  account: ServerAccount | undefined,
  find: typeof findPostgres,
): Promise<Postgres> {
  const { bin, libraryFolder } = record.postgres;
  if ((await exists(join(bin, 'postgres'))) && (await exists(libraryFolder ?? bin))) return record.postgres;
  const major = Number((await readFile(join(record.home, 'data', 'PG_VERSION'), 'utf8')).trim());
  const postgres = await find(account, { major, spareFolder: record.home });
  await writeCluster(folder, { ...record, postgres });
  return postgres;
}

/** `<home>/run` where its path is short enough, else a folder with a name nobody can guess under the system's own. */
async function socketFolderOf(
  folder: string,
  record: ClusterRecord,
  account: ServerAccount | undefined,
): Promise<string> {
  const beside = join(record.home, 'run');
  const isShort = Buffer.byteLength(join(beside, SOCKET_NAME)) < LONGEST_SOCKET_PATH;
  const known = isShort ? beside : record.socketFolder;
  if (isShort) await mkdir(beside, { mode: 0o700 }).catch(() => {});
  if (known !== undefined && (await isOurs(known, account))) return known;
  const made = isShort ? beside : await mkdtemp(join(await realpath(tmpdir()), 'rondo-'));
  await chmod(made, 0o700);
  if (account) await chown(made, account.uid, account.gid);
  if (!isShort) await writeCluster(folder, { ...record, socketFolder: made });
  return made;
}

async function isOurs(folder: string, account: ServerAccount | undefined): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  const uid = account?.uid ?? process.getuid?.();
  return found?.isDirectory() === true && found.uid === uid && (found.mode & 0o077) === 0;
}

/**
 * The server that runs on this data folder already, if it does. Its pid file must name our socket folder too: in a copied
 * workspace the file still speaks of the original's server.
 */
async function runningServer(data: string, socketFolder: string): Promise<Server | undefined> {
  for (;;) {
    const file = await readPidFile(data);
    if (!file || !(await isRunning(file.pid)) || file.data !== data || file.socketFolder !== socketFolder)
      return undefined;
    if (file.status === 'ready' && (await answers(join(socketFolder, SOCKET_NAME)))) return { pid: file.pid };
    if (file.status === 'ready') return undefined; // a pid that came round again
    await pause(20); // starting or stopping: wait for what comes of it
  }
}

async function startServer(options: {
  readonly data: string;
  readonly socketFolder: string;
  readonly postgres: Postgres;
  readonly account: ServerAccount | undefined;
}): Promise<Server> {
  const { data, socketFolder, postgres, account } = options;
  const log = join(data, '..', 'server.log');
  const until = Date.now() + 15_000;
  for (;;) {
    await clearDeadServer(data, socketFolder);
    const handle = await onDisk(log, 'writing', () => open(log, 'w', 0o600));
    const child = spawn(join(postgres.bin, 'postgres'), ['-D', data, '-k', socketFolder, ...quickRecovery()], {
      ...spawnOptions(account, postgres.libraryFolder),
      stdio: ['ignore', handle.fd, handle.fd],
      detached: true, // Ctrl-C is for us; the server is stopped after the last commit
    });
    const failure = await readyOrFailed(child, data);
    await handle.close();
    child.unref();
    if (failure === undefined) return { pid: child.pid ?? 0, child };
    const said = failure + (await readFile(log, 'utf8').catch(() => ''));
    // The backends of a server that was killed go within moments; until then PostgreSQL rightly refuses to start.
    if (!/still in use|lock file .* already exists/i.test(said) || Date.now() > until) {
      if (/no space left on device/i.test(said)) throw diskFull({ path: data });
      throw ledgerNotStarted({ log, reason: /FATAL: *(.*)/.exec(said)?.[1] ?? failure });
    }
    await pause(50);
  }
}

/**
 * Before it recovers, PostgreSQL makes its whole folder durable, file by file (seconds on a busy disk) or, where Linux is
 * new enough to report every error of it, in one call.
 */
function quickRecovery(): string[] {
  const [major = 0, minor = 0] = release().split('.').map(Number);
  const isSafe = process.platform === 'linux' && (major > 5 || (major === 5 && minor >= 8));
  return isSafe ? ['-c', 'recovery_init_sync_method=syncfs'] : [];
}

/** Undefined once it takes connections (after crash recovery, which may be long); what went wrong if it ended. */
async function readyOrFailed(child: ChildProcess, data: string): Promise<string | undefined> {
  let failure: string | undefined;
  child.once('error', (error) => {
    failure = error.message;
  });
  child.once('exit', (code, signal) => {
    failure = `it ended with ${signal ?? `code ${code}`}`;
  });
  while (failure === undefined) {
    const file = await readPidFile(data);
    if (file?.pid === child.pid && file?.status === 'ready') return undefined;
    await pause(4);
  }
  return failure;
}

async function stopServer(server: Server): Promise<void> {
  if (!(await isRunning(server.pid))) return;
  process.kill(server.pid, 'SIGINT'); // PostgreSQL's fast shutdown
  const until = Date.now() + 20_000;
  while (
    server.child ? server.child.exitCode === null && server.child.signalCode === null : await isRunning(server.pid)
  ) {
    if (Date.now() > until) {
      process.kill(server.pid, 'SIGQUIT'); // stops at once; the next start recovers
      return;
    }
    await pause(5);
  }
}

async function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', () => resolve(false));
  });
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
