/** The real actions with made-up results that show every state a page can be in. */
import { allActions } from '../../src/actions/all-actions.ts';
import type { AnyAction } from '../../src/actions/run-action.ts';
import type {
  AdviceShape,
  FigureShape,
  FindingShape,
  ImpactShape,
  MeasureCard,
  TeamFeedbackShape,
} from '../../src/actions/shapes.ts';
import type { Static } from '../../src/core/schema.ts';
import { bars } from '../../src/engine/chart/bars.ts';
import { differencePlot } from '../../src/engine/chart/difference-plot.ts';
import type { Figure } from '../../src/engine/chart/figure.ts';
import { funnelPlot } from '../../src/engine/chart/funnel-plot.ts';
import { gapPlot } from '../../src/engine/chart/gap-plot.ts';
import { ring } from '../../src/engine/chart/ring.ts';
import { runChart } from '../../src/engine/chart/run-chart.ts';

/** The real declaration with a result of our own; runAction holds that the result has the declared shape. */
function example(id: string, result: unknown): AnyAction {
  const real = allActions.find((action) => action.id === id);
  if (!real) throw new Error(`there is no action ${id}`);
  return { ...real, run: async () => result };
}

/** Figures as JSON carries them: nothing is readonly there. */
function plain(figure: Figure): Static<typeof FigureShape> {
  return JSON.parse(JSON.stringify(figure)) as Static<typeof FigureShape>;
}

const MONTHS = Array.from(
  { length: 24 },
  (_, i) => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
);
const monthly = plain(
  runChart({
    id: 'controlled-by-month',
    title: 'Blood pressure below 140/90, by month',
    subtitle: 'Adults with hypertension; centre line from the first 12 months',
    unit: '% of people',
    format: 'percent',
    points: MONTHS.map((label, i) => {
      const value = 0.56 + 0.025 * Math.sin(i * 1.7) + (i > 14 ? 0.06 : 0);
      return { label, value, people: 900, lower: 0.515, upper: 0.612, signals: i > 20 ? ['beyond the limits'] : [] };
    }),
    phases: [{ from: 0, until: 24, centre: 0.563 }],
    events: [{ at: 15, label: 'advice began' }],
  }),
);
const practices = plain(
  funnelPlot({
    id: 'controlled-by-practice',
    title: 'Blood pressure below 140/90, by practice',
    subtitle: 'Limits of chance around the share of all practices',
    unit: '% of people',
    target: 0.57,
    targetLabel: 'all practices',
    groups: [
      { label: 'Practice 1', people: 320, share: 0.6, place: 'inside' },
      { label: 'Practice 2', people: 180, share: 0.44, place: 'beyond-998' },
      { label: 'Practice 3', people: 95, share: 0.55, place: 'inside' },
      { label: 'Practice 4', people: 240, share: 0.65, place: 'beyond-95' },
      { label: 'Practice 5', people: 8, share: 0.75, place: 'few' },
    ],
    limits: [10, 50, 100, 150, 200, 250, 300, 350].map((people) => {
      const sd = Math.sqrt((0.57 * 0.43) / people);
      return {
        people,
        lower95: 0.57 - 1.96 * sd,
        upper95: 0.57 + 1.96 * sd,
        lower998: 0.57 - 3.09 * sd,
        upper998: 0.57 + 3.09 * sd,
      };
    }),
  }),
);
const equity = plain(
  gapPlot({
    id: 'controlled-by-deprivation',
    title: 'Blood pressure below 140/90, by deprivation',
    unit: '% of people',
    format: 'percent',
    level: 0.95,
    overall: 0.57,
    groups: [
      { label: 'least deprived', people: 210, estimate: 0.64, lower: 0.57, upper: 0.7 },
      { label: 'second', people: 190, estimate: 0.6, lower: 0.53, upper: 0.67 },
      { label: 'middle', people: 180, estimate: 0.56, lower: 0.49, upper: 0.63 },
      { label: 'fourth', people: 150, estimate: 0.52, lower: 0.44, upper: 0.6 },
      { label: 'most deprived', people: 6, estimate: null },
    ],
    gap: { from: 'least deprived', to: 'fourth', label: 'gap 12 points' },
  }),
);
const difference = plain(
  differencePlot({
    id: 'card-effect',
    title: 'Treatment stepped up within 30 days',
    unit: '% of people',
    level: 0.95,
    arms: [
      { label: 'with the card', estimate: 0.41, lower: 0.35, upper: 0.47, people: 268 },
      { label: 'as usual', estimate: 0.29, lower: 0.24, upper: 0.35, people: 251 },
    ],
    differences: [{ label: 'with − without', estimate: 0.12, lower: 0.04, upper: 0.2 }],
    sides: ['fewer with the card', 'more with the card'],
  }),
);
const ringFigure = plain(
  ring({
    id: 'ring-hypertension-control',
    title: 'Hypertension control: where the cycle stands',
    unit: 'days',
    arrows: [
      { days: 1, state: 'done', note: '16 of 17 checks passed' },
      { days: 12, state: 'done', note: '3 findings relied on' },
      { days: 40, state: 'here', note: 'card randomised' },
      { days: null, state: 'ahead' },
    ],
    middle: ['turn 1', 'open 53 days'],
  }),
);
const exclusions = plain(
  bars({
    id: 'exclusions',
    title: 'Records not loaded, by reason',
    unit: 'records',
    bars: [
      { label: 'entered in error', count: 212 },
      { label: 'order not placed', count: 96, note: 'MedicationRequest with intent proposal or plan' },
      { label: 'no code', count: 31 },
    ],
  }),
);

