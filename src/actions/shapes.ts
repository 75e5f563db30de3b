/** The shapes that several actions give. Each becomes an OpenAPI schema and a type of the web client. */
import { type Static, Type } from '../core/schema.ts';

const Cell = Type.Union([Type.String(), Type.Number(), Type.Null()]);

/** Columns and rows: what a chart draws, what a CSV holds. */
export const Table = Type.Object({ columns: Type.Array(Type.String()), rows: Type.Array(Type.Array(Cell)) });

export const FigureShape = Type.Object({
  id: Type.String(),
  title: Type.String(),
  description: Type.String(),
  unit: Type.String(),
  svg: Type.String(),
  table: Table,
});

export const DiagnosticShape = Type.Object({ name: Type.String(), ok: Type.Boolean(), says: Type.String() });

export const DefinitionShape = Type.Object({ id: Type.String(), version: Type.String(), digest: Type.String() });

export const IntervalShape = Type.Union([Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), Type.Null()]);

export const DatasetShape = Type.Object({
  snapshot: Type.String(),
  manifest: Type.String(),
  asOf: Type.String(),
  people: Type.Integer(),
  failedChecks: Type.Array(
    Type.Object({ check: Type.String(), says: Type.String(), threatens: Type.Array(Type.String()) }),
  ),
  isSimulated: Type.Boolean(),
});

/** A finding as the handover names it. */
export const FindingShape = Type.Object({
  id: Type.String(),
  cycle: Type.String(),
  title: Type.String(),
  answers: Type.String(),
  dataset: DatasetShape,
  definition: DefinitionShape,
  codeSets: Type.Array(
    Type.Object({ id: Type.String(), version: Type.String(), digest: Type.String(), resolvedConcepts: Type.Integer() }),
  ),
  method: Type.String(),
  estimate: Type.Union([Type.Number(), Type.Null()]),
  interval: IntervalShape,
  level: Type.Number(),
  unit: Type.String(),
  people: Type.Integer(),
  assumptions: Type.Array(Type.String()),
  diagnostics: Type.Array(DiagnosticShape),
  verdict: Type.Object({ isReliable: Type.Boolean(), reason: Type.String() }),
  table: Type.Optional(Table),
  figure: Type.Optional(FigureShape),
});
export type FindingJson = Static<typeof FindingShape>;

/** read = loaded + excluded + quarantined + superseded, a row for each type, fate and reason. */
export const AccountingRow = Type.Object({
  type: Type.String(),
  fate: Type.String(),
  reason: Type.String(),
  records: Type.Integer(),
});

export const CheckRow = Type.Object({
  check: Type.String(),
  title: Type.String(),
  kind: Type.String(),
  severity: Type.String(),
  source: Type.String(),
  month: Type.Union([Type.String(), Type.Null()]),
  violated: Type.Integer(),
  of: Type.Integer(),
  share: Type.Number(),
  threshold: Type.Number(),
  ok: Type.Boolean(),
  says: Type.String(),
  threatens: Type.Array(Type.String()),
});

export const SnapshotRow = Type.Object({
  id: Type.String(),
  builtAt: Type.String(),
  asOf: Type.String(),
  people: Type.Integer(),
  records: Type.Integer(),
  policy: Type.String(),
  isCurrent: Type.Boolean(),
  checksFailed: Type.Integer(),
});

/** One stratum of a measure over the latest period. Share and bounds are in [0, 1]; null where too few people. */
export const StratumRow = Type.Object({
  stratifier: Type.String(),
  stratum: Type.String(),
  label: Type.String(),
  denominator: Type.Union([Type.Integer(), Type.Null()]),
  excluded: Type.Union([Type.Integer(), Type.Null()]),
  numerator: Type.Union([Type.Integer(), Type.Null()]),
  share: Type.Union([Type.Number(), Type.Null()]),
  lower: Type.Union([Type.Number(), Type.Null()]),
  upper: Type.Union([Type.Number(), Type.Null()]),
});

/** A measure's words, as its library file gives them. */
export const MeasureCard = Type.Object({
  id: Type.String(),
  title: Type.String(),
  version: Type.String(),
  digest: Type.String(),
  whyItMatters: Type.String(),
  numerator: Type.String(),
  denominator: Type.String(),
  exclusions: Type.String(),
  goodDirection: Type.String(),
  /** what its numbers count: `people` or `visits` */
  counted: Type.String(),
  owner: Type.String(),
  source: Type.String(),
  nextReview: Type.String(),
  status: Type.String(),
  /** has a person of this node confirmed which direction is good? */
  isDirectionConfirmed: Type.Boolean(),
});

/** Where one cycle stands: one entry for each arrow of the ring. */
export const ArrowRow = Type.Object({
  arrow: Type.String(),
  title: Type.String(),
  /** `done`, `under way`, `waiting` */
  state: Type.String(),
  /** days from its beginning to its end, or to now; null before it began */
  days: Type.Union([Type.Number(), Type.Null()]),
  says: Type.String(),
  /** a sentence for each advice on it, where there are several */
  details: Type.Array(Type.String()),
});

