import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryLedger } from '../../test/ledger.ts';
import { defineAction } from '../actions/action.ts';
import type { CdsDoor } from '../actions/cds-door.ts';
import { createAccount } from '../community/accounts.ts';
import { offerSetup } from '../community/first-run.ts';
import type { Actor } from '../community/roles.ts';
import { createSession } from '../community/sessions.ts';
import type { LogLine } from '../core/effects.ts';
import { defineFault } from '../core/fault.ts';
import { count, path, Type, text } from '../core/schema.ts';
import { nodeEffects } from '../effects/node.ts';
import type { Ledger } from '../engine/store/ledger.ts';
import type { Workspace } from '../engine/store/workspace.ts';
import { createServer } from './create-server.ts';
import { listen } from './listen.ts';

const cupEmpty = defineFault('kitchen/cup-empty', 'conflict', () => 'the cup is empty', 'Fill it.');
const shared = { summary: 'Tea.', example: 'rondo tea', roles: ['analyst'], aboutPeople: false } as const;

const tea = defineAction({
  ...shared,
  id: 'tea',
  title: 'Look at the tea',
  changes: false,
  params: Type.Object({ cups: count('how many', 1, 1) }),
  gives: Type.Object({ cups: Type.Integer() }),
  run: async ({ cups }) => ({ cups, secret: 'not declared' }),
  show: () => '',
});
const brew = defineAction({
  ...shared,
  id: 'tea-brew',
  title: 'Brew tea',
  changes: true,
  aboutPeople: true,
  params: Type.Object({ leaf: text('which leaf') }),
  gives: Type.Object({ leaf: Type.String() }),
  run: async ({ leaf }) => {
    if (leaf === 'none') throw cupEmpty({});
    if (leaf === 'broken') throw new Error('the pot of Mrs Example fell');
    return { leaf };
  },
  show: () => '',
});
const load = defineAction({
  ...shared,
  id: 'tea-load',
  title: 'Load tea',
  changes: true,
  params: Type.Object({ from: path('a file') }),
  gives: Type.Object({}),
  run: async () => ({}),
  show: () => '',
});

const PASSWORD = 'right and long enough';
const effects = { ...nodeEffects(), log: (line: LogLine) => void logged.push(line) };
const logged: LogLine[] = [];
const ledger = await temporaryLedger();
const setupToken = (await offerSetup(ledger, effects)) ?? '';
let beforeAnswer: Promise<void> | undefined;
const shed: string[] = [];
const workspace = { settings: { name: 'Test node', isSimulated: true } } as Workspace;
const cds: CdsDoor = {
  allowedOrigins: ['https://ehr.example'],
  services: async () => ({ status: 200, body: { services: [] } }),
  answer: async (service, { body, bytes, waitedMs }) => {
    await beforeAnswer;
    const text = bytes && Buffer.from(bytes).toString('utf8');
    return { status: 200, body: { cards: [{}], service, body, text, hasWaited: (waitedMs ?? -1) > 0 } };
  },
  feedback: async () => ({ status: 200 }),
  shed: (service) => void shed.push(service),
  flush: async () => {},
  bind: async () => {},
  watch: async () => {},
};
const app = await createServer({
  actions: [tea, brew, load],
  webFolder: '/nowhere',
  version: '1.2.3',
  effects,
  workspace,
  ledger,
  cds,
});
afterAll(async () => {
  await app.close();
  await ledger.close();
});

const operator: Actor = { id: 'operator', name: 'Operator', roles: ['administrator'], practices: [] };
async function cookieOf(name: string, role: 'analyst' | 'clinician'): Promise<{ cookie: string; id: string }> {
  const { id } = await createAccount(ledger, effects, { name, password: PASSWORD, roles: [role] }, operator);
  return { cookie: `rondo_session=${(await createSession(ledger, effects, id)).token}`, id };
}
const analyst = { id: '', cookie: '' };
const asAnalyst = { cookie: '' };
const asClinician = { cookie: '' };
const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, payload, headers: { 'x-rondo': '1', ...headers } });

describe('the first run', () => {
  test('lets the holder of the one-time token make the first account, once', async () => {
    const first = { token: setupToken, name: 'First', password: PASSWORD };
    expect((await app.inject('/api/me')).json().needsSetup).toBe(true);
    expect((await post('/api/setup', { ...first, token: 'guessed' })).statusCode).toBe(403);
    const begun = await post('/api/setup', first);
    expect(begun.json()).toMatchObject({ signedIn: { name: 'First', roles: ['administrator'] }, needsSetup: false });
    expect((await post('/api/setup', first)).statusCode).toBe(403);
  });
});

