import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { intentionToTreat, sealTrial, verifyTrial } from '../../src/cycle/knowledge-to-practice/allocation-ledger.ts';
import { nodeEffects } from '../../src/effects/node.ts';
import { openLedger } from '../../src/engine/store/open-ledger.ts';
import { createWorkspace, openWorkspace } from '../../src/engine/store/open-workspace.ts';
import { compiledChild } from '../child.ts';

const ROUNDS = 36;
const SEED = 20260109;

let folder: string;
let child: string;
const effects = nodeEffects();

beforeAll(async () => {
  child = await compiledChild('test/crash/allocation-feedback-child.ts');
  const room = await mkdtemp(join(await realpath(tmpdir()), 'rondo-crash-'));
  await chmod(room, 0o755); // as root the server is another user, who must get through
  folder = join(room, 'workspace');
  const workspace = await createWorkspace(folder, { name: 'crash test', isSimulated: true });
  const ledger = await openLedger(workspace, effects);
  const strata = ['org0', 'org1'];
  await sealTrial(
    ledger,
    effects,
    { id: 't', advice: 's', version: '1', unit: 'practitioner', strata, places: 400 },
    'bo',
  );
  await ledger.close();
  await workspace.close();
});

afterAll(async () => {
  for (const made of [dirname(folder), dirname(child)]) await rm(made, { recursive: true, force: true });
});

/** Everything a killed process had acknowledged, by kind. */
interface Acknowledged {
  readonly allocated: Map<string, Set<string>>;
  readonly received: Map<string, Set<string>>;
  readonly fedBack: Set<string>;
  readonly failures: string[];
}

describe(`allocation and feedback, killed ${ROUNDS} times (seed ${SEED})`, () => {
  test('happen exactly once, and nothing that was acknowledged is lost', async () => {
    const told: Acknowledged = { allocated: new Map(), received: new Map(), fedBack: new Set(), failures: [] };
    const random = randomFrom(SEED);
    for (let round = 0; round < ROUNDS; round++) await killedRound(round, random, told);

    const workspace = await openWorkspace(folder);
    const ledger = await openLedger(workspace, effects);
    const units = await intentionToTreat(ledger, 't');
    const { problems } = await verifyTrial(ledger, 't');
    const { isIntact } = await ledger.verify();
    const receipts = await ledger.query<{ occasion: string; card: string }>('select occasion, card from receipt');
    const events = await ledger.query<{ card: string; is_matched: boolean }>(
      'select card, is_matched from receipt_event',
    );
    await ledger.close();
    await workspace.close();
    console.log(
      `${told.allocated.size} units, ${told.received.size} receipts, ${told.fedBack.size} feedbacks acknowledged; ` +
        `${told.failures.length} refused while the server was down`,
    );
    expect(told.allocated.size).toBeGreaterThan(ROUNDS);
    expect(told.fedBack.size).toBeGreaterThan(ROUNDS);

    expect({ problems, isIntact }).toEqual({ problems: [], isIntact: true });
    const places = new Map(
      units.map(({ unit, stratum, position, arm }) => [unit, `${stratum || '-'} ${position} ${arm}`]),
    );
    // A unit was told one place, always the same, and it is the one that is kept.
    expect([...told.allocated].filter(([unit, seen]) => seen.size !== 1 || !seen.has(places.get(unit) ?? ''))).toEqual(
      [],
    );
    const cards = new Map(receipts.map(({ occasion, card }) => [occasion, card]));
    expect(cards.size).toBe(receipts.length);
    expect(
      [...told.received].filter(([occasion, seen]) => seen.size !== 1 || !seen.has(cards.get(occasion) ?? '')),
    ).toEqual([]);
    const perCard = new Map<string, number>();
    for (const { card } of events) perCard.set(card, (perCard.get(card) ?? 0) + 1);
    expect([...told.fedBack].filter((card) => perCard.get(card) !== 1)).toEqual([]);
    expect(events.filter(({ is_matched }) => !is_matched)).toEqual([]);
    // Whatever failed, failed because the server was away.
    expect(
      told.failures.filter((says) => !/ledger|connection|terminat|ECONN|EPIPE|SQLSTATE (57|08)/i.test(says)),
    ).toEqual([]);
  }, 180_000);
});

async function killedRound(round: number, random: () => number, told: Acknowledged): Promise<void> {
  const running = spawn('node', [child, folder, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => running.once('close', (_, signal) => resolve(signal)));
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  createInterface({ input: running.stdout }).on('line', (line) => {
    const [kind = '', first = '', ...rest] = line.split(' ');
    if (kind === 'opened') open();
    else if (kind === 'allocated') add(told.allocated, first, rest.join(' '));
    else if (kind === 'received') add(told.received, first, rest.join(' '));
    else if (kind === 'fed-back') told.fedBack.add(first);
    else told.failures.push(line);
  });
  await Promise.race([opened, ended]);
  await pause(10 + random() * 200);
  // In a quarter of the rounds the server goes first, and Rondo must start it again.
  if (round % 4 === 1) {
    await killServer();
    await pause(random() * 300);
  }
  running.kill('SIGKILL');
  expect(await ended, `round ${round}: it had ended by itself`).toBe('SIGKILL');
}

function add(seen: Map<string, Set<string>>, key: string, what: string): void {
  seen.set(key, (seen.get(key) ?? new Set()).add(what));
}

async function killServer(): Promise<void> {
  const file = await readFile(join(folder, 'ledger/data/postmaster.pid'), 'utf8').catch(() => undefined);
  try {
    process.kill(Number(file?.split('\n')[0] ?? Number.NaN), 'SIGKILL');
  } catch {
    // it was going already
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
