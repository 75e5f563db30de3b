/** Holds the walls of the house: which room may import which, who touches the outside world, where a package lives. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

/** What each room may import, besides itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  core: [],
  effects: ['core'],
  'engine/stats': ['core'],
  'engine/chart': ['core'],
  'engine/fhir': ['core'],
  'engine/query': ['core', 'engine/store'],
  'engine/store': ['core'],
  community: ['core', 'engine'],
  'cycle/handover.ts': ['core', 'engine'],
  'cycle/practice-to-data': ['core', 'engine', 'community', 'cycle/handover.ts'],
  'cycle/data-to-knowledge': ['core', 'engine', 'community', 'cycle/handover.ts'],
  'cycle/knowledge-to-practice': ['core', 'engine', 'community', 'cycle/handover.ts'],
  'cycle/impact': ['core', 'engine', 'community', 'cycle/handover.ts', 'cycle/data-to-knowledge'],
  synthetic: ['core'],
  actions: ['core', 'engine', 'community', 'cycle', 'synthetic'],
  cli: ['core', 'effects', 'engine/store', 'community', 'actions', 'server'],
  server: ['core', 'effects', 'engine/store', 'community', 'actions'],
  web: ['engine/chart'],
};

/** Rooms that may touch files, the network and processes. */
const TOUCHES_THE_WORLD = ['effects', 'engine/store', 'cli', 'server'];

/** Node's own modules that are pure calculation, allowed everywhere. */
const PURE = new Set(['node:crypto', 'node:path', 'node:util', 'node:url', 'node:buffer', 'node:assert']);

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
  .map((name) => name.replaceAll('\\', '/'));

const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(join(SRC, file), 'utf8');
  const found = text.matchAll(
    /^\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm,
  );
  return [...found].map((match) => ({ file, room: roomOf(file), target: match[1] ?? match[2] ?? '' }));
});

function roomOf(file: string): string {
  const room = Object.keys(MAY_IMPORT)
    .filter((name) => file === name || file.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)[0];
  return room ?? `unknown (${file})`;
}

function targetFile(each: Import): string {
  return relative(SRC, resolve(SRC, dirname(each.file), each.target)).replaceAll('\\', '/');
}

const inner = imports.filter((each) => each.target.startsWith('.'));
const outer = imports.filter((each) => !each.target.startsWith('.'));

test('there is code to look at', () => {
  expect(files.length).toBeGreaterThan(20);
  expect(inner.length).toBeGreaterThan(20);
});

test('every file stands in a room of the map', () => {
  expect(files.filter((file) => roomOf(file).startsWith('unknown'))).toEqual([]);
});

test('rooms import only what the map allows', () => {
  const broken = inner
    .filter((each) => {
      const target = targetFile(each);
      if (target.startsWith('..')) return !/^\.\.\/(package\.json|library\/)/.test(target);
      if (roomOf(target) === each.room) return false;
      return !(MAY_IMPORT[each.room] ?? []).some((room) => target === room || target.startsWith(`${room}/`));
    })
    .map((each) => `${each.file} → ${targetFile(each)}`);
  expect(broken).toEqual([]);
});

test('a file that begins with _ is imported from its own folder only', () => {
  const broken = inner
    .filter((each) => /\/_[^/]+$/.test(`/${targetFile(each)}`) && dirname(targetFile(each)) !== dirname(each.file))
    .map((each) => `${each.file} → ${targetFile(each)}`);
  expect(broken).toEqual([]);
});

test('only effects, engine/store, cli and server touch files, network and processes', () => {
  const broken = outer
    .filter((each) => each.target.startsWith('node:') && !PURE.has(each.target))
    .filter((each) => !TOUCHES_THE_WORLD.some((room) => each.room === room || each.room.startsWith(`${room}/`)))
    .filter((each) => each.file !== 'web/vite.config.ts')
    .map((each) => `${each.file} → ${each.target}`);
  expect(broken).toEqual([]);
});

test('a third-party package is imported from one room only', () => {
  const rooms = new Map<string, Set<string>>();
  for (const each of outer.filter((one) => !one.target.startsWith('node:'))) {
    const name = each.target
      .split('/')
      .slice(0, each.target.startsWith('@') ? 2 : 1)
      .join('/');
    rooms.set(name, (rooms.get(name) ?? new Set()).add(each.room));
  }
  const shared = [...rooms]
    .filter(([, where]) => where.size > 1)
    .map(([name, where]) => `${name}: ${[...where].sort().join(', ')}`);
  expect(shared).toEqual([]);
});

test('no utils, helpers or common files: a file is named after its one idea', () => {
  expect(files.filter((file) => /(^|[/_-])(utils?|helpers?|common|misc)(\.|\/|-)/.test(file))).toEqual([]);
});

describe('the clock and chance', () => {
  test('come in as effects: nothing but effects, cli, server and web reads them', () => {
    const broken = files
      .filter(
        (file) => !['effects', 'cli', 'server', 'web', 'engine/store'].some((room) => roomOf(file).startsWith(room)),
      )
      .filter((file) =>
        /\bDate\.now\(\)|\bnew Date\(\)|\bMath\.random\(\)|\bperformance\.now\(\)|\brandomUUID\(\)/.test(code(file)),
      );
    expect(broken).toEqual([]);
  });
});

function code(file: string): string {
  return readFileSync(join(SRC, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
