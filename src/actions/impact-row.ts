import type { Static } from '../core/schema.ts';
import type { Impact } from '../cycle/handover.ts';
import { proposeVerdict } from '../cycle/impact/verdict.ts';
import { verdictOf } from '../cycle/impact/verdict-ledger.ts';
import type { Ledger } from '../engine/store/ledger.ts';
import { actorNames } from './actor-names.ts';
import type { AnyAdvice } from './advice-shelf.ts';
import type { ImpactShape } from './shapes.ts';

/** An impact with the verdict proposed by rule and the one decided by people. */
export async function impactRow(
  advice: AnyAdvice,
  impact: Impact,
  ledger: Ledger,
): Promise<Static<typeof ImpactShape>> {
  const nameOf = await actorNames(ledger);
  const decided = await verdictOf(ledger, advice);
  const proposed = proposeVerdict(impact, advice.impactPlan);
  const plain = JSON.parse(JSON.stringify(impact)) as Static<typeof ImpactShape>; // an Impact is JSON through and through
  return {
    ...plain,
    adviceTitle: advice.title,
    verdict: {
      proposed: proposed.proposed,
      reason: proposed.reason,
      decided: decided.decided,
      decidedBy: decided.decidedBy.map((who) => nameOf(who) ?? who),
    },
  };
}
