import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keepDecimals, parseResource } from './resource-text.ts';

const SEED = Number(process.env['RONDO_SEED'] ?? 20260601);

describe('keepDecimals()', () => {
  test.each([
    ['{"value":1.0}', '{"value":"1.0"}'],
    ['{"value" : 0.10}', '{"value" : "0.10"}'],
    ['{"value":-1e3,"unit":"kg"}', '{"value":"-1e3","unit":"kg"}'],
    ['{"value":12345678901234567890}', '{"value":"12345678901234567890"}'],
    ['{"value":7.25,"count":3}', '{"value":7.25,"count":3}'],
  ])('makes %s to %s', (json, kept) => {
    expect(keepDecimals(json)).toBe(kept);
  });

  // A text that begins with a colon and a number once came out as broken JSON.
  test.each(['{"display":":05 mg"}', '{"given":["a",":1.0"]}', '{"div":"\\":1.0"}', '{"div":"x\\\\","b":": 1e3"}'])(
    'leaves the texts of %s alone',
    (json) => {
      expect(keepDecimals(json)).toBe(json);
    },
  );

  test(`changes no JSON but for quotes round numbers (seed ${SEED})`, () => {
    const text = fc
      .array(fc.constantFrom('a', '"', ':', '1.0', '\\', ',', '[', '{', '}', ' ', '-', '05', '\n'))
      .map((s) => s.join(''));
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.double({ noDefaultInfinity: true, noNaN: true }),
        fc.boolean(),
        fc.constant(null),
        tie('list'),
        tie('object'),
      ),
      list: fc.array(tie('any')),
      object: fc.dictionary(fc.constantFrom('value', '_b', 'c9'), tie('any')),
    })).object;
    const numbersAsText = (_: string, item: unknown) => (typeof item === 'number' ? String(item) : item);
    fc.assert(
      fc.property(value, (object) => {
        const json = JSON.stringify(object);
        expect(JSON.parse(keepDecimals(json), numbersAsText)).toEqual(JSON.parse(json, numbersAsText));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

test('parseResource() keeps a decimal as written and other numbers as numbers', () => {
  expect(parseResource('{"valueQuantity":{"value":1.50},"valueInteger":2}')).toEqual({
    valueQuantity: { value: '1.50' },
    valueInteger: 2,
  });
});
