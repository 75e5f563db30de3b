/** The README's transcript is what the program prints: the first run, as a process of its own. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const README = join(ROOT, 'README.md');
const BEGIN = '<!-- transcript: npm run docs -->\n```\n';
const END = '```\n<!-- end of transcript -->';
const PEOPLE = '2500'; // as many as npm start makes

let printed = '';
const room = mkdtempSync(join(tmpdir(), 'rondo-transcript-'));

beforeAll(async () => {
  const run = promisify(execFile);
  const program = join(room, 'program');
  await run(
    process.execPath,
    [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--outDir', join(program, 'dist')],
    { cwd: ROOT },
  );
  for (const name of ['package.json', 'node_modules', 'library', 'migrations']) {
    await run('ln', ['-s', join(ROOT, name), join(program, name)]);
  }
  const args = [
    join(program, 'dist/cli/main.js'),
    'start',
    '--no-serve',
    '--people',
    PEOPLE,
    '--workspace',
    join(room, 'workspace'),
  ];
  const { stdout } = await run(process.execPath, args, {
    cwd: room,
    maxBuffer: 10_000_000,
    env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
  });
  printed = stdout;
}, 400_000);

afterAll(() => rmSync(room, { recursive: true, force: true }));

/** The first report, what the simulated year says of itself, and what the second report says it changed. */
function excerpt(output: string): string {
  const rule = `${'─'.repeat(76)}\n`;
  const parts = output.split(rule);
  const [first, last] = [parts[1] === undefined ? '' : parts.slice(1, 3).join(rule), parts.slice(-3).join(rule)];
  const simulated = /^SIMULATED:[\s\S]*?\n\n/m.exec(output)?.[0] ?? '';
  const changed = last.slice(last.indexOf('WHAT IT CHANGED'));
  return `${rule}${first}${rule}\n${simulated}${changed.trimEnd()}\n`;
}

/** Allocation is by chance nobody can guess, so the numbers of the impact differ from run to run; so do ids of snapshots. */
function masked(text: string): string {
  const impact = text.indexOf('SIMULATED:');
  const [sure, chance] = [text.slice(0, impact), text.slice(impact)];
  const sameId = (part: string) => part.replace(/s-\d{8}-[0-9a-f]{6}/g, 's-…');
  return (
    sameId(sure) +
    sameId(chance)
      .replace(/verdict: \w+/g, 'verdict: …')
      .replace(/(keep|adapt|retire|undecided) — .*$/gm, '…')
      .replace(/[+−]?[\d.,]+/g, '#')
      .replace(/decided by .*$/gm, '…')
      .replace(/\d/g, '#')
  );
}

test('the README prints what the first run prints', () => {
  const text = readFileSync(README, 'utf8');
  const from = text.indexOf(BEGIN) + BEGIN.length;
  const until = text.indexOf(END);
  if (process.env['RONDO_DOCS'] === 'write')
    writeFileSync(README, text.slice(0, from) + excerpt(printed) + text.slice(until));
  const shown = process.env['RONDO_DOCS'] === 'write' ? excerpt(printed) : text.slice(from, until);
  expect(masked(shown)).toBe(masked(excerpt(printed)));
});

test('the first run finds the practices that truly differ, and no other', () => {
  const truth = JSON.parse(readFileSync(join(room, 'workspace/hospital/truth.json'), 'utf8')) as {
    practices: number;
    practiceVariation: { low: { practices: string[] }; high: { practices: string[] } };
  };
  const { low, high } = truth.practiceVariation;
  const planted = [...low.practices, ...high.practices].map((id) => `Practice ${id.replace('practice-', '')}`).sort();
  const line = /differs? by more than chance: (.*)/.exec(printed)?.[1] ?? '';
  const found = [...line.split(';')[0]!.matchAll(/Practice \d+/g)].map(([name]) => name).sort();
  expect(planted.filter((name) => !found.includes(name))).toEqual([]);
  const others = truth.practices - planted.length;
  expect(found.filter((name) => !planted.includes(name)).length).toBeLessThanOrEqual(0.05 * others);
});

test('the effect of the card is found where it was planted', () => {
  const truth = JSON.parse(readFileSync(join(room, 'workspace/hospital/truth.json'), 'utf8')) as {
    card: { riskDifference: number };
  };
  const last = printed.slice(printed.lastIndexOf('WHAT IT CHANGED'));
  const number = (text: string | undefined) => Number(text?.replace('−', '-')) / 100;
  const said =
    /randomised, SIMULATED people\): ([+−]?[\d.]+) points \(95 % interval ([+−]?[\d.]+) to ([+−]?[\d.]+)\)/.exec(last);
  const [estimate, lower, upper] = [number(said?.[1]), number(said?.[2]), number(said?.[3])];
  // Allocation is by chance that nobody can repeat: the 95 % interval misses once in twenty runs, one of 99.9 % once in a thousand.
  const stdError = (upper - lower) / (2 * 2.01); // t of 95 % with about 49 degrees of freedom
  expect(Math.abs(estimate - truth.card.riskDifference)).toBeLessThan(3.5 * stdError);
});
