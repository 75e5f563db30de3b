/** Gathers what is on record for a step of a roll-out: nobody can claim evidence, it is read where it was written. */
import { type Approvable, approvalsOf } from '../../community/approvals.ts';
import type { Json } from '../../core/canonical-json.ts';
import type { Ledger } from '../../engine/store/ledger.ts';
import type { Advice, RolloutState, VerdictWord } from '../handover.ts';
import { lacksOf } from './advice-content.ts';
import type { Canary, Evidence, Rollout, ShadowFigures } from './rollout.ts';

/** What reviewers approve: one version with exactly this text. Pass it to `approve` of community/approvals. */
export function approvable(rollout: Rollout): Approvable {
  const text = rollout.digest.slice('sha256:'.length, 'sha256:'.length + 12);
  return { subject: `advice:${rollout.advice}`, version: `${rollout.version} (text ${text})` };
}

/** Accounts that approved this text in the part of reviewer. */
export async function reviewersOf(ledger: Ledger, rollout: Rollout): Promise<string[]> {
  const approvals = await approvalsOf(ledger, approvable(rollout));
  return approvals.filter(({ role }) => role === 'reviewer').map(({ actor }) => actor);
}

type Reading = Pick<Ledger, 'query'>;

/** What a person brings along when they ask for a step. */
export interface Brought {
  readonly advice: Advice;
  readonly canary?: Canary;
  readonly practitionersKnown?: number;
  readonly reason?: string;
}

export async function gatherEvidence(
  transaction: Reading,
  rollout: Rollout,
  step: Brought,
  approvedBy: readonly string[],
): Promise<Evidence> {
  const latest = (kind: string) => latestEntry(transaction, kind, rollout);
  const design = step.advice.impactPlan.design;
  const signed = await latest('rollout/shadow-signed');
  const verdict = await latest('verdict/decided');
  return {
    approvedBy,
    contentLacks: lacksOf(step.advice),
    shadow: await shadowFigures(transaction, rollout),
    shadowSignedBy: signed?.actor ?? null,
    canary: step.canary ?? null,
    practitionersKnown: step.practitionersKnown ?? null,
    sealed:
      design === 'randomised'
        ? await sealedTrial(transaction, rollout)
        : (await latest('rollout/plan-frozen'))
          ? 'plan'
          : null,
    verdict: verdict ? (String(verdict.body['word']) as VerdictWord) : null, // written by impact/verdict-ledger.ts only
    reason: step.reason?.trim() || null,
  };
}

interface Told {
  readonly actor: string;
  readonly body: { readonly [key: string]: Json | undefined };
}

async function latestEntry(transaction: Reading, kind: string, rollout: Rollout): Promise<Told | undefined> {
  const [entry] = await transaction.query<Told>(
    `select actor, body from ledger_entry
     where kind = $1 and subject = $2 and body ->> 'version' = $3 order by seq desc limit 1`,
    [kind, `advice:${rollout.advice}`, rollout.version],
  );
  return entry;
}

async function shadowFigures(transaction: Reading, rollout: Rollout): Promise<ShadowFigures | null> {
  const recorded = await latestEntry(transaction, 'rollout/shadow-figures', rollout);
  if (recorded) {
    const { evaluated, fired, days } = recorded.body;
    return { evaluated: Number(evaluated), fired: Number(fired), days: Number(days) };
  }
  const [sum] = await transaction.query<{ evaluated: string; fired: string; days: string }>(
    `select coalesce(sum(evaluated), 0) as evaluated, coalesce(sum(fired), 0) as fired, count(*) as days
     from advice_day where advice = $1 and version = $2`,
    [rollout.advice, rollout.version],
  );
  const figures = { evaluated: Number(sum?.evaluated), fired: Number(sum?.fired), days: Number(sum?.days) };
  return figures.evaluated > 0 ? figures : null;
}

async function sealedTrial(transaction: Reading, rollout: Rollout): Promise<string | null> {
  const [trial] = await transaction.query<{ id: string }>(
    'select id from trial where advice = $1 and version = $2 order by sealed_at desc limit 1',
    [rollout.advice, rollout.version],
  );
  return trial?.id ?? null;
}

/** The part of the evidence a step rested on, for the ledger. */
export function told(to: RolloutState, evidence: Evidence): Json {
  switch (to) {
    case 'draft':
      return {};
    case 'reviewed':
    case 'shadow':
      return { approvedBy: evidence.approvedBy };
    case 'canary':
      return {
        shadow: evidence.shadow ? { ...evidence.shadow } : null,
        signedBy: evidence.shadowSignedBy,
        practitioners: evidence.canary?.practitioners.length ?? 0,
        practice: evidence.canary?.practice ?? null,
      };
    case 'randomised':
      return { sealed: evidence.sealed };
    case 'everyone':
      return { verdict: evidence.verdict };
    case 'retired':
      return { reason: evidence.reason };
  }
}
