/** Serves a real node: its own workspace, its own PostgreSQL, a real port. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { initCommand } from './init.ts';
import { openNode } from './open-node.ts';
import { type CliWorld, runCli } from './run-cli.ts';
import { upCommand } from './up.ts';

const room = mkdtempSync(join(tmpdir(), 'rondo-up-'));
chmodSync(room, 0o755); // as root the ledger's server is another user, who must get through
const folder = join(room, 'node');
afterAll(() => rmSync(room, { recursive: true, force: true }));

function terminal(): CliWorld & { stdout: string; stderr: string; interrupt: () => void } {
  const place = {
    stdout: '',
    stderr: '',
    interrupt: () => {},
    out: (words: string) => {
      place.stdout += words;
    },
    err: (words: string) => {
      place.stderr += words;
    },
    isTerminal: false,
    columns: 100,
    version: '9.9.9',
    user: 'Alex',
    defaultWorkspace: folder,
    actions: [],
    openNode,
    ownCommands: (tools: Parameters<CliWorld['ownCommands']>[0]) => [initCommand(tools), upCommand(tools, [], '9.9.9')],
    onInterrupt: (stop: () => void) => {
      place.interrupt = stop;
      return () => {};
    },
  };
  return place;
}

async function run(line: string) {
  const place = terminal();
  return { code: await runCli(line.split(' '), place), stdout: place.stdout, stderr: place.stderr };
}

describe('rondo init and rondo up', () => {
  test('up refuses a folder that is no node, and a port that is none', async () => {
    expect(await run('up')).toMatchObject({ code: 3, stderr: expect.stringContaining('fault store/no-workspace') });
    expect(await run('up --port 99999')).toMatchObject({ code: 2, stdout: '' });
  });

  test('init makes a node once', async () => {
    expect(await run(`init ${folder} --simulated --json`)).toEqual({
      code: 0,
      stdout: `${JSON.stringify({ folder, name: 'node' })}\n`,
      stderr: '',
    });
    expect(await run(`init ${folder}`)).toMatchObject({ code: 5 });
  });

  test('up serves until told to stop, ends with 0, and leaves the node free for the next', async () => {
    for (let round = 0; round < 2; round++) {
      const place = terminal();
      const ended = runCli(['up', '--json'], place);
      await expect.poll(() => place.stdout, { timeout: 20_000 }).toContain('url');
      const { url, setupUrl } = JSON.parse(place.stdout);
      expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok', version: '9.9.9' });
      expect(setupUrl).toMatch(/\/#token=[\w-]{43}$/);
      const second = await run('up');
      expect(second).toMatchObject({ code: 5, stdout: '' });
      expect(second.stderr).toContain(url);
      place.interrupt();
      expect(await ended).toBe(0);
      await expect(fetch(`${url}/health`)).rejects.toThrow();
    }
  });
});
