/** Who somebody is stays where it belongs, whatever is done with the program, and whoever tries: real processes. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeEffects } from '../../src/effects/node.ts';
import { openDatabase, sqlName } from '../../src/engine/store/duckdb.ts';
import { openLedger } from '../../src/engine/store/open-ledger.ts';
import { openWorkspace } from '../../src/engine/store/open-workspace.ts';
import { CANARY, CLINICIANS, type Planted, PRACTICES, plantCanaries } from '../canary-records.ts';
import { builtProgram, type Ran, type Started } from '../program.ts';

const PASSWORD = 'a long phrase of the tests';
const COMMENT = 'Zqcan9001 said so herself';
const PEOPLE = 24;

const program = builtProgram();
const { room, run, start } = program;
const node = join(room, 'node');
const records = join(room, 'records');
const today = new Date().toISOString().slice(0, 10);
let planted: Planted;
let serving: Started;
let url: string;
const said: Ran[] = [];

/** Runs a command and keeps every word it says. */
async function rondo(...args: string[]): Promise<Ran> {
  const ran = await run([...args, '--workspace', node]);
  said.push(ran);
  return ran;
}

/** A person's browser: keeps the cookie, sends our header. */
class Browser {
  cookie = '';

  async ask(method: 'GET' | 'POST', path: string, body?: unknown, headers: Record<string, string> = {}) {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        'x-rondo': '1',
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const cookie = answer.headers.get('set-cookie');
    if (cookie) this.cookie = cookie.split(';')[0] ?? '';
    const text = await answer.text();
    return { status: answer.status, text, cookie };
  }

  async signIn(name: string): Promise<this> {
    expect((await this.ask('POST', '/api/sign-in', { name, password: PASSWORD })).status).toBe(200);
    return this;
  }
}

const everyone = {
  administrator: { roles: ['administrator'], practices: [] },
  analyst: { roles: ['analyst'], practices: [] },
  north: { roles: ['clinician'], practices: [PRACTICES[0]] },
  south: { roles: ['clinician'], practices: [PRACTICES[1]] },
  'reviewer-1': { roles: ['reviewer'], practices: [] },
  'reviewer-2': { roles: ['reviewer'], practices: [] },
} as const;
type Name = keyof typeof everyone;
const browsers = new Map<Name, Browser>();
const as = (name: Name): Browser => browsers.get(name) ?? new Browser();

/** A hook request for one of the people, with everything known of them. */
function hookRequest(i: number, changes: Record<string, unknown> = {}) {
  const { id, patient, conditions, measurements } = planted.people[i]!;
  const bundle = (resources: readonly unknown[]) => ({
    ...{ resourceType: 'Bundle', type: 'searchset' },
    entry: resources.map((resource) => ({ fullUrl: `urn:${id}`, resource })),
  });
  return {
    hook: 'patient-view',
    hookInstance: crypto.randomUUID(),
    context: { userId: `Practitioner/${CLINICIANS[0]}`, patientId: id },
    prefetch: {
      patient,
      conditions: bundle(conditions),
      measurements: bundle(measurements),
      medications: null,
      procedures: null,
    },
    ...changes,
  };
}

const askHook = (body: unknown, headers: Record<string, string> = {}) =>
  new Browser().ask('POST', '/cds-services/bp-card', body, headers);

