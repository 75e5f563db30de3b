/** What goes wrong is told in one line with a way to mend it, and costs nothing that was there before: real processes. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { builtProgram, type Ran, serverOf } from '../program.ts';

const program = builtProgram();
afterAll(() => program.remove());
const { room, run, start } = program;
const isRoot = process.getuid?.() === 0;

const patient = (id: string) =>
  `{"resourceType":"Patient","id":"${id}","gender":"female","birthDate":"1980-02-03","name":[{"family":"Gull"}]}\n`;

/** A folder with these files, fresh. */
function folderOf(name: string, files: Record<string, string | Buffer>): string {
  const folder = join(room, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  return folder;
}

const good = folderOf('good', { 'Patient.ndjson': patient('a') + patient('b') });
const more = folderOf('more', { 'Patient.ndjson': patient('c') });
const node = join(room, 'node');
const made = run(['init', node, '--name', 'Node']).then(() => run(['load', '--fhir', good, '--workspace', node]));

/** A copy of a node with two people that nobody has open. */
async function copyOfNode(name: string): Promise<string> {
  await made;
  const copy = join(room, name);
  expect(spawnSync('cp', ['-a', node, copy]).status).toBe(0);
  return copy;
}

/** One line on stderr that names this fault, nothing on stdout, no stack. */
function expectFault(ran: Ran, fault: string, exit: number): void {
  const said = ran.stderr.split('\n').filter((line) => /^(fault|bug|\s+at )/.test(line));
  expect(said, ran.stderr).toHaveLength(1);
  expect(said[0]).toMatch(new RegExp(`^fault ${fault}: .+ — .+`));
  expect([ran.code, ran.stdout]).toEqual([exit, '']);
}

test('a node is made, loaded and closed', async () => {
  expect(await made).toMatchObject({ code: 0, stdout: expect.stringContaining('2 people') });
  expect(serverOf(node)).toBeUndefined();
});

describe('rondo load says what is wrong with a folder', () => {
  const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  test.each<[string, Record<string, string | Buffer> | undefined, string, number]>([
    ['is not there', undefined, 'load/folder-missing', 3],
    ['is empty', {}, 'load/folder-empty', 2],
    ['holds other files', { 'people.csv': 'a,b\n1,2\n' }, 'load/folder-empty', 2],
    ['holds no FHIR', { 'x.ndjson': 'a,b\n1,2\n' }, 'load/nothing-fhir', 2],
    ['is in UTF-16', { 'x.ndjson': utf16(patient('a')) }, 'load/nothing-fhir', 2],
    ['is pretty-printed', { 'x.json': JSON.stringify(JSON.parse(patient('a')), null, 2) }, 'load/nothing-fhir', 2],
    ['is gzip cut after 10 bytes', { 'x.ndjson.gz': gzipSync(patient('a')).subarray(0, 10) }, 'load/nothing-fhir', 2],
  ])('that %s', async (name, files, fault, exit) => {
    const folder = files ? folderOf(name.replaceAll(' ', '-'), files) : join(room, 'nowhere');
    await made;
    expectFault(await run(['load', '--fhir', folder, '--workspace', node]), fault, exit);
    expect(serverOf(node)).toBeUndefined();
  });

  test.skipIf(!isRoot)('that holds a file this user may not read, and leaves no server behind', async () => {
    const home = folderOf('of-nobody', {});
    const folder = folderOf('closed', { 'Patient.ndjson': patient('a') });
    spawnSync('chmod', ['600', join(folder, 'Patient.ndjson')]);
    spawnSync('chown', ['65534', home]);
    const as = (...args: string[]) => run([...args, '--workspace', join(home, 'w')], { uid: 65_534 });
    expect((await as('init')).code).toBe(0);
    expectFault(await as('load', '--fhir', folder), 'store/not-readable', 4);
    expect(serverOf(join(home, 'w'))).toBeUndefined();
    expectFault(await run(['init', '/proc/rondo'], { uid: 65_534 }), 'store/disk-failed', 6);
  });
});

test('rondo load names the files it could not take, and counts the lines it could not read', async () => {
  const copy = await copyOfNode('mixed');
  const folder = folderOf('some-bad', {
    'good.ndjson': patient('d'),
    'latin1.ndjson': Buffer.from(patient('e').replace('Gull', 'M\xfcwe'), 'latin1'),
    'pretty.json': JSON.stringify(JSON.parse(patient('f')), null, 2),
    'utf16.ndjson': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(patient('g'), 'utf16le')]),
    'cut.ndjson.gz': gzipSync(patient('h')).subarray(0, 10),
    'broken.ndjson': `${patient('i')}{"resourceType":"Patient","id":"j",\n`,
  });
  const refused = [
    { file: 'cut.ndjson.gz', code: 'gzip-truncated' },
    { file: 'pretty.json', code: 'not-lines' },
    { file: 'utf16.ndjson', code: 'utf16' },
  ];
  for (const isNew of [true, false]) {
    const { code, stdout } = await run(['load', '--fhir', folder, '--workspace', copy, '--json']);
    const report = JSON.parse(stdout);
    expect([code, report.isNew, report.people, report.refused]).toEqual([0, isNew, 4, refused]);
    const lines = report.accounting.filter((row: { fate: string }) => row.fate === 'quarantined');
    expect(lines.map((row: { reason: string; records: number }) => `${row.reason} ${row.records}`).sort()).toEqual([
      'not-json 1',
      'not-utf8 1',
    ]);
  }
});