const dataset = {
  snapshot: 's-20260101-3fa2c1',
  manifest: 'a'.repeat(64),
  asOf: '2025-12-31',
  people: 1204,
  failedChecks: [
    { check: 'unit-missing', says: '3.1 % of blood pressures have no unit', threatens: ['bp-controlled'] },
  ],
  isSimulated: true,
};
const finding = (title: string, answers: string, figure: Static<typeof FigureShape>): Static<typeof FindingShape> => ({
  id: 'b'.repeat(64),
  cycle: 'hypertension-control',
  title,
  answers,
  dataset,
  definition: { id: 'bp-controlled', version: '1.0.0', digest: 'c'.repeat(64) },
  codeSets: [{ id: 'hypertension', version: '1.0.0', digest: 'd'.repeat(64), resolvedConcepts: 14 }],
  method: 'share-by-group',
  estimate: 0.571,
  interval: [0.542, 0.599],
  level: 0.95,
  unit: 'share of people',
  people: 843,
  assumptions: ['The last reading in the period stands for the period.'],
  diagnostics: [
    { name: 'fewest people', ok: true, says: '843 people, at least 30 wanted' },
    { name: 'overdispersion', ok: false, says: 'the practices vary more than chance (φ = 2.1)' },
  ],
  verdict: { isReliable: true, reason: 'all gates passed' },
  figure,
});
const blocked: Static<typeof FindingShape> = {
  ...finding('Change after the guideline', 'trend', monthly),
  estimate: null,
  interval: null,
  verdict: { isReliable: false, reason: 'only 4 months after the change; at least 8 are needed' },
};
delete (blocked as { figure?: unknown }).figure;

const card: Static<typeof MeasureCard> = {
  id: 'bp-controlled',
  title: 'Blood pressure below 140/90 in adults with hypertension',
  version: '1.0.0',
  digest: 'c'.repeat(64),
  whyItMatters: 'High blood pressure is the leading treatable cause of stroke and heart disease.',
  numerator: 'People whose last blood pressure in the period is below 140/90 mmHg',
  denominator: 'Adults aged 18 to 85 with a diagnosis of essential hypertension before the middle of the period',
  exclusions: 'End-stage kidney disease, dialysis, pregnancy, hospice care',
  goodDirection: 'higher',
  counted: 'people',
  owner: 'lead for long-term conditions',
  source: 'CMS165, adapted',
  nextReview: '2026-10-01',
  status: 'unreviewed',
  isDirectionConfirmed: false,
};

