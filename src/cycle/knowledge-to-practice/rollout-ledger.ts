/** Keeps the state of every roll-out. Each change is one transaction: the row, and its entry in the ledger. */
import type { Effects } from '../../core/effects.ts';
import { defineFault } from '../../core/fault.ts';
import type { Ledger, LedgerTransaction } from '../../engine/store/ledger.ts';
import type { Advice, RolloutState } from '../handover.ts';
import { adviceDigest } from './advice-content.ts';
import { missingFor, nextState, type Rollout, type ShadowFigures, stepTo } from './rollout.ts';
import { type Brought, gatherEvidence, reviewersOf, told } from './rollout-evidence.ts';
import { LIVE, rolloutIn, rolloutOf } from './rollout-rows.ts';

export const otherVersionLive = defineFault(
  'rollout/other-version-live',
  'conflict',
  (d: { advice: string; version: string }) => `version ${d.version} of ${d.advice} is on its way already`,
  'Retire that version first.',
);

export const reasonNeeded = defineFault(
  'rollout/reason-needed',
  'bad-input',
  (d: { what: string }) => `to ${d.what} an advice needs a reason`,
  'Say why in a sentence; it is kept in the ledger.',
);

export const contentChanged = defineFault(
  'rollout/content-changed',
  'conflict',
  (d: { advice: string; version: string }) => `${d.advice} ${d.version} is not the text that was drafted any more`,
  'Give the changed text a new version, or put the text back.',
);

/**
 * Registers one version of an advice as a draft. Doing it again changes nothing; a draft whose text changed is registered
 * with its new text, and approvals of the old text no longer count. From `reviewed` on the text is fixed.
 */
export async function draftAdvice(
  ledger: Ledger,
  effects: Effects,
  draft: { readonly advice: Advice; readonly author: string },
): Promise<Rollout> {
  const { advice, author } = draft;
  const digest = adviceDigest(advice);
  return ledger.transaction(async (transaction) => {
    const changed = await transaction.query(
      `insert into rollout (advice, version, digest, cycle, author, state, changed_at)
       values ($1, $2, $3, $4, $5, 'draft', $6)
       on conflict (advice, version) do update set digest = excluded.digest, changed_at = excluded.changed_at
         where rollout.state = 'draft' and rollout.digest <> excluded.digest
       returning advice`,
      [advice.id, advice.version, digest, advice.cycle, author, effects.now()],
    );
    if (changed.length > 0) {
      await transaction.append({
        kind: 'rollout/drafted',
        subject: `advice:${advice.id}`,
        actor: author,
        body: { version: advice.version, digest, cycle: advice.cycle, plan: { ...advice.impactPlan } },
      });
    }
    const rollout = await rolloutIn(transaction, advice.id, advice.version);
    if (rollout.digest !== digest) throw contentChanged({ advice: advice.id, version: advice.version });
    return rollout;
  });
}

export interface Step extends Brought {
  readonly to: RolloutState;
  readonly actor: string;
}

/** Takes one step if everything it needs is on record; the evidence goes into the ledger with it. */
export async function advanceRollout(ledger: Ledger, effects: Effects, step: Step): Promise<Rollout> {
  const { id, version } = step.advice;
  const approvedBy = await reviewersOf(ledger, await rolloutOf(ledger, id, version));
  return ledger.transaction(async (transaction) => {
    const before = await rolloutIn(transaction, id, version, 'for update');
    // Retiring must stay possible when the text is lost.
    if (step.to !== 'retired' && before.digest !== adviceDigest(step.advice)) {
      throw contentChanged({ advice: id, version });
    }
    const evidence = await gatherEvidence(transaction, before, step, approvedBy);
    const after = stepTo(before, step.to, evidence);
    await refuseSecondVersion(transaction, after);
    await save(transaction, effects, after);
    await transaction.append({
      kind: 'rollout/advanced',
      subject: `advice:${id}`,
      actor: step.actor,
      body: {
        version,
        digest: before.digest,
        cycle: before.cycle,
        from: before.state,
        to: after.state,
        evidence: told(step.to, evidence),
      },
    });
    return after;
  });
}

