import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approve } from '../../src/community/approvals.ts';
import type { Actor } from '../../src/community/roles.ts';
import { addDays, dayOf, formatDay } from '../../src/core/day.ts';
import type { Dataset, Impact } from '../../src/cycle/handover.ts';
import { randomisedImpact } from '../../src/cycle/impact/designs/randomised.ts';
import { exposureOf, outcomesWithin } from '../../src/cycle/impact/exposure.ts';
import { loopOf } from '../../src/cycle/impact/loop.ts';
import { proposeVerdict } from '../../src/cycle/impact/verdict.ts';
import { sayVerdict } from '../../src/cycle/impact/verdict-ledger.ts';
import { adviceFromJson, type CardAdvice } from '../../src/cycle/knowledge-to-practice/advice-content.ts';
import {
  armFinder,
  intentionToTreat,
  sealTrial,
  unsealTrial,
  verifyTrial,
} from '../../src/cycle/knowledge-to-practice/allocation-ledger.ts';
import { answerHook, type HookDeps } from '../../src/cycle/knowledge-to-practice/cds-hooks/answer-hook.ts';
import { cardService } from '../../src/cycle/knowledge-to-practice/cds-hooks/card-service.ts';
import { takeFeedback } from '../../src/cycle/knowledge-to-practice/cds-hooks/take-feedback.ts';
import { dayCounts } from '../../src/cycle/knowledge-to-practice/day-counts.ts';
import { receiptBook } from '../../src/cycle/knowledge-to-practice/receipt-book.ts';
import { fatesFromRecords } from '../../src/cycle/knowledge-to-practice/receipts.ts';
import { approvable } from '../../src/cycle/knowledge-to-practice/rollout-evidence.ts';
import { advanceRollout, draftAdvice, signShadow } from '../../src/cycle/knowledge-to-practice/rollout-ledger.ts';
import { rolloutWatch } from '../../src/cycle/knowledge-to-practice/rollout-watch.ts';
import { fakeEffects } from '../../src/effects/fake.ts';
import { nodeEffects } from '../../src/effects/node.ts';
import { codeSetFromJson, codeSetsOf } from '../../src/engine/query/code-set.ts';
import { ruleFromJson } from '../../src/engine/query/definition-json.ts';
import type { PersonRecord } from '../../src/engine/query/record.ts';
import { contentOf, readLibrary } from '../../src/engine/store/library.ts';
import { type TemporaryLedger, temporaryLedger } from '../ledger.ts';

// One turn of the loop on a node of 24 practitioners, where the truth is known: a card makes 60 of 100 act, no card 30.
const PRACTITIONERS = 24;
const PATIENTS_EACH = 12;
const TODAY = dayOf('2026-01-05');

const codeSets = codeSetsOf(readLibrary('code-lists').map(({ json }) => codeSetFromJson(json)));
const rule = ruleFromJson(contentOf('rules', 'uncontrolled-blood-pressure').json);
const advice = adviceFromJson(contentOf('advice', 'bp-card').json) as CardAdvice;
const reviewer = (id: string): Actor => ({ id, name: id, roles: ['reviewer'], practices: [] });

