import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TemporaryLedger, temporaryLedger } from '../../test/ledger.ts';
import { type Approval, approvalsOf, approve, hasTwoIndependentReviewers, withdrawApproval } from './approvals.ts';
import type { Actor, Role } from './roles.ts';

const actor = (id: string, ...roles: Role[]): Actor => ({ id, name: id, roles, practices: [] });

let ledger: TemporaryLedger;
beforeAll(async () => {
  ledger = await temporaryLedger();
});
afterAll(() => ledger.close());

test('approve() counts a person once per version, and an approval does not carry over to the next version', async () => {
  const card = { subject: 'advice:a', version: '1' };
  await approve(ledger, { ...card, role: 'reviewer' }, actor('r1', 'reviewer'));
  await expect(approve(ledger, { ...card, role: 'reviewer' }, actor('r1', 'reviewer'))).rejects.toMatchObject({
    code: 'community/approved-already',
  });
  expect(await approvalsOf(ledger, card)).toMatchObject([{ actor: 'r1', role: 'reviewer' }]);
  expect(await approvalsOf(ledger, { ...card, version: '2' })).toEqual([]);
});

test('approve() refuses a part the person does not have', async () => {
  const asked = { subject: 'advice:b', version: '1', role: 'reviewer' } as const;
  await expect(approve(ledger, asked, actor('c', 'clinician'))).rejects.toMatchObject({
    code: 'community/approval-role-missing',
  });
  expect(await ledger.entries({ subject: 'advice:b' })).toEqual([]);
});

test('a withdrawn approval no longer stands and the ledger keeps both', async () => {
  const card = { subject: 'advice:c', version: '1' };
  const reviewer = actor('r1', 'reviewer');
  await approve(ledger, { ...card, role: 'reviewer' }, reviewer);
  expect(await withdrawApproval(ledger, card, reviewer, 'new evidence')).toBe(true);
  expect(await withdrawApproval(ledger, card, reviewer, 'again')).toBe(false);
  expect(await approvalsOf(ledger, card)).toEqual([]);
  const kinds = (await ledger.entries({ subject: 'advice:c' })).map(({ kind }) => kind);
  expect(kinds).toEqual(['approval/withdrawn', 'approval/given']);
});

const given = (who: string, role: Role = 'reviewer'): Approval => ({
  subject: 's',
  version: '1',
  actor: who,
  role,
  savedAt: '',
});

test.each<[boolean, string, Approval[], string[]]>([
  [true, 'two reviewers', [given('a'), given('b')], ['z']],
  [false, 'one reviewer', [given('a')], ['z']],
  [false, 'one reviewer twice', [given('a'), given('a')], ['z']],
  [false, 'a reviewer and the author', [given('a'), given('z')], ['z']],
  [false, 'a reviewer and one of two authors', [given('a'), given('b')], ['z', 'b']],
  [false, 'a reviewer and a clinician', [given('a'), given('b', 'clinician')], ['z']],
  [true, 'two reviewers and the author', [given('a'), given('b'), given('z')], ['z']],
])('hasTwoIndependentReviewers() is %s for %s', (expected, _, approvals, authors) => {
  expect(hasTwoIndependentReviewers(approvals, authors)).toBe(expected);
});
