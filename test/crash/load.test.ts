/** A load killed at random moments ends, when run again, with the same tables as one that was never disturbed. */
import { spawn } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorkspace, openWorkspace } from '../../src/engine/store/open-workspace.ts';
import { readManifest, verifySnapshot } from '../../src/engine/store/snapshot.ts';
import { workspaceKey } from '../../src/engine/store/workspace-key.ts';
import { history } from '../../src/synthetic/history.ts';
import { compiledChild } from '../child.ts';

const ROUNDS = 32;
const SEED = 415;

let room: string;
let child: string;
let input: string;

beforeAll(async () => {
  child = await compiledChild('test/crash/load-child.ts');
  await compiledChild('src/engine/store/raw-stage-worker.ts'); // so that the load runs its threads
  room = await mkdtemp(join(await realpath(tmpdir()), 'rondo-load-crash-'));
  input = join(room, 'in');
  await mkdir(input);
  for (const [type, line] of history({ people: 8, seed: SEED })) {
    await appendFile(join(input, `${type}.ndjson`), `${line}\n`);
  }
  for (const name of ['killed', 'calm']) {
    await (await createWorkspace(join(room, name), { name, isSimulated: true })).close();
  }
  // One key for both, so that their ids can be compared.
  const workspace = await openWorkspace(join(room, 'calm'));
  await workspaceKey(workspace, 'omop-id');
  await workspace.close();
  await cp(join(room, 'calm/identity'), join(room, 'killed/identity'), { recursive: true });
});

afterAll(async () => {
  for (const made of [room, dirname(child)]) await rm(made, { recursive: true, force: true });
});

/** Starts a load; kills it after so many ms, or lets it end. */
async function load(home: string, killAfter?: number): Promise<'killed' | 'done'> {
  const started = spawn(process.execPath, [child, input, join(room, home)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const opened = new Promise<void>((resolve) => started.stdout.once('data', () => resolve()));
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) =>
    started.once('exit', (code, signal) => resolve(signal ?? code)),
  );
  if (killAfter !== undefined) {
    await Promise.race([opened, ended]);
    await Promise.race([pause(killAfter), ended]);
    started.kill('SIGKILL');
  }
  const how = await ended;
  if (how !== 0 && how !== 'SIGKILL') throw new Error(`the load ended with ${how}`);
  return how === 0 ? 'done' : 'killed';
}

test(`a load killed ${ROUNDS} times (seed ${SEED}) gives the tables of one that was left alone`, async () => {
  const random = randomFrom(SEED);
  let killed = 0;
  for (let round = 0; round < ROUNDS; round++) {
    if (round % 4 === 3) {
      // A new increment, so that there is always something left to do; the same person again under another name.
      const line = `{"resourceType":"Patient","id":"extra-${round}","birthDate":"1960","gender":"female"}\n`;
      await writeFile(join(input, `increment-${String(round).padStart(2, '0')}.ndjson`), line);
    }
    if ((await load('killed', 10 + random() ** 2 * 1300)) === 'killed') killed++;
    await isWhole();
  }
  expect(await load('killed')).toBe('done');
  expect(await load('calm')).toBe('done');
  const [disturbed, calm] = [await currentManifest('killed'), await currentManifest('calm')];
  console.log(`killed ${killed} of ${ROUNDS} loads; ${calm.people} people, ${calm.rows['measurement']} measurements`);
  expect(killed).toBeGreaterThanOrEqual(ROUNDS * 0.6);
  expect(disturbed.people).toBe(8 + 8);
  expect(disturbed.rows).toEqual(calm.rows);
  expect(total(disturbed.accounting)).toBe(total(calm.accounting));
  expect(disturbed.accounting).toEqual(calm.accounting);
  // Concepts, people and events: every byte of every table.
  expect(disturbed.parquet).toEqual(calm.parquet);
  const left = await readdir(join(room, 'killed/snapshots'));
  expect(left.filter((name) => name.startsWith('.building-'))).toEqual([]);
}, 240_000);

/** Whatever has a snapshot's name is whole, after every kill. */
async function isWhole(): Promise<void> {
  const workspace = await openWorkspace(join(room, 'killed'));
  const current = await workspace.currentSnapshot();
  if (current) await verifySnapshot(workspace, current);
  await workspace.close();
}

async function currentManifest(home: string) {
  const workspace = await openWorkspace(join(room, home));
  const manifest = await readManifest(workspace, (await workspace.currentSnapshot())!);
  await workspace.close();
  return manifest;
}

function total(lines: readonly { records: number }[]): number {
  return lines.reduce((sum, { records }) => sum + records, 0);
}

/** Mulberry32; in [0, 1). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
