import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryLedger } from '../../test/ledger.ts';
import { createAccount } from '../community/accounts.ts';
import { type Actor, ROLES } from '../community/roles.ts';
import { actorOfSession, createSession } from '../community/sessions.ts';
import { authenticate } from '../community/sign-in.ts';
import { nodeEffects } from '../effects/node.ts';
import type { Ledger } from '../engine/store/ledger.ts';
import type { Workspace } from '../engine/store/workspace.ts';
import { passwordChange } from './password-change.ts';
import { runAction } from './run-action.ts';

const effects = nodeEffects();
const workspace = {} as Workspace; // no password stands there
const operator: Actor = { id: 'operator', name: 'Operator', roles: ROLES, practices: [] };
const before = { name: 'Kim', password: 'a long enough password' };
let ledger: Ledger;
let kim: Actor;

beforeAll(async () => {
  ledger = await temporaryLedger();
  kim = await createAccount(ledger, effects, { ...before, roles: ['clinician'] }, operator);
});
afterAll(() => ledger.close());

const change = (params: object, actor: Actor) =>
  runAction(passwordChange, params, { workspace, ledger, effects, actor });

test('password-change refuses one’s own without the present password, and someone else’s to all but administrators', async () => {
  await expect(change({ password: 'another long password' }, kim)).rejects.toMatchObject({
    code: 'community/sign-in-refused',
  });
  const other = await createAccount(ledger, effects, { ...before, name: 'Lee', roles: ['analyst'] }, operator);
  await expect(change({ account: other.id, password: 'another long password' }, kim)).rejects.toMatchObject({
    code: 'community/administrators-only',
  });
  await expect(change({ password: 'another long password' }, operator)).rejects.toMatchObject({
    code: 'actions/no-account-of-ones-own',
  });
  expect((await authenticate(ledger, effects, before)).id).toBe(kim.id);
});

test('password-change sets the new one, ends every session and leaves an entry without the password', async () => {
  const { token } = await createSession(ledger, effects, kim.id);
  const after = { name: 'Kim', password: 'three other words here' };
  await change({ current: before.password, password: after.password }, kim);
  expect(await actorOfSession(ledger, effects, token)).toBeUndefined();
  expect((await authenticate(ledger, effects, after)).id).toBe(kim.id);
  await expect(authenticate(ledger, effects, before)).rejects.toMatchObject({ code: 'community/sign-in-refused' });
  const [entry] = await ledger.entries({ kind: 'account/password-set' });
  expect(entry).toMatchObject({ subject: `account:${kim.id}`, actor: kim.id, body: {} });
});

test('password-change lets an administrator help who forgot theirs', async () => {
  await change({ account: kim.id, password: 'words that were handed over' }, operator);
  expect((await authenticate(ledger, effects, { name: 'Kim', password: 'words that were handed over' })).id).toBe(
    kim.id,
  );
});