beforeAll(async () => {
  planted = plantCanaries(records, PEOPLE, today);
  await rondo('init', '--name', 'Node');
  const settings = JSON.parse(readFileSync(join(node, 'rondo.json'), 'utf8'));
  writeFileSync(join(node, 'rondo.json'), JSON.stringify({ ...settings, extra: { cds: { mode: 'open' } } }));
  expect(await rondo('load', '--fhir', records)).toMatchObject({ code: 0 });
  serving = start(['up', '--json', '--debug', '--workspace', node]);
  const first = JSON.parse(/\{.*setupUrl.*\}/.exec(await serving.until(/setupUrl/))?.[0] ?? '');
  url = first.url;
  const token = first.setupUrl.split('#token=')[1];
  const administrator = new Browser();
  await administrator.ask('POST', '/api/setup', { token, name: 'administrator', password: PASSWORD });
  browsers.set('administrator', administrator);
  for (const [name, { roles, practices }] of Object.entries(everyone).slice(1)) {
    const body = { name, password: PASSWORD, roles, practices };
    expect((await administrator.ask('POST', '/api/account-create', body)).status).toBe(200);
    browsers.set(name as Name, await new Browser().signIn(name));
  }
}, 240_000);
afterAll(() => {
  serving?.child.kill('SIGKILL');
  program.remove();
});

test('more than a thousand canaries are planted, in more than forty kinds of fields', () => {
  expect(planted.all.length).toBeGreaterThan(1000);
  expect(planted.at.size).toBeGreaterThan(40);
});

describe('lists of people', () => {
  const path = (practice: string) => `/api/measure-people?id=blood-pressure-control&practice=${practice}`;

  test('go to the clinicians of the practice that cares for them', async () => {
    const { status, text } = await as('north').ask('GET', path(PRACTICES[0]));
    expect(status).toBe(200);
    expect(JSON.parse(text).people.length).toBe(PEOPLE / 2);
  });

  test.each<[Name, string]>([
    ['administrator', PRACTICES[0]],
    ['analyst', PRACTICES[0]],
    ['reviewer-1', PRACTICES[0]],
    ['south', PRACTICES[0]],
    ['north', `${PRACTICES[0]}&practice=${PRACTICES[1]}`],
    ['north', '%25'],
    ['north', `${PRACTICES[1]}%00`],
    ['north', "x' OR '1'='1"],
  ])('not to %s who asks for %s', async (name, practice) => {
    const { status, text } = await as(name).ask('GET', path(practice));
    expect(text).not.toMatch(CANARY);
    expect(status === 200 ? JSON.parse(text).people : []).toEqual([]);
  });

  test('stand in no other answer, whoever asks for whatever', async () => {
    const { paths } = JSON.parse((await new Browser().ask('GET', '/api')).text);
    const reads = Object.keys(paths).filter((each) => paths[each].get && each !== '/api/measure-people');
    expect(reads.length).toBeGreaterThan(10);
    const allowed = new Set([...(planted.at.get('practice name') ?? []), ...(planted.at.get('clinician name') ?? [])]);
    for (const name of Object.keys(everyone) as Name[]) {
      for (const path of reads) {
        const query = '?id=blood-pressure-control&practice=practice-north&advice=bp-card&cycle=hypertension-control';
        const { text } = await as(name).ask('GET', `${path}${query}`);
        expect(
          (text.match(CANARY) ?? []).filter((canary) => !allowed.has(canary)),
          `${name} ${path}`,
        ).toEqual([]);
      }
    }
  });

  test('end with the session, and a session is never the one a stranger chose', async () => {
    const browser = new Browser();
    browser.cookie = `rondo_session=${'A'.repeat(43)}`;
    const chosen = browser.cookie;
    await browser.signIn('north');
    expect(browser.cookie).not.toBe(chosen);
    const own = browser.cookie;
    expect((await browser.ask('GET', path(PRACTICES[0]))).status).toBe(200);
    await browser.ask('POST', '/api/sign-out', {});
    browser.cookie = own;
    expect((await browser.ask('GET', path(PRACTICES[0]))).status).toBe(401);
    browser.cookie = chosen;
    expect((await browser.ask('GET', path(PRACTICES[0]))).status).toBe(401);
  });
});

