import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { compiledChild } from '../../../test/child.ts';
import { Fault } from '../../core/fault.ts';
import { createWorkspace, openWorkspace } from './open-workspace.ts';
import { announceUrl } from './workspace-lock.ts';

const SETTINGS = { name: 'North Valley practices', isSimulated: true } as const;

let room: string;
let child: string;
let folder: string;
let made = 0;
beforeAll(async () => {
  room = await mkdtemp(join(await realpath(tmpdir()), 'rondo-workspace-'));
  await chmod(room, 0o755);
  child = await compiledChild('test/crash/workspace-child.ts');
});
afterAll(async () => {
  for (const each of [room, dirname(child)]) await rm(each, { recursive: true, force: true });
});
beforeEach(() => {
  folder = join(room, `w${++made}`);
});

const refusal = async (work: Promise<unknown>): Promise<Fault> => {
  const fault = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(fault instanceof Fault)) throw new Error('no fault', { cause: fault });
  expect(fault.message).not.toContain('\n');
  return fault;
};

describe('a workspace', () => {
  test('keeps its settings and current snapshot, and its identity map to itself', async () => {
    const workspace = await createWorkspace(folder, SETTINGS);
    expect(await workspace.currentSnapshot()).toBeUndefined();
    await workspace.setCurrentSnapshot('s-1');
    await workspace.saveSettings({ ...SETTINGS, simulatedNow: '2026-01-01T00:00:00Z', extra: { key: [1] } });
    await workspace.close();
    const again = await openWorkspace(folder);
    expect(again.settings).toEqual({ ...SETTINGS, simulatedNow: '2026-01-01T00:00:00Z', extra: { key: [1] } });
    expect(await again.currentSnapshot()).toBe('s-1');
    expect((await stat(again.identity)).mode & 0o777).toBe(0o700);
    await again.close();
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('is not made twice, and a folder that is none is said to be none', async () => {
    await (await createWorkspace(folder, SETTINGS)).close();
    expect((await refusal(createWorkspace(folder, SETTINGS))).code).toBe('store/workspace-exists');
    for (const nowhere of [join(room, 'nowhere'), join(folder, 'rondo.json'), room]) {
      expect((await refusal(openWorkspace(nowhere))).code, nowhere).toBe('store/no-workspace');
    }
    await expect(stat(join(room, 'nowhere'))).rejects.toMatchObject({ code: 'ENOENT' }); // nothing left behind
  });

  test.each([
    ['', 'the file is empty'],
    ['{"name":', 'not JSON'],
    ['[]', 'must be object'],
    ['{"isSimulated":true}', 'name'],
    ['{"name":"x","isSimulated":"yes"}', 'isSimulated'],
    ['{"name":"x","isSimulated":true,"databaseUrl":"mysql://secret@host"}', 'databaseUrl'],
  ])('with the settings %j says in one line where they are damaged', async (text, where) => {
    await (await createWorkspace(folder, SETTINGS)).close();
    await writeFile(join(folder, 'rondo.json'), text);
    const fault = await refusal(openWorkspace(folder));
    expect(fault.code).toBe('store/settings-damaged');
    expect(fault.message).toContain(where);
    expect(fault.message).not.toContain('secret');
    await writeFile(join(folder, 'rondo.json'), JSON.stringify(SETTINGS));
    await (await openWorkspace(folder)).close(); // the lock was let go
  });
});

describe('the lock of a workspace', () => {
  test('holds inside one process too', async () => {
    const first = await createWorkspace(folder, SETTINGS);
    expect((await refusal(openWorkspace(folder))).message).toContain(`process ${process.pid}`);
    await first.close();
    await (await openWorkspace(folder)).close();
  });

  test('holds against another process, which is told who has it and where it serves', async () => {
    const workspace = await createWorkspace(folder, SETTINGS);
    await announceUrl(workspace, 'http://127.0.0.1:8080');
    const told = await saidBy(start('open'));
    expect(told).toBe(
      `store/workspace-locked ${folder} is in use by process ${process.pid}, serving http://127.0.0.1:8080`,
    );
    await workspace.close();
    expect(await saidBy(start('open'))).toBe('opened');
  });

  test('is gone at once when its holder is killed', async () => {
    await (await createWorkspace(folder, SETTINGS)).close();
    const holder = start('hold');
    expect(await firstLine(holder)).toBe('opened');
    expect((await refusal(openWorkspace(folder))).message).toContain(`process ${holder.pid}`);
    holder.kill('SIGKILL');
    await new Promise((resolve) => holder.once('close', resolve));
    await (await openWorkspace(folder)).close();
  });

  test('lets one of many through that come at the same moment', async () => {
    await (await createWorkspace(folder, SETTINGS)).close();
    const rivals = Array.from({ length: 6 }, () => start('hold'));
    const said = await Promise.all(rivals.map(firstLine));
    for (const rival of rivals) rival.kill('SIGKILL');
    expect(said.filter((line) => line === 'opened')).toHaveLength(1);
    expect(said.filter((line) => line.startsWith('store/workspace-locked'))).toHaveLength(5);
  });

  test('is not left stuck by a lock file that was cut short', async () => {
    await (await createWorkspace(folder, SETTINGS)).close();
    await rm(join(folder, 'lock.duckdb'));
    await writeFile(join(folder, '.lock.1.part'), 'half');
    await (await openWorkspace(folder)).close();
  });
});

// Root may read everything, so this is asked as nobody.
describe.skipIf(process.getuid?.() !== 0)('as a user without rights', () => {
  test.each([
    ['unreadable folder', 0o700, 'open', 'store/not-readable'],
    ['folder that may only be read', 0o755, 'open', 'store/not-writable'],
    ['folder that may only be read', 0o755, 'create', 'store/not-writable'],
  ])('a workspace in an %s (%o, %s) is one fault in one line', async (_, mode, doing, code) => {
    if (doing === 'open') {
      await (await createWorkspace(folder, SETTINGS)).close();
      await chmod(join(folder, 'rondo.json'), 0o644);
    } else await mkdir(folder);
    await chmod(folder, mode);
    const said = await saidBy(start(doing, { uid: 65534, gid: 65534 }));
    expect(said.split('\n')).toHaveLength(1);
    expect(said.split(' ')[0]).toBe(code);
    expect(said).toContain(folder);
  });
});

test('a full disk is one fault, and the settings stay as they were', async () => {
  await mkdir(folder);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder]).status === 0;
  if (!mounted) return console.log('a full disk could not be tried: no right to mount one');
  try {
    const workspace = await createWorkspace(folder, SETTINGS);
    const before = await readFile(join(folder, 'rondo.json'), 'utf8');
    await writeFile(join(folder, 'filler'), Buffer.alloc(2 ** 20)).catch(() => {});
    const fault = await refusal(workspace.saveSettings({ ...SETTINGS, extra: { long: 'x'.repeat(20_000) } }));
    expect(fault.code).toBe('store/disk-full');
    expect(await readFile(join(folder, 'rondo.json'), 'utf8')).toBe(before);
    expect(workspace.settings).toEqual(SETTINGS);
    await rm(join(folder, 'filler'));
    await workspace.close();
    await (await openWorkspace(folder)).close();
  } finally {
    spawnSync('umount', ['-l', folder]);
  }
});

function start(doing: string, as: { uid?: number; gid?: number } = {}): ChildProcess {
  return spawn('node', [child, doing, folder], { stdio: ['ignore', 'pipe', 'inherit'], cwd: '/', ...as });
}

async function firstLine(process: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    process.stdout!.once('data', (part: Buffer) => resolve(part.toString().trim()));
    process.once('close', () => resolve('ended'));
  });
}

async function saidBy(process: ChildProcess): Promise<string> {
  let said = '';
  process.stdout!.on('data', (part: Buffer) => {
    said += part.toString();
  });
  await new Promise((resolve) => process.once('close', resolve));
  return said.trim();
}
