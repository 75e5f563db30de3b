import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TemporaryLedger, temporaryLedger } from '../../test/ledger.ts';
import { type FakeWorld, fakeEffects } from '../effects/fake.ts';
import { nodeEffects } from '../effects/node.ts';
import { accounts, changeAccount, createAccount, setPassword } from './accounts.ts';
import { offerSetup, setUp } from './first-run.ts';
import type { Actor, Role } from './roles.ts';
import { actorOfSession, createSession, endSession, IDLE_MINUTES, LONGEST_HOURS } from './sessions.ts';
import { authenticate } from './sign-in.ts';

const OPERATOR: Actor = { id: 'operator', name: 'Operator', roles: ['administrator'], practices: [] };
const CLINICIAN: Actor = { id: 'c', name: 'C', roles: ['clinician'], practices: [] };
const PASSWORD = 'correct horse battery';

let ledger: TemporaryLedger;
let world: FakeWorld;
beforeAll(async () => {
  ledger = await temporaryLedger();
});
afterAll(() => ledger.close());
beforeEach(() => {
  world = { ...fakeEffects(), uuid: nodeEffects().uuid, randomBytes: nodeEffects().randomBytes };
});

let made = 0;
const anAccount = (roles: readonly Role[] = ['clinician']) =>
  createAccount(ledger, world, { name: `Person ${++made}`, password: PASSWORD, roles, practices: ['p1'] }, OPERATOR);
const code = (fault: string) => expect.objectContaining({ code: fault });
const later = (minutes: number) => world.moveTo(new Date(world.now().getTime() + minutes * 60_000));

describe('the first run', () => {
  test('setUp() makes one administrator with the newest token, once, even if two come at the same moment', async () => {
    const old = await offerSetup(ledger, world);
    const token = (await offerSetup(ledger, world))!;
    const setup = (given: string) => setUp(ledger, world, { token: given, name: 'First', password: PASSWORD });
    await expect(setup(old!)).rejects.toEqual(code('community/setup-refused'));
    const both = await Promise.allSettled([setup(token), setup(token)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await accounts(ledger)).toMatchObject([{ name: 'First', roles: ['administrator'] }]);
    expect(await offerSetup(ledger, world)).toBeUndefined();
    await expect(setup(token)).rejects.toEqual(code('community/setup-refused'));
  });
});

describe('authenticate()', () => {
  test('knows an account by name, whatever the case and the form of its letters', async () => {
    const account = await anAccount();
    const actor = await authenticate(ledger, world, { name: ` ${account.name.toUpperCase()} `, password: PASSWORD });
    expect(actor).toEqual({ id: account.id, name: account.name, roles: ['clinician'], practices: ['p1'] });
  });

  test('says the same for a wrong name, a wrong password and a disabled account', async () => {
    const [known, disabled] = [await anAccount(), await anAccount()];
    await changeAccount(ledger, disabled.id, { isDisabled: true }, OPERATOR);
    const faults = await Promise.all(
      [
        { name: 'nobody', password: PASSWORD },
        { name: known.name, password: 'not this one, sorry' },
        { name: disabled.name, password: PASSWORD },
        { name: 'nul \0', password: PASSWORD },
      ].map((given) => authenticate(ledger, world, given).catch((fault: Error) => fault)),
    );
    expect(new Set(faults.map((fault) => JSON.stringify([fault, (fault as Error).message]))).size).toBe(1);
    expect(faults[0]).toEqual(code('community/sign-in-refused'));
  });

  test('shuts an account for a quarter of an hour after ten wrong passwords in a row', async () => {
    const { name } = await anAccount();
    const right = () => authenticate(ledger, world, { name, password: PASSWORD });
    const wrong = Array.from({ length: 10 }, (_, i) => ({ name, password: `wrong ${i}` }));
    await Promise.allSettled(wrong.map((given) => authenticate(ledger, world, given)));
    await expect(right()).rejects.toEqual(code('community/sign-in-refused'));
    later(16);
    await expect(right()).resolves.toMatchObject({ name });
  });

  test('takes as long for a name nobody has as for a wrong password (scrypt runs either way)', async () => {
    const { name } = await anAccount();
    const spent = async (given: string) => {
      const from = performance.now();
      await authenticate(ledger, world, { name: given, password: 'not this one, sorry' }).catch(() => {});
      return performance.now() - from;
    };
    const [unknown, wrong] = [await spent('nobody'), await spent(name)];
    expect(unknown).toBeGreaterThan(wrong / 5); // without scrypt it would be a hundredth
  });
});

describe('accounts', () => {
  test('nobody but an administrator changes them', async () => {
    const account = await anAccount();
    const asked = { name: 'x', password: PASSWORD, roles: [] };
    await expect(createAccount(ledger, world, asked, CLINICIAN)).rejects.toEqual(code('community/administrators-only'));
    await expect(changeAccount(ledger, account.id, {}, CLINICIAN)).rejects.toEqual(
      code('community/administrators-only'),
    );
    const password = { account: account.id, password: PASSWORD };
    await expect(setPassword(ledger, world, password, CLINICIAN)).rejects.toEqual(
      code('community/administrators-only'),
    );
  });

  test('no two have the same name, and no password is short', async () => {
    const { name } = await anAccount();
    const twin = { name: name.toUpperCase(), password: PASSWORD, roles: [] };
    await expect(createAccount(ledger, world, twin, OPERATOR)).rejects.toEqual(code('community/account-name-taken'));
    const weak = { name: 'Weak', password: 'eleven char', roles: [] };
    await expect(createAccount(ledger, world, weak, OPERATOR)).rejects.toEqual(code('community/password-too-weak'));
  });

  test('the last administrator cannot be disabled or demoted, even by two at the same moment', async () => {
    const others = (await accounts(ledger)).filter(({ roles }) => roles.includes('administrator'));
    const [a, b] = [await anAccount(['administrator']), await anAccount(['administrator'])];
    for (const { id } of others) await changeAccount(ledger, id, { roles: [] }, OPERATOR);
    const both = await Promise.allSettled([
      changeAccount(ledger, a.id, { isDisabled: true }, OPERATOR),
      changeAccount(ledger, b.id, { roles: ['analyst'] }, OPERATOR),
    ]);
    expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code: 'community/last-administrator' } },
    ]);
  });

  test('every change is in the ledger, no password or hash is', async () => {
    const account = await anAccount();
    await changeAccount(ledger, account.id, { roles: ['reviewer'] }, OPERATOR);
    await setPassword(ledger, world, { account: account.id, password: 'another long one' }, OPERATOR);
    const entries = await ledger.entries({ subject: `account:${account.id}` });
    expect(entries.map(({ kind }) => kind)).toEqual(['account/password-set', 'account/changed', 'account/created']);
    expect(JSON.stringify(entries)).not.toMatch(/scrypt|horse|another long/);
  });
});

