import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TemporaryLedger, temporaryLedger } from '../../../test/ledger.ts';
import type { Actor } from '../../community/roles.ts';
import type { Advice, Impact, ImpactPlan, VerdictWord } from '../handover.ts';
import { effectKind, proposeVerdict } from './verdict.ts';
import { sayVerdict, verdictOf } from './verdict-ledger.ts';

const plan: ImpactPlan = {
  design: 'randomised',
  unit: 'practitioner',
  outcome: 'acted-on',
  outcomeWithinDays: 30,
  goodDirection: 'higher',
  smallestWorthwhile: 0.05,
  harmBound: 0.05,
};
const measured = (estimate: number, low: number, high: number) => ({
  estimate,
  interval: [low, high] as const,
  isSimulated: false,
});

describe('proposeVerdict()', () => {
  test.each<[VerdictWord, number, number, number]>([
    ['keep', 0.08, 0.02, 0.14],
    ['keep', 0.05, 0.01, 0.09],
    ['adapt', 0.03, 0.01, 0.06],
    ['retire', 0.02, 0.01, 0.03],
    ['retire', 0.0, -0.03, 0.03],
    ['retire', -0.04, -0.07, -0.01],
    ['retire', -0.05, -0.11, 0.01],
    ['undecided', 0.04, -0.02, 0.1],
    ['undecided', 0.08, -0.01, 0.17],
  ])('proposes %s for %d (%d to %d)', (word, estimate, low, high) => {
    expect(proposeVerdict(measured(estimate, low, high), plan).proposed).toBe(word);
    const turned = { ...plan, goodDirection: 'lower' } as const;
    expect(proposeVerdict(measured(-estimate, -high, -low), turned).proposed).toBe(word);
  });

  test('is undecided without an estimate, and says why', () => {
    expect(
      proposeVerdict({ estimate: null, interval: null, blocked: 'too few clusters', isSimulated: false }, plan),
    ).toEqual({
      proposed: 'undecided',
      reason: 'there is no estimate: too few clusters',
    });
  });

  test('says when the records were simulated', () => {
    expect(proposeVerdict({ ...measured(0.08, 0.02, 0.14), isSimulated: true }, plan).reason).toContain(
      'on simulated records',
    );
  });

  test('never keeps what an interval does not show to help, never retires what may be worthwhile and does no harm', () => {
    const number = fc.double({ min: -0.3, max: 0.3, noNaN: true });
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        const [low = 0, estimate = 0, high = 0] = [a, b, c].sort((x, y) => x - y);
        const { proposed } = proposeVerdict(measured(estimate, low, high), plan);
        if (proposed === 'keep') expect(low).toBeGreaterThan(0);
        if (low > 0 && high >= plan.smallestWorthwhile) expect(proposed).not.toBe('retire');
      }),
      { seed: 20260108 },
    );
  });
});

test.each([
  ['effect', 0.01, 0.1],
  ['null', 0, 0.1],
  ['null', -0.1, 0],
  ['harm', -0.1, -0.01],
] as const)('effectKind() is %s for %d to %d', (kind, low, high) => {
  expect(effectKind([low, high], 'higher')).toBe(kind);
  expect(effectKind([-high, -low], 'lower')).toBe(kind);
});

describe('sayVerdict()', () => {
  let ledger: TemporaryLedger;
  beforeAll(async () => {
    ledger = await temporaryLedger();
  });
  afterAll(() => ledger.close());

  const said = (id: string, word: VerdictWord = 'keep', estimate = 0.08) => ({
    advice: { id, version: '1.0.0', impactPlan: plan } as Advice,
    impact: {
      cycle: 'c',
      advice: id,
      design: 'randomised',
      estimate,
      interval: [0.02, 0.14],
      level: 0.95,
      unit: 'share',
      groups: [],
      dataset: { snapshot: 's-1' },
      isSimulated: true,
    } as unknown as Impact,
    word,
    reason: 'the figures say so',
  });
  const actor = (id: string, name = id): Actor => ({ id, name, roles: ['reviewer'], practices: [] });

  test('takes two different people who say the same about the same figures', async () => {
    expect(await sayVerdict(ledger, said('a'), actor('bo'))).toEqual({ decided: null, decidedBy: ['bo'] });
    await expect(sayVerdict(ledger, said('a'), actor('bo'))).rejects.toThrow('you have said this about a already');
    expect(await sayVerdict(ledger, said('a', 'adapt'), actor('cy'))).toMatchObject({ decided: null });
    expect(await sayVerdict(ledger, said('a', 'keep', 0.09), actor('cy'))).toMatchObject({ decided: null });
    expect(await verdictOf(ledger, said('a').advice)).toMatchObject({ decided: null });
    expect(await sayVerdict(ledger, said('a'), actor('cy'))).toEqual({ decided: 'keep', decidedBy: ['bo', 'cy'] });
    expect(await verdictOf(ledger, said('a').advice)).toEqual({ decided: 'keep', decidedBy: ['bo', 'cy'] });
    const [entry] = await ledger.entries({ kind: 'verdict/decided', subject: 'advice:a' });
    expect(entry?.body).toMatchObject({
      word: 'keep',
      version: '1.0.0',
      estimate: 0.08,
      effect: 'effect',
      proposed: 'keep',
    });
  });

  test('tells two operators apart by name, and one operator from themselves', async () => {
    await sayVerdict(ledger, said('b'), actor('operator', 'Ada'));
    await expect(sayVerdict(ledger, said('b'), actor('operator', 'Ada'))).rejects.toThrow('already');
    expect(await sayVerdict(ledger, said('b'), actor('operator', 'Bo'))).toMatchObject({ decided: 'keep' });
  });

  test('decides once when two people speak at the same moment', async () => {
    const states = await Promise.all([
      sayVerdict(ledger, said('d'), actor('bo')),
      sayVerdict(ledger, said('d'), actor('cy')),
    ]);
    expect(states.filter(({ decided }) => decided === 'keep').length).toBe(1);
    expect((await ledger.entries({ kind: 'verdict/decided', subject: 'advice:d' })).length).toBe(1);
  });

  test('needs a reason', async () => {
    await expect(sayVerdict(ledger, { ...said('e'), reason: ' ' }, actor('bo'))).rejects.toThrow('needs a reason');
  });
});
