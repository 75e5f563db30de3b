import type { JsonReader } from './_json-reader.ts';
import {
  type Bound,
  type Compare,
  type Condition,
  DOMAINS,
  type Frame,
  OPERATORS,
  PICKS,
  type RowTest,
  SEXES,
  type Window,
} from './ast.ts';
import { DOMAIN_TABLES } from './domains.ts';

const MOST_DAYS = 100_000;
const MOST_ROWS = 1_000_000;
const MOST_YEARS = 200;
const DEEPEST = 64;

type Members = Readonly<Record<string, unknown>>;

export function readFrame(reader: JsonReader, json: unknown, path: string): Frame | undefined {
  if (tooDeep(reader, path)) return undefined;
  return reader.object<Frame>(json, path, ['node', 'domain', 'codes', 'of', 'test', 'n', 'from'], (members) => {
    const node = reader.word(members['node'], `${path}.node`, ['events', 'where', 'nth']);
    switch (node) {
      case 'events': {
        only(reader, members, path, ['node', 'domain', 'codes']);
        const domain = reader.word(members['domain'], `${path}.domain`, DOMAINS);
        const codes = members['codes'];
        return { node, domain, ...(codes === undefined ? {} : { codes: reader.id(codes, `${path}.codes`) }) };
      }
      case 'where': {
        only(reader, members, path, ['node', 'of', 'test']);
        const of = readFrame(reader, members['of'], `${path}.of`);
        const test = readRowTest(reader, members['test'], `${path}.test`);
        if (of && test) fitsDomain(reader, of, test, `${path}.test`);
        return of && test && { node, of, test };
      }
      case 'nth': {
        only(reader, members, path, ['node', 'of', 'n', 'from']);
        const of = readFrame(reader, members['of'], `${path}.of`);
        const n = reader.integer(members['n'], `${path}.n`, 1, MOST_ROWS);
        const from = reader.word(members['from'], `${path}.from`, ['first', 'last']);
        return of && { node, of, n, from };
      }
    }
  });
}

function readRowTest(reader: JsonReader, json: unknown, path: string): RowTest | undefined {
  if (tooDeep(reader, path)) return undefined;
  return reader.object<RowTest>(json, path, ['test', 'compare', 'in', 'from', 'until', 'codes', 'of'], (members) => {
    const test = reader.word(members['test'], `${path}.test`, ['value', 'kind', 'disposition', 'stay', 'coded', 'not']);
    switch (test) {
      case 'value': {
        only(reader, members, path, ['test', 'compare']);
        const compare = readCompare(reader, members['compare'], `${path}.compare`);
        return compare && { test, compare };
      }
      case 'kind':
      case 'disposition': {
        only(reader, members, path, ['test', 'in']);
        const words = reader.list(members['in'], `${path}.in`, (item, at) => reader.text(item, at) || undefined);
        if (words.length === 0) reader.problem(`${path}.in`, 'must name at least one');
        return { test, in: words };
      }
      case 'stay': {
        only(reader, members, path, ['test', 'from', 'until']);
        return { test, ...readRange(reader, members, path, -MOST_DAYS, MOST_DAYS) };
      }
      case 'coded': {
        only(reader, members, path, ['test', 'codes']);
        return { test, codes: reader.id(members['codes'], `${path}.codes`) };
      }
      case 'not': {
        only(reader, members, path, ['test', 'of']);
        const of = readRowTest(reader, members['of'], `${path}.of`);
        return of && { test, of };
      }
    }
  });
}

const CONDITIONS = ['exists', 'value', 'age', 'sex', 'alive', 'observed', 'all', 'any', 'not', 'at-least-of'] as const;

const CONDITION_WORDS = [
  'node',
  'frame',
  'window',
  'atLeast',
  'pick',
  'tie',
  'compare',
  'at',
  'from',
  'until',
  'in',
  'of',
  'n',
];

