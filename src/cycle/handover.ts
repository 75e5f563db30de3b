/** What one arrow of the learning cycle hands to the next. The arrows never import each other: they share this file. */
import type { Digest } from '../core/digest.ts';
import type { Figure } from '../engine/chart/figure.ts';

/** practice → data: one immutable snapshot, as everything downstream names it. */
export interface Dataset {
  /** the snapshot's id, e.g. `s-20260101-3fa2c1` */
  readonly snapshot: string;
  readonly manifest: Digest;
  /** the last day the records speak of, `YYYY-MM-DD` */
  readonly asOf: string;
  readonly people: number;
  /** ids of failed checks: each names what it threatens */
  readonly failedChecks: readonly FailedCheck[];
  /** true if any record in it was made by a simulator */
  readonly isSimulated: boolean;
}

export interface FailedCheck {
  readonly check: string;
  readonly says: string;
  /** ids of definitions whose findings it threatens */
  readonly threatens: readonly string[];
}

/** The definition a finding or advice rests on. */
export interface DefinitionRef {
  readonly id: string;
  readonly version: string;
  readonly digest: Digest;
}

/** One thing a method looked at before it spoke. */
export interface Diagnostic {
  readonly name: string;
  readonly ok: boolean;
  readonly says: string;
}

/** data → knowledge: an estimate that cannot be had without its interval, people, assumptions and diagnostics. */
export interface Finding {
  readonly id: Digest;
  readonly cycle: string;
  readonly title: string;
  readonly answers: 'level' | 'trend' | 'variation' | 'equity' | 'compare';
  readonly dataset: Dataset;
  readonly definition: DefinitionRef;
  readonly codeSets: readonly (DefinitionRef & { readonly resolvedConcepts: number })[];
  readonly method: string;
  /** null where the finding is blocked */
  readonly estimate: number | null;
  readonly interval: readonly [number, number] | null;
  /** confidence level of the interval, in (0, 1) */
  readonly level: number;
  readonly unit: string;
  /** people (or events, where the measure counts events) the estimate rests on */
  readonly people: number;
  readonly assumptions: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** may it be relied on, and why (not) */
  readonly verdict: { readonly isReliable: boolean; readonly reason: string };
  /** rows for a chart's table and for drill-down; counts only, no person */
  readonly table?: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly (string | number | null)[])[];
  };
  readonly figure?: Figure;
}

/** The steps by which advice reaches people; `retired` and the kill switch can be reached from every one. */
export const ROLLOUT_STATES = ['draft', 'reviewed', 'shadow', 'canary', 'randomised', 'everyone', 'retired'] as const;
export type RolloutState = (typeof ROLLOUT_STATES)[number];

/** knowledge → practice: what a finding asks someone to do. Content; its state of roll-out lives in the ledger. */
export interface Advice {
  readonly id: string;
  readonly version: string;
  readonly cycle: string;
  readonly title: string;
  readonly channel: 'cds-card' | 'team-feedback';
  /** the definition that decides for whom */
  readonly definition: string;
  /** one line for the person who reads it, under 140 characters */
  readonly summary: string;
  /** why, in Markdown without HTML */
  readonly detail: string;
  readonly suggestedAction: string;
  readonly evidence: readonly { readonly title: string; readonly citation: string; readonly url?: string }[];
  /** a role, never an invented person */
  readonly owner: string;
  /** `YYYY-MM-DD` */
  readonly reviewBy: string;
  readonly impactPlan: ImpactPlan;
}

/** Written before delivery: how we shall know whether the advice helped. */
export interface ImpactPlan {
  readonly design: 'randomised' | 'interrupted-series';
  /** who or what is randomised */
  readonly unit: 'practitioner' | 'week' | 'practice';
  /** id of the outcome definition or `acted-on` */
  readonly outcome: string;
  readonly outcomeWithinDays: number;
  readonly goodDirection: 'higher' | 'lower';
  /** the smallest effect worth keeping the advice for, on the outcome's scale */
  readonly smallestWorthwhile: number;
  /** an effect in the wrong direction beyond this stops it */
  readonly harmBound: number;
}

export type Arm = 'advice' | 'usual';

/** Proof of one evaluation or delivery of advice, and its fate. The card's uuid is the key everything joins on. */
export interface Receipt {
  readonly card: string;
  readonly advice: string;
  readonly adviceVersion: string;
  readonly definition: Digest;
  readonly channel: Advice['channel'];
  readonly state: RolloutState;
  /** null before randomisation begins */
  readonly arm: Arm | null;
  readonly isShown: boolean;
  /** the FHIR id of the person the advice is about; null for team feedback */
  readonly patient: string | null;
  /** who it was for: a practitioner's FHIR id, or a practice's for team feedback */
  readonly recipient: string;
  readonly practice: string | null;
  /** the care day, `YYYY-MM-DD` */
  readonly happenedOn: string;
  /** the moment stored, ISO 8601 */
  readonly savedAt: string;
  readonly isSimulated: boolean;
}

/** What became of a delivery. Clients never report ignored cards: `acted-on` and `ignored` are read from the records. */
export type Fate = 'accepted' | 'overridden' | 'acted-on' | 'ignored' | 'pending';

/** impact: the effect of advice on practice, with the decision it led to. */
export interface Impact {
  readonly cycle: string;
  readonly advice: string;
  readonly design: ImpactPlan['design'];
  readonly dataset: Dataset;
  readonly estimate: number | null;
  readonly interval: readonly [number, number] | null;
  readonly level: number;
  readonly unit: string;
  /** exposed and comparison groups as counted from receipts and records */
  readonly groups: readonly {
    readonly name: string;
    readonly people: number;
    readonly events: number;
    readonly clusters: number;
  }[];
  readonly assumptions: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly figure?: Figure;
  readonly blocked?: string;
  readonly isSimulated: boolean;
}

export type VerdictWord = 'keep' | 'adapt' | 'retire' | 'undecided';

/** keep, adapt or retire: proposed by rule from the impact and its plan, decided by two named people in the ledger. */
export interface Verdict {
  readonly proposed: VerdictWord;
  readonly reason: string;
}
