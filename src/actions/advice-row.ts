import { approvalsOf } from '../community/approvals.ts';
import type { Static } from '../core/schema.ts';
import { reasonDisplay } from '../cycle/knowledge-to-practice/cds-hooks/override-reasons.ts';
import { receiptBook } from '../cycle/knowledge-to-practice/receipt-book.ts';
import { approvable } from '../cycle/knowledge-to-practice/rollout-evidence.ts';
import { lackingForNext } from '../cycle/knowledge-to-practice/rollout-ledger.ts';
import { definitionInEnglish } from '../engine/query/english.ts';
import type { Context } from './action.ts';
import { actorNames } from './actor-names.ts';
import { type AnyAdvice, rolloutNow } from './advice-shelf.ts';
import { fatesOf } from './card-fates.ts';
import type { AdviceShape } from './shapes.ts';
import { codeSetsOnShelf, measureOnShelf, measuresOnShelf, ruleOnShelf } from './shelf.ts';

/** One advice as lists and its page show it: text, where it stands, what the next step needs, what became of its cards. */
export async function adviceRow(advice: AnyAdvice, context: Context): Promise<Static<typeof AdviceShape>> {
  const { ledger, effects } = context;
  const rollout = await rolloutNow(advice, ledger);
  const nameOf = await actorNames(ledger);
  const approvals = rollout ? await approvalsOf(ledger, approvable(rollout)) : [];
  const lacking = rollout ? await lackingForNext(ledger, { advice, actor: context.actor.id }) : undefined;
  const book = receiptBook(ledger, effects);
  const summary = await book.feedbackSummary(advice.id);
  const { impactPlan } = advice;
  return {
    id: advice.id,
    version: advice.version,
    cycle: advice.cycle,
    title: advice.title,
    channel: advice.channel,
    summary: advice.summary,
    detail: advice.detail,
    suggestedAction: advice.suggestedAction,
    evidence: advice.evidence.map((each) => ({ ...each })),
    owner: advice.owner,
    reviewBy: advice.reviewBy,
    state: rollout?.state ?? 'draft',
    isStopped: rollout?.isStopped ?? false,
    ruleInWords: inWords(advice),
    impactPlan: { ...impactPlan, outcomeTitle: outcomeTitle(impactPlan.outcome) },
    reviewers: approvals.map(({ actor, role, savedAt }) => ({ name: nameOf(actor) ?? actor, role, at: savedAt })),
    nextSteps: nextSteps(lacking, rollout?.state),
    counts: await fatesOf(advice, context),
    overrideReasons: summary.reasons.map(({ code, clicks }) => ({ reason: reasonDisplay(code), times: clicks })),
  };
}

/** What is looked for, in words: a measure's title, or that the advised action stands in the record. */
function outcomeTitle(outcome: string): string {
  if (outcome === 'acted-on') return 'the advised action stands in the record';
  return measuresOnShelf().find(({ id }) => id === outcome)?.title ?? outcome;
}

function inWords(advice: AnyAdvice): string {
  const codeSets = codeSetsOnShelf();
  const definition = advice.channel === 'cds-card' ? ruleOnShelf(advice.definition) : measureOnShelf(advice.definition);
  return definitionInEnglish(definition, codeSets).join(' ');
}

function nextSteps(
  lacking: { readonly to: string; readonly missing: readonly string[] } | undefined,
  state: string | undefined,
): Static<typeof AdviceShape>['nextSteps'] {
  if (state === undefined) return [{ to: 'draft', needs: 'a cycle that is run', isMet: false }];
  const retire = state === 'retired' ? [] : [{ to: 'retired', needs: 'a reason', isMet: true }];
  if (!lacking) return retire;
  const { to, missing } = lacking;
  return [
    {
      to,
      needs: missing.length > 0 ? missing.join('; ') : 'everything it needs is on record',
      isMet: missing.length === 0,
    },
    ...retire,
  ];
}
