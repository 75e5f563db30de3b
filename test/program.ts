/** The program as people run it: compiled once into a folder of its own, and started as a process for every command. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PROJECT = resolve(import.meta.dirname, '..');

export interface Ran {
  /** the exit code; null if a signal ended it */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Record<string, string>;
  /** another user, where the test runs as root */
  readonly uid?: number;
}

export interface Program {
  /** a folder for workspaces and inputs, gone with `remove` */
  readonly room: string;
  run(args: readonly string[], options?: RunOptions): Promise<Ran>;
  start(args: readonly string[], options?: RunOptions): Started;
  remove(): void;
}

/** A program that goes on until it is told to stop. */
export interface Started {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** what stdout holds once the pattern is in it; fails if the program ends first */
  until(pattern: RegExp): Promise<string>;
  ended: Promise<Ran>;
}

export function builtProgram(): Program {
  const room = mkdtempSync(join(tmpdir(), 'rondo-program-'));
  chmodSync(room, 0o755); // as root the ledger's server is another user, who must get through
  copyFileSync(join(PROJECT, 'package.json'), join(room, 'package.json'));
  for (const name of ['node_modules', 'library', 'migrations']) symlinkSync(join(PROJECT, name), join(room, name));
  const flags = ['--outDir', join(room, 'dist'), '--declaration', 'false', '--sourceMap', 'false'];
  const built = spawnSync(join(PROJECT, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json', ...flags], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`tsc: ${built.stdout}`);
  const start = (args: readonly string[], options: RunOptions = {}): Started => {
    const child = spawn(process.execPath, [join(room, 'dist/cli/main.js'), ...args], {
      cwd: room,
      env: { ...process.env, NO_COLOR: '1', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const ended = new Promise<Ran>((done) => child.on('close', (code) => done({ code, stdout, stderr })));
    const until = async (pattern: RegExp): Promise<string> => {
      let isOver = false;
      void ended.then(() => {
        isOver = true;
      });
      while (!pattern.test(stdout)) {
        if (isOver) throw new Error(`ended before ${pattern}: ${stderr}`);
        await new Promise((next) => setTimeout(next, 20));
      }
      return stdout;
    };
    return { child, stdout: () => stdout, stderr: () => stderr, until, ended };
  };
  return {
    room,
    run: (args, options) => start(args, options).ended,
    start,
    remove: () => rmSync(room, { recursive: true, force: true }),
  };
}

/** The process number of the PostgreSQL that a workspace's ledger runs on; undefined if none runs. */
export function serverOf(workspace: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(workspace, 'ledger/data/postmaster.pid'), 'utf8').split('\n')[0]);
    return isAlive(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1];
    return state !== undefined && !state.startsWith('Z');
  } catch {
    return false;
  }
}
