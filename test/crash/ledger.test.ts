import { type ChildProcess, spawn } from 'node:child_process';
import { appendFile, chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeEffects } from '../../src/effects/node.ts';
import { openLedger } from '../../src/engine/store/open-ledger.ts';
import { createWorkspace, openWorkspace } from '../../src/engine/store/open-workspace.ts';
import { compiledChild } from '../child.ts';

const ROUNDS = 36;
const SEED = 20260101;

let folder: string;
let child: string;
const effects = nodeEffects();

beforeAll(async () => {
  child = await compiledChild('test/crash/ledger-child.ts');
  const room = await mkdtemp(join(await realpath(tmpdir()), 'rondo-crash-'));
  await chmod(room, 0o755); // as root the server is another user, who must get through
  folder = join(room, 'workspace');
  const workspace = await createWorkspace(folder, { name: 'crash test', isSimulated: true });
  await (await openLedger(workspace, effects)).close();
  await workspace.close();
});

afterAll(async () => {
  for (const made of [dirname(folder), dirname(child)]) await rm(made, { recursive: true, force: true });
});

describe(`the ledger, killed ${ROUNDS} times (seed ${SEED})`, () => {
  const acknowledged = new Map<number, string>();

  test('loses no acknowledged entry and keeps its chain whole, whoever is killed', async () => {
    const random = randomFrom(SEED);
    const killed = { rondo: 0, server: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const process = spawn('node', [child, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      const lines = linesOf(process, acknowledged);
      expect(await lines.opened, `round ${round}`).toBe(true);
      await pause(10 + random() * 200);
      // A third of the rounds the server goes first and Rondo must start it again, a third it goes with Rondo.
      if (round % 3 === 1) {
        killed.server += await killServer();
        await pause(random() * 400);
      }
      process.kill('SIGKILL');
      if (round % 3 === 2) {
        killed.server += await killServer();
      }
      killed.rondo++;
      expect(await lines.ended, `round ${round}: it had ended by itself`).toBe('SIGKILL');
    }
    const seqs = [...acknowledged.keys()];
    console.log(`killed Rondo ${killed.rondo}×, PostgreSQL ${killed.server}×; ${seqs.length} entries acknowledged`);
    expect(seqs.length).toBeGreaterThan(ROUNDS * 5);
    expect(killed.server).toBeGreaterThan(ROUNDS / 3);

    const workspace = await openWorkspace(folder);
    const ledger = await openLedger(workspace, effects);
    const { isIntact, entries } = await ledger.verify();
    const rows = await ledger.query<{ seq: string; hash: string }>('select seq, hash from ledger_entry');
    await ledger.close();
    await workspace.close();
    expect({ isIntact, entries }).toEqual({ isIntact: true, entries: rows.length });
    const stored = new Map(rows.map(({ seq, hash }) => [Number(seq), hash]));
    expect(Math.max(...stored.keys())).toBe(stored.size); // 1 … n without a gap
    expect(seqs.filter((seq) => stored.get(seq) !== acknowledged.get(seq))).toEqual([]);
  }, 180_000);

  // Without this the test above would prove nothing: such a server may lose what it acknowledged.
  test.each(['fsync', 'full_page_writes', 'synchronous_commit'])(
    'is refused when its server runs with %s off',
    async (setting) => {
      const config = join(folder, 'ledger/data/postgresql.conf');
      await appendFile(config, `${setting} = off\n`);
      const workspace = await openWorkspace(folder);
      await expect(openLedger(workspace, effects)).rejects.toMatchObject({
        code: 'store/ledger-not-durable',
        message: expect.stringContaining(`${setting}=off`),
      });
      await appendFile(config, `${setting} = on\n`);
      await (await openLedger(workspace, effects)).close();
      await workspace.close();
    },
  );
});

/** Reads what a child says: whether its ledger opened whole, and then what was acknowledged. */
function linesOf(process: ChildProcess, acknowledged: Map<number, string>) {
  let rest = '';
  let open: (isIntact: boolean) => void = () => {};
  const opened = new Promise<boolean>((resolve) => {
    open = resolve;
  });
  process.stdout!.on('data', (part: Buffer) => {
    const lines = (rest + part.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [first, second, third] = line.split(' ');
      if (first === 'opened') open(third === 'true');
      else if (second !== undefined) acknowledged.set(Number(first), second);
    }
  });
  const ended = new Promise<string | null>((resolve) => {
    process.once('close', (_, signal) => {
      open(false);
      resolve(signal);
    });
  });
  return { opened, ended };
}

/** How many servers this killed. */
async function killServer(): Promise<number> {
  const file = await readFile(join(folder, 'ledger/data/postmaster.pid'), 'utf8').catch(() => undefined);
  try {
    process.kill(Number(file?.split('\n')[0] ?? Number.NaN), 'SIGKILL');
    return 1;
  } catch {
    return 0; // it was going already
  }
}

/** Mulberry32: numbers in [0, 1), the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
