import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { digestOf, digestOfJson } from './digest.ts';

// RFC 8785, section 3.2.2 and 3.2.3: the sample of the standard, keys in UTF-16 order.
test('canonicalJson() prints the sample of RFC 8785', () => {
  const sample = {
    // biome-ignore lint/correctness/noPrecisionLoss: the standard's own sample
    numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000f\nA\'B"\\\\"/',
    literals: [null, true, false],
  };
  expect(canonicalJson(sample)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test('canonicalJson() does not depend on the order in which members were written', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(reversed)).toBe(canonicalJson(value));
    }),
  );
});

test('canonicalJson() says the same as the value it was given', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('canonicalJson() leaves out undefined members and refuses numbers that are not finite', () => {
  expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  expect(() => canonicalJson({ a: Number.NaN })).toThrow('not finite');
});

// FIPS 180-4, appendix: SHA-256 of "abc".
test('digestOf("abc") is the digest of the standard', () => {
  expect(digestOf('abc')).toBe('sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('digestOfJson() is one name for one meaning', () => {
  expect(digestOfJson({ a: 1, b: [2] })).toBe(digestOfJson({ b: [2], a: 1 }));
  expect(digestOfJson({ a: 1 })).not.toBe(digestOfJson({ a: 2 }));
});
