import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allOf, anyOf, atLeastOf, notOf, type Truth } from './kleene.ts';

const truths = fc.array(fc.constantFrom<Truth>(true, false, undefined), { maxLength: 5 });

test('anyOf() is De Morgan of allOf()', () => {
  fc.assert(
    fc.property(truths, (of) => {
      expect(anyOf(of)).toBe(notOf(allOf(of.map(notOf))));
    }),
    { seed: 1 },
  );
});

test('atLeastOf(1) is anyOf() and atLeastOf(all) is allOf()', () => {
  fc.assert(
    fc.property(truths, (of) => {
      expect(atLeastOf(1, of)).toBe(anyOf(of));
      if (of.length > 0) expect(atLeastOf(of.length, of)).toBe(allOf(of));
    }),
    { seed: 1 },
  );
});

// The meaning of unknown: whatever the unknown turns out to be, a known answer stays.
test('allOf() and anyOf() keep a known answer however the unknown turn out', () => {
  const knownAs = (of: readonly Truth[], as: boolean) => of.map((truth) => truth ?? as);
  fc.assert(
    fc.property(truths, fc.boolean(), (of, as) => {
      if (allOf(of) !== undefined) expect(allOf(knownAs(of, as))).toBe(allOf(of));
      if (anyOf(of) !== undefined) expect(anyOf(knownAs(of, as))).toBe(anyOf(of));
    }),
    { seed: 1 },
  );
});
