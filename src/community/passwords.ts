import { scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { defineFault } from '../core/fault.ts';

export const passwordTooWeak = defineFault(
  'community/password-too-weak',
  'bad-input',
  () => `a password has at least ${FEWEST} and at most ${MOST} characters`,
  'Choose a longer one; three or four words together are good and easy to keep.',
);

// OWASP ASVS 5.0, 6.2.1 asks for 8 and recommends 15; no rules about kinds of characters (6.2.5).
const FEWEST = 12;
const MOST = 256;

// N = 2^15, r = 8, p = 3: OWASP Password Storage Cheat Sheet, scrypt, 32 MiB a try.
const PARAMETERS = { logN: 15, r: 8, p: 3 } as const;
const KEY_BYTES = 32;

const derive = promisify<string, Uint8Array, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

/** `scrypt$15$8$3$<salt>$<key>`: what is stored instead of a password. Throws `community/password-too-weak`. */
export async function hashPassword(password: string, salt: Uint8Array): Promise<string> {
  const characters = [...normal(password)].length;
  if (characters < FEWEST || characters > MOST) throw passwordTooWeak({});
  const { logN, r, p } = PARAMETERS;
  const key = await keyOf(password, salt, PARAMETERS);
  return ['scrypt', logN, r, p, Buffer.from(salt).toString('base64url'), key.toString('base64url')].join('$');
}

/**
 * Does this password belong to this hash? Takes as long for a wrong password as for a right one, and for no account
 * (undefined) as for one, so that time tells nothing about names.
 */
export async function passwordMatches(password: string, stored: string | undefined): Promise<boolean> {
  const { logN, r, p, salt, key } = parseStored(stored ?? NOBODY);
  const given = await keyOf(password, salt, { logN, r, p });
  return timingSafeEqual(given, key) && stored !== undefined;
}

const NOBODY = `scrypt$${PARAMETERS.logN}$${PARAMETERS.r}$${PARAMETERS.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

function parseStored(stored: string) {
  const [kind, logN, r, p, salt, key] = stored.split('$');
  if (kind !== 'scrypt' || salt === undefined || key === undefined) throw new Error('a stored password is damaged');
  return {
    logN: Number(logN),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  };
}

function keyOf(password: string, salt: Uint8Array, { logN, r, p }: { logN: number; r: number; p: number }) {
  const N = 2 ** logN;
  return derive(normal(password.slice(0, 4 * MOST)), salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r });
}

// The same characters may be typed as different code points on different keyboards.
function normal(password: string): string {
  return password.normalize('NFKC');
}