const advice: Static<typeof AdviceShape> = {
  id: 'bp-card',
  version: '1.0.0',
  cycle: 'hypertension-control',
  title: 'Step up treatment when blood pressure stays high',
  channel: 'cds-card',
  summary: 'Blood pressure at or above 140/90 twice in 6 months on one medicine: consider a second.',
  detail:
    '**Why now.** The last two readings are above target and only one class is prescribed.\n\n- Two medicines in low dose lower blood pressure more than one in high dose.\n- Check adherence and home readings first.',
  suggestedAction: 'Add a thiazide-like diuretic or a calcium channel blocker.',
  evidence: [
    {
      title: '2017 guideline for high blood pressure in adults',
      citation: 'Whelton PK et al. (2018), J Am Coll Cardiol 71:e127–e248',
      url: 'https://doi.org/10.1016/j.jacc.2017.11.006',
    },
  ],
  owner: 'lead for long-term conditions',
  reviewBy: '2026-12-01',
  state: 'randomised',
  isStopped: false,
  ruleInWords:
    'Adults with hypertension whose last two blood pressures within 6 months are at or above 140/90 mmHg, on one class of medicine, not pregnant.',
  impactPlan: {
    design: 'randomised',
    unit: 'practitioner',
    outcome: 'acted-on',
    outcomeTitle: 'the advised action stands in the record',
    outcomeWithinDays: 30,
    goodDirection: 'higher',
    smallestWorthwhile: 0.05,
    harmBound: -0.05,
  },
  reviewers: [
    { name: 'Reviewer One', role: 'reviewer', at: '2026-01-08T10:00:00.000Z' },
    { name: 'Reviewer Two', role: 'patient-representative', at: '2026-01-09T10:00:00.000Z' },
  ],
  nextSteps: [
    { to: 'everyone', needs: 'a verdict to keep it', isMet: false },
    { to: 'retired', needs: 'a reason', isMet: true },
  ],
  counts: { fired: 519, shown: 268, accepted: 88, overridden: 61, actedOn: 110, ignored: 97 },
  overrideReasons: [
    { reason: 'Home readings are normal', times: 31 },
    { reason: 'Patient declined', times: 18 },
  ],
};
const draft: Static<typeof AdviceShape> = {
  ...advice,
  id: 'bp-team-feedback',
  channel: 'team-feedback',
  title: 'Monthly feedback on blood pressure control',
  state: 'draft',
  isStopped: true,
  reviewers: [],
  nextSteps: [{ to: 'reviewed', needs: 'two reviewers who did not write it, and an impact plan', isMet: false }],
  counts: { fired: 0, shown: 0, accepted: 0, overridden: 0, actedOn: 0, ignored: 0 },
  overrideReasons: [],
};

const impact: Static<typeof ImpactShape> = {
  cycle: 'hypertension-control',
  advice: 'bp-card',
  adviceTitle: advice.title,
  design: 'randomised',
  dataset,
  estimate: 0.12,
  interval: [0.04, 0.2],
  level: 0.95,
  unit: 'difference in share of people',
  groups: [
    { name: 'with the card', people: 268, events: 110, clusters: 9 },
    { name: 'as usual', people: 251, events: 73, clusters: 9 },
  ],
  assumptions: ['Practitioners did not share cards.'],
  diagnostics: [{ name: 'clusters', ok: true, says: '18 practitioners, at least 10 wanted' }],
  isSimulated: true,
  figure: difference,
  verdict: {
    proposed: 'undecided',
    reason: 'the interval includes effects too small to matter',
    decided: null,
    decidedBy: [],
  },
};

const blockedImpact: Static<typeof ImpactShape> = {
  ...impact,
  advice: 'bp-team-feedback',
  adviceTitle: 'Monthly feedback on blood pressure control',
  design: 'interrupted-series',
  estimate: null,
  interval: null,
  blocked: 'only 2 months after the change; at least 3 are needed',
};
delete (blockedImpact as { figure?: unknown }).figure;

const feedback: Static<typeof TeamFeedbackShape> = {
  practice: 'practice-2',
  practiceName: 'Practice 2',
  measure: 'bp-controlled',
  measureTitle: card.title,
  asOf: '2025-12-31',
  dataLagDays: 9,
  headline: '44 of 100 people with hypertension had their blood pressure below 140/90. Practices like yours reach 57.',
  ownShare: 0.44,
  ownInterval: [0.37, 0.51],
  denominator: 180,
  comparators: [
    { name: 'your last year', share: 0.42, says: 'a little better than a year ago' },
    { name: 'middle of all practices', share: 0.57, says: 'half of the practices are above this' },
    { name: 'achievable', share: 0.66, says: 'what the best tenth reach' },
  ],
  trend: monthly,
  suggestedAction: 'Book the 38 people whose last reading is more than 6 months old.',
  peopleToReview: 38,
  barrierQuestion: {
    asks: 'What makes this hard in your practice?',
    options: [
      { id: 'physical-opportunity', group: 'Opportunity', says: 'No time or no appointments' },
      { id: 'psychological-capability', group: 'Capability', says: 'Unsure what to prescribe next' },
      { id: 'reflective-motivation', group: 'Motivation', says: 'We do not agree with the target' },
    ],
  },
  lastPlan: {
    barrier: 'No time or no appointments',
    plan: 'Nurse-led clinic on Thursdays',
    dueOn: '2026-02-01',
    by: 'Practice 2',
    state: 'overdue',
    savedAt: '2025-12-02T09:00:00.000Z',
  },
};

