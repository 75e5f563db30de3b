import { defineFault } from '../core/fault.ts';
import type { Ledger } from '../engine/store/ledger.ts';
import { isAlreadyThere } from '../engine/store/ledger-refusal.ts';
import { type Actor, mayAct, type Role } from './roles.ts';

export const approvalRoleMissing = defineFault(
  'community/approval-role-missing',
  'not-allowed',
  (d: { role: Role }) => `only someone who has the part of ${d.role} can approve as one`,
  'Approve in a part you have, or ask an administrator for it.',
);

export const approvedAlready = defineFault(
  'community/approved-already',
  'conflict',
  (d: { subject: string; version: string }) => `you have approved ${d.subject} version ${d.version} already`,
  'One person counts once; ask someone else to look at it too.',
);

/** What is approved: an approval is for one version and never carries over to the next. */
export interface Approvable {
  /** e.g. `advice:bp-card` */
  readonly subject: string;
  readonly version: string;
}

export interface Approval extends Approvable {
  /** account id */
  readonly actor: string;
  /** the part in which it was given */
  readonly role: Role;
  readonly savedAt: string;
}

/** Puts an approval on record. */
export async function approve(
  ledger: Ledger,
  { subject, version, role, comment }: Approvable & { readonly role: Role; readonly comment?: string },
  actor: Actor,
): Promise<Approval> {
  if (!mayAct(actor, [role])) throw approvalRoleMissing({ role });
  try {
    return await ledger.transaction(async (transaction) => {
      const { savedAt } = await transaction.append({
        kind: 'approval/given',
        subject,
        actor: actor.id,
        body: { version, role, comment },
      });
      await transaction.query(
        'insert into approval (subject, version, actor, role, saved_at) values ($1, $2, $3, $4, $5)',
        [subject, version, actor.id, role, savedAt],
      );
      return { subject, version, actor: actor.id, role, savedAt };
    });
  } catch (error) {
    if (isAlreadyThere(error, 'approval_pkey')) throw approvedAlready({ subject, version });
    throw error;
  }
}

/** Takes one's own approval back; false if there was none. The ledger keeps both. */
export async function withdrawApproval(
  ledger: Ledger,
  { subject, version }: Approvable,
  actor: Actor,
  reason: string,
): Promise<boolean> {
  return ledger.transaction(async (transaction) => {
    const gone = await transaction.query(
      'delete from approval where subject = $1 and version = $2 and actor = $3 returning role',
      [subject, version, actor.id],
    );
    if (gone.length === 0) return false;
    await transaction.append({ kind: 'approval/withdrawn', subject, actor: actor.id, body: { version, reason } });
    return true;
  });
}

/** The approvals that stand for this version, oldest first. */
export async function approvalsOf(ledger: Ledger, { subject, version }: Approvable): Promise<Approval[]> {
  const rows = await ledger.query<{ actor: string; role: Role; saved_at: Date }>(
    'select actor, role, saved_at from approval where subject = $1 and version = $2 order by saved_at, actor',
    [subject, version],
  );
  return rows.map(({ actor, role, saved_at }) => ({ subject, version, actor, role, savedAt: saved_at.toISOString() }));
}

/**
 * Have two different people approved this as reviewers, neither of whom wrote it?
 *
 * @param authors account ids of everyone who wrote or changed this version
 */
export function hasTwoIndependentReviewers(approvals: readonly Approval[], authors: readonly string[]): boolean {
  const reviewers = approvals.filter(({ role, actor }) => role === 'reviewer' && !authors.includes(actor));
  return new Set(reviewers.map(({ actor }) => actor)).size >= 2;
}