export const ImpactShape = Type.Object({
  cycle: Type.String(),
  advice: Type.String(),
  adviceTitle: Type.String(),
  design: Type.String(),
  dataset: DatasetShape,
  estimate: Type.Union([Type.Number(), Type.Null()]),
  interval: IntervalShape,
  level: Type.Number(),
  unit: Type.String(),
  groups: Type.Array(
    Type.Object({ name: Type.String(), people: Type.Integer(), events: Type.Integer(), clusters: Type.Integer() }),
  ),
  assumptions: Type.Array(Type.String()),
  diagnostics: Type.Array(DiagnosticShape),
  blocked: Type.Optional(Type.String()),
  isSimulated: Type.Boolean(),
  figure: Type.Optional(FigureShape),
  verdict: Type.Object({
    proposed: Type.String(),
    reason: Type.String(),
    decided: Type.Union([Type.String(), Type.Null()]),
    decidedBy: Type.Array(Type.String()),
  }),
});

export const CycleShape = Type.Object({
  id: Type.String(),
  title: Type.String(),
  question: Type.String(),
  whyItMatters: Type.String(),
  owner: Type.String(),
  standsAt: Type.String(),
  isClosed: Type.Boolean(),
  /** days from the question to the verdict that closed it, or to now; null before it was opened */
  openDays: Type.Union([Type.Number(), Type.Null()]),
  ring: FigureShape,
  arrows: Type.Array(ArrowRow),
  found: Type.Array(Type.String()),
});

export const AdviceShape = Type.Object({
  id: Type.String(),
  version: Type.String(),
  cycle: Type.String(),
  title: Type.String(),
  channel: Type.String(),
  summary: Type.String(),
  detail: Type.String(),
  suggestedAction: Type.String(),
  evidence: Type.Array(
    Type.Object({ title: Type.String(), citation: Type.String(), url: Type.Optional(Type.String()) }),
  ),
  owner: Type.String(),
  reviewBy: Type.String(),
  state: Type.String(),
  isStopped: Type.Boolean(),
  /** who it reaches, as a plain sentence made from the definition */
  ruleInWords: Type.String(),
  impactPlan: Type.Object({
    design: Type.String(),
    unit: Type.String(),
    outcome: Type.String(),
    /** the same in words */
    outcomeTitle: Type.String(),
    outcomeWithinDays: Type.Integer(),
    goodDirection: Type.String(),
    smallestWorthwhile: Type.Number(),
    harmBound: Type.Number(),
  }),
  reviewers: Type.Array(Type.Object({ name: Type.String(), role: Type.String(), at: Type.String() })),
  /** what must be in place before the next step, and whether it is */
  nextSteps: Type.Array(Type.Object({ to: Type.String(), needs: Type.String(), isMet: Type.Boolean() })),
  counts: Type.Object({
    fired: Type.Integer(),
    shown: Type.Integer(),
    accepted: Type.Integer(),
    overridden: Type.Integer(),
    actedOn: Type.Integer(),
    ignored: Type.Integer(),
  }),
  overrideReasons: Type.Array(Type.Object({ reason: Type.String(), times: Type.Integer() })),
});

/** Team feedback as one practice sees it. */
export const TeamFeedbackShape = Type.Object({
  practice: Type.String(),
  practiceName: Type.String(),
  measure: Type.String(),
  measureTitle: Type.String(),
  asOf: Type.String(),
  dataLagDays: Type.Integer(),
  headline: Type.String(),
  ownShare: Type.Union([Type.Number(), Type.Null()]),
  ownInterval: IntervalShape,
  denominator: Type.Integer(),
  comparators: Type.Array(Type.Object({ name: Type.String(), share: Type.Number(), says: Type.String() })),
  trend: Type.Optional(FigureShape),
  suggestedAction: Type.String(),
  /** how many people are on the list of those who need attention */
  peopleToReview: Type.Integer(),
  barrierQuestion: Type.Object({
    asks: Type.String(),
    options: Type.Array(Type.Object({ id: Type.String(), group: Type.String(), says: Type.String() })),
  }),
  lastPlan: Type.Union([
    Type.Object({
      barrier: Type.String(),
      plan: Type.String(),
      dueOn: Type.String(),
      by: Type.String(),
      /** open, overdue, done or dropped */
      state: Type.String(),
      savedAt: Type.String(),
    }),
    Type.Null(),
  ]),
});

export const DecisionRow = Type.Object({
  seq: Type.Integer(),
  savedAt: Type.String(),
  kind: Type.String(),
  subject: Type.String(),
  actor: Type.String(),
  /** the entry in a sentence */
  says: Type.String(),
  hash: Type.String(),
});

export const AccountRow = Type.Object({
  id: Type.String(),
  name: Type.String(),
  roles: Type.Array(Type.String()),
  practices: Type.Array(Type.String()),
  isActive: Type.Boolean(),
});
