/**
 * One CDS Hooks call, answered without HTTP: JSON text of 500 resources in, card and durable receipt out, while the advice
 * is randomised. Calls arrive at a fixed rate whether or not earlier ones were answered; times count from when each was due.
 */
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { addDays, formatDay } from '../src/core/day.ts';
import { adviceFromJson, type CardAdvice } from '../src/cycle/knowledge-to-practice/advice-content.ts';
import { armFinder, sealTrial } from '../src/cycle/knowledge-to-practice/allocation-ledger.ts';
import { answerHook, type HookDeps } from '../src/cycle/knowledge-to-practice/cds-hooks/answer-hook.ts';
import { cardService } from '../src/cycle/knowledge-to-practice/cds-hooks/card-service.ts';
import { dayCounts } from '../src/cycle/knowledge-to-practice/day-counts.ts';
import { receiptBook } from '../src/cycle/knowledge-to-practice/receipt-book.ts';
import { draftAdvice } from '../src/cycle/knowledge-to-practice/rollout-ledger.ts';
import { rolloutWatch } from '../src/cycle/knowledge-to-practice/rollout-watch.ts';
import { admissionPolicy } from '../src/cycle/practice-to-data/admission.ts';
import { type FhirResource, readyBedsideReader } from '../src/cycle/practice-to-data/bedside-record.ts';
import { libraryViews } from '../src/cycle/practice-to-data/fhir-views.ts';
import { nodeEffects } from '../src/effects/node.ts';
import { codeSetFromJson, codeSetsOf } from '../src/engine/query/code-set.ts';
import { ruleFromJson } from '../src/engine/query/definition-json.ts';
import type { Ledger } from '../src/engine/store/ledger.ts';
import { contentOf, readLibrary } from '../src/engine/store/library.ts';
import { openLedger } from '../src/engine/store/open-ledger.ts';
import { createWorkspace } from '../src/engine/store/open-workspace.ts';

const PER_SECOND = Number(process.env['RONDO_RATE'] ?? 100);
const SECONDS = Number(process.env['RONDO_SECONDS'] ?? 20);
const effects = nodeEffects();
const advice = adviceFromJson(contentOf('advice', 'bp-card').json) as CardAdvice;

const room = await mkdtemp(join(await realpath(tmpdir()), 'rondo-bench-'));
await chmod(room, 0o755); // as root the database server is another user, who must get through
const workspace = await createWorkspace(join(room, 'workspace'), { name: 'bench', isSimulated: true });
const ledger = await openLedger(workspace, effects);
try {
  const deps = await depsOn(ledger);
  await load('warming up', deps, 3);
  await load('measured', deps, SECONDS);
} finally {
  await ledger.close();
  await workspace.close();
  await rm(room, { recursive: true, force: true });
}

async function depsOn(open: Ledger): Promise<HookDeps> {
  const codeSets = codeSetsOf(readLibrary('code-lists').map(({ json }) => codeSetFromJson(json)));
  const rule = ruleFromJson(contentOf('rules', 'uncontrolled-blood-pressure').json);
  await draftAdvice(open, effects, { advice, author: 'bench' });
  const { id, version } = advice;
  await sealTrial(
    open,
    effects,
    { id: 'bench', advice: id, version, unit: 'practitioner', strata: [], places: 400 },
    'bench',
  );
  await open.query("update rollout set state = 'randomised', trial = 'bench'");
  const options = { policy: admissionPolicy(), views: libraryViews(), ids: { key: '00', source: 'bench' } };
  const service = cardService(advice, rule, codeSets);
  const reader = readyBedsideReader(options, service.needs);
  return {
    services: [service],
    recordOf: (resources) => reader(resources as readonly FhirResource[]),
    rollouts: rolloutWatch(open, () => performance.now()),
    armOf: armFinder(open, effects),
    receipts: receiptBook(open, effects),
    counts: dayCounts(open),
    effects,
    isSimulated: true,
  };
}