/** What the next step of a roll-out still lacks, for the page that shows it; undefined at the end of the road. */
export async function lackingForNext(
  ledger: Ledger,
  step: Omit<Step, 'to'>,
): Promise<{ readonly to: RolloutState; readonly missing: readonly string[] } | undefined> {
  const rollout = await rolloutOf(ledger, step.advice.id, step.advice.version);
  const to = nextState(rollout.state);
  if (!to) return undefined;
  const approvedBy = await reviewersOf(ledger, rollout);
  const evidence = await gatherEvidence(ledger, rollout, step, approvedBy);
  return { to, missing: missingFor(rollout, to, evidence) };
}

/** The kill switch: from this moment no version of the advice is shown to anyone. Never refused, whatever the state. */
export async function stopAdvice(
  ledger: Ledger,
  effects: Effects,
  order: { readonly advice: string; readonly actor: string; readonly reason: string },
): Promise<void> {
  await ledger.transaction(async (transaction) => {
    await transaction.query('update rollout set is_stopped = true, changed_at = $2 where advice = $1', [
      order.advice,
      effects.now(),
    ]);
    await transaction.append({
      kind: 'rollout/stopped',
      subject: `advice:${order.advice}`,
      actor: order.actor,
      body: { reason: order.reason },
    });
  });
}

/** Takes the kill switch back for one version: a decision with a reason. The state is what it was before. */
export async function resumeAdvice(
  ledger: Ledger,
  effects: Effects,
  order: { readonly advice: string; readonly version: string; readonly actor: string; readonly reason: string },
): Promise<Rollout> {
  if (order.reason.trim() === '') throw reasonNeeded({ what: 'restart' });
  return ledger.transaction(async (transaction) => {
    const rollout = { ...(await rolloutIn(transaction, order.advice, order.version, 'for update')), isStopped: false };
    await save(transaction, effects, rollout);
    await transaction.append({
      kind: 'rollout/resumed',
      subject: `advice:${order.advice}`,
      actor: order.actor,
      body: { version: order.version, state: rollout.state, reason: order.reason },
    });
    return rollout;
  });
}

/** Puts the figures of a shadow run on record. Without it the counts of the live shadow run are used. */
export async function recordShadow(
  ledger: Ledger,
  run: { readonly advice: string; readonly version: string; readonly actor: string; readonly figures: ShadowFigures },
): Promise<void> {
  await ledger.append({
    kind: 'rollout/shadow-figures',
    subject: `advice:${run.advice}`,
    actor: run.actor,
    body: { version: run.version, ...run.figures },
  });
}

/** A person who did not write the advice has looked at the shadow figures and says go on. */
export async function signShadow(
  ledger: Ledger,
  sign: { readonly advice: string; readonly version: string; readonly actor: string; readonly says: string },
): Promise<void> {
  await ledger.append({
    kind: 'rollout/shadow-signed',
    subject: `advice:${sign.advice}`,
    actor: sign.actor,
    body: { version: sign.version, says: sign.says },
  });
}

/** Freezes the plan of an interrupted series: what a sealed allocation is for a randomised design. */
export async function freezePlan(
  ledger: Ledger,
  plan: { readonly advice: Advice; readonly actor: string; readonly from: string },
): Promise<void> {
  await ledger.append({
    kind: 'rollout/plan-frozen',
    subject: `advice:${plan.advice.id}`,
    actor: plan.actor,
    body: { version: plan.advice.version, from: plan.from, plan: { ...plan.advice.impactPlan } },
  });
}

async function refuseSecondVersion(transaction: LedgerTransaction, after: Rollout): Promise<void> {
  if (!LIVE.includes(after.state)) return;
  const [other] = await transaction.query<{ version: string }>(
    'select version from rollout where advice = $1 and version <> $2 and state = any($3)',
    [after.advice, after.version, LIVE],
  );
  if (other) throw otherVersionLive({ advice: after.advice, version: other.version });
}

async function save(transaction: LedgerTransaction, effects: Effects, rollout: Rollout): Promise<void> {
  await transaction.query(
    `update rollout set state = $3, is_stopped = $4, canary_practitioners = $5, canary_practice = $6, trial = $7,
       changed_at = $8 where advice = $1 and version = $2`,
    [
      rollout.advice,
      rollout.version,
      rollout.state,
      rollout.isStopped,
      rollout.canary.practitioners,
      rollout.canary.practice,
      rollout.trial,
      effects.now(),
    ],
  );
}