const loopTotals = { opened: 1, closed: 0, stalled: 0, effects: 0, nulls: 0, harms: 0 };
const accounts = [
  { id: 'ana', name: 'Ana', roles: ['analyst', 'administrator'], practices: [], isActive: true },
  { id: 'cli', name: 'Cli', roles: ['clinician'], practices: ['practice-2'], isActive: true },
  { id: 'old', name: 'Former colleague', roles: ['reviewer'], practices: [], isActive: false },
];

const practicesKnown = [
  { id: 'practice-2', name: 'Practice 2' },
  { id: 'practice-3', name: 'Practice 3' },
];

export const exampleActions: readonly AnyAction[] = [
  example('status', {
    node: 'Example practices',
    isSimulated: true,
    snapshot: dataset.snapshot,
    asOf: dataset.asOf,
    people: dataset.people,
    loads: 1,
    entries: 87,
    head: 'e'.repeat(64),
    isIntact: true,
    adviceLive: 1,
    version: '0.1.0',
  }),
  example('data', {
    snapshots: [
      {
        id: dataset.snapshot,
        builtAt: '2026-01-01T09:12:00.000Z',
        asOf: dataset.asOf,
        people: 1204,
        records: 214_003,
        policy: 'rondo-1',
        isCurrent: true,
        checksFailed: 1,
      },
    ],
    accounting: [
      { type: 'Observation', fate: 'loaded', reason: '', says: '', records: 160_210 },
      {
        type: 'Observation',
        fate: 'excluded',
        reason: 'entered-in-error',
        says: 'marked as entered in error',
        records: 212,
      },
      { type: 'MedicationRequest', fate: 'loaded', reason: '', says: '', records: 21_733 },
      {
        type: 'MedicationRequest',
        fate: 'excluded',
        reason: 'intent-not-admitted',
        says: 'a plan or proposal, not an order',
        records: 96,
      },
      { type: 'Condition', fate: 'quarantined', reason: 'fhir/code-missing', says: 'no code', records: 31 },
    ],
    quarantine: [
      { file: 'Condition.ndjson', line: 812, type: 'Condition', code: 'fhir/code-missing', says: 'no code' },
    ],
    unresolved: [{ type: 'Encounter', target: 'Practitioner', records: 4 }],
    checks: [
      {
        check: 'unit-missing',
        title: 'Blood pressures without a unit',
        kind: 'completeness',
        severity: 'error',
        source: 'ehr',
        month: '2025-12',
        violated: 310,
        of: 9_980,
        share: 0.031,
        threshold: 0.02,
        ok: false,
        says: '3.1 % of blood pressures have no unit; at most 2 % may',
        threatens: ['bp-controlled'],
      },
      {
        check: 'born-before-visit',
        title: 'Visits before birth',
        kind: 'plausibility',
        severity: 'error',
        source: 'ehr',
        month: null,
        violated: 0,
        of: 30_120,
        share: 0,
        threshold: 0,
        ok: true,
        says: 'no visit is before birth',
        threatens: [],
      },
    ],
    tables: [
      { table: 'person', rows: 1204 },
      { table: 'measurement', rows: 160_210 },
      { table: 'drug_exposure', rows: 21_733 },
    ],
    figures: [exclusions],
  }),
  example('measures', {
    measures: [
      { ...card, latest: { share: 0.571, lower: 0.542, upper: 0.599, denominator: 843 } },
      {
        ...card,
        id: 'bp-recorded',
        title: 'Blood pressure measured in the last 12 months',
        isDirectionConfirmed: true,
        latest: null,
      },
    ],
  }),
  example('measure', {
    card,
    english: 'Adults with hypertension; last blood pressure within 12 months below 140/90 mmHg.',
    findings: [
      finding('Share with blood pressure below 140/90', 'level', monthly),
      finding('Variation between practices', 'variation', practices),
      finding('Gap between least and most deprived', 'equity', equity),
      blocked,
    ],
    strata: [
      ...['Practice 1', 'Practice 2', 'Practice 3', 'Practice 4'].map((label, i) => ({
        stratifier: 'practice',
        stratum: `practice-${i + 1}`,
        label,
        denominator: 320 - 60 * i,
        excluded: 10,
        numerator: 180 - 40 * i,
        share: (180 - 40 * i) / (320 - 60 * i),
        lower: 0.4,
        upper: 0.7,
      })),
      {
        stratifier: 'practice',
        stratum: 'practice-5',
        label: 'Practice 5',
        denominator: null,
        excluded: null,
        numerator: null,
        share: null,
        lower: null,
        upper: null,
      },
      {
        stratifier: 'sex',
        stratum: 'female',
        label: 'women',
        denominator: 430,
        excluded: 21,
        numerator: 250,
        share: 0.581,
        lower: 0.53,
        upper: 0.63,
      },
    ],
    period: { from: '2025-01-01', until: '2026-01-01' },
  }),
  example('measure-people', {
    people: [
      { person: 'patient-17', decidedBy: 'last blood pressure', on: '2025-11-02', value: '152/88 mmHg' },
      { person: 'patient-41', decidedBy: 'last blood pressure', on: '2025-10-14', value: '161/95 mmHg' },
    ],
  }),
  example('loop', {
    node: 'Example practices',
    totals: loopTotals,
    cycles: [
      {
        id: 'hypertension-control',
        title: 'Hypertension control',
        question: 'Do more people reach 140/90 when clinicians see a card at the visit?',
        whyItMatters: 'High blood pressure is the leading treatable cause of stroke and heart disease.',
        owner: 'lead for long-term conditions',
        standsAt: 'knowledge → practice',
        isClosed: false,
        openDays: 53,
        ring: ringFigure,
        arrows: [
          {
            arrow: 'practice-to-data',
            title: 'Practice → data',
            state: 'done',
            days: 1,
            says: '214,003 records; 16 of 17 checks passed',
            details: [],
          },
          {
            arrow: 'data-to-knowledge',
            title: 'Data → knowledge',
            state: 'done',
            days: 12,
            says: '3 findings may be relied on, 1 is blocked',
            details: [],
          },
          {
            arrow: 'knowledge-to-practice',
            title: 'Knowledge → practice',
            state: 'under way',
            days: 40,
            says: '1 of 2 reached people',
            details: ['“Step up treatment when blood pressure stays high” after 40 days'],
          },
          {
            arrow: 'impact',
            title: 'Impact',
            state: 'waiting',
            days: null,
            says: 'Planned: acted on within 30 days',
            details: [],
          },
        ],
        found: ['57.1 % (54.2 to 59.9) of 843 people have blood pressure below 140/90'],
      },
    ],
  }),
  example('advice-list', { advice: [advice, draft] }),
  example('advice', {
    advice,
    card: {
      uuid: '6f2b4f1e-0000-4000-8000-000000000001',
      summary: advice.summary,
      indicator: 'info',
      detail: advice.detail,
      source: { label: 'Example practices', url: 'http://localhost/advice/bp-card' },
      suggestions: [{ label: advice.suggestedAction, uuid: '6f2b4f1e-0000-4000-8000-000000000002' }],
      overrideReasons: [
        { code: 'contraindicated', display: 'Contraindicated' },
        { code: 'patient-choice', display: 'Patient declined' },
      ],
    },
  }),
  example('advice-save', { advice: draft, card: null }),
  example('advice-review', { advice, card: null }),
  example('rollout-advance', { advice, card: null }),
  example('rollout-stop', { advice: { ...advice, isStopped: true }, card: null }),
  example('rollout-resume', { advice, card: null }),
  example('feedback', {
    practices: practicesKnown,
    feedback,
  }),
  example('feedback-answer', { feedback }),
  example('impact', { impacts: [impact, blockedImpact] }),
  example('verdict', { impact }),
  example('decisions', {
    entries: Array.from({ length: 12 }, (_, i) => ({
      seq: 87 - i,
      savedAt: `2026-01-${String(20 - i).padStart(2, '0')}T09:00:00.000Z`,
      kind: i % 3 === 0 ? 'rollout/advanced' : i % 3 === 1 ? 'approval/given' : 'allocation/sealed',
      subject: 'advice:bp-card',
      actor: 'ana',
      says: [
        'Ana moved “Step up treatment” from shadow to canary.',
        'Reviewer One approved version 1.0.0 of “Step up treatment”.',
        'Rondo sealed the allocation list of 18 practitioners.',
      ][i % 3]!,
      hash: 'f'.repeat(64),
    })),
    isIntact: true,
    entriesTotal: 87,
    head: 'e'.repeat(64),
  }),
  example('accounts', { accounts, practices: practicesKnown }),
  example('account-create', { accounts, practices: practicesKnown }),
  example('account-change', { accounts, practices: practicesKnown }),
  example('password-change', { account: 'ana' }),
  example('audit', {
    reads: [{ at: '2026-01-12T10:00:00.000Z', actor: 'cli', action: 'measure-people', purpose: 'care', people: 38 }],
  }),
  example('confirm-direction', { card }),
];
