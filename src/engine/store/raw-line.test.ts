import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharedFolder } from '../../../test/shared.ts';
import { type LineFault, LineScanner } from './raw-line.ts';

const scanner = new LineScanner();

function scan(line: string | Buffer): LineFault | undefined {
  const bytes = Buffer.from(line);
  return scanner.scan(bytes, 0, bytes.length);
}

test('LineScanner finds type, id, version and last update of a resource', () => {
  expect(
    scan('{"resourceType":"Patient","id":"p-1","meta":{"versionId":"3","lastUpdated":"2026-01-02T03:04:05Z"}}'),
  ).toBeUndefined();
  expect(scanner).toMatchObject({ type: 'Patient', id: 'p-1', version: '3', updated: '2026-01-02T03:04:05Z' });
});

test('LineScanner looks for meta at the top only', () => {
  expect(scan('{"resourceType":"A","id":"x","contained":[{"id":"y","meta":{"versionId":"9"}}]}')).toBeUndefined();
  expect(scanner).toMatchObject({ id: 'x', version: '' });
});

test('LineScanner marks the numbers whose text a double would lose', () => {
  const line = '{"resourceType":"A","id":"x","a":0.10,"b":[1e2,7],"c":12345678901234567890}';
  expect(scan(line)).toBeUndefined();
  const marked = [];
  for (let i = 0; i < scanner.decimals.length; i += 2) {
    marked.push(line.slice(scanner.decimals[i], scanner.decimals[i + 1]));
  }
  expect(marked).toEqual(['0.10', '1e2', '12345678901234567890']);
});

test.each<[LineFault, string | Buffer]>([
  ['not-utf8', Buffer.from([0x7b, 0xff, 0x7d])],
  ['not-json', '{"resourceType":"A","id":"x"'],
  ['not-json', '{"resourceType":"A","id":"x"} {}'],
  ['not-json', '{"resourceType":"A","id":"x","a":01}'],
  ['lone-surrogate', '{"resourceType":"A","id":"x","a":"\\ud800"}'],
  ['not-an-object', '[1]'],
  ['duplicate-key', '{"resourceType":"A","id":"x","a":1,"a":1}'],
  ['duplicate-key', '{"resourceType":"A","id":"x","b":{"a":1,"\\u0061":2}}'],
  ['no-resource-type', '{"id":"x"}'],
  ['no-id', '{"resourceType":"A"}'],
  ['no-id', '{"resourceType":"A","id":"x/../y"}'],
  ['no-id', '{"resourceType":"A","id":7}'],
  ['too-deep', `{"resourceType":"A","id":"x","a":${'['.repeat(64)}${']'.repeat(64)}}`],
  ['too-deep', '['.repeat(100_000)],
  ['too-long', Buffer.alloc(16_000_001, 0x20)],
])('LineScanner refuses a line as %s', (fault, line) => {
  expect(scan(line)).toBe(fault);
});

test('LineScanner allows 64 levels and the same key in different objects', () => {
  expect(scan(`{"resourceType":"A","id":"x","a":${'['.repeat(63)}${']'.repeat(63)}}`)).toBeUndefined();
  expect(scan('{"resourceType":"A","id":"x","b":{"id":1},"c":[{"id":1},{"id":1}]}')).toBeUndefined();
});

test('LineScanner finds a double key among thousands in one pass', () => {
  const keys = Array.from({ length: 100_000 }, (_, i) => `"k${i}":0`).join(',');
  expect(scan(`{"resourceType":"A","id":"x",${keys}}`)).toBeUndefined();
  expect(scan(`{"resourceType":"A","id":"x",${keys},"k77":0}`)).toBe('duplicate-key');
});

test('LineScanner agrees with JSON.parse on random texts and on the same texts with one byte changed', () => {
  const text = fc.json({ maxDepth: 5 }).map((json) => `{"resourceType":"A","id":"x","v":${json}}`);
  fc.assert(
    fc.property(
      text,
      fc.nat(),
      fc.constantFrom(...'{}[]",:0e.-\\u \n'),
      fc.boolean(),
      (whole, place, letter, isChanged) => {
        const at = place % whole.length;
        const line = isChanged ? whole.slice(0, at) + letter + whole.slice(at + 1) : whole;
        const found = scan(line);
        const isJson = parses(line);
        if (found === undefined) expect(isJson).toBe(true);
        if (found === 'not-json') expect(isJson).toBe(false);
      },
    ),
    { numRuns: 3000, seed: 7 },
  );
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const suite = sharedFolder('badinput/json-parsing/test_parsing');

describe.skipIf(!suite)('the JSON parsing suite, each text as an element of a resource', () => {
  const names = suite ? readdirSync(suite) : [];
  const wrapped = (name: string) =>
    Buffer.concat([
      Buffer.from('{"resourceType":"A","id":"x","v":'),
      readFileSync(join(suite!, name)),
      Buffer.from('}'),
    ]);
  const of = (prefix: string) => names.filter((name) => name.startsWith(prefix));

  test('every text that must be accepted is, but for double keys', () => {
    const refused = of('y_').filter((name) => scan(wrapped(name)) !== undefined);
    expect(of('y_')).toHaveLength(51);
    expect(refused).toEqual(['y_object_duplicated_key.json', 'y_object_duplicated_key_and_value.json']);
  });

  // Wrapped, some of them become good JSON (a trailing `}` or nothing at all): those are tried bare.
  test('every text that must be refused is', () => {
    const accepted = of('n_').filter((name) => {
      const bare = readFileSync(join(suite!, name));
      return scan(wrapped(name)) === undefined && scanner.scan(bare, 0, bare.length) === undefined;
    });
    expect(of('n_')).toHaveLength(121);
    expect(accepted).toEqual([]);
  });
});
