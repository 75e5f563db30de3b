import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TemporaryLedger, temporaryLedger } from '../../../../test/ledger.ts';
import { addDays, type Day, dayOf, formatDay } from '../../../core/day.ts';
import { type FakeWorld, fakeEffects } from '../../../effects/fake.ts';
import { nodeEffects } from '../../../effects/node.ts';
import { codeSetFromJson, codeSetsOf } from '../../../engine/query/code-set.ts';
import { ruleFromJson } from '../../../engine/query/definition-json.ts';
import type { PersonRecord } from '../../../engine/query/record.ts';
import { contentOf, readLibrary } from '../../../engine/store/library.ts';
import type { Arm, RolloutState } from '../../handover.ts';
import { adviceFromJson, type CardAdvice } from '../advice-content.ts';
import { armFinder, intentionToTreat, sealTrial } from '../allocation-ledger.ts';
import { countsOf, dayCounts } from '../day-counts.ts';
import { receiptBook } from '../receipt-book.ts';
import { draftAdvice, stopAdvice } from '../rollout-ledger.ts';
import { rolloutWatch } from '../rollout-watch.ts';
import { answerHook, type HookDeps } from './answer-hook.ts';
import { cardService, cdsServices } from './card-service.ts';
import { checkDiscovery } from './check-discovery.ts';
import { checkResponse } from './check-response.ts';
import type { Card, JsonObject } from './protocol.ts';
import { takeFeedback } from './take-feedback.ts';

const codeSets = codeSetsOf(readLibrary('code-lists').map(({ json }) => codeSetFromJson(json)));
const rule = ruleFromJson(contentOf('rules', 'uncontrolled-blood-pressure').json);
const shipped = adviceFromJson(contentOf('advice', 'bp-card').json) as CardAdvice;

const TODAY = dayOf('2026-01-05');

