import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkDiscovery } from '../../src/cycle/knowledge-to-practice/cds-hooks/check-discovery.ts';
import { checkResponse } from '../../src/cycle/knowledge-to-practice/cds-hooks/check-response.ts';
import { OVERRIDE_REASONS, reasonCategory } from '../../src/cycle/knowledge-to-practice/cds-hooks/override-reasons.ts';
import type { Hook } from '../../src/cycle/knowledge-to-practice/cds-hooks/protocol.ts';
import { EXAMPLES_AT_ODDS, judgeExamples, judgeVectors, statusOf } from '../judges/cds-hooks.ts';
import { isEqual, judgeBenchmarks, judgeLoop } from '../judges/feedback-vectors.ts';
import { sharedFolder } from '../shared.ts';

const hooks = sharedFolder('conformance/cds-hooks');
const bad = sharedFolder('badinput/cds-hooks');
const loops = sharedFolder('conformance/feedback-vectors');
const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

describe.skipIf(!hooks)('the CDS Hooks service', () => {
  test('gives all 43 vectors their verdict', async () => {
    const cases = await judgeVectors(hooks ?? '');
    expect(cases.length).toBe(43);
    expect(cases.filter(({ expected, got }) => expected !== got)).toEqual([]);
  });

  test('takes every published example as the rules say, and says where an example breaks them', async () => {
    const cases = await judgeExamples(hooks ?? '');
    expect(cases.length).toBe(43);
    expect(cases.filter(({ expected, got }) => expected !== got)).toEqual([]);
    expect(Object.keys(EXAMPLES_AT_ODDS).length).toBe(5);
  });

  test('offers the six published categories of override reasons in their order and wording', () => {
    const system = json(`${hooks}/vocabulary/CodeSystem-non-adherence-reason-codes.json`);
    const categories = json(`${hooks}/vocabulary/ValueSet-non-adherence-reason-categories.json`);
    const display = new Map(system.concept.map((each: { code: string; display: string }) => [each.code, each.display]));
    const published = categories.compose.include[0].concept.map(({ code }: { code: string }) => ({
      system: system.url,
      code,
      display: display.get(code),
    }));
    expect(OVERRIDE_REASONS).toEqual(published);
  });

  test('knows the category of every published reason', () => {
    const system = json(`${hooks}/vocabulary/CodeSystem-non-adherence-reason-codes.json`);
    for (const { code, concept } of system.concept) {
      for (const inner of concept) expect(reasonCategory({ system: system.url, code: inner.code })).toBe(code);
    }
    expect(reasonCategory({ system: 'elsewhere', code: 'limited-time' })).toBe('other');
  });
});

/** The answers that the reference validator's verdicts ask of a service: refused where it found an error. */
const CASES = [
  ['cdshooks-request-order-sign-bad-1.json', 400],
  ['cdshooks-request-order-sign-bad-2.json', 400],
  ['cdshooks-request-order-select-bad.json', 400],
  ['cdshooks-request-order-select-extensions.json', 400],
  ['cdshooks-request-order-sign-good.json', 200],
] as const;

describe.skipIf(!bad)('bad messages from the reference validator', () => {
  test.each(CASES)('%s is answered with %i', async (file, status) => {
    const body = json(`${bad}/cases/${file}`);
    expect(await statusOf(body, body.hook as Hook, Object.keys(body.prefetch ?? {}))).toBe(status);
  });

  test('responses and discovery documents are good or bad as labelled', () => {
    const labels = readFileSync(`${bad}/labels.jsonl`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const wrong = labels
      .filter(({ file }) => /response|services/.test(file))
      .filter(({ file, error }) => {
        const body = json(`${bad}/${file}`);
        const problems = file.includes('services') ? checkDiscovery(body) : checkResponse(body);
        return problems.some(({ severity }) => severity === 'error') !== error > 0;
      });
    expect(wrong).toEqual([]);
  });
});

describe.skipIf(!loops)('the feedback vectors', () => {
  test('give the ten loop metrics, exactly', () => {
    const compared = judgeLoop(loops ?? '');
    expect(compared.length).toBe(10);
    expect(compared.filter((each) => !isEqual(each))).toEqual([]);
  });

  test('give the achievable benchmarks to six digits', () => {
    const compared = judgeBenchmarks(loops ?? '');
    expect(compared.length).toBe(12);
    expect(compared.filter((each) => !isEqual(each))).toEqual([]);
  });
});
