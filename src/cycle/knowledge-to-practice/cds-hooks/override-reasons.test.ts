import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sharedFolder } from '../../../../test/shared.ts';
import { reasonCategory, reasonDisplay } from './override-reasons.ts';

const folder = sharedFolder('conformance/cds-hooks/vocabulary');

interface Concept {
  readonly code: string;
  readonly display: string;
  readonly concept?: readonly Concept[];
}

describe.skipIf(!folder)('reasonDisplay() and reasonCategory()', () => {
  test('know every code of the published list, by its wording and under its category', () => {
    const text = readFileSync(join(folder!, 'CodeSystem-non-adherence-reason-codes.json'), 'utf8');
    const { url, concept } = JSON.parse(text) as { url: string; concept: readonly Concept[] };
    const categories = concept.filter(({ code }) => code !== 'other');
    expect(categories.length).toBeGreaterThan(5);
    for (const category of categories) {
      for (const { code, display } of [category, ...(category.concept ?? [])]) {
        expect(reasonDisplay(code)).toBe(display.replace(/\*$/, ''));
        expect(reasonCategory({ system: url, code }), code).toBe(category.code);
      }
    }
  });
});

test('reasonDisplay() leaves a code as it is that the list does not know', () => {
  expect(reasonDisplay('local-reason')).toBe('local-reason');
});
