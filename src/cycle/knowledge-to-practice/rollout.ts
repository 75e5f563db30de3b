/**
 * The steps by which advice reaches people, and what each step must be able to show. Pure: the ledger keeps the state
 * (rollout-ledger.ts), this file says what may follow from it.
 */
import type { Digest } from '../../core/digest.ts';
import { defineFault } from '../../core/fault.ts';
import { ROLLOUT_STATES, type RolloutState, type VerdictWord } from '../handover.ts';

export const stepSkipped = defineFault(
  'rollout/step-skipped',
  'conflict',
  (d: { from: RolloutState; to: RolloutState }) => `advice that is ${d.from} cannot become ${d.to}`,
  'Take the steps in order: draft, reviewed, shadow, canary, randomised, everyone. Retired can follow any of them.',
);

export const evidenceMissing = defineFault(
  'rollout/evidence-missing',
  'conflict',
  (d: { to: RolloutState; missing: readonly string[] }) => `not ready to become ${d.to}: ${d.missing.join('; ')}`,
  'Record what is missing, then take the step again.',
);

/** One version of an advice on its way. */
export interface Rollout {
  readonly advice: string;
  readonly version: string;
  /** of the content as it was submitted: reviewers and receipts speak of exactly this */
  readonly digest: Digest;
  readonly cycle: string;
  /** account id of who wrote it */
  readonly author: string;
  readonly state: RolloutState;
  /** the kill switch: true means nothing is shown, whatever the state */
  readonly isStopped: boolean;
  readonly canary: Canary;
  /** the trial that allocates, from `randomised` on */
  readonly trial: string | null;
}

/** Who sees advice first: named practitioners, or everyone of one practice. */
export interface Canary {
  /** FHIR ids */
  readonly practitioners: readonly string[];
  readonly practice: string | null;
}

export const NO_CANARY: Canary = { practitioners: [], practice: null };

/** What is on record about a version when a step is asked for. */
export interface Evidence {
  /** accounts that approved this version and digest */
  readonly approvedBy: readonly string[];
  /** sentences about what the content still lacks; empty if it is complete */
  readonly contentLacks: readonly string[];
  readonly shadow: ShadowFigures | null;
  /** who looked at the shadow figures and said go on */
  readonly shadowSignedBy: string | null;
  readonly canary: Canary | null;
  /** practitioners known to the node, for the 5 % rule; null if not known */
  readonly practitionersKnown: number | null;
  /** design `randomised`: id of the sealed trial; design `interrupted-series`: id of the frozen plan */
  readonly sealed: string | null;
  readonly verdict: VerdictWord | null;
  /** who was asked before retiring, in a sentence */
  readonly reason: string | null;
}

/** How a rule behaved while nobody saw it. */
export interface ShadowFigures {
  /** times the rule was asked */
  readonly evaluated: number;
  /** times it would have shown a card */
  readonly fired: number;
  /** care days covered */
  readonly days: number;
}

/** The largest share of practitioners a canary may name; smaller nodes may name one. */
const CANARY_SHARE = 0.05;

/** The step after this one; undefined at the end of the road. */
export function nextState(state: RolloutState): RolloutState | undefined {
  if (state === 'retired' || state === 'everyone') return undefined;
  return ROLLOUT_STATES[ROLLOUT_STATES.indexOf(state) + 1];
}

/**
 * Takes one step: to the next state, or to `retired` from anywhere. Throws `rollout/step-skipped` for any other step and
 * `rollout/evidence-missing`, naming everything that is missing at once.
 */
export function stepTo(rollout: Rollout, to: RolloutState, evidence: Evidence): Rollout {
  if (to !== nextState(rollout.state) && !(to === 'retired' && rollout.state !== 'retired')) {
    throw stepSkipped({ from: rollout.state, to });
  }
  const missing = missingFor(rollout, to, evidence);
  if (missing.length > 0) throw evidenceMissing({ to, missing });
  return {
    ...rollout,
    state: to,
    canary: to === 'canary' && evidence.canary ? evidence.canary : rollout.canary,
    trial: to === 'randomised' ? evidence.sealed : rollout.trial,
  };
}

/** What a step still lacks, in sentences for the person who asked for it; empty if it may be taken. */
export function missingFor(rollout: Rollout, to: RolloutState, evidence: Evidence): string[] {
  switch (to) {
    case 'draft':
      return [];
    case 'reviewed':
      return [...evidence.contentLacks, ...lackOfReviewers(rollout, evidence)];
    case 'shadow':
      // An approval can be withdrawn between the two steps.
      return lackOfReviewers(rollout, evidence);
    case 'canary':
      return [...lackOfShadow(rollout, evidence), ...lackOfCanary(evidence)];
    case 'randomised':
      return evidence.sealed ? [] : ['a sealed allocation (or, for an interrupted series, a frozen plan)'];
    case 'everyone':
      return lackOfVerdict(evidence);
    case 'retired':
      return evidence.reason ? [] : ['a reason'];
  }
}

/** The accounts that count as reviewers: everyone who approved except the author. */
function independentReviewers(author: string, approvedBy: readonly string[]): string[] {
  return [...new Set(approvedBy)].filter((account) => account !== author);
}

function lackOfReviewers(rollout: Rollout, evidence: Evidence): string[] {
  const reviewers = independentReviewers(rollout.author, evidence.approvedBy).length;
  return reviewers >= 2 ? [] : [`two reviewers who did not write it (there are ${reviewers})`];
}

function lackOfShadow(rollout: Rollout, evidence: Evidence): string[] {
  const missing: string[] = [];
  if (!evidence.shadow || evidence.shadow.evaluated < 1) missing.push('figures from the shadow run');
  if (!evidence.shadowSignedBy) missing.push('a sign-off of the shadow figures');
  else if (evidence.shadowSignedBy === rollout.author) missing.push('a sign-off by someone who did not write it');
  return missing;
}

function lackOfCanary(evidence: Evidence): string[] {
  const { canary, practitionersKnown } = evidence;
  if (!canary) return ['a list of practitioners, or one practice, to begin with'];
  const named = new Set(canary.practitioners).size;
  if (canary.practice !== null) return named === 0 ? [] : ['either a practice or a list of practitioners, not both'];
  if (named === 0) return ['a list of practitioners, or one practice, to begin with'];
  if (practitionersKnown === null) return ['the number of practitioners on this node'];
  const most = Math.max(1, Math.floor(practitionersKnown * CANARY_SHARE));
  return named <= most ? [] : [`a shorter list: at most ${most} of ${practitionersKnown} practitioners`];
}

function lackOfVerdict(evidence: Evidence): string[] {
  if (!evidence.verdict) return ['a verdict on its effect'];
  return evidence.verdict === 'keep' ? [] : [`the verdict "keep" (it is "${evidence.verdict}")`];
}

/** May this practitioner see cards under this roll-out, before any allocation is asked? */
export function reaches(rollout: Rollout, practitioner: string | null, practice: string | null): boolean {
  if (rollout.isStopped) return false;
  switch (rollout.state) {
    case 'draft':
    case 'reviewed':
    case 'shadow':
    case 'retired':
      return false;
    case 'canary':
      if (rollout.canary.practice !== null) return practice === rollout.canary.practice;
      return practitioner !== null && rollout.canary.practitioners.includes(practitioner);
    case 'randomised':
    case 'everyone':
      return true;
  }
}
