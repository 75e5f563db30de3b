/**
 * Who is calling? Every call of a CDS client carries a JSON Web Token signed with the client's own key. Keys come from a
 * list of trusted issuers that the node's administrator keeps: nothing is ever fetched while a token is checked.
 *
 * Source: CDS Hooks 2.0.1 "Trusting CDS Clients"; RFC 7515, 7519, 8725 (best current practice).
 */
import { type CryptoKey, compactVerify, importJWK, type JWK } from 'jose';
import { defineFault } from '../../core/fault.ts';

export const clientRefused = defineFault(
  'cds/client-refused',
  'not-allowed',
  (d: { why: TokenTrouble }) => `the client's token was refused: ${d.why}`,
  'Send a token signed ES384 or RS384 with a key listed for its issuer, for exactly this address, at most five minutes long.',
);

/** Why a token was refused: fixed words, so that nothing of the token reaches a log. */
export type TokenTrouble =
  | 'missing'
  | 'malformed'
  | 'algorithm'
  | 'header'
  | 'issuer'
  | 'key'
  | 'signature'
  | 'audience'
  | 'subject'
  | 'time'
  | 'used before';

/** A client's keys, and the addresses its `jku` may name. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly keys: readonly JWK[];
  readonly jku?: readonly string[];
}

export interface TokenRules {
  readonly trusted: readonly TrustedIssuer[];
  /** the exact address that was called */
  readonly audience: string;
  /** must `sub` be there and equal `iss` (SMART Backend Services) or may it be absent (CDS Hooks)? */
  readonly needsSubject?: boolean;
  readonly clockToleranceSeconds?: number;
  readonly maxLifetimeSeconds?: number;
}

export interface TokenWorld {
  now(): Date;
  readonly seen: SeenTokens;
}

/** Remembers each (issuer, jti) until it has expired. */
export interface SeenTokens {
  /** true the first time, false ever after; `expiresAt` and `now` in seconds since 1970 */
  firstUse(issuer: string, jti: string, expiresAt: number, now: number): boolean;
}

export const TOKEN_ALGORITHMS: readonly string[] = ['ES384', 'RS384'];
const MOST_BYTES = 16_384;
const MOST_DEPTH = 32;
const REFUSED_HEADERS = ['jwk', 'x5u', 'x5c', 'crit', 'b64', 'zip', 'enc'];

/**
 * Checks a token and gives its issuer, or throws `cds/client-refused`. The order matters: nothing of the claims is
 * believed, and no `jti` remembered, before the signature holds.
 */
export async function verifyClientToken(
  token: string | undefined,
  rules: TokenRules,
  world: TokenWorld,
): Promise<string> {
  if (!token) throw clientRefused({ why: 'missing' });
  const { header, claims } = readToken(token);
  checkHeader(header);
  const issuer = rules.trusted.find((each) => each.issuer === claims['iss']);
  if (!issuer) throw clientRefused({ why: 'issuer' });
  const { jku } = header;
  if (jku !== undefined && !(typeof jku === 'string' && issuer.jku?.includes(jku)))
    throw clientRefused({ why: 'header' });
  await verifySignature(token, issuer.keys, TOKEN_ALGORITHMS);
  return checkClaims(claims, issuer.issuer, rules, world);
}

type Members = { readonly [name: string]: unknown };

function readToken(token: string): { header: Members; claims: Members } {
  const parts = token.split('.');
  if (token.length > MOST_BYTES || parts.length !== 3) throw clientRefused({ why: 'malformed' });
  const [header, claims, signature] = parts.map(bytesOf);
  if (!header || !claims || !signature) throw clientRefused({ why: 'malformed' });
  return { header: readJson(header), claims: readJson(claims) };
}

/** Bytes of canonical base64url (no padding, no spare bits, no foreign letters); undefined otherwise. */
export function bytesOf(part: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(part)) return undefined;
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes : undefined;
}

function readJson(bytes: Uint8Array): Members {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (depthOf(text) > MOST_DEPTH) throw clientRefused({ why: 'malformed' });
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw clientRefused({ why: 'malformed' });
    return value as Members;
  } catch (cause) {
    throw clientRefused({ why: 'malformed' }, cause);
  }
}

/** How deep brackets nest, counting those inside texts too: an upper bound is enough here. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const letter of text) {
    if (letter === '{' || letter === '[') deepest = Math.max(deepest, ++depth);
    else if (letter === '}' || letter === ']') depth--;
  }
  return deepest;
}

function checkHeader(header: Members): void {
  if (!TOKEN_ALGORITHMS.includes(String(header['alg']))) throw clientRefused({ why: 'algorithm' });
  if (typeof header['kid'] !== 'string' || header['kid'] === '') throw clientRefused({ why: 'key' });
  if (REFUSED_HEADERS.some((name) => header[name] !== undefined)) throw clientRefused({ why: 'header' });
}

/**
 * Verifies a compact JWS with the one key of the set that its `kid` names. Throws `cds/client-refused` for anything but a
 * good signature by a key meant for that algorithm. Every set is public keys only, each `kid` once.
 */
export async function verifySignature(
  token: string,
  keys: readonly JWK[],
  algorithms: readonly string[],
): Promise<void> {
  const parts = token.split('.');
  const header = bytesOf(parts[0] ?? '');
  if (parts.length !== 3 || !header || !bytesOf(parts[1] ?? '') || !bytesOf(parts[2] ?? '')) {
    throw clientRefused({ why: 'malformed' });
  }
  const { alg, kid } = readJson(header);
  if (typeof alg !== 'string' || !algorithms.includes(alg)) throw clientRefused({ why: 'algorithm' });
  const key = await keyFor(keys, kid, alg);
  try {
    await compactVerify(token, key, { algorithms: [alg] });
  } catch (cause) {
    throw clientRefused({ why: 'signature' }, cause);
  }
}