describe('a session', () => {
  const signedIn = async () => {
    const account = await anAccount();
    return { account, ...(await createSession(ledger, world, account.id)) };
  };
  const alive = async (token: string) => (await actorOfSession(ledger, world, token)) !== undefined;

  test('opens with its token only, which the database does not hold', async () => {
    const { account, token } = await signedIn();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(await actorOfSession(ledger, world, token)).toMatchObject({ id: account.id });
    expect(await alive(`${token}x`)).toBe(false);
    expect(JSON.stringify(await ledger.query('select * from account_session'))).not.toContain(token);
  });

  test('ends when idle too long, and lives on while it is used', async () => {
    const { token } = await signedIn();
    later(IDLE_MINUTES - 1);
    expect(await alive(token)).toBe(true);
    later(IDLE_MINUTES - 1);
    expect(await alive(token)).toBe(true);
    later(IDLE_MINUTES);
    expect(await alive(token)).toBe(false);
  });

  test('ends at its longest time however busy', async () => {
    const { token } = await signedIn();
    for (let minutes = 0; minutes + 20 < LONGEST_HOURS * 60; minutes += 20) {
      later(20);
      expect(await alive(token)).toBe(true);
    }
    later(20);
    expect(await alive(token)).toBe(false);
  });

  test('ends on signing out, on a new password, and when the account is disabled', async () => {
    const out = await signedIn();
    await endSession(ledger, out.token);
    const renewed = await signedIn();
    await setPassword(ledger, world, { account: renewed.account.id, password: PASSWORD }, renewed.account);
    const disabled = await signedIn();
    await changeAccount(ledger, disabled.account.id, { isDisabled: true }, OPERATOR);
    await changeAccount(ledger, disabled.account.id, { isDisabled: false }, OPERATOR);
    for (const { token } of [out, renewed, disabled]) expect(await alive(token)).toBe(false);
  });

  test('follows a change of roles and practices at the next request', async () => {
    const { account, token } = await signedIn();
    await changeAccount(ledger, account.id, { roles: ['analyst'], practices: ['p2'] }, OPERATOR);
    expect(await actorOfSession(ledger, world, token)).toMatchObject({ roles: ['analyst'], practices: ['p2'] });
  });
});
