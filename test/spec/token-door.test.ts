/** Attacks by token on the decision support of a real node: a process, a port, keys made here. */
import { createHmac, createSign, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtProgram, type Started } from '../program.ts';

const ISSUER = 'https://ehr.example/client';
const ours = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const theirs = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const publicKey = { ...ours.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES384', use: 'sig' };

const program = builtProgram();
const node = join(program.room, 'node');
let serving: Started;
let url: string;

beforeAll(async () => {
  await program.run(['init', node]);
  const settings = JSON.parse(readFileSync(join(node, 'rondo.json'), 'utf8'));
  const cds = { mode: 'token', trusted: [{ issuer: ISSUER, keys: [publicKey] }] };
  writeFileSync(join(node, 'rondo.json'), JSON.stringify({ ...settings, extra: { cds } }));
  serving = program.start(['up', '--json', '--debug', '--workspace', node]);
  url = /"url":"(http:[^"]+)"/.exec(await serving.until(/"url"/))?.[1] ?? '';
}, 120_000);
afterAll(() => {
  serving?.child.kill('SIGKILL');
  program.remove();
});

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const secondsFromNow = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

function token(
  change: { header?: object; claims?: object; key?: KeyObject; sign?: (text: string) => string } = {},
): string {
  const header = { alg: 'ES384', typ: 'JWT', kid: 'k1', ...change.header };
  const aud = `${url}/cds-services/bp-card`;
  const times = { iat: secondsFromNow(0), exp: secondsFromNow(240) };
  const text = `${part(header)}.${part({ iss: ISSUER, aud, jti: randomUUID(), ...times, ...change.claims })}`;
  const byKey = () =>
    createSign('sha384')
      .update(text)
      .sign({ key: change.key ?? ours.privateKey, dsaEncoding: 'ieee-p1363' }, 'base64url');
  return `${text}.${change.sign ? change.sign(text) : byKey()}`;
}

/** 401 if the door stays shut; 400 once inside, for the request says nothing. */
async function ask(bearer: string | undefined, path = 'bp-card'): Promise<number> {
  const answer = await fetch(`${url}/cds-services/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(bearer === undefined ? {} : { authorization: bearer }) },
    body: '{}',
  });
  return answer.status;
}

describe('the door of decision support', () => {
  test('opens for a token made for it, once', async () => {
    const good = `Bearer ${token()}`;
    expect([await ask(good), await ask(good)]).toEqual([400, 401]);
  });

  test('opens once for one token that comes twenty times at the same moment', async () => {
    const good = `Bearer ${token()}`;
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(good)));
    expect(answers.filter((status) => status !== 401)).toEqual([400]);
  });

  const spki = ours.publicKey.export({ format: 'pem', type: 'spki' });
  test.each<[string, () => string | undefined]>([
    ['no token', () => undefined],
    ['another scheme', () => `Basic ${token()}`],
    ['two tokens', () => `Bearer ${token()} ${token()}`],
    ['no signature', () => `Bearer ${token({ header: { alg: 'none' }, sign: () => '' })}`],
    ['an empty signature', () => `Bearer ${token({ sign: () => '' })}`],
    ['a signature of zeros', () => `Bearer ${token({ sign: () => Buffer.alloc(96).toString('base64url') })}`],
    [
      'the public key as a secret',
      () =>
        `Bearer ${token({ header: { alg: 'HS384' }, sign: (text) => createHmac('sha384', spki).update(text).digest('base64url') })}`,
    ],
    ['a stranger’s key', () => `Bearer ${token({ key: theirs.privateKey })}`],
    [
      'a stranger’s key that it brings along',
      () => `Bearer ${token({ header: { jwk: theirs.publicKey.export({ format: 'jwk' }) }, key: theirs.privateKey })}`,
    ],
    ['a key id that is a path', () => `Bearer ${token({ header: { kid: '../../identity/omop-id.key' } })}`],
    ['a key id that is a member of every object', () => `Bearer ${token({ header: { kid: '__proto__' } })}`],
    ['another issuer', () => `Bearer ${token({ claims: { iss: `${ISSUER}.evil.example` } })}`],
    ['another address', () => `Bearer ${token({ claims: { aud: `${url}/cds-services/bp-card/feedback` } })}`],
    ['the address of the whole node', () => `Bearer ${token({ claims: { aud: url } })}`],
    ['an end that is past', () => `Bearer ${token({ claims: { exp: secondsFromNow(-60) } })}`],
    ['a life of a day', () => `Bearer ${token({ claims: { exp: secondsFromNow(86_400) } })}`],
    ['no end', () => `Bearer ${token({ claims: { exp: undefined } })}`],
    ['no jti', () => `Bearer ${token({ claims: { jti: undefined } })}`],
    ['padding', () => `Bearer ${token()}=`],
    ['twenty kilobytes', () => `Bearer ${token({ claims: { more: 'x'.repeat(12_000) } })}`.slice(0, 15_000)],
  ])('stays shut for %s', async (_what, bearer) => {
    expect(await ask(bearer())).toBe(401);
  });

  test('does not let a token for one address through another', async () => {
    const good = token();
    expect(await ask(`Bearer ${good}`, 'bp-card/feedback')).toBe(401);
    expect(await ask(`Bearer ${good}`)).toBe(400);
  });

  test('fetches no key from anywhere, and logs nothing of a token', async () => {
    let calls = 0;
    const trap = createServer((_request, reply) => {
      calls++;
      reply.end(JSON.stringify({ keys: [{ ...theirs.publicKey.export({ format: 'jwk' }), kid: 'k1' }] }));
    }).listen(0, '127.0.0.1');
    await new Promise((listening) => trap.once('listening', listening));
    const there = `http://127.0.0.1:${(trap.address() as { port: number }).port}/zq-keys`;
    for (const header of [{ jku: there }, { x5u: there }, { kid: there }]) {
      const bearer = token({ header, key: theirs.privateKey, claims: { sub: 'zq-subject' } });
      expect(await ask(`Bearer ${bearer}`)).toBe(401);
    }
    trap.close();
    expect(calls).toBe(0);
    expect(serving.stdout() + serving.stderr()).not.toMatch(/zq-|eyJ/);
  });
});