/** A record with hypertension and a last reading; the bundle's reader stands in another room. */
function recordOf(resources: readonly JsonObject[]): PersonRecord | undefined {
  const patient = resources.find((each) => each['resourceType'] === 'Patient');
  if (!patient) return undefined;
  const readings = resources.filter((each) => each['resourceType'] === 'Observation');
  const reading = (code: string, values: 'systolic' | 'diastolic') =>
    readings.map((each, at) => ({
      id: `${code}-${at}`,
      from: dayOf(String(each['effectiveDateTime'])),
      codes: [{ system: 'http://loinc.org', code }],
      value: Number(each[values]),
      unit: 'mm[Hg]',
    }));
  return {
    personKey: String(patient['id']),
    born: dayOf('1960-05-01'),
    sex: 'female',
    groups: { practice: 'org1' },
    events: {
      condition: [
        { id: 'c1', from: dayOf('2020-03-01'), codes: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10' }] },
      ],
      measurement: [...reading('8480-6', 'systolic'), ...reading('8462-4', 'diastolic')],
    },
  };
}

let ledger: TemporaryLedger;
let world: FakeWorld;
let deps: HookDeps;
let advice: CardAdvice;
let advices = 0;
let calls = 0;

beforeAll(async () => {
  ledger = await temporaryLedger();
});
afterAll(() => ledger.close());

/** A fresh advice in the state asked for; how it got there is rollout-ledger's affair and tested there. */
async function rolledOut(state: RolloutState, more: { trial?: string; canary?: string[] } = {}): Promise<void> {
  advice = { ...shipped, id: `bp-card-${++advices}` };
  await draftAdvice(ledger, world, { advice, author: 'ada' });
  await ledger.query('update rollout set state = $2, trial = $3, canary_practitioners = $4 where advice = $1', [
    advice.id,
    state,
    more.trial ?? null,
    more.canary ?? [],
  ]);
  // Uuids must differ between tests that share one ledger.
  const effects = { ...world, uuid: nodeEffects().uuid };
  deps = {
    services: [cardService(advice, rule, codeSets)],
    recordOf,
    rollouts: rolloutWatch(ledger, () => 0),
    armOf: armFinder(ledger, effects),
    receipts: receiptBook(ledger, effects),
    counts: dayCounts(ledger),
    effects,
    deadlineMs: 5_000,
    isSimulated: true,
  };
}

beforeEach(() => {
  world = fakeEffects(new Date('2026-01-05T09:00:00Z'));
});

const uuid = (): string => `d1577c69-dfbe-44ad-ba6d-${String(++calls).padStart(12, '0')}`;

function request(
  more: { hookInstance?: string; userId?: string; patient?: string; systolic?: number; on?: string } = {},
) {
  const patient = more.patient ?? 'p1';
  const subject = { reference: `Patient/${patient}` };
  return {
    hook: 'patient-view',
    hookInstance: more.hookInstance ?? uuid(),
    context: { userId: more.userId ?? 'Practitioner/pr1', patientId: patient },
    prefetch: {
      patient: { resourceType: 'Patient', id: patient },
      conditions: null,
      medications: null,
      procedures: { resourceType: 'Bundle', type: 'searchset' },
      measurements: {
        resourceType: 'Bundle',
        type: 'searchset',
        entry: [
          {
            resource: {
              resourceType: 'Observation',
              subject,
              effectiveDateTime: more.on ?? '2025-12-20',
              systolic: more.systolic ?? 152,
              diastolic: 84,
            },
          },
        ],
      },
    },
  };
}

const ask = (body: unknown, service = advice.id) => answerHook({ service, body }, deps);
async function cardsFor(body: unknown): Promise<readonly Card[]> {
  const reply = await ask(body);
  expect(reply.status).toBe(200);
  return reply.body['cards'] as readonly Card[];
}
const receipts = () => deps.receipts.receipts({ advice: advice.id });

describe('answerHook() to everyone', () => {
  beforeEach(() => rolledOut('everyone'));

  test('shows a card that keeps the rules and says what, why, on whose authority, and why this patient', async () => {
    const [card] = await cardsFor(request());
    expect(checkResponse({ cards: [card] })).toEqual([]);
    expect(card?.summary).toBe(advice.summary);
    expect(card?.indicator).toBe('info');
    expect(card?.source.topic).toEqual({ system: 'urn:rondo:advice', code: advice.id, display: advice.title });
    expect(card?.detail).toContain('152 mm\\[Hg\\] on 2025-12-20');
    expect(card?.detail).toContain('(I10) on 2020-03-01');
    expect(card?.detail).toContain('NG136');
    expect(card?.overrideReasons.length).toBe(6);
    expect(card?.suggestions?.length).toBe(3);
    for (const { actions } of card?.suggestions ?? []) {
      expect(actions[0]?.resource).toMatchObject({
        status: 'draft',
        intent: 'proposal',
        subject: { reference: 'Patient/p1' },
      });
    }
    expect(JSON.stringify(card)).not.toMatch(/arm|usual/);
  });

  test('stores the receipt before the card is handed over', async () => {
    const [card] = await cardsFor(request());
    const [receipt] = await receipts();
    expect(receipt).toMatchObject({
      card: card?.uuid,
      patient: 'p1',
      recipient: 'pr1',
      practice: 'org1',
      isShown: true,
      arm: null,
      happenedOn: '2026-01-05',
      definition: deps.services[0]?.definition.digest,
    });
  });

  test('gives a repeated hookInstance the same card, and stores it once', async () => {
    const body = request();
    const [first, second] = [await cardsFor(body), await cardsFor(body)];
    expect(second).toEqual(first);
    expect((await receipts()).length).toBe(1);
  });

  test('refuses a hookInstance that comes back for another patient', async () => {
    const hookInstance = uuid();
    await cardsFor(request({ hookInstance }));
    expect((await ask(request({ hookInstance, patient: 'p2' }))).status).toBe(400);
  });

  test('shows nothing and stores nothing where the rule does not fire', async () => {
    expect(await cardsFor(request({ systolic: 128 }))).toEqual([]);
    expect(await receipts()).toEqual([]);
  });

  test('refuses 100 requests whose data is about somebody else', async () => {
    const statuses = new Set<number>();
    for (let at = 0; at < 100; at++) {
      const body = request();
      const other = at % 2 ? { ...body, context: { ...body.context, patientId: `x${at}` } } : swapped(body, at);
      statuses.add((await ask(other)).status);
    }
    expect([...statuses]).toEqual([400]);
    expect(await receipts()).toEqual([]);
  });

  function swapped(body: ReturnType<typeof request>, at: number) {
    const entry = [
      {
        resource: {
          ...body.prefetch.measurements.entry[0]!.resource,
          subject: { reference: `https://ehr/Patient/x${at}` },
        },
      },
    ];
    return { ...body, prefetch: { ...body.prefetch, measurements: { ...body.prefetch.measurements, entry } } };
  }

  test.each([
    ['a key that is absent', { measurements: undefined }, 412],
    ['a failed query', { measurements: { resourceType: 'OperationOutcome' } }, 412],
    [
      'a query that failed in part',
      { measurements: { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'OperationOutcome' } }] } },
      412,
    ],
    ['a first page of more', { measurements: { resourceType: 'Bundle', link: [{ relation: 'next', url: 'x' }] } }, 412],
    ['something that is no resource', { measurements: 'x' }, 412],
    ['data that was looked for and not found', { measurements: null }, 200],
    ['a patient that was not found', { patient: null }, 200],
  ])('answers %s', async (_, prefetch, status) => {
    const body = request();
    expect((await ask({ ...body, prefetch: { ...body.prefetch, ...prefetch } })).status).toBe(status);
  });

  test('knows no service of another name', async () => {
    expect((await ask(request(), 'nobody')).status).toBe(404);
  });

  test('gives no card to a patient’s own app', async () => {
    expect(await cardsFor(request({ userId: 'Patient/p1' }))).toEqual([]);
    expect((await receipts())[0]?.withheldBecause).toBe('not a clinician');
  });

  test('is silent once stopped, within the two seconds of the watch', async () => {
    await stopAdvice(ledger, world, { advice: advice.id, actor: 'bo', reason: 'x' });
    deps = { ...deps, rollouts: rolloutWatch(ledger, () => 0) };
    expect(await cardsFor(request())).toEqual([]);
    expect(await receipts()).toEqual([]);
  });

  test('shows only the text that was reviewed', async () => {
    deps = { ...deps, services: [cardService({ ...advice, detail: 'other words' }, rule, codeSets)] };
    expect(await cardsFor(request())).toEqual([]);
  });

  test('answers with no cards, in time and loudly in the log, when the ledger hangs', async () => {
    const hang = () => new Promise<never>(() => {});
    deps = { ...deps, deadlineMs: 30, receipts: { ...deps.receipts, save: hang } };
    expect(await cardsFor(request())).toEqual([]);
    await deps.counts.flush();
    expect(world.logged).toEqual([{ level: 'error', code: 'cds/late', facts: { advice: advice.id, cause: 'none' } }]);
    expect(await countsOf(ledger, advice.id)).toMatchObject([{ evaluated: 1, fired: 1, shown: 0, late: 1 }]);
  });

  test('answers with no cards when the ledger fails, and its log holds nothing of the record', async () => {
    const fail = async () => {
      throw new Error('connection lost while saving p1 152');
    };
    deps = { ...deps, receipts: { ...deps.receipts, save: fail } };
    expect(await cardsFor(request())).toEqual([]);
    expect(JSON.stringify(world.logged)).not.toMatch(/p1|152/);
    expect(world.logged[0]).toMatchObject({ code: 'cds/failed' });
  });

  test('does not begin to read a record that nobody waits for any more', async () => {
    const { live } = deps.rollouts;
    let read = 0;
    deps = {
      ...deps,
      deadlineMs: 10,
      rollouts: {
        ...deps.rollouts,
        live: async (id) => {
          await new Promise((resolve) => setTimeout(resolve, 40));
          return live(id);
        },
      },
      recordOf: (resources) => {
        read++;
        return recordOf(resources);
      },
    };
    expect(await cardsFor(request())).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(read).toBe(0);
    expect(await receipts()).toEqual([]);
  });

  test('counts the time a call has waited before it was looked at', async () => {
    const late = await answerHook({ service: advice.id, body: request(), waitedMs: 5_000 }, deps);
    const inTime = await answerHook({ service: advice.id, body: request(), waitedMs: 10 }, deps);
    expect([late.body, (inTime.body['cards'] as Card[]).length]).toEqual([{ cards: [] }, 1]);
    await deps.counts.flush();
    expect(await countsOf(ledger, advice.id)).toMatchObject([{ late: 1, evaluated: 1, shown: 1 }]);
  });

  test('keeps the digest of the bytes the call came in', async () => {
    const bytes = Buffer.from(JSON.stringify(request(), null, 2));
    await answerHook({ service: advice.id, body: JSON.parse(bytes.toString('utf8')), bytes }, deps);
    const [stored] = await ledger.query<{ inputs: string }>('select inputs from receipt where advice = $1', [
      advice.id,
    ]);
    expect(stored?.inputs).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
  });

  test('marks a card that came too late as not shown', async () => {
    const slow = deps.receipts;
    let letSave = () => {};
    const maySave = new Promise<void>((resolve) => {
      letSave = resolve;
    });
    let settle = () => {};
    const withdrawn = new Promise<void>((resolve) => {
      settle = resolve;
    });
    deps = {
      ...deps,
      deadlineMs: 500,
      receipts: {
        ...slow,
        save: async (receipt) => {
          await maySave;
          return slow.save(receipt);
        },
        withdraw: async (...call) => {
          await slow.withdraw(...call);
          settle();
        },
      },
    };
    expect(await cardsFor(request())).toEqual([]);
    letSave(); // once nobody waits any more
    await withdrawn;
    expect((await receipts())[0]).toMatchObject({ isShown: false, withheldBecause: 'too late' });
  });
});

