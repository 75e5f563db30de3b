import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** The user under whom PostgreSQL runs when Rondo is root, because PostgreSQL refuses root. */
export interface ServerAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export interface Ran {
  /** null if it could not be started at all or was killed */
  readonly exitCode: number | null;
  readonly output: string;
}

/** `postgres` where there is such a user, else `nobody`; undefined where Rondo is not root and runs it as itself. */
export async function serverAccount(): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = await readFile('/etc/passwd', 'utf8');
  return userNamed(users, 'postgres') ?? userNamed(users, 'nobody');
}

function userNamed(users: string, name: string): ServerAccount | undefined {
  const line = users.split('\n').find((user) => user.startsWith(`${name}:`));
  if (line === undefined) return undefined;
  const [, , uid, gid] = line.split(':');
  return { name, uid: Number(uid), gid: Number(gid) };
}

/** Starts a program as that user, away from our folder, with only the environment a server needs. */
export function runAs(
  account: ServerAccount | undefined,
  program: string,
  args: readonly string[],
  options: { readonly libraryFolder?: string | undefined; readonly input?: string } = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...spawnOptions(account, options.libraryFolder), stdio: 'pipe' });
    let output = '';
    child.stdout.on('data', (part: Buffer) => {
      output += part.toString();
    });
    child.stderr.on('data', (part: Buffer) => {
      output += part.toString();
    });
    child.on('error', (error) => resolve({ exitCode: null, output: error.message }));
    child.on('close', (exitCode) => resolve({ exitCode, output }));
    child.stdin.on('error', () => {}); // it ended before it read everything; the exit code tells
    child.stdin.end(options.input ?? '');
  });
}

/** How a server's program is to be spawned: its user, folder and environment. */
export function spawnOptions(account: ServerAccount | undefined, libraryFolder?: string) {
  return {
    cwd: '/',
    env: {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      LC_ALL: 'C',
      TZ: 'UTC',
      ...(libraryFolder ? { LD_LIBRARY_PATH: libraryFolder, DYLD_LIBRARY_PATH: libraryFolder } : {}),
    },
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  };
}
