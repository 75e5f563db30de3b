/** What can be known of a PostgreSQL server from its pid file and from the system. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** PostgreSQL names its socket after the port it would have. */
export const SOCKET_NAME = '.s.PGSQL.5432';

export interface PidFile {
  readonly pid: number;
  readonly data: string | undefined;
  readonly socketFolder: string | undefined;
  /** the System V id of its shared memory */
  readonly sharedMemory: string | undefined;
  readonly status: string | undefined;
}

/** PostgreSQL's own `postmaster.pid`: line 1 pid, 2 data folder, 5 socket folder, 7 memory key and id, 8 status. */
export async function readPidFile(data: string): Promise<PidFile | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n').map((line) => line.trim());
  return {
    pid: Number(lines[0]),
    data: lines[1],
    socketFolder: lines[4],
    sharedMemory: lines[6]?.split(/\s+/)[1],
    status: lines[7],
  };
}

/** Does a process of this number run? One that is dead but not yet taken note of by its parent does not. */
export async function isRunning(pid: number): Promise<boolean> {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return !(await isZombie(pid));
}

async function isZombie(pid: number): Promise<boolean> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''); // Linux only; elsewhere: not known, so no
  return text.slice(text.lastIndexOf(')') + 2).startsWith('Z');
}

/**
 * Clears away the pid file and the socket's lock of a server that was killed and whose number is still taken by its own
 * corpse: where process 1 buries slowly or nobody, as in many containers, PostgreSQL would refuse to start. Only if none
 * of that server's other processes lives, which its shared memory tells: two servers on one data folder destroy it.
 */
export async function clearDeadServer(data: string, socketFolder: string): Promise<void> {
  const file = await readPidFile(data);
  if (file) {
    if (!(await isZombie(file.pid)) || (await isMemoryUsed(file.sharedMemory))) return;
    await rm(join(data, 'postmaster.pid'));
  }
  const lock = join(socketFolder, `${SOCKET_NAME}.lock`);
  const holder = Number.parseInt(await readFile(lock, 'utf8').catch(() => ''), 10);
  if (await isZombie(holder)) await rm(lock);
}

async function isMemoryUsed(id: string | undefined): Promise<boolean> {
  if (id === undefined) return true; // not known
  const table = await readFile('/proc/sysvipc/shm', 'utf8').catch(() => undefined);
  if (table === undefined) return true;
  const [header = '', ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.trim());
  const names = header.split(/\s+/);
  const row = rows.map((line) => line.split(/\s+/)).find((cells) => cells[names.indexOf('shmid')] === id);
  return row !== undefined && row[names.indexOf('nattch')] !== '0';
}
