/**
 * CDS Hooks calls as a client sees them: over HTTP to the real server, with 500 resources each, while the advice is
 * randomised, every receipt durable in PostgreSQL before its answer. Calls arrive at a fixed rate whether or not earlier
 * ones were answered; times count from when each was due. The client is a process of its own. Then the same at a rate no
 * two cores can answer: what is turned away, and whether the rest is in time.
 */
import { fork } from 'node:child_process';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openCdsDoor } from '../src/actions/cds-door.ts';
import { addDays, formatDay } from '../src/core/day.ts';
import { adviceFromJson, type CardAdvice } from '../src/cycle/knowledge-to-practice/advice-content.ts';
import { sealTrial } from '../src/cycle/knowledge-to-practice/allocation-ledger.ts';
import { countsOf } from '../src/cycle/knowledge-to-practice/day-counts.ts';
import { receiptBook } from '../src/cycle/knowledge-to-practice/receipt-book.ts';
import { draftAdvice } from '../src/cycle/knowledge-to-practice/rollout-ledger.ts';
import { nodeEffects } from '../src/effects/node.ts';
import { contentOf } from '../src/engine/store/library.ts';
import { openLedger } from '../src/engine/store/open-ledger.ts';
import { createWorkspace } from '../src/engine/store/open-workspace.ts';
import { createServer } from '../src/server/create-server.ts';

const PER_SECOND = Number(process.env['RONDO_RATE'] ?? 100);
const SECONDS = Number(process.env['RONDO_SECONDS'] ?? 20);
const TOO_MANY = Number(process.env['RONDO_FLOOD'] ?? 300);
const effects = { ...nodeEffects(), log: () => {} };
const advice = adviceFromJson(contentOf('advice', 'bp-card').json) as CardAdvice;

const [asClient] = process.argv.slice(2).filter((arg) => arg.startsWith('http'));
if (asClient) await client(`${asClient}/cds-services/${advice.id}`);
else await serve();

async function serve(): Promise<void> {
  const room = await mkdtemp(join(await realpath(tmpdir()), 'rondo-bench-'));
  await chmod(room, 0o755); // as root the database server is another user, who must get through
  const made = await createWorkspace(join(room, 'workspace'), { name: 'bench', isSimulated: true });
  const workspace = { ...made, settings: { ...made.settings, extra: { cds: { mode: 'open' } } } };
  const ledger = await openLedger(made, effects);
  try {
    await draftAdvice(ledger, effects, { advice, author: 'bench' });
    const trial = {
      id: 'bench',
      advice: advice.id,
      version: advice.version,
      unit: 'practitioner',
      strata: [],
    } as const;
    await sealTrial(ledger, effects, { ...trial, places: 400 }, 'bench');
    await ledger.query("update rollout set state = 'randomised', trial = 'bench'");
    const door = await openCdsDoor(
      { workspace, ledger, effects },
      { ticks: () => performance.now(), publicUrl: () => '' },
    );
    const parts = { actions: [], webFolder: '/nowhere', version: 'bench', effects, workspace, ledger };
    const app = await createServer({ ...parts, cds: door });
    const held: number[] = []; // from a call's headers to the end of its answer, as the server sees it
    app.server.on('request', (asked, answer) => {
      const came = performance.now();
      if (asked.method === 'POST') answer.once('finish', () => held.push(performance.now() - came));
    });
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    const writing = setInterval(() => void door.flush().catch(() => {}), 5_000);
    const child = fork(fileURLToPath(import.meta.url), [url], { stdio: 'inherit' });
    const cpu = process.cpuUsage();
    await new Promise((resolve) => child.once('exit', resolve));
    const { user, system } = process.cpuUsage(cpu);
    clearInterval(writing);
    await app.close();
    await door.flush();
    const [counts] = await countsOf(ledger, advice.id);
    const stored = (await receiptBook(ledger, effects).receipts({ advice: advice.id })).length;
    const { evaluated = 0, shown = 0, late = 0, failed = 0 } = counts ?? {};
    held.sort((a, b) => a - b);
    const heldFor = (share: number) => (held[Math.floor((held.length - 1) * share)] ?? 0).toFixed(0);
    console.log(
      `server, all calls together: from headers to answer p50 ${heldFor(0.5)} ms, p99 ${heldFor(0.99)} ms, most ${heldFor(1)} ms; ${evaluated} evaluated, ${stored} receipts stored, ${shown} shown, ${late} turned away or late, ${failed} failed; ` +
        `${((user + system) / 1000 / evaluated).toFixed(1)} ms of processor an evaluation`,
    );
  } finally {
    await ledger.close();
    await made.close();
    await rm(room, { recursive: true, force: true });
  }
}

