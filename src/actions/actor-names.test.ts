import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryLedger } from '../../test/ledger.ts';
import { createAccount } from '../community/accounts.ts';
import { ROLES } from '../community/roles.ts';
import { nodeEffects } from '../effects/node.ts';
import type { Ledger } from '../engine/store/ledger.ts';
import { actorNames } from './actor-names.ts';
import { titlesOf } from './titles-of.ts';

let ledger: Ledger;
beforeAll(async () => {
  ledger = await temporaryLedger();
});
afterAll(() => ledger.close());

test('actorNames() names accounts, the operator and the people of the synthetic world, and nobody else', async () => {
  const operator = { id: 'operator', name: 'Operator', roles: ROLES, practices: [] };
  const account = { name: 'Kim', password: 'a long enough password', roles: ['analyst'] } as const;
  const { id } = await createAccount(ledger, nodeEffects(), account, operator);
  const nameOf = await actorNames(ledger);
  expect([id, 'rondo', 'operator', 'operator ana', 'simulated-reviewer-1', 'who?'].map(nameOf)).toEqual([
    'Kim',
    'Rondo',
    'The operator',
    'ana at the command line',
    'Simulated reviewer 1',
    undefined,
  ]);
});

test('titlesOf() names what the library holds, and what feedback was about', async () => {
  const titleOf = await titlesOf(ledger);
  expect(titleOf('measure:readmission-30-day')).toBe('“Back in hospital within 30 days of discharge”');
  expect(titleOf('feedback:practice-1/readmission-30-day')).toBe(
    '“Back in hospital within 30 days of discharge” in practice-1',
  );
  expect(titleOf('advice:no-such-advice')).toBeUndefined();
});
