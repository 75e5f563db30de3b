/** The whole way of a card and of the kill switch, over HTTP, with a real ledger and the real clock. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCdsDoor } from '../../src/actions/cds-door.ts';
import { rolloutStop } from '../../src/actions/rollout-stop.ts';
import { createAccount } from '../../src/community/accounts.ts';
import { createSession } from '../../src/community/sessions.ts';
import { addDays, formatDay } from '../../src/core/day.ts';
import type { LogLine } from '../../src/core/effects.ts';
import { adviceFromJson, type CardAdvice } from '../../src/cycle/knowledge-to-practice/advice-content.ts';
import { countsOf } from '../../src/cycle/knowledge-to-practice/day-counts.ts';
import { receiptBook } from '../../src/cycle/knowledge-to-practice/receipt-book.ts';
import { draftAdvice } from '../../src/cycle/knowledge-to-practice/rollout-ledger.ts';
import { nodeEffects } from '../../src/effects/node.ts';
import { contentOf } from '../../src/engine/store/library.ts';
import { createWorkspace } from '../../src/engine/store/open-workspace.ts';
import { createServer } from '../../src/server/create-server.ts';
import { temporaryLedger } from '../ledger.ts';

const logged: LogLine[] = [];
const effects = { ...nodeEffects(), log: (line: LogLine) => void logged.push(line) };
const advice = adviceFromJson(contentOf('advice', 'bp-card').json) as CardAdvice;
const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });
const millimetres = (value: number) => ({ value, system: 'http://unitsofmeasure.org', code: 'mm[Hg]' });

/** A call for someone with hypertension and a high reading a week ago. */
function call(patient: string, systolic = 164) {
  const subject = { reference: `Patient/${patient}` };
  const on = (back: number) => formatDay(addDays(effects.today(), -back));
  const icd10 = { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10' }] };
  const condition = { resourceType: 'Condition', id: 'c', subject, code: icd10, onsetDateTime: on(900) };
  const reading = {
    resourceType: 'Observation',
    id: 'o',
    status: 'final',
    subject,
    effectiveDateTime: on(7),
    code: loinc('85354-9'),
    component: [
      { code: loinc('8480-6'), valueQuantity: millimetres(systolic) },
      { code: loinc('8462-4'), valueQuantity: millimetres(84) },
    ],
  };
  const bundle = (resource: object) => ({ resourceType: 'Bundle', type: 'searchset', entry: [{ resource }] });
  return {
    hook: 'patient-view',
    hookInstance: effects.uuid(),
    context: { userId: 'Practitioner/pr1', patientId: patient },
    prefetch: {
      patient: { resourceType: 'Patient', id: patient, gender: 'male', birthDate: '1961-02-03' },
      conditions: bundle(condition),
      measurements: bundle(reading),
      medications: null,
      procedures: null,
    },
  };
}

describe('a card and the kill switch over HTTP', () => {
  let close: () => Promise<void>;
  let ledger: Awaited<ReturnType<typeof temporaryLedger>>;
  let door: Awaited<ReturnType<typeof openCdsDoor>>;
  let app: Awaited<ReturnType<typeof createServer>>;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rondo-stop-'));
    const made = await createWorkspace(join(folder, 'w'), { name: 'test', isSimulated: true });
    const workspace = { ...made, settings: { ...made.settings, extra: { cds: { mode: 'open' } } } };
    ledger = await temporaryLedger(effects);
    await draftAdvice(ledger, effects, { advice, author: 'ada' });
    // How an advice comes to everyone is rollout-ledger's affair and tested there.
    await ledger.query("update rollout set state = 'everyone'");
    door = await openCdsDoor(
      { workspace, ledger, effects },
      { ticks: () => performance.now(), publicUrl: () => 'http://127.0.0.1' },
    );
    const parts = { actions: [rolloutStop], webFolder: '/nowhere', version: '1', effects, workspace, ledger };
    app = await createServer({ ...parts, cds: door });
    close = async () => {
      await app.close();
      await ledger.close();
      await made.close();
      await rm(folder, { recursive: true, force: true });
    };
  }, 60_000);
  afterAll(() => close());

  const cardsFor = async (patient: string, systolic?: number) => {
    const payload = call(patient, systolic);
    const reply = await app.inject({ method: 'POST', url: `/cds-services/${advice.id}`, payload });
    expect(reply.statusCode).toBe(200);
    return (reply.json() as { cards: { detail: string }[] }).cards;
  };

  test('a call brings its card, its receipt and its counts; receipts are bound into the ledger', async () => {
    const [card] = await cardsFor('p1');
    expect(card?.detail).toContain('164 mm\\[Hg\\]');
    expect(await cardsFor('p2', 120)).toEqual([]);
    const book = receiptBook(ledger, effects);
    expect((await book.receipts({ advice: advice.id })).map(({ patient, isShown }) => [patient, isShown])).toEqual([
      ['p1', true],
    ]);
    await door.flush();
    expect(await countsOf(ledger, advice.id)).toMatchObject([{ evaluated: 2, fired: 1, shown: 1, late: 0, failed: 0 }]);
    await ledger.query("update receipt set saved_at = saved_at - interval '2 minutes'");
    await door.bind();
    expect(await book.verifyBatches()).toEqual({ batches: 1, broken: [] });
  });

  test('a call that was shed is counted as late for the advice it named, and not for one that is none', async () => {
    door.shed(advice.id);
    door.shed('no-such-advice');
    await door.flush();
    expect(await countsOf(ledger, advice.id)).toMatchObject([{ late: 1 }]);
    expect(await countsOf(ledger, 'no-such-advice')).toEqual([]);
  });

  test('a rule that has been silent for three days is told to the operator, once', async () => {
    for (const back of [0, 1, 2]) {
      await ledger.query(
        `insert into advice_day (advice, version, happened_on, evaluated) values ($1, 'older', $2::date, 60)`,
        [advice.id, formatDay(addDays(effects.today(), -back))],
      );
    }
    await ledger.query('update advice_day set fired = 0');
    await door.watch();
    await door.watch();
    const on = formatDay(effects.today());
    expect(logged.filter(({ code }) => code === 'cds/firing-alarm').map(({ facts }) => facts)).toEqual([
      { advice: advice.id, what: 'silent', on, isNewVersion: true },
    ]);
  });

  test('five seconds after somebody stops the advice on a page, nobody sees it any more', async () => {
    const who = { name: 'Reviewer', password: 'right and long enough', roles: ['reviewer' as const] };
    const operator = { id: 'operator', name: 'Operator', roles: ['administrator' as const], practices: [] };
    const { id } = await createAccount(ledger, effects, who, operator);
    const cookie = `rondo_session=${(await createSession(ledger, effects, id)).token}`;
    expect(await cardsFor('p3')).toHaveLength(1);
    const stopped = await app.inject({
      method: 'POST',
      url: '/api/rollout-stop',
      headers: { cookie, 'x-rondo': '1' },
      payload: { id: advice.id, reason: 'fires for people in hospice' },
    });
    expect(stopped.statusCode).toBe(200);
    const at = performance.now();
    let patient = 10;
    while ((await cardsFor(`p${patient++}`)).length > 0) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(performance.now() - at).toBeLessThan(5_000);
    for (let i = 0; i < 5; i++) expect(await cardsFor(`p${patient++}`)).toEqual([]);
    await door.flush();
    const shown = (await receiptBook(ledger, effects).receipts({ advice: advice.id })).filter(({ isShown }) => isShown);
    expect(shown.length).toBeGreaterThanOrEqual(2);
  }, 30_000);
});
