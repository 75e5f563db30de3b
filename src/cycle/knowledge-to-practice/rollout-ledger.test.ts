import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TemporaryLedger, temporaryLedger } from '../../../test/ledger.ts';
import { approve } from '../../community/approvals.ts';
import type { Actor } from '../../community/roles.ts';
import { nodeEffects } from '../../effects/node.ts';
import type { Advice } from '../handover.ts';
import { sealTrial } from './allocation-ledger.ts';
import { approvable } from './rollout-evidence.ts';
import {
  advanceRollout,
  draftAdvice,
  freezePlan,
  lackingForNext,
  recordShadow,
  resumeAdvice,
  signShadow,
  stopAdvice,
} from './rollout-ledger.ts';
import { rolloutOf } from './rollout-rows.ts';
import { rolloutWatch } from './rollout-watch.ts';

let ledger: TemporaryLedger;
const effects = nodeEffects();
beforeAll(async () => {
  ledger = await temporaryLedger();
});
afterAll(() => ledger.close());

const advice = (id: string): Advice => ({
  id,
  version: '1.0.0',
  cycle: 'hypertension-control',
  title: 'High blood pressure without treatment',
  channel: 'cds-card',
  definition: 'uncontrolled-blood-pressure',
  summary: 'Blood pressure is high and no treatment was ordered.',
  detail: 'Look at it.',
  suggestedAction: 'Review treatment.',
  evidence: [{ title: 'A guideline', citation: 'Someone (2018), Journal 1:1–2' }],
  owner: 'clinical lead',
  reviewBy: '2027-01-01',
  impactPlan: {
    design: 'randomised',
    unit: 'practitioner',
    outcome: 'acted-on',
    outcomeWithinDays: 30,
    goodDirection: 'higher',
    smallestWorthwhile: 0.05,
    harmBound: 0.05,
  },
});

const reviewer = (id: string): Actor => ({ id, name: id, roles: ['reviewer'], practices: [] });

describe('a roll-out in the ledger', () => {
  test('walks the whole road, leaves one entry for each step, and lists what lacks on the way', async () => {
    const bp = advice('bp-card');
    const draft = await draftAdvice(ledger, effects, { advice: bp, author: 'ada' });
    const advance = (to: Parameters<typeof advanceRollout>[2]['to'], more = {}) =>
      advanceRollout(ledger, effects, { advice: bp, to, actor: 'cy', ...more });

    await expect(advance('reviewed')).rejects.toThrow('two reviewers who did not write it (there are 0)');
    await approve(ledger, { ...approvable(draft), role: 'reviewer' }, reviewer('bo'));
    await approve(ledger, { ...approvable(draft), role: 'reviewer' }, reviewer('ada'));
    await expect(advance('reviewed')).rejects.toThrow('there are 1');
    await approve(ledger, { ...approvable(draft), role: 'reviewer' }, reviewer('cy'));
    await expect(advance('shadow')).rejects.toThrow('advice that is draft cannot become shadow');
    await advance('reviewed');
    await advance('shadow');
    expect(await lackingForNext(ledger, { advice: bp, actor: 'cy' })).toEqual({
      to: 'canary',
      missing: [
        'figures from the shadow run',
        'a sign-off of the shadow figures',
        'a list of practitioners, or one practice, to begin with',
      ],
    });
    await recordShadow(ledger, {
      advice: 'bp-card',
      version: '1.0.0',
      actor: 'bo',
      figures: { evaluated: 50, fired: 9, days: 7 },
    });
    await signShadow(ledger, { advice: 'bp-card', version: '1.0.0', actor: 'bo', says: 'fires as expected' });
    await advance('canary', { canary: { practitioners: [], practice: 'org1' } });
    await expect(advance('randomised')).rejects.toThrow('a sealed allocation');
    const plan = {
      id: 't1',
      advice: 'bp-card',
      version: '1.0.0',
      unit: 'practitioner',
      strata: [],
      places: 10,
    } as const;
    await sealTrial(ledger, effects, plan, 'bo');
    expect((await advance('randomised')).trial).toBe('t1');
    await expect(advance('everyone')).rejects.toThrow('a verdict on its effect');
    await ledger.append({
      kind: 'verdict/decided',
      subject: 'advice:bp-card',
      actor: 'bo',
      body: { version: '1.0.0', word: 'keep' },
    });
    await advance('everyone');
    await expect(advance('retired')).rejects.toThrow('a reason');
    await advance('retired', { reason: 'superseded' });

    const steps = await ledger.entries({ kind: 'rollout/advanced', subject: 'advice:bp-card' });
    expect(steps.map(({ body }) => body['to']).reverse()).toEqual([
      'reviewed',
      'shadow',
      'canary',
      'randomised',
      'everyone',
      'retired',
    ]);
    expect((await ledger.verify()).isIntact).toBe(true);
  });

  test('counts approvals of the very text only: a changed draft starts again, a reviewed one cannot change', async () => {
    const before = advice('text-card');
    const first = await draftAdvice(ledger, effects, { advice: before, author: 'ada' });
    for (const id of ['bo', 'cy']) await approve(ledger, { ...approvable(first), role: 'reviewer' }, reviewer(id));
    const after = { ...before, detail: 'Look at it twice.' };
    const second = await draftAdvice(ledger, effects, { advice: after, author: 'ada' });
    await expect(advanceRollout(ledger, effects, { advice: before, to: 'reviewed', actor: 'bo' })).rejects.toThrow(
      'is not the text',
    );
    await expect(advanceRollout(ledger, effects, { advice: after, to: 'reviewed', actor: 'bo' })).rejects.toThrow(
      'there are 0',
    );
    for (const id of ['bo', 'cy']) await approve(ledger, { ...approvable(second), role: 'reviewer' }, reviewer(id));
    await advanceRollout(ledger, effects, { advice: after, to: 'reviewed', actor: 'bo' });
    await expect(draftAdvice(ledger, effects, { advice: before, author: 'ada' })).rejects.toThrow('is not the text');
  });

  test('that is stopped stays so until a reasoned decision, from any state, and leaves both in the ledger', async () => {
    await draftAdvice(ledger, effects, { advice: advice('stop-card'), author: 'ada' });
    await stopAdvice(ledger, effects, { advice: 'stop-card', actor: 'bo', reason: 'fires on the wrong people' });
    expect((await rolloutOf(ledger, 'stop-card', '1.0.0')).isStopped).toBe(true);
    const resume = { advice: 'stop-card', version: '1.0.0', actor: 'bo' };
    await expect(resumeAdvice(ledger, effects, { ...resume, reason: ' ' })).rejects.toThrow('needs a reason');
    expect((await resumeAdvice(ledger, effects, { ...resume, reason: 'rule mended' })).isStopped).toBe(false);
    const kinds = (await ledger.entries({ subject: 'advice:stop-card' })).map(({ kind }) => kind).reverse();
    expect(kinds).toEqual(['rollout/drafted', 'rollout/stopped', 'rollout/resumed']);
  });

  test('of an interrupted series needs its plan frozen where a trial needs its list sealed', async () => {
    const series = advice('series-card');
    const its: Advice = {
      ...series,
      impactPlan: { ...series.impactPlan, design: 'interrupted-series', unit: 'practice' },
    };
    const draft = await draftAdvice(ledger, effects, { advice: its, author: 'ada' });
    for (const id of ['bo', 'cy']) await approve(ledger, { ...approvable(draft), role: 'reviewer' }, reviewer(id));
    const advance = (to: Parameters<typeof advanceRollout>[2]['to'], more = {}) =>
      advanceRollout(ledger, effects, { advice: its, to, actor: 'cy', ...more });
    await advance('reviewed');
    await advance('shadow');
    await recordShadow(ledger, {
      advice: its.id,
      version: its.version,
      actor: 'bo',
      figures: { evaluated: 5, fired: 1, days: 1 },
    });
    await signShadow(ledger, { advice: its.id, version: its.version, actor: 'bo', says: 'yes' });
    await advance('canary', { canary: { practitioners: [], practice: 'org1' } });
    await expect(advance('randomised')).rejects.toThrow('a frozen plan');
    await freezePlan(ledger, { advice: its, actor: 'bo', from: '2026-03-01' });
    expect((await advance('randomised')).state).toBe('randomised');
  });

  test('lets one version be on its way at a time', async () => {
    const first = advice('twice-card');
    for (const one of [first, { ...first, version: '2.0.0' }]) {
      const draft = await draftAdvice(ledger, effects, { advice: one, author: 'ada' });
      for (const id of ['bo', 'cy']) await approve(ledger, { ...approvable(draft), role: 'reviewer' }, reviewer(id));
      await advanceRollout(ledger, effects, { advice: one, to: 'reviewed', actor: 'bo' });
    }
    await advanceRollout(ledger, effects, { advice: first, to: 'shadow', actor: 'bo' });
    const second = { ...first, version: '2.0.0' };
    await expect(advanceRollout(ledger, effects, { advice: second, to: 'shadow', actor: 'bo' })).rejects.toThrow(
      'version 1.0.0 of twice-card is on its way already',
    );
  });
});