async function client(url: string): Promise<void> {
  const patients = Array.from({ length: 200 }, (_, at) => Buffer.from(requestText(at).slice(1)));
  await load('warming up', { url, patients, perSecond: PER_SECOND, seconds: 5 });
  await load('measured', { url, patients, perSecond: PER_SECOND, seconds: SECONDS });
  await load('flooded', { url, patients, perSecond: TOO_MANY, seconds: SECONDS / 2 });
  await load('afterwards', { url, patients, perSecond: PER_SECOND, seconds: 5 });
}

interface Load {
  readonly url: string;
  readonly patients: readonly Buffer[];
  readonly perSecond: number;
  readonly seconds: number;
}

async function load(name: string, { url, patients, perSecond, seconds }: Load): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const calls = perSecond * seconds;
  const answers: Answer[] = [];
  const start = performance.now() + 50;
  const answering: Promise<void>[] = [];
  for (let call = 0; call < calls; call++) {
    const due = start + (call * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await pause(wait);
    const sent = performance.now();
    answering.push(
      ask(url, agent, patients[call % patients.length] ?? Buffer.of()).then(({ status, cards }) => {
        const at = performance.now();
        answers.push({ status, cards, ms: at - due, sinceSentMs: at - sent });
      }),
    );
  }
  await Promise.all(answering);
  agent.destroy();
  const took = (performance.now() - start) / 1000;
  console.log(
    `${name}: ${calls} calls of 500 resources, ${perSecond} a second, in ${took.toFixed(1)} s; ${say(answers)}`,
  );
}

interface Answer {
  readonly status: number;
  readonly cards: number;
  readonly ms: number;
  readonly sinceSentMs: number;
}

function say(answers: readonly Answer[]): string {
  const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);
  const share = (isSo: (answer: Answer) => boolean) =>
    `${((100 * answers.filter(isSo).length) / answers.length).toFixed(2)} %`;
  return (
    `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms; ${share(({ ms }) => ms <= 50)} within 50 ms, ` +
    `${share(({ ms }) => ms <= 500)} within 500 ms (${share(({ sinceSentMs }) => sinceSentMs <= 500)} counted from when it was sent); ` +
    `${share(({ cards }) => cards > 0)} with a card, ${answers.filter(({ status }) => status !== 200).length} refused; ` +
    `load average ${loadavg()[0]?.toFixed(1)}`
  );
}

function ask(url: string, agent: Agent, rest: Buffer): Promise<{ status: number; cards: number }> {
  const first = Buffer.from(`{"hookInstance":"${effects.uuid()}",`);
  const headers = { 'content-type': 'application/json', 'content-length': first.length + rest.length };
  return new Promise((resolve, reject) => {
    const asking = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        const { cards } = JSON.parse(text) as { cards?: unknown[] };
        resolve({ status: response.statusCode ?? 0, cards: cards?.length ?? 0 });
      });
      response.on('error', reject);
    });
    asking.on('error', () => resolve({ status: 0, cards: 0 }));
    asking.write(first);
    asking.end(rest);
  });
}

/** A patient with hypertension, 200 blood pressure panels, 200 laboratory values, 60 orders, 29 visits, 10 problems. */
function requestText(call: number): string {
  const id = `p${call}`;
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