describe('answerHook() before everyone', () => {
  test.each<[RolloutState, string | null]>([
    ['draft', null],
    ['reviewed', null],
    ['retired', null],
    ['shadow', 'shadow'],
  ])('in state %s shows nothing', async (state, withheldBecause) => {
    await rolledOut(state);
    expect(await cardsFor(request())).toEqual([]);
    expect((await receipts()).map((each) => each.withheldBecause)).toEqual(withheldBecause ? [withheldBecause] : []);
  });

  test('in the canary shows it to the named and withholds it from the others', async () => {
    await rolledOut('canary', { canary: ['pr1'] });
    expect((await cardsFor(request({ userId: 'Practitioner/pr1' }))).length).toBe(1);
    expect((await cardsFor(request({ userId: 'Practitioner/pr2' }))).length).toBe(0);
    expect(new Map((await receipts()).map(({ recipient, isShown }) => [recipient, isShown]))).toEqual(
      new Map([
        ['pr1', true],
        ['pr2', false],
      ]),
    );
    expect((await receipts()).map(({ arm }) => arm)).toEqual([null, null]);
  });
});

describe('answerHook() while randomised', () => {
  async function randomised(places = 20): Promise<string> {
    const trial = `trial-${advices + 1}`;
    await rolledOut('randomised', { trial });
    const plan = {
      id: trial,
      advice: advice.id,
      version: advice.version,
      unit: 'practitioner',
      strata: ['org1'],
      places,
    } as const;
    await sealTrial(ledger, nodeEffects(), plan, 'bo');
    return trial;
  }

  test('evaluates in both arms, shows in one, and leaves receipts for both', async () => {
    const trial = await randomised();
    const shown = new Map<string, boolean>();
    for (let pr = 1; pr <= 12; pr++) {
      shown.set(
        `pr${pr}`,
        (await cardsFor(request({ userId: `Practitioner/pr${pr}`, patient: `p${pr}` }))).length === 1,
      );
    }
    const arms = new Map<string, Arm>((await intentionToTreat(ledger, trial)).map(({ unit, arm }) => [unit, arm]));
    expect(arms.size).toBe(12);
    for (const receipt of await receipts()) {
      expect(receipt.arm).toBe(arms.get(receipt.recipient));
      expect(receipt.isShown).toBe(receipt.arm === 'advice');
      expect(shown.get(receipt.recipient)).toBe(receipt.isShown);
    }
    expect(new Set(arms.values()).size).toBe(2);
  });

  test('keeps a practitioner in one arm, whatever they do', async () => {
    await randomised();
    for (let at = 0; at < 6; at++) await ask(request({ patient: `q${at}` }));
    expect(new Set((await receipts()).map(({ arm }) => arm)).size).toBe(1);
  });

  test('keeps a person with two roles out unless the node knows who it is', async () => {
    await randomised();
    expect(await cardsFor(request({ userId: 'PractitionerRole/r1' }))).toEqual([]);
    expect((await receipts())[0]).toMatchObject({ withheldBecause: 'practitioner unknown', arm: null });
    deps = { ...deps, practitionerOf: () => ({ practitioner: 'pr7', practice: 'org1' }) };
    await ask(request({ userId: 'PractitionerRole/r1' }));
    await ask(request({ userId: 'PractitionerRole/r2' }));
    const known = (await receipts()).filter(({ unit }) => unit === 'pr7');
    expect(known.length).toBe(2);
    expect(new Set(known.map(({ arm }) => arm)).size).toBe(1);
  });

  test('shows nothing to those beyond the list', async () => {
    await randomised(1);
    for (let pr = 1; pr <= 12; pr++) await ask(request({ userId: `Practitioner/pr${pr}` }));
    const beyond = (await receipts()).filter(({ withheldBecause }) => withheldBecause === 'list used up');
    expect(beyond.length).toBeGreaterThan(0);
    expect(beyond.every(({ isShown, arm }) => !isShown && arm === null)).toBe(true);
  });

  test('by week gives everyone of a week the same arm, and lets weeks differ', async () => {
    const trial = `weeks-${advices + 1}`;
    await rolledOut('randomised', { trial });
    const unit = 'week' as const;
    advice = { ...advice, impactPlan: { ...advice.impactPlan, unit } };
    deps = { ...deps, services: [cardService(advice, rule, codeSets)] };
    await ledger.query('update rollout set digest = $2 where advice = $1', [advice.id, deps.services[0]!.content]);
    await sealTrial(
      ledger,
      nodeEffects(),
      { id: trial, advice: advice.id, version: '1.0.0', unit, strata: [], places: 60 },
      'bo',
    );
    const armsByWeek = new Map<string, Set<Arm | null>>();
    for (let week = 0; week < 12; week++) {
      world.moveTo(new Date(Date.UTC(2026, 0, 5 + 7 * week, 9)));
      const on = formatDay(addDays(TODAY, 7 * week - 1));
      for (const pr of ['pr1', 'pr2', 'pr3'])
        await ask(request({ userId: `Practitioner/${pr}`, patient: `${pr}-${week}`, on }));
    }
    for (const { unit: of, arm } of await receipts())
      armsByWeek.set(of ?? '', (armsByWeek.get(of ?? '') ?? new Set()).add(arm));
    expect([...armsByWeek.keys()].sort()[0]).toBe('2026-W02');
    expect(armsByWeek.size).toBe(12);
    expect([...armsByWeek.values()].every((arms) => arms.size === 1)).toBe(true);
    expect(new Set([...armsByWeek.values()].flatMap((arms) => [...arms])).size).toBe(2);
  });

  test('tells nothing of the arm in the log or in the shape of an empty answer', async () => {
    await randomised();
    const replies = [];
    for (let pr = 1; pr <= 12; pr++) replies.push(await ask(request({ userId: `Practitioner/pr${pr}` })));
    const empty = replies.filter(({ body }) => (body['cards'] as unknown[]).length === 0);
    expect(new Set(empty.map((reply) => JSON.stringify(reply)))).toEqual(
      new Set(['{"status":200,"body":{"cards":[]}}']),
    );
    expect(JSON.stringify(world.logged)).not.toMatch(/usual|arm/);
  });
});