async function keyFor(keys: readonly JWK[], kid: unknown, alg: string): Promise<CryptoKey> {
  const named = keys.filter((key) => key.kid === kid);
  const [key] = named;
  // An `oct` key among public keys would be a published secret: the whole set is not to be trusted.
  if (named.length !== 1 || !key || keys.some((each) => each.kty === 'oct')) throw clientRefused({ why: 'key' });
  if (key.use !== undefined && key.use !== 'sig') throw clientRefused({ why: 'key' });
  if (key.key_ops !== undefined && !key.key_ops.includes('verify')) throw clientRefused({ why: 'key' });
  if (key.alg !== undefined && key.alg !== alg) throw clientRefused({ why: 'key' });
  if (key.kty === 'RSA' && !isSoundRsa(key)) throw clientRefused({ why: 'key' });
  try {
    const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, oth: _oth, key_ops: _ops, ...publicPart } = key;
    const imported = await importJWK(publicPart, alg);
    if (imported instanceof Uint8Array) throw new Error('a secret key');
    return imported;
  } catch (cause) {
    throw clientRefused({ why: 'key' }, cause);
  }
}

function isSoundRsa(key: JWK): boolean {
  const modulus = bytesOf(key.n ?? '');
  const exponent = bytesOf(key.e ?? '');
  if (!modulus || !exponent || modulus.length < 256) return false;
  const e = BigInt(`0x${Buffer.from(exponent).toString('hex') || '0'}`);
  return e >= 65_537n && e % 2n === 1n && !isRoca(BigInt(`0x${Buffer.from(modulus).toString('hex')}`));
}

const SMALL_PRIMES = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113,
  127, 131, 137, 139, 149, 151, 157, 163, 167,
];

/**
 * Was this modulus made by the faulty library of CVE-2017-15361? Its primes are powers of 65537 modulo every small prime;
 * an honest modulus passes by chance once in 2^27 or so.
 * Source: Nemec et al. (2017), "The Return of Coppersmith's Attack", ACM CCS, section 2.3.
 */
export function isRoca(modulus: bigint): boolean {
  return SMALL_PRIMES.every((prime) => {
    const rest = Number(modulus % BigInt(prime));
    let power = 1;
    do {
      if (power === rest) return true;
      power = (power * (65_537 % prime)) % prime;
    } while (power !== 1);
    return false;
  });
}

function checkClaims(claims: Members, issuer: string, rules: TokenRules, world: TokenWorld): string {
  const { aud, sub, exp, iat, nbf, jti } = claims;
  const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  if (!audiences.includes(rules.audience)) throw clientRefused({ why: 'audience' });
  const isSubjectRight = sub === undefined ? !rules.needsSubject : !rules.needsSubject || sub === issuer;
  if (!isSubjectRight) throw clientRefused({ why: 'subject' });
  const now = Math.floor(world.now().getTime() / 1000);
  const tolerance = rules.clockToleranceSeconds ?? 30;
  const longest = (rules.maxLifetimeSeconds ?? 300) + tolerance;
  if (typeof exp !== 'number' || !Number.isFinite(exp)) throw clientRefused({ why: 'time' });
  if (exp <= now - tolerance || exp > now + longest) throw clientRefused({ why: 'time' });
  for (const early of [iat, nbf]) {
    if (early !== undefined && !(typeof early === 'number' && early <= now + tolerance)) {
      throw clientRefused({ why: 'time' });
    }
  }
  if (typeof jti !== 'string' || jti === '') throw clientRefused({ why: 'used before' });
  if (!world.seen.firstUse(issuer, jti, exp + tolerance, now)) throw clientRefused({ why: 'used before' });
  return issuer;
}

/**
 * A memory of used tokens for one process. After a restart a token of the last five minutes could be used once more; the
 * receipt's (service, hookInstance) key still lets no call count twice.
 */
export function seenInMemory(): SeenTokens {
  const expiries = new Map<string, number>();
  let swept = 0;
  return {
    firstUse(issuer, jti, expiresAt, now) {
      if (now >= swept + 60) {
        for (const [key, expiry] of expiries) if (expiry < now) expiries.delete(key);
        swept = now;
      }
      const key = `${issuer.length} ${issuer} ${jti}`;
      if (expiries.has(key)) return false;
      expiries.set(key, expiresAt);
      return true;
    },
  };
}

/** How a node treats callers: by token, or open to anybody where its settings say so (a demonstration, a test). */
export type ClientPolicy =
  | { readonly mode: 'token'; readonly trusted: readonly TrustedIssuer[] }
  | { readonly mode: 'open' };

/**
 * The caller's name: its issuer, or `open` on a node that takes anybody. `authorization` is the HTTP header; `audience`
 * the exact address that was called.
 */
export async function admitClient(
  policy: ClientPolicy,
  call: { readonly authorization: string | undefined; readonly audience: string },
  world: TokenWorld,
): Promise<string> {
  if (policy.mode === 'open') return 'open';
  const token = /^Bearer ([^\s]+)$/.exec(call.authorization ?? '')?.[1];
  return verifyClientToken(token, { trusted: policy.trusted, audience: call.audience }, world);
}
