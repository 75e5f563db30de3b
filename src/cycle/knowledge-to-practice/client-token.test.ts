import { readFileSync } from 'node:fs';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { sharedFolder } from '../../../test/shared.ts';
import { Fault } from '../../core/fault.ts';
import {
  admitClient,
  bytesOf,
  isRoca,
  seenInMemory,
  TOKEN_ALGORITHMS,
  verifyClientToken,
  verifySignature,
} from './client-token.ts';

const attacks = sharedFolder('badinput/jwt-attacks');
const wycheproof = sharedFolder('badinput/jose-wycheproof');

async function verdictOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'accept';
  } catch (error) {
    if (error instanceof Fault && error.code === 'cds/client-refused') return 'reject';
    throw error; // anything else is a crash, not a verdict
  }
}

describe.skipIf(!attacks)('verifyClientToken() against the attack tokens', () => {
  test('gives every one of the 32 its verdict, in order, without a single request', async () => {
    const asked: unknown[] = [];
    const fetchBefore = globalThis.fetch;
    globalThis.fetch = (...call) => {
      asked.push(call);
      return fetchBefore(...call);
    };
    try {
      const config = JSON.parse(readFileSync(`${attacks}/config.json`, 'utf8'));
      const lines = readFileSync(`${attacks}/tokens.jsonl`, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      const trusted = Object.entries(config.trusted as Record<string, { keys: JWK[] }>).map(([issuer, { keys }]) => ({
        issuer,
        keys,
      }));
      const world = { now: () => new Date(config.now * 1000), seen: seenInMemory() };
      const rules = { trusted, audience: config.audience, needsSubject: true };
      const wrong: string[] = [];
      for (const { id, token, expect: expected } of lines) {
        if ((await verdictOf(() => verifyClientToken(token, rules, world))) !== expected) wrong.push(id);
      }
      expect(lines.length).toBe(32);
      expect(wrong).toEqual([]);
      expect(asked).toEqual([]);
    } finally {
      globalThis.fetch = fetchBefore;
    }
  });
});

interface WycheproofGroup {
  readonly public?: JWK & { readonly keys?: JWK[] };
  readonly private?: JWK & { readonly keys?: JWK[] };
  readonly tests: readonly { tcId: number; jws: unknown; result: 'valid' | 'invalid' }[];
}

function vectors(name: string): { tcId: number; jws: string; result: string; keys: JWK[] }[] {
  const { testGroups } = JSON.parse(readFileSync(`${wycheproof}/${name}`, 'utf8')) as { testGroups: WycheproofGroup[] };
  return testGroups.flatMap((group) => {
    const key = group.public ?? group.private ?? {};
    return group.tests.map(({ tcId, jws, result }) => ({
      tcId,
      result,
      jws: typeof jws === 'string' ? jws : JSON.stringify(jws),
      keys: key.keys ?? [key],
    }));
  });
}

describe.skipIf(!wycheproof)('verifySignature() against Wycheproof', () => {
  /** Every asymmetric algorithm of the vectors: wider than the service allows, so that the signatures are really tried. */
  const WIDE = ['ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
  // Some groups name their key `kid` only in the header: there the group's one key is meant.
  const named = (each: { jws: string; keys: JWK[] }): JWK[] => {
    const header = JSON.parse(Buffer.from(each.jws.split('.')[0] ?? '', 'base64url').toString() || '{}');
    return each.keys.length === 1 ? [{ ...each.keys[0]!, kid: header.kid }] : each.keys;
  };
  const keysOf = (each: { jws: string; keys: JWK[] }): JWK[] => {
    try {
      return named(each);
    } catch {
      return each.keys; // the header is no JSON: part of the attack
    }
  };

  // tcId 367 and 370 are marked invalid but are byte for byte the valid tcId 357.
  test('refuses all 353 invalid signatures and accepts the asymmetric valid ones', async () => {
    const all = vectors('json_web_signature_test.json').filter(({ tcId }) => tcId !== 367 && tcId !== 370);
    const accepted: string[] = [];
    for (const each of all) {
      if ((await verdictOf(() => verifySignature(each.jws, keysOf(each), WIDE))) === 'accept') {
        accepted.push(`${each.result} ${each.tcId}`);
      }
    }
    expect(all.filter(({ result }) => result === 'invalid').length).toBe(353);
    expect(accepted.filter((each) => each.startsWith('invalid'))).toEqual([]);
    expect(accepted.length).toBeGreaterThanOrEqual(26);
  });

  test('under the service’s own two algorithms accepts RS384 only', async () => {
    const all = vectors('json_web_signature_test.json');
    const accepted: number[] = [];
    for (const each of all) {
      if ((await verdictOf(() => verifySignature(each.jws, keysOf(each), TOKEN_ALGORITHMS))) === 'accept') {
        expect(each.result).toBe('valid');
        accepted.push(each.tcId);
      }
    }
    expect(accepted.length).toBeGreaterThan(0);
  });

  test('refuses all 21 invalid key sets, whatever algorithms are allowed', async () => {
    const all = vectors('json_web_key_test.json');
    const accepted: number[] = [];
    for (const each of all) {
      if (
        (await verdictOf(() => verifySignature(each.jws, each.keys, [...WIDE, 'HS256', 'HS384', 'HS512']))) === 'accept'
      ) {
        accepted.push(each.tcId);
      }
    }
    expect(all.filter(({ result }) => result === 'invalid').length).toBe(21);
    expect(accepted.filter((id) => all.find(({ tcId }) => tcId === id)?.result !== 'valid')).toEqual([]);
    expect(accepted).toEqual([5]); // the one valid set without a secret in it
  });
});

describe('verifyClientToken()', () => {
  const audience = 'https://cds.example.org/cds-services/s1';
  const issuer = 'https://ehr.example.org';
  const now = new Date('2026-01-05T09:00:00Z');
  const seconds = now.getTime() / 1000;
  let sign: (claims: Record<string, unknown>, header?: Record<string, unknown>) => Promise<string>;
  let keys: JWK[];

  beforeAll(async () => {
    const pair = await generateKeyPair('ES384', { extractable: true });
    keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES384' }];
    let tokens = 0;
    sign = (claims, header = {}) =>
      new SignJWT({ iss: issuer, aud: audience, iat: seconds, exp: seconds + 300, jti: `t${++tokens}`, ...claims })
        .setProtectedHeader({ alg: 'ES384', kid: 'k1', ...header })
        .sign(pair.privateKey);
  });

  const check = (token: string, options: { needsSubject?: boolean; jku?: string[] } = {}) =>
    verdictOf(() =>
      verifyClientToken(
        token,
        { trusted: [{ issuer, keys, ...(options.jku ? { jku: options.jku } : {}) }], audience, ...options },
        { now: () => now, seen: seenInMemory() },
      ),
    );

  test('takes a jku only if it is listed for the issuer', async () => {
    const token = await sign({}, { jku: 'https://ehr.example.org/jwks' });
    expect(await check(token)).toBe('reject');
    expect(await check(token, { jku: ['https://ehr.example.org/jwks'] })).toBe('accept');
    expect(await check(token, { jku: ['https://ehr.example.org/jwks2'] })).toBe('reject');
  });

  test('needs sub = iss only where asked to', async () => {
    expect(await check(await sign({}))).toBe('accept');
    expect(await check(await sign({}), { needsSubject: true })).toBe('reject');
    expect(await check(await sign({ sub: issuer }), { needsSubject: true })).toBe('accept');
    expect(await check(await sign({ sub: 'someone' }), { needsSubject: true })).toBe('reject');
  });

  test('wants the address itself, not one that begins like it', async () => {
    expect(await check(await sign({ aud: `${audience}/` }))).toBe('reject');
    expect(await check(await sign({ aud: 'https://cds.example.org/cds-services' }))).toBe('reject');
    expect(await check(await sign({ aud: [audience, 'https://x.example.org'] }))).toBe('accept');
  });

  test('counts a jti per issuer, and forgets it only after it has expired', () => {
    const seen = seenInMemory();
    expect(seen.firstUse('a', 'x', 400, 100)).toBe(true);
    expect(seen.firstUse('b', 'x', 400, 100)).toBe(true);
    expect(seen.firstUse('a', 'x', 400, 400)).toBe(false);
    expect(seen.firstUse('a', 'x', 900, 500)).toBe(true);
  });

  test('says why in fixed words that hold nothing of the token', async () => {
    const token = await sign({ aud: 'https://patient-7.example.org' });
    const seen = seenInMemory();
    const work = verifyClientToken(token, { trusted: [{ issuer, keys }], audience }, { now: () => now, seen });
    await expect(work).rejects.toThrow("the client's token was refused: audience");
  });

  test('is asked for by admitClient() unless the node is open', async () => {
    const world = { now: () => now, seen: seenInMemory() };
    const policy = { mode: 'token', trusted: [{ issuer, keys }] } as const;
    const authorization = `Bearer ${await sign({})}`;
    expect(await admitClient(policy, { authorization, audience }, world)).toBe(issuer);
    expect(await verdictOf(() => admitClient(policy, { authorization, audience }, world))).toBe('reject');
    expect(await verdictOf(() => admitClient(policy, { authorization: undefined, audience }, world))).toBe('reject');
    expect(await admitClient({ mode: 'open' }, { authorization: undefined, audience }, world)).toBe('open');
  });
});

describe('bytesOf()', () => {
  test.each([
    ['Zm9v', 'foo'],
    ['Zm8', 'fo'],
    ['', ''],
  ])('of %s is "%s"', (part, text) => {
    expect(Buffer.from(bytesOf(part) ?? 'x').toString()).toBe(text);
  });

  test.each(['Zm8=', 'Zm9', 'Zm 8', 'Zm+/', 'Z'])('refuses %s', (part) => {
    expect(bytesOf(part)).toBeUndefined();
  });
});

describe('isRoca()', () => {
  test('is true of powers of 65537 and false of a common modulus', () => {
    expect(isRoca(65_537n ** 70n)).toBe(true);
    expect(isRoca(2n ** 2048n - 942n)).toBe(false);
  });
});