/** Everyone has hypertension and a reading of 158/96 two weeks ago. */
const record: PersonRecord = {
  personKey: '1',
  born: dayOf('1960-05-01'),
  sex: 'female',
  groups: { practice: 'org1' },
  events: {
    condition: [
      { id: '1', from: dayOf('2020-03-01'), codes: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10' }] },
    ],
    measurement: ['8480-6', '8462-4'].map((code, at) => ({
      id: code,
      from: addDays(TODAY, -14),
      codes: [{ system: 'http://loinc.org', code }],
      value: at === 0 ? 158 : 96,
      unit: 'mm[Hg]',
    })),
  },
};

describe('one turn of the loop', () => {
  let ledger: TemporaryLedger;
  const world = fakeEffects(new Date('2026-01-05T09:00:00Z'));
  const effects = { ...world, uuid: nodeEffects().uuid, randomBytes: nodeEffects().randomBytes };
  beforeAll(async () => {
    ledger = await temporaryLedger(effects);
  });
  afterAll(() => ledger.close());

  test('goes from draft to a verdict that finds the effect that is there, and only then to everyone', async () => {
    const deps: HookDeps = {
      services: [cardService(advice, rule, codeSets)],
      recordOf: () => record,
      rollouts: rolloutWatch(ledger, () => 0, 0),
      armOf: armFinder(ledger, effects),
      receipts: receiptBook(ledger, effects),
      counts: dayCounts(ledger),
      effects,
      deadlineMs: 20_000,
      isSimulated: true,
    };
    const see = async (practitioner: string, patient: string) => {
      const prefetch = {
        patient: { resourceType: 'Patient', id: patient },
        conditions: null,
        measurements: null,
        medications: null,
        procedures: null,
      };
      const context = { userId: `Practitioner/${practitioner}`, patientId: patient };
      const body = { hook: 'patient-view', hookInstance: effects.uuid(), context, prefetch };
      const reply = await answerHook({ service: advice.id, body }, deps);
      return reply.body['cards'] as { uuid: string; suggestions: { uuid: string }[] }[];
    };
    const advance = (to: Parameters<typeof advanceRollout>[2]['to'], more = {}) =>
      advanceRollout(ledger, effects, { advice, to, actor: 'cy', practitionersKnown: PRACTITIONERS, ...more });

    await ledger.append({ kind: 'cycle/opened', subject: `cycle:${advice.cycle}`, actor: 'ada', body: {} });
    await ledger.append({ kind: 'snapshot/made', subject: 'snapshot:s-1', actor: 'rondo', body: {} });
    await ledger.append({ kind: 'finding/made', subject: 'finding:1', actor: 'rondo', body: { cycle: advice.cycle } });
    const draft = await draftAdvice(ledger, effects, { advice, author: 'ada' });
    for (const id of ['bo', 'cy']) await approve(ledger, { ...approvable(draft), role: 'reviewer' }, reviewer(id));
    await advance('reviewed');
    await advance('shadow');
    expect(await see('pr0', 'shadow-patient')).toEqual([]);
    await deps.counts.flush();
    await signShadow(ledger, {
      advice: advice.id,
      version: advice.version,
      actor: 'bo',
      says: 'fires on the right people',
    });
    await advance('canary', { canary: { practitioners: ['pr0'], practice: null } });
    expect((await see('pr0', 'canary-patient')).length).toBe(1);
    const { id, version } = advice;
    await sealTrial(
      ledger,
      effects,
      { id: 't', advice: id, version, unit: 'practitioner', strata: ['org1'], places: 40 },
      'bo',
    );
    await advance('randomised');

    const orders: { patient: string; happenedOn: typeof TODAY; practitioner: string }[] = [];
    for (let pr = 0; pr < PRACTITIONERS; pr++) {
      for (let at = 0; at < PATIENTS_EACH; at++) {
        const [practitioner, patient] = [`pr${pr}`, `p${pr}-${at}`];
        const [card] = await see(practitioner, patient);
        // Practitioners differ a little: every third acts on one patient more.
        const acts = (card ? 0.6 : 0.3) * PATIENTS_EACH + (pr % 3 === 0 ? 1 : 0);
        if (at < acts) orders.push({ patient, happenedOn: addDays(TODAY, at), practitioner });
        if (card && at % 4 === 0) {
          const acceptedSuggestions = [{ id: card.suggestions[0]?.uuid }];
          const item = {
            card: card.uuid,
            outcome: 'accepted',
            acceptedSuggestions,
            outcomeTimestamp: '2026-01-05T09:00:00Z',
          };
          expect((await takeFeedback(id, { feedback: [item] }, deps)).status).toBe(200);
        }
      }
    }

    const asOf = addDays(TODAY, 40);
    const receipts = await deps.receipts.receipts({ advice: id, version, state: 'randomised' });
    expect(receipts.length).toBe(PRACTITIONERS * PATIENTS_EACH);
    const fates = fatesFromRecords(receipts, orders, 30, { clicks: await deps.receipts.clicks({ advice: id }), asOf });
    expect(fates.filter(({ actedOn }) => actedOn).length).toBe(orders.length);

    const exposure = exposureOf(receipts, await intentionToTreat(ledger, 't'));
    const { people, pending } = outcomesWithin(exposure.exposed, orders, advice.impactPlan.outcomeWithinDays, asOf);
    const { problems } = await verifyTrial(ledger, 't');
    const dataset: Dataset = {
      snapshot: 's-1',
      manifest: 'sha256:00',
      asOf: formatDay(asOf),
      people: people.length,
      failedChecks: [],
      isSimulated: true,
    };
    const impact: Impact = randomisedImpact({
      cycle: advice.cycle,
      advice,
      dataset,
      exposure,
      people,
      pending,
      allocationProblems: problems,
    });
    expect(impact.blocked).toBeUndefined();
    expect(impact.groups.map(({ people: counted }) => counted).reduce((a, b) => a + b)).toBe(
      PRACTITIONERS * PATIENTS_EACH,
    );
    // 8 of 12 with a card, 4 of 12 without: 33 points, since a part of a patient acts as a whole one.
    expect(impact.interval?.[0]).toBeLessThan(0.3333);
    expect(impact.interval?.[1]).toBeGreaterThan(0.3333);
    expect(impact.interval?.[0]).toBeGreaterThan(0.2);
    const { proposed, reason } = proposeVerdict(impact, advice.impactPlan);
    expect(proposed).toBe('keep');

    await expect(advance('everyone')).rejects.toThrow('a verdict on its effect');
    await sayVerdict(ledger, { advice, impact, word: proposed, reason }, reviewer('bo'));
    await expect(advance('everyone')).rejects.toThrow('a verdict on its effect');
    const cycle = { id: advice.cycle, title: 'x', advice: [{ id, title: advice.title }] };
    expect(loopOf(cycle, await ledger.entries({ limit: 5000 }), effects.now()).isClosed).toBe(false);
    await sayVerdict(ledger, { advice, impact, word: proposed, reason }, reviewer('cy'));
    await unsealTrial(ledger, effects, 't', 'bo');
    expect((await advance('everyone')).state).toBe('everyone');
    const loop = loopOf(cycle, await ledger.entries({ limit: 5000 }), effects.now());
    expect(loop).toMatchObject({ isClosed: true, standsAt: 'closed', effects: 1, nulls: 0, harms: 0 });
    expect((await ledger.verify()).isIntact).toBe(true);
  });
});
