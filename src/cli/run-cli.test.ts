import { describe, expect, test } from 'vitest';
import { defineAction } from '../actions/action.ts';
import { defineFault } from '../core/fault.ts';
import { choice, count, day, flag, Type, text } from '../core/schema.ts';
import type { Ledger } from '../engine/store/ledger.ts';
import type { Workspace } from '../engine/store/workspace.ts';
import { type CliWorld, runCli } from './run-cli.ts';

const cupEmpty = defineFault('kitchen/cup-empty', 'conflict', () => 'the cup is empty', 'Fill it.');

const brew = defineAction({
  id: 'tea-brew',
  title: 'Brew tea',
  summary: 'Brews some cups of tea.',
  command: 'tea brew',
  positional: ['leaf'],
  example: 'rondo tea brew assam --cups 2',
  roles: ['analyst'],
  changes: true,
  aboutPeople: false,
  params: Type.Object({
    leaf: text('which leaf'),
    cups: count('how many cups', 1, 1),
    strength: choice('how strong', ['weak', 'strong'], 'weak'),
    withMilk: flag('add milk'),
    on: Type.Optional(day('which day')),
    isHot: Type.Optional(Type.Boolean({ title: 'served hot' })),
    guests: Type.Optional(Type.Array(Type.String(), { title: 'who is coming' })),
  }),
  gives: Type.Object({ said: Type.String(), actor: Type.String() }),
  async run(params, { actor, effects }) {
    effects.progress({ doing: 'boiling water', done: 1, total: 1, unit: 'cups' });
    if (params.leaf === 'none') throw cupEmpty({});
    if (params.leaf === 'broken') throw new Error('the pot fell');
    if (params.leaf === 'slow') await new Promise((resolve) => setTimeout(resolve, 5000));
    return { said: JSON.stringify(params), actor: actor.name };
  },
  show: (result) => `${result.actor}: ${result.said}`,
});

/** A terminal that keeps what it was told; the node behind it is empty, as the tea needs none. */
function terminal(): CliWorld & { stdout: string; stderr: string; closed: number; stop: () => void } {
  const place = {
    stdout: '',
    stderr: '',
    closed: 0,
    stop: () => {},
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
    defaultWorkspace: '/nowhere',
    actions: [brew],
    ownCommands: () => [],
    openNode: async () => ({
      workspace: { settings: { name: 'Kitchen', isSimulated: false } } as Workspace,
      ledger: {} as Ledger,
      close: async () => {
        place.closed += 1;
      },
    }),
    onInterrupt: (stop: () => void) => {
      place.stop = stop;
      return () => {};
    },
  };
  return place;
}

async function run(line: string, place = terminal()) {
  const code = await runCli(line.split(' ').filter(Boolean), place);
  return { code, stdout: place.stdout, stderr: place.stderr, closed: place.closed };
}

describe('runCli()', () => {
  test('reads words, numbers, choices, yes/no, days and lists from flags made of the declaration', async () => {
    const { code, stdout } = await run(
      'tea brew assam --cups 2 --strength strong --with-milk --is-hot false --on 2026-01-31 --guests ann bob --json',
    );
    expect(JSON.parse(JSON.parse(stdout).said)).toEqual({
      leaf: 'assam',
      cups: 2,
      strength: 'strong',
      withMilk: true,
      isHot: false,
      on: '2026-01-31',
      guests: ['ann', 'bob'],
    });
    expect(code).toBe(0);
  });

  test('fills in presets, and writes results on stdout and progress on stderr', async () => {
    const { stdout, stderr, closed } = await run('tea brew assam --as Sam');
    expect(stdout).toBe('Sam: {"leaf":"assam","cups":1,"strength":"weak","withMilk":false}\n');
    expect(stderr).toBe('boiling water: 1 cups of 1 cups\n');
    expect(closed).toBe(1);
  });

  test('takes the flags of every command before and after its words, and flags of the word they follow', async () => {
    const asked = ['--as Kim tea brew assam', 'tea brew assam --as Kim', 'tea brew --as Kim assam'];
    for (const line of asked) expect((await run(line)).stdout).toMatch(/^Kim: /);
    const pour = { ...brew, id: 'tea', command: 'tea', positional: [], title: 'Pour' };
    const place = { ...terminal(), actions: [brew, pour] };
    expect(await runCli(['tea', 'brew', 'assam', '--cups', '3'], place)).toBe(0);
    expect(await runCli(['tea', '--leaf', 'green', '--cups', '3'], place)).toBe(0);
  });

  test('runs an action that needs no node without one', async () => {
    const place = terminal();
    const free = { ...brew, needsNode: false as const };
    const openNode = () => Promise.reject(new Error('opened'));
    expect(await runCli(['tea', 'brew', 'assam'], { ...place, actions: [free], openNode })).toBe(0);
  });

  test('says a fault in one line with its mend, and nothing on stdout', async () => {
    const { code, stdout, stderr } = await run('tea brew none');
    expect(stderr).toContain('fault kitchen/cup-empty: the cup is empty — Fill it.\n');
    expect([code, stdout]).toEqual([5, '']);
  });

  test('says a fault as one JSON line with --json', async () => {
    const { stderr } = await run('tea brew none --json');
    const last = stderr.trim().split('\n').at(-1) ?? '';
    expect(JSON.parse(last)).toEqual({
      fault: { code: 'kitchen/cup-empty', kind: 'conflict', message: 'the cup is empty', mend: 'Fill it.' },
    });
  });

  test('names every wrong parameter at once and never the value', async () => {
    const { code, stderr } = await run('tea brew assam --cups secretvalue --strength secretword --on 31.1.2026');
    expect(stderr).toMatch(/"cups".*"strength" is none of weak, strong.*"on" is not written as YYYY-MM-DD/);
    expect(stderr).not.toContain('secret');
    expect(code).toBe(2);
  });

  test('ends with 1 for a bug, and shows the stack only with --debug', async () => {
    const quiet = await run('tea brew broken');
    expect(quiet.code).toBe(1);
    expect(quiet.stderr).toMatch(/bug: the pot fell/);
    expect(quiet.stderr).not.toContain('    at ');
    expect((await run('tea brew broken --debug')).stderr).toContain('    at ');
  });

  test.each([
    ['tae', 'fault cli/command-unknown: there is no command "tae"; did you mean "tea"?'],
    ['tea brwe x', 'there is no command "brwe"; did you mean "brew"?'],
    ['tea brew x --cup 2', 'did you mean --cups?'],
    ['tea brew', "missing required argument 'leaf'"],
  ])('answers `%s` with the nearest thing there is', async (line, said) => {
    const { code, stderr } = await run(line);
    expect(stderr).toContain(said);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  test('prints help made of the declaration, with the example, on stdout', async () => {
    const { code, stdout } = await run('tea brew --help');
    expect(stdout).toContain('rondo tea brew assam --cups 2');
    expect(stdout).toMatch(/--strength <word>\s+how strong \(one of weak, strong; preset weak\)/);
    expect(code).toBe(0);
    expect((await run('')).stdout).toContain('tea');
    expect((await run('--version')).stdout).toBe('9.9.9\n');
  });

  test('closes the node and ends with 130 when interrupted', async () => {
    const place = terminal();
    const working = run('tea brew slow', place);
    setTimeout(() => place.stop(), 20);
    const { code, closed } = await working;
    expect([code, closed]).toEqual([130, 1]);
  });
});