export function readCondition(reader: JsonReader, json: unknown, path: string): Condition | undefined {
  if (tooDeep(reader, path)) return undefined;
  return reader.object<Condition>(json, path, CONDITION_WORDS, (members) => {
    const node = reader.word(members['node'], `${path}.node`, CONDITIONS);
    switch (node) {
      case 'exists': {
        only(reader, members, path, ['node', 'frame', 'window', 'atLeast']);
        const frame = readFrame(reader, members['frame'], `${path}.frame`);
        const window = readWindow(reader, members['window'], `${path}.window`);
        const atLeast = members['atLeast'];
        if (!frame || !window) return undefined;
        return {
          node,
          frame,
          window,
          ...(atLeast === undefined ? {} : { atLeast: reader.integer(atLeast, `${path}.atLeast`, 1, MOST_ROWS) }),
        };
      }
      case 'value': {
        only(reader, members, path, ['node', 'pick', 'tie', 'frame', 'window', 'compare']);
        const pick = reader.word(members['pick'], `${path}.pick`, PICKS);
        const tie = reader.word(members['tie'], `${path}.tie`, ['lowest', 'highest']);
        const frame = readFrame(reader, members['frame'], `${path}.frame`);
        const window = readWindow(reader, members['window'], `${path}.window`);
        const compare = readCompare(reader, members['compare'], `${path}.compare`);
        if (frame && DOMAIN_TABLES[domainOf(frame)].value === undefined) {
          reader.problem(`${path}.frame`, 'has no numbers to compare');
        }
        return frame && window && compare && { node, pick, tie, frame, window, compare };
      }
      case 'age': {
        only(reader, members, path, ['node', 'at', 'from', 'until']);
        const at = reader.word(members['at'], `${path}.at`, ['start', 'end']);
        return { node, at, ...readRange(reader, members, path, 0, MOST_YEARS) };
      }
      case 'sex': {
        only(reader, members, path, ['node', 'in']);
        return { node, in: reader.list(members['in'], `${path}.in`, (item, at) => reader.word(item, at, SEXES)) };
      }
      case 'alive': {
        only(reader, members, path, ['node', 'at']);
        return { node, at: reader.word(members['at'], `${path}.at`, ['start', 'end']) };
      }
      case 'observed': {
        only(reader, members, path, ['node', 'window']);
        const window = readWindow(reader, members['window'], `${path}.window`);
        if (window && !(window.from && window.until)) reader.problem(`${path}.window`, 'needs both bounds');
        return window && { node, window };
      }
      case 'all':
      case 'any': {
        only(reader, members, path, ['node', 'of']);
        return { node, of: readConditions(reader, members['of'], `${path}.of`) };
      }
      case 'not': {
        only(reader, members, path, ['node', 'of']);
        const of = readCondition(reader, members['of'], `${path}.of`);
        return of && { node, of };
      }
      case 'at-least-of': {
        only(reader, members, path, ['node', 'n', 'of']);
        const n = reader.integer(members['n'], `${path}.n`, 1, 1000);
        return { node, n, of: readConditions(reader, members['of'], `${path}.of`) };
      }
    }
  });
}

function readConditions(reader: JsonReader, json: unknown, path: string): readonly Condition[] {
  return reader.list(json, path, (item, at) => readCondition(reader, item, at));
}

function readCompare(reader: JsonReader, json: unknown, path: string): Compare | undefined {
  return reader.object(json, path, ['op', 'number', 'unit'], (members) => ({
    op: reader.word(members['op'], `${path}.op`, OPERATORS),
    number: reader.number(members['number'], `${path}.number`),
    ...(members['unit'] === undefined ? {} : { unit: reader.text(members['unit'], `${path}.unit`) }),
  }));
}

function readWindow(reader: JsonReader, json: unknown, path: string): Window | undefined {
  return reader.object<Window>(json, path, ['from', 'until'], (members) => {
    const from = members['from'] === undefined ? undefined : readBound(reader, members['from'], `${path}.from`);
    const until = members['until'] === undefined ? undefined : readBound(reader, members['until'], `${path}.until`);
    return { ...(from ? { from } : {}), ...(until ? { until } : {}) };
  });
}

function readBound(reader: JsonReader, json: unknown, path: string): Bound | undefined {
  return reader.object(json, path, ['days', 'of', 'included'], (members) => ({
    days: reader.integer(members['days'], `${path}.days`, -MOST_DAYS, MOST_DAYS),
    of: reader.word(members['of'], `${path}.of`, ['start', 'end']),
    included: reader.boolean(members['included'], `${path}.included`),
  }));
}

function readRange(reader: JsonReader, members: Members, path: string, least: number, most: number) {
  const bound = (name: 'from' | 'until') =>
    members[name] === undefined ? {} : { [name]: reader.integer(members[name], `${path}.${name}`, least, most) };
  if (members['from'] === undefined && members['until'] === undefined) reader.problem(path, 'needs from or until');
  return { ...bound('from'), ...bound('until') } as { from?: number; until?: number }; // the two names above
}

/** The domain a frame's rows come from. */
export function domainOf(frame: Frame): (typeof DOMAINS)[number] {
  return frame.node === 'events' ? frame.domain : domainOf(frame.of);
}

/** The column a test reads, where not every domain has it. */
const COLUMN_ASKED = {
  value: 'value',
  kind: 'kind',
  disposition: 'disposition',
  stay: 'until',
  coded: undefined,
} as const;

/** A test about a column that the domain's table does not have would be unknown for every row: refused instead. */
function fitsDomain(reader: JsonReader, frame: Frame, test: RowTest, path: string): void {
  if (test.test === 'not') {
    fitsDomain(reader, frame, test.of, `${path}.of`);
    return;
  }
  const column = COLUMN_ASKED[test.test];
  const domain = domainOf(frame);
  if (column && DOMAIN_TABLES[domain][column] === undefined)
    reader.problem(path, `cannot be asked of ${domain} events`);
}

function only(reader: JsonReader, members: Members, path: string, known: readonly string[]): void {
  for (const name of Object.keys(members)) {
    if (members[name] !== undefined && !known.includes(name)) reader.problem(`${path}.${name}`, 'is not a word here');
  }
}

function tooDeep(reader: JsonReader, path: string): boolean {
  const depth = path.split('.').length;
  if (depth > DEEPEST) reader.problem(path.slice(0, 60), `is nested deeper than ${DEEPEST}`);
  return depth > DEEPEST;
}