describe('what was damaged is named, and what was whole stays', () => {
  const snapshotOf = (folder: string) =>
    join(folder, 'snapshots', readFileSync(join(folder, 'snapshots/current'), 'utf8').trim());
  const rawOf = (folder: string) =>
    join(folder, 'raw', readdirSync(join(folder, 'raw')).find((name) => name.endsWith('.gz')) ?? '');

  test.each<[string, (folder: string) => void, string, number]>([
    ['settings', (folder) => writeFileSync(join(folder, 'rondo.json'), '{"name":'), 'store/settings-damaged', 2],
    ['lock', (folder) => writeFileSync(join(folder, 'lock.duckdb'), 'x'.repeat(5000)), 'store/lock-damaged', 5],
    ['witness', (folder) => writeFileSync(join(folder, 'ledger/head.json'), '{'), 'store/ledger-witness-damaged', 5],
    ['way into the ledger', (folder) => rmSync(join(folder, 'ledger/cluster.json')), 'store/ledger-key-lost', 5],
    [
      'manifest',
      (folder) => writeFileSync(join(snapshotOf(folder), 'manifest.json'), '{}'),
      'store/snapshot-damaged',
      2,
    ],
  ])('rondo status: the %s', async (what, damage, fault, exit) => {
    const copy = await copyOfNode(`damaged-${what.replaceAll(' ', '-')}`);
    damage(copy);
    expectFault(await run(['status', '--workspace', copy]), fault, exit);
    expect(serverOf(copy)).toBeUndefined();
  });

  test.each<[string, (folder: string) => void, string, number]>([
    ['changed raw file', (folder) => truncateSync(rawOf(folder), 60), 'store/raw-damaged', 6],
    ['lost raw file', (folder) => rmSync(rawOf(folder)), 'store/raw-damaged', 6],
    ['lost key of the ids', (folder) => rmSync(join(folder, 'identity/omop-id.key')), 'store/key-lost', 5],
    [
      'short key of the ids',
      (folder) => writeFileSync(join(folder, 'identity/omop-id.key'), 'ab\n'),
      'store/key-lost',
      5,
    ],
  ])('rondo load: a %s stops the build, and the snapshot before stays current', async (what, damage, fault, exit) => {
    const copy = await copyOfNode(`damaged-${what.replaceAll(' ', '-')}`);
    damage(copy);
    expectFault(await run(['load', '--fhir', more, '--workspace', copy]), fault, exit);
    expect((await run(['status', '--workspace', copy])).stdout).toContain('2 people');
    expect(readdirSync(join(copy, 'snapshots')).filter((name) => name.startsWith('.building'))).toEqual([]);
  });

  test.each<[string, (folder: string) => void, string, number]>([
    ['gone', (folder) => rmSync(snapshotOf(folder), { recursive: true }), 'store/no-snapshot', 3],
    ['without tables', (folder) => rmSync(join(snapshotOf(folder), 'tables.duckdb')), 'store/snapshot-damaged', 2],
    [
      'cut short',
      (folder) => truncateSync(join(snapshotOf(folder), 'tables.duckdb'), 20_000),
      'store/snapshot-damaged',
      2,
    ],
  ])('a snapshot that is %s is named, and built again from the raw records', async (what, damage, fault, exit) => {
    const copy = await copyOfNode(`snapshot-${what.replaceAll(' ', '-')}`);
    damage(copy);
    expectFault(await run(['measures', '--workspace', copy]), fault, exit);
    expect(await run(['load', '--fhir', good, '--workspace', copy])).toMatchObject({ code: 0 });
    expect(await run(['measures', '--workspace', copy])).toMatchObject({ code: 0 });
  });

  test('a changed Parquet file is noticed by the next load, set aside and built again', async () => {
    const copy = await copyOfNode('parquet');
    const file = join(snapshotOf(copy), 'parquet/person.parquet');
    writeFileSync(file, 'x', { flag: 'a' });
    const { stdout } = await run(['load', '--fhir', good, '--workspace', copy, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ isNew: true, isCurrent: true, people: 2 });
    expect(readdirSync(join(copy, 'snapshots')).some((name) => name.startsWith('.damaged-'))).toBe(true);
    const again = await run(['load', '--fhir', good, '--workspace', copy, '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ isNew: false });
  });
});

describe('processes', () => {
  const ready = /"url":"(http:[^"]+)"/;
  const up = (folder: string) => start(['up', '--json', '--workspace', folder]);

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'rondo up ends with 0 on %s, and so does its server',
    async (signal) => {
      const copy = await copyOfNode(`up-${signal}`);
      const serving = up(copy);
      await serving.until(ready);
      expect(serverOf(copy)).toBeDefined();
      serving.child.kill(signal);
      expect(await serving.ended).toMatchObject({ code: 0, stderr: '' });
      expect(serverOf(copy)).toBeUndefined();
    },
  );

  test('a second Ctrl-C ends it now, and still leaves no server behind', async () => {
    const copy = await copyOfNode('twice');
    const serving = up(copy);
    await serving.until(ready);
    serving.child.kill('SIGINT');
    serving.child.kill('SIGINT');
    await serving.ended;
    await expect.poll(() => serverOf(copy), { timeout: 10_000 }).toBeUndefined();
  });

  test('a reader that goes away leaves no server behind', async () => {
    const copy = await copyOfNode('reader');
    const asked = start(['measures', '--workspace', copy]);
    asked.child.stdout?.destroy();
    expect(await asked.ended).toMatchObject({ code: 0, stderr: expect.not.stringContaining('    at ') });
    await expect.poll(() => serverOf(copy), { timeout: 10_000 }).toBeUndefined();
  });

  test('a workspace in use is named with its address; after kill -9 it opens again, with everything in it', async () => {
    const copy = await copyOfNode('killed');
    const serving = up(copy);
    const url = ready.exec(await serving.until(ready))?.[1] ?? '';
    const second = await run(['status', '--workspace', copy]);
    expectFault(second, 'store/workspace-locked', 5);
    expect(second.stderr).toContain(url);
    serving.child.kill('SIGKILL');
    await serving.ended;
    const { code, stdout } = await run(['status', '--workspace', copy]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/2 people.*\n.*every link fits/)]);
    expect(serverOf(copy)).toBeUndefined();
  });

  test('a port that is taken, and one that is none, are told before anything is done', async () => {
    const copy = await copyOfNode('port');
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => other.once('listening', listening));
    const { port } = other.address() as { port: number };
    expectFault(await run(['up', '--port', String(port), '--workspace', copy]), 'server/port-taken', 5);
    other.close();
    expect(serverOf(copy)).toBeUndefined();
    const nowhere = join(room, 'never-made');
    expectFault(await run(['start', '--port', 'abc', '--workspace', nowhere]), 'cli/port-unreadable', 2);
    expect(() => readdirSync(nowhere)).toThrow();
  });

  test('without PostgreSQL nothing is lost: the same command works when there is one', async () => {
    const folder = join(room, 'no-postgres');
    const without = { env: { RONDO_POSTGRES_BIN: join(room, 'nowhere') } };
    expectFault(await run(['init', folder], without), 'store/no-postgres', 6);
    expect(await run(['status', '--workspace', folder])).toMatchObject({ code: 0 });
  });

  const canMount =
    isRoot &&
    spawnSync('sh', ['-c', `mkdir -p ${room}/t && mount -t tmpfs -o size=64k none ${room}/t && umount ${room}/t`])
      .status === 0;
  test.skipIf(!canMount).each([['2m'], ['40m']])(
    'a disk of %s is full before the ledger is made: nothing half-made is left',
    async (size) => {
      const disk = folderOf(`disk-${size}`, {});
      spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'none', disk]);
      try {
        expectFault(await run(['init', join(disk, 'w')]), 'store/disk-full', 6);
        expect(readdirSync(join(disk, 'w/ledger'))).toEqual([]);
      } finally {
        spawnSync('umount', [disk]);
      }
    },
  );
});

describe('rondo start', () => {
  test('cut short is begun anew by the next one, and real records never go into a made-up node', async () => {
    const folder = join(room, 'first');
    const first = start(['start', '--people', '120', '--workspace', folder]);
    await first.until(/Snapshot s-/); // records are in, findings are not
    first.child.kill('SIGINT');
    expect((await first.ended).code).toBe(130);
    expect(serverOf(folder)).toBeUndefined();
    const second = await run(['start', '--people', '120', '--no-serve', '--workspace', folder]);
    expect(second).toMatchObject({ code: 0, stdout: expect.stringMatching(/SIMULATED:/) });
    const third = await run(['start', '--no-serve', '--workspace', folder]);
    expect(third).toMatchObject({ code: 0, stdout: '' });
    for (const asked of [['start', '--no-serve'], ['load']]) {
      const real = await run([...asked, '--fhir', good, '--workspace', folder]);
      expectFault(real, '(cli|actions)/records-for-simulated-node', 5);
    }
  }, 240_000);
});