describe('createServer()', () => {
  beforeAll(async () => {
    Object.assign(analyst, await cookieOf('Ana', 'analyst'));
    asAnalyst.cookie = analyst.cookie;
    asClinician.cookie = (await cookieOf('Cli', 'clinician')).cookie;
  });

  test('refuses every action without a session, and tells 401 from 403', async () => {
    expect((await app.inject('/api/tea')).statusCode).toBe(401);
    expect((await post('/api/tea-brew', { leaf: 'assam' })).statusCode).toBe(401);
    const other = await app.inject({ url: '/api/tea', headers: asClinician });
    expect([other.statusCode, other.json().code]).toEqual([403, 'actions/not-allowed']);
    expect(other.headers['content-type']).toContain('application/problem+json');
  });

  test('reads parameters of a GET from the query, and lets out only what was declared', async () => {
    const answer = await app.inject({ url: '/api/tea?cups=3', headers: asAnalyst });
    expect(answer.json()).toEqual({ cups: 3 });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect((await app.inject({ url: '/api/tea?cups=none', headers: asAnalyst })).statusCode).toBe(400);
    expect((await app.inject({ url: '/api/tea?mugs=3', headers: asAnalyst })).json().title).toContain('"mugs"');
  });

  test('refuses a change without the header that other sites cannot send', async () => {
    const bare = await app.inject({
      method: 'POST',
      url: '/api/tea-brew',
      payload: { leaf: 'assam' },
      headers: asAnalyst,
    });
    expect([bare.statusCode, bare.json().code]).toEqual([403, 'server/not-from-our-pages']);
    expect((await post('/api/tea-brew', { leaf: 'assam' }, asAnalyst)).json()).toEqual({ leaf: 'assam' });
    expect((await app.inject({ url: '/api/tea-brew', headers: asAnalyst })).statusCode).toBe(404);
  });

  test('writes an audit entry for every run that is about people', async () => {
    await post('/api/tea-brew', { leaf: 'assam' }, asAnalyst);
    await app.inject({ url: '/api/tea', headers: asAnalyst });
    const written = await ledger.entries({ kind: 'audit/', subject: 'action:tea-brew' });
    expect(new Set(written.map((entry) => `${entry.kind} by ${entry.actor}`))).toEqual(
      new Set([`audit/action-run by ${analyst.id}`]),
    );
    expect(await ledger.entries({ kind: 'audit/', subject: 'action:tea' })).toEqual([]);
  });

  test('turns a fault into a problem of its kind', async () => {
    const answer = await post('/api/tea-brew', { leaf: 'none' }, asAnalyst);
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ code: 'kitchen/cup-empty', title: 'the cup is empty', mend: 'Fill it.' });
  });

  test('answers a bug with an id that is in the log, and with no word of its message in either', async () => {
    logged.length = 0;
    const answer = await post('/api/tea-brew', { leaf: 'broken' }, asAnalyst);
    expect(answer.statusCode).toBe(500);
    expect(logged[0]?.facts?.['id']).toBe(answer.json().id);
    expect(logged[0]?.facts?.['place']).toContain('create-server.test.ts');
    expect(answer.body + JSON.stringify(logged)).not.toContain('Example');
  });

  test('offers no route for an action that takes a path on this machine', async () => {
    expect((await post('/api/tea-load', { from: '/etc/passwd' }, asAnalyst)).statusCode).toBe(404);
    expect(JSON.stringify((await app.inject('/api')).json())).not.toContain('tea-load');
  });

  test('describes every route in OpenAPI 3.1', async () => {
    const document = (await app.inject('/api')).json();
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).sort()).toEqual([
      '/api/me',
      '/api/setup',
      '/api/sign-in',
      '/api/sign-out',
      '/api/tea',
      '/api/tea-brew',
    ]);
  });

  test('signs in with a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await post('/api/sign-in', { name: 'Ana', password: PASSWORD });
    const cookie = answer.headers['set-cookie'] as string;
    expect(cookie).toMatch(/^rondo_session=[\w-]{43}; Max-Age=43[12]\d\d; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(answer.json()).toMatchObject({ signedIn: { name: 'Ana' }, node: { isSimulated: true } });
    expect((await post('/api/sign-in', { name: 'Ana', password: 'wrong' })).statusCode).toBe(401);
    const session = { cookie: cookie.split(';')[0] ?? '' };
    expect((await app.inject({ url: '/api/tea', headers: session })).statusCode).toBe(200);
    await post('/api/sign-out', {}, session);
    expect((await app.inject({ url: '/api/tea', headers: session })).statusCode).toBe(401);
  });

  test('stops guessing after ten tries a minute', async () => {
    const tries = [];
    for (let i = 0; i < 12; i++)
      tries.push((await post('/api/setup', { token: 'x', name: 'y', password: 'z' })).statusCode);
    expect(tries[0]).toBe(400);
    expect(tries.slice(10)).toEqual([429, 429]);
  });

  test('behind a proxy counts tries by the address the proxy saw, not by what a client says of itself', async () => {
    const parts = { actions: [], webFolder: '/nowhere', version: '1', effects, workspace, ledger };
    const proxied = await createServer({ ...parts, isBehindProxy: true });
    const tries: number[] = [];
    for (let i = 0; i < 12; i++) {
      const headers = { 'x-rondo': '1', 'x-forwarded-for': `10.0.0.${i}, 192.0.2.7` };
      const asked = { method: 'POST', url: '/api/setup', payload: { token: 'x' }, headers } as const;
      tries.push((await proxied.inject(asked)).statusCode);
    }
    expect(tries.slice(9)).toEqual([400, 429, 429]);
    await proxied.close();
  });

  test('allows no script but its own files and no frame around it', async () => {
    const policy = (await app.inject('/')).headers['content-security-policy'];
    expect(policy).toContain("default-src 'none';script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });

  test.each([
    ['{"leaf":', 'application/json', 400],
    ['{"__proto__":{"polluted":true},"leaf":"x"}', 'application/json', 400],
    ['{"leaf":"x"}', 'text/plain', 400],
    ['leaf=x', 'application/x-www-form-urlencoded', 415],
    [`{"leaf":"${'x'.repeat(1_100_000)}"}`, 'application/json', 413],
    ['[]', 'application/json', 400],
  ])('refuses the body %.30s as %s with %i', async (payload, type, status) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/tea-brew',
      payload,
      headers: { ...asAnalyst, 'x-rondo': '1', 'content-type': type },
    });
    expect(answer.statusCode).toBe(status);
    expect(answer.json().code).toMatch(/^(server|actions)\//);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('lets pages of listed origins call decision support, and no others', async () => {
    const from = async (origin: string) =>
      (await app.inject({ url: '/cds-services', headers: { origin } })).headers['access-control-allow-origin'];
    expect(await from('https://ehr.example')).toBe('https://ehr.example');
    expect(await from('https://ehr.example.evil.example')).toBeUndefined();
    const preflight = await app.inject({
      method: 'OPTIONS',
      url: '/cds-services/bp-card',
      headers: { origin: 'https://ehr.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers['access-control-allow-methods']).toContain('POST');
  });

  test('hands a call to decision support without a session or a header: it has its own tokens', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/cds-services/bp-card',
      headers: { 'content-type': 'application/json' },
      payload: '{ "hook":  "patient-view\u00e9" }',
    });
    const body = { hook: 'patient-viewé' };
    const text = '{ "hook":  "patient-view\u00e9" }';
    expect(answer.json()).toEqual({ cards: [{}], service: 'bp-card', body, text, hasWaited: true });
  });

  test('answers with no cards at once, and says so, when too many calls of decision support wait', async () => {
    let letGo = () => {};
    beforeAnswer = new Promise((resolve) => {
      letGo = resolve;
    });
    const call = () => app.inject({ method: 'POST', url: '/cds-services/bp-card', payload: {} });
    const waiting = Array.from({ length: 32 }, call);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const [one, two] = [await call(), await call()]; // answered though nobody has let go
    expect([one.json(), two.json(), shed]).toEqual([{ cards: [] }, { cards: [] }, ['bp-card', 'bp-card']]);
    expect((await app.inject('/cds-services')).statusCode).toBe(200);
    letGo();
    beforeAnswer = undefined;
    for (const answered of await Promise.all(waiting)) expect(answered.json().cards).toEqual([{}]);
    expect((await call()).json().cards).toEqual([{}]);
    expect(shed.length).toBe(2);
  });

  test('answers a call of decision support whose body does not come, with no cards, after half a second', async () => {
    const own = await createServer({
      actions: [],
      webFolder: '/nowhere',
      version: '1',
      effects,
      workspace,
      ledger,
      cds,
    });
    const port = Number(new URL(await own.listen({ port: 0, host: '127.0.0.1' })).port);
    shed.length = 0;
    const socket = connect(port, '127.0.0.1');
    const answer = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString('utf8'))));
    const sent = performance.now();
    const lines = [
      'POST /cds-services/bp-card HTTP/1.1',
      'Host: x',
      'Content-Type: application/json',
      'Content-Length: 99',
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n{"hook":`);
    const text = await answer;
    expect(performance.now() - sent).toBeGreaterThan(450);
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
    expect(text).toMatch(/\{"cards":\[\]\}$/);
    expect(shed).toEqual(['bp-card']);
    socket.destroy();
    await own.close();
  });

  test('answers /health without a session', async () => {
    expect((await app.inject('/health')).json()).toEqual({ status: 'ok', version: '1.2.3' });
  });
});

describe('listen()', () => {
  const parts = { actions: [], webFolder: '/nowhere', version: '1', effects, workspace };
  const make = () => createServer({ ...parts, ledger: {} as Ledger });

  test('takes the next free port unless one was asked for', async () => {
    const [one, two, three] = [await make(), await make(), await make()];
    try {
      const first = Number(new URL(await listen(one, { host: '127.0.0.1' })).port);
      const second = Number(new URL(await listen(two, { host: '127.0.0.1' })).port);
      expect(second).toBeGreaterThan(first);
      await expect(listen(three, { host: '127.0.0.1', port: first })).rejects.toMatchObject({
        code: 'server/port-taken',
        kind: 'conflict',
      });
    } finally {
      await Promise.all([one.close(), two.close(), three.close()]);
    }
  });
});