describe('suppression', () => {
  beforeEach(() => rolledOut('everyone'));

  const moveTo = (day: Day) => world.moveTo(new Date(`${formatDay(day)}T09:00:00Z`));
  const feedback = (card: string, item: Record<string, unknown>) =>
    takeFeedback(advice.id, { feedback: [{ card, outcomeTimestamp: '2026-01-05T09:01:00Z', ...item }] }, deps);
  const reason = (code: string) => ({
    outcome: 'overridden',
    overrideReason: { reason: { system: 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes', code } },
  });

  test.each([
    ['no reason', { outcome: 'overridden' }, 14],
    ['limited time', reason('limited-time'), 7],
    ['the category itself', reason('does-not-align-preferences'), 90],
    ['a foreign code', { outcome: 'overridden', overrideReason: { reason: { system: 'x', code: 'y' } } }, 30],
    ['acceptance', { outcome: 'accepted', acceptedSuggestions: [{ id: 'x' }] }, 14],
  ])('after %s lasts exactly its days, for that patient alone', async (_, item, days) => {
    const [card] = await cardsFor(request());
    expect((await feedback(card!.uuid, item)).status).toBe(200);
    moveTo(addDays(TODAY, days - 1));
    const on = formatDay(addDays(TODAY, days - 2));
    expect((await cardsFor(request({ on }))).length).toBe(0);
    expect((await cardsFor(request({ on, patient: 'p2' }))).length).toBe(1);
    moveTo(addDays(TODAY, days));
    expect((await cardsFor(request({ on }))).length).toBe(1);
  });
});

describe('takeFeedback()', () => {
  beforeEach(() => rolledOut('everyone'));

  test('takes in unknown cards, repeats and whole batches, and refuses what is malformed or of no service', async () => {
    const [card] = await cardsFor(request());
    const item = { card: card!.uuid, outcome: 'overridden', outcomeTimestamp: '2026-01-05T09:01:00Z' };
    expect((await takeFeedback(advice.id, { feedback: [item, item, { ...item, card: 'unknown' }] }, deps)).status).toBe(
      200,
    );
    expect((await takeFeedback(advice.id, { feedback: [{ ...item, outcome: 'ignored' }] }, deps)).status).toBe(400);
    expect((await takeFeedback('nobody', { feedback: [item] }, deps)).status).toBe(404);
    expect(await deps.receipts.feedbackSummary(advice.id)).toMatchObject({ unmatched: 1, repeated: 1 });
  });

  test('tells the owner when a reason doubts the rule, without the comment', async () => {
    const [card] = await cardsFor(request());
    const system = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes';
    const overrideReason = {
      reason: { system, code: 'patient-contraindication' },
      userComment: 'Mrs Secret is allergic',
    };
    const item = { card: card!.uuid, outcome: 'overridden', outcomeTimestamp: '2026-01-05T09:01:00Z', overrideReason };
    await takeFeedback(advice.id, { feedback: [item] }, deps);
    expect(world.logged.map(({ code }) => code)).toContain('cds/rule-doubted');
    expect(JSON.stringify([world.logged, await ledger.entries({ limit: 1000 })])).not.toContain('Secret');
  });
});

describe('cdsServices()', () => {
  test('describes a service that a client can prefetch for, whatever its state', () => {
    const discovery = cdsServices([cardService(shipped, rule, codeSets)]);
    expect(checkDiscovery(discovery)).toEqual([]);
    expect(discovery.services[0]).toMatchObject({ id: 'bp-card', hook: 'patient-view' });
    expect(discovery.services[0]?.prefetch).toEqual({
      patient: 'Patient/{{context.patientId}}',
      conditions: 'Condition?patient={{context.patientId}}',
      measurements:
        'Observation?patient={{context.patientId}}&code=http://loinc.org|55284-4,http://loinc.org|8462-4,http://loinc.org|8480-6,http://loinc.org|85354-9',
      medications: 'MedicationRequest?patient={{context.patientId}}',
      procedures: expect.stringMatching(/^Procedure\?patient=\{\{context\.patientId\}\}/),
    });
  });
});