describe('somebody from outside', () => {
  test.each<[string, Record<string, string>]>([
    ['without the header', { 'x-rondo': '' }],
    ['with another value in it', { 'x-rondo': 'true' }],
    [
      'as a form of another site would',
      { 'x-rondo': '', 'content-type': 'text/plain', origin: 'http://elsewhere.example' },
    ],
  ])('changes nothing %s', async (_how, headers) => {
    for (const path of ['/api/rollout-stop', '/api/account-create', '/api/sign-in', '/api/setup', '/api/sign-out']) {
      const { status } = await as('administrator').ask('POST', path, '{"id":"bp-card"}', headers);
      expect([400, 403, 415], `${path} ${status}`).toContain(status);
    }
  });

  test('reads no file but those of the web pages', async () => {
    const raw = (path: string) =>
      new Promise<{ status: number; text: string }>((done, failed) => {
        const { port } = new URL(url);
        httpRequest({ host: '127.0.0.1', port, path }, (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (part: string) => {
            text += part;
          });
          answer.on('end', () => done({ status: answer.statusCode ?? 0, text }));
        })
          .on('error', failed)
          .end();
      });
    for (const up of ['..', '%2e%2e', '..%2f..', '%252e%252e', '....//', '..\\..', '%c0%ae%c0%ae']) {
      for (const file of ['package.json', 'etc/passwd', 'node/rondo.json']) {
        for (const path of [
          `/${up}/${file}`,
          `/assets/${up}/${up}/${up}/${file}`,
          `//${up}/${file}`,
          `/${up}/${up}/${up}/${up}/${file}`,
        ]) {
          const { status, text } = await raw(path);
          expect(text, path).not.toMatch(/"dependencies"|root:x|isSimulated/);
          expect([400, 403, 404], `${path} ${status}`).toContain(status);
        }
      }
    }
  });

  test('is told of a character that nothing can keep', async () => {
    for (const comment of ['Zqcan9001\u0000', '\ud800']) {
      const { status, text } = await as('reviewer-1').ask('POST', '/api/advice-review', { id: 'bp-card', comment });
      expect([status, text]).toEqual([400, expect.stringMatching(/"comment.. holds a character/)]);
    }
  });

  test('is told that a request is too large, and the node goes on', async () => {
    const big = JSON.stringify({ name: 'x'.repeat(1_100_000) });
    expect((await as('analyst').ask('POST', '/api/sign-in', big)).status).toBe(413);
    const [open, close] = ['['.repeat(200_000), ']'.repeat(200_000)];
    expect((await as('analyst').ask('POST', '/api/rollout-stop', `{"id":${open}${close}}`)).status).toBe(400);
    expect((await new Browser().ask('GET', '/health')).status).toBe(200);
  });
});

describe('decision support', () => {
  test('comes to life through reviewers and a shadow run, and shows its card', async () => {
    for (const reviewer of ['reviewer-1', 'reviewer-2'] as const) {
      expect((await as(reviewer).ask('POST', '/api/advice-review', { id: 'bp-card' })).status).toBe(200);
    }
    const step = (to: string, more = {}) =>
      as('administrator').ask('POST', '/api/rollout-advance', { id: 'bp-card', to, ...more });
    expect((await step('reviewed')).status).toBe(200);
    expect((await step('shadow')).status).toBe(200);
    await expect
      .poll(
        async () => {
          await askHook(hookRequest(0)); // within two seconds the step is known at the bedside
          return (await step('canary', { practitioners: [CLINICIANS[0]] })).status;
        },
        { timeout: 30_000, interval: 1000 },
      )
      .toBe(200);
    await expect
      .poll(async () => JSON.parse((await askHook(hookRequest(1))).text).cards.length, { timeout: 10_000 })
      .toBe(1);
  });

  test('keeps what a clinician says about a card with its receipt', async () => {
    const [card] = JSON.parse((await askHook(hookRequest(2))).text).cards;
    const feedback = (overrideReason: unknown) =>
      new Browser().ask('POST', '/cds-services/bp-card/feedback', {
        feedback: [
          { card: card.uuid, outcome: 'overridden', outcomeTimestamp: new Date().toISOString(), overrideReason },
        ],
      });
    expect((await feedback({ userComment: COMMENT })).status).toBe(200);
    const { status, text } = await feedback({ userComment: 'Zqcan9001 \u0000', reason: { code: 'Zqcan9001\u0000' } });
    expect([status, text]).toEqual([400, expect.not.stringMatching(CANARY)]);
  });

  test('calls no address that a request names', async () => {
    let calls = 0;
    const trap = createServer((_request, reply) => {
      calls++;
      reply.end('{}');
    }).listen(0, '127.0.0.1');
    await new Promise((listening) => trap.once('listening', listening));
    const fhirServer = `http://127.0.0.1:${(trap.address() as { port: number }).port}/fhir`;
    const access = {
      access_token: 'Zqcan9001',
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'user/*.read',
      subject: 'x',
    };
    const jku = `${fhirServer}/keys`;
    const token = `${Buffer.from(JSON.stringify({ alg: 'ES384', kid: '1', jku, x5u: jku })).toString('base64url')}.e30.AAAA`;
    for (const prefetch of [undefined, {}, hookRequest(3).prefetch]) {
      await askHook(hookRequest(3, { fhirServer, fhirAuthorization: access, prefetch }), {
        authorization: `Bearer ${token}`,
      });
    }
    await new Promise((later) => setTimeout(later, 300));
    trap.close();
    expect(calls).toBe(0);
  });

  test('takes hostile requests for what they are, and goes on', async () => {
    const { prefetch, context } = hookRequest(4);
    const hostile = [
      'Zqcan9001\u0000',
      '\u202eZqcan9001',
      "Zqcan9001'; drop table receipt; --",
      '{{Zqcan9001}}',
      '__proto__',
      '\ud800',
      'Z'.repeat(100_000),
    ];
    const bodies: unknown[] = [
      ...hostile.flatMap((text) => [
        hookRequest(4, { hook: text }),
        hookRequest(4, { hookInstance: text }),
        hookRequest(4, { context: { ...context, patientId: text } }),
        hookRequest(4, { context: { ...context, userId: `Practitioner/${text}` } }),
        hookRequest(4, {
          prefetch: { ...prefetch, patient: { resourceType: 'Patient', id: text, birthDate: text, gender: text } },
        }),
        hookRequest(4, { prefetch: { ...prefetch, measurements: { resourceType: text, entry: text } } }),
        hookRequest(4, {
          prefetch: {
            ...prefetch,
            conditions: {
              resourceType: 'Bundle',
              entry: [{ resource: { resourceType: 'Condition', code: text, subject: text, onsetDateTime: text } }],
            },
          },
        }),
        hookRequest(4, { extension: { [text]: text } }),
      ]),
      ...[
        '',
        'null',
        '[]',
        '"Zqcan9001"',
        '{"hook":',
        '{"__proto__":{"hook":"patient-view"}}',
        `{"a":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`,
      ],
    ];
    for (const body of bodies) {
      const { status } = await askHook(body);
      expect([200, 400, 404, 412, 413]).toContain(status);
    }
    expect(JSON.parse((await askHook(hookRequest(5))).text).cards).toHaveLength(1);
  });
});

describe('canaries', () => {
  let dump: { table: string; column: string; canary: string }[];
  beforeAll(async () => {
    await as('analyst').ask('GET', '/api/measure?id=Zqcan9001');
    serving.child.kill('SIGINT');
    said.push(await serving.ended);
    for (const asked of [
      ['check'],
      ['data'],
      ['measures'],
      ['cycle', 'run', 'hypertension-control'],
      ['status'],
      ['loop'],
      ['decisions'],
      ['audit'],
      ['load', '--fhir', records, '--debug'],
      ['measure', 'people', 'blood-pressure-control', '--practice', PRACTICES[0]],
      ['export', '--out', join(room, 'export')],
    ]) {
      await rondo(...asked);
      await rondo(...asked, '--json');
    }
    const workspace = await openWorkspace(node);
    const ledger = await openLedger(workspace, nodeEffects());
    dump = [];
    const tables = await ledger.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    );
    for (const { name } of tables) {
      for (const row of await ledger.query<Record<string, unknown>>(`select * from ${sqlName(name)}`)) {
        for (const [column, value] of Object.entries(row)) {
          for (const [canary] of JSON.stringify(value ?? null).matchAll(CANARY))
            dump.push({ table: name, column, canary });
        }
      }
    }
    await ledger.close();
    await workspace.close();
  }, 240_000);

  const names = () =>
    new Set([...(planted.at.get('practice name') ?? []), ...(planted.at.get('clinician name') ?? [])]);
  const kindOf = (canary: string) => [...planted.at].find(([, all]) => all.includes(canary))?.[0] ?? canary;
  const strangersIn = (text: string) =>
    [...new Set((text.match(CANARY) ?? []).filter((canary) => !names().has(canary)))].map(kindOf);

  test('are in nothing the program said, on stdout, on stderr or in its log', () => {
    expect(said.length).toBeGreaterThan(20);
    expect(said.some(({ code }) => code === 1)).toBe(false);
    for (const { stdout, stderr } of said) expect(strangersIn(stdout + stderr)).toEqual([]);
  });

  test('stand in the ledger as the patient of a receipt and as what a clinician wrote about a card, and nowhere else', () => {
    const places = new Map<string, Set<string>>();
    for (const { table, column, canary } of dump) {
      if (names().has(canary)) continue;
      const place = `${table}.${column}`;
      places.set(place, (places.get(place) ?? new Set()).add(kindOf(canary)));
    }
    expect(Object.fromEntries([...places].map(([place, kinds]) => [place, [...kinds]]))).toEqual({
      'receipt.patient': ['Patient.id'],
      'receipt_event.comment': ['Zqcan9001'],
    });
  });

  // A coding's display is the code system's word for the code, and becomes the concept's name; `code.text` is never read.
  const concepts = (text: string) => strangersIn(text).filter((kind) => kind !== 'coding.display');

  test('are in no file of the workspace but the raw records and the map of the ids', () => {
    const files = readdirSync(node, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(50);
    for (const { parentPath, name } of files) {
      const path = join(parentPath, name);
      if (/\/(raw|identity|ledger\/data\/(base|pg_wal))\//.test(path)) continue; // the database was read row by row
      const strangers = /\/snapshots\//.test(path) ? concepts : strangersIn;
      expect(strangers(readFileSync(path, 'latin1')), path.slice(node.length)).toEqual([]);
    }
    const exported = readdirSync(join(room, 'export'), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(exported.length).toBeGreaterThan(0);
    for (const { parentPath, name } of exported)
      expect(strangersIn(readFileSync(join(parentPath, name), 'utf8'))).toEqual([]);
  });

  test('are in no row of any table of any snapshot', async () => {
    const snapshots = readdirSync(join(node, 'snapshots'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(snapshots.length).toBeGreaterThan(0);
    for (const { name } of snapshots) {
      const db = await openDatabase(join(node, 'snapshots', name, 'tables.duckdb'), { readOnly: true });
      const tables = await db.rows<{ schema: string; name: string }>(
        'SELECT table_schema AS schema, table_name AS name FROM information_schema.tables',
      );
      expect(tables.length).toBeGreaterThan(40);
      for (const table of tables) {
        const rows = await db.rows(`SELECT * FROM ${sqlName(table.schema)}.${sqlName(table.name)}`);
        const strangers = table.name === 'concept' ? concepts : strangersIn;
        expect(strangers(JSON.stringify(rows)), `${table.schema}.${table.name}`).toEqual([]);
      }
      db.close();
    }
  });

  test('are in nothing left under the system’s folder for temporary files', () => {
    for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith('rondo-spill-'))) {
      for (const file of readdirSync(join(tmpdir(), name))) {
        expect(strangersIn(readFileSync(join(tmpdir(), name, file), 'latin1')), name).toEqual([]);
      }
    }
  });
});