describe('rolloutWatch()', () => {
  test('sees a stop at most two seconds old, made by anybody, and at once after forget()', async () => {
    const one = advice('watch-card');
    const draft = await draftAdvice(ledger, effects, { advice: one, author: 'ada' });
    for (const id of ['bo', 'cy']) await approve(ledger, { ...approvable(draft), role: 'reviewer' }, reviewer(id));
    await advanceRollout(ledger, effects, { advice: one, to: 'reviewed', actor: 'bo' });
    await advanceRollout(ledger, effects, { advice: one, to: 'shadow', actor: 'bo' });
    let ticks = 0;
    const watch = rolloutWatch(ledger, () => ticks);
    const isStopped = async () => (await watch.live('watch-card'))?.isStopped;
    expect(await isStopped()).toBe(false);
    await stopAdvice(ledger, effects, { advice: 'watch-card', actor: 'bo', reason: 'x' });
    ticks = 1_999;
    expect(await isStopped()).toBe(false);
    ticks = 2_000;
    expect(await isStopped()).toBe(true);
    await resumeAdvice(ledger, effects, { advice: 'watch-card', version: '1.0.0', actor: 'bo', reason: 'mended' });
    watch.forget();
    expect(await isStopped()).toBe(false);
  });

  test('rejects when the ledger cannot be read, and reads again for the next', async () => {
    let isDown = true;
    const query = async () => {
      if (isDown) throw new Error('down');
      return [];
    };
    const watch = rolloutWatch({ query }, () => 0);
    await expect(watch.live('x')).rejects.toThrow('down');
    isDown = false;
    expect(await watch.live('x')).toBeUndefined();
  });

  test('asks the ledger once for many callers', async () => {
    let asked = 0;
    const query = async () => {
      asked++;
      return [];
    };
    const watch = rolloutWatch({ query }, () => 5);
    await Promise.all(Array.from({ length: 50 }, () => watch.live('x')));
    expect(asked).toBe(1);
  });
});