async function load(name: string, deps: HookDeps, seconds: number): Promise<void> {
  const calls = PER_SECOND * seconds;
  const bodies = Array.from({ length: calls }, (_, call) => requestText(call));
  const times: number[] = [];
  let shown = 0;
  let refused = 0;
  const cpu = process.cpuUsage();
  const start = performance.now() + 50;
  const answering: Promise<void>[] = [];
  for (let call = 0; call < calls; call++) {
    const due = start + (call * 1000) / PER_SECOND;
    const wait = due - performance.now();
    if (wait > 0) await pause(wait);
    answering.push(
      answerHook({ service: advice.id, body: JSON.parse(bodies[call] ?? '') }, deps).then(({ status, body }) => {
        times.push(performance.now() - due);
        if (status !== 200) refused++;
        shown += (body['cards'] as unknown[] | undefined)?.length ?? 0;
      }),
    );
  }
  await Promise.all(answering);
  const { user, system } = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);
  const stored = (await deps.receipts.receipts({ advice: advice.id })).length;
  const took = (performance.now() - start) / 1000;
  console.log(
    `${name}: ${calls} calls of ${((bodies[0]?.length ?? 0) / 1024).toFixed(0)} KiB in ${took.toFixed(1)} s; ` +
      `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms; ` +
      `${((user + system) / 1000 / calls).toFixed(1)} ms of processor a call; ` +
      `${shown} cards shown, ${stored} receipts stored, ${refused} refused`,
  );
}

/** A patient with hypertension, 200 blood pressure panels, 200 laboratory values, 60 orders, 29 visits, 10 problems. */
function requestText(call: number): string {
  const id = `p${effects.uuid()}`;
  const today = effects.today();
  const subject = { reference: `Patient/${id}` };
  const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });
  const on = (back: number) => formatDay(addDays(today, -back));
  const many = (count: number, make: (at: number) => object) => ({
    resourceType: 'Bundle',
    type: 'searchset',
    entry: Array.from({ length: count }, (_, at) => ({ resource: { id: `r${at}`, ...make(at) } })),
  });
  const component = (code: string, value: number) => ({
    code: loinc(code),
    valueQuantity: { value, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
  });
  return JSON.stringify({
    hook: 'patient-view',
    hookInstance: effects.uuid(),
    context: { userId: `Practitioner/pr${call % 40}`, patientId: id },
    prefetch: {
      patient: { resourceType: 'Patient', id, gender: 'female', birthDate: '1958-04-02' },
      conditions: many(10, (at) => ({
        resourceType: 'Condition',
        subject,
        clinicalStatus: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
        },
        code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: at === 0 ? 'I10' : `M${10 + at}.9` }] },
        onsetDateTime: on(1500 - at),
        recordedDate: on(1500 - at),
      })),
      measurements: many(400, (at) => ({
        resourceType: 'Observation',
        status: 'final',
        subject,
        effectiveDateTime: on(at * 3),
        ...(at % 2 === 0
          ? { code: loinc('85354-9'), component: [component('8480-6', 140 + (at % 30)), component('8462-4', 85)] }
          : {
              code: loinc('2345-7'),
              valueQuantity: { value: 100 + at, unit: 'mg/dL', system: 'http://unitsofmeasure.org', code: 'mg/dL' },
            }),
      })),
      medications: many(60, (at) => ({
        resourceType: 'MedicationRequest',
        status: 'completed',
        intent: 'order',
        subject,
        authoredOn: on(120 + at * 30),
        medicationCodeableConcept: {
          coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '314076' }],
        },
      })),
      procedures: many(29, (at) => ({
        resourceType: 'Procedure',
        status: 'completed',
        subject,
        performedDateTime: on(at * 40),
        code: { coding: [{ system: 'http://snomed.info/sct', code: '430193006' }] },
      })),
    },
  });
}
