import { decide } from '../community/decisions.ts';
import type { Role } from '../community/roles.ts';
import { type Static, Type, text } from '../core/schema.ts';
import type { Finding } from '../cycle/handover.ts';
import { draftAdvice } from '../cycle/knowledge-to-practice/rollout-ledger.ts';
import type { Ledger } from '../engine/store/ledger.ts';
import { type Context, defineAction } from './action.ts';
import { adviceOnShelf, rolloutNow } from './advice-shelf.ts';
import { askMeasure } from './ask-measure.ts';
import { careGaps } from './care-gaps.ts';
import { type CycleContent, cycleOnShelf } from './cycle-shelf.ts';
import { deliverFeedback } from './deliver-feedback.ts';
import { impactRow } from './impact-row.ts';
import { impactsOf } from './impacts-of.ts';
import { loopFor } from './loop.ts';
import { plainFinding } from './plain-figure.ts';
import { FindingShape, ImpactShape } from './shapes.ts';
import { codeSetsOnShelf, measureOnShelf } from './shelf.ts';
import { showCycleReport } from './show-cycle-report.ts';
import { withSnapshot } from './with-snapshot.ts';

export const CycleReport = Type.Object({
  cycle: Type.String(),
  title: Type.String(),
  question: Type.String(),
  node: Type.String(),
  isSimulated: Type.Boolean(),
  snapshot: Type.String(),
  asOf: Type.String(),
  people: Type.Integer(),
  failedChecks: Type.Array(Type.String()),
  findings: Type.Array(FindingShape),
  /** people the rule names today, and in how many practices */
  careGaps: Type.Object({ people: Type.Integer(), practices: Type.Integer() }),
  advice: Type.Array(
    Type.Object({ id: Type.String(), title: Type.String(), state: Type.String(), waitsFor: Type.String() }),
  ),
  feedback: Type.Object({ practices: Type.Integer(), shown: Type.Integer(), waitsFor: Type.String() }),
  impacts: Type.Array(ImpactShape),
  standsAt: Type.String(),
  isClosed: Type.Boolean(),
});
export type CycleReport = Static<typeof CycleReport>;

/**
 * One turn of a cycle as far as people have let it go: findings from the newest snapshot, advice drafted, feedback delivered
 * where its roll-out allows, impact measured where advice has reached people. Running it again adds only what is new.
 */
export const cycleRun = defineAction({
  id: 'cycle-run',
  title: 'Run a cycle',
  summary:
    'Works a question round the loop as far as people have let it go: findings, advice, feedback where its roll-out allows it, impact where advice has reached people. Prints a report a clinician can read.',
  command: 'cycle run',
  positional: ['id'],
  example: 'rondo cycle run hypertension-control',
  roles: ['analyst', 'administrator'],
  changes: true,
  aboutPeople: false,
  params: Type.Object({ id: text('cycle id') }),
  gives: CycleReport,
  async run({ id }, context) {
    const cycle = cycleOnShelf(id);
    const { workspace, ledger } = context;
    await openCycle(cycle, context);
    context.effects.progress({ doing: 'asking the records', done: 0, total: cycle.measures.length, unit: 'measures' });
    const found = await withSnapshot(workspace, async (reading) => {
      const codeSets = codeSetsOnShelf();
      const findings: Finding[] = [];
      for (const [at, measure] of cycle.measures.entries()) {
        const answer = await askMeasure(reading, measureOnShelf(measure), { codeSets, cycle: id });
        findings.push(...(answer?.findings ?? []));
        context.effects.progress({
          doing: 'asking the records',
          done: at + 1,
          total: cycle.measures.length,
          unit: 'measures',
        });
      }
      return { dataset: reading.dataset, findings, gaps: await careGaps(cycle.rule, reading) };
    });
    await recordFindings(found.findings, ledger);
    const feedback = await deliverFeedback(context);
    const impacts = [];
    for (const { advice, impact } of await impactsOf(id, context))
      impacts.push(await impactRow(advice, impact, ledger));
    const loop = await loopFor(cycle, context);
    return {
      cycle: id,
      title: cycle.title,
      question: cycle.question,
      node: workspace.settings.name,
      isSimulated: found.dataset.isSimulated,
      snapshot: found.dataset.snapshot,
      asOf: found.dataset.asOf,
      people: found.dataset.people,
      failedChecks: found.dataset.failedChecks.map(({ says }) => says),
      findings: found.findings.map(plainFinding),
      careGaps: found.gaps,
      advice: await draftAll(cycle, context),
      feedback: { practices: feedback.practices, shown: feedback.shown, waitsFor: feedback.waitsFor ?? '' },
      impacts,
      standsAt: loop.standsAt,
      isClosed: loop.isClosed,
    };
  },
  show: showCycleReport,
});

/** Opens the question once, and puts on record whom it asks. */
async function openCycle(cycle: CycleContent, { ledger, actor }: Context): Promise<void> {
  const subject = `cycle:${cycle.id}`;
  const [opened] = await ledger.entries({ kind: 'cycle/opened', subject, limit: 1 });
  if (opened) return;
  await ledger.transaction(async (transaction) => {
    await decide(
      transaction,
      { kind: 'cycle/opened', subject, body: { question: cycle.question, owner: cycle.owner } },
      actor,
    );
    const parts = cycle.community.map(({ role }) => role as Role); // roles of the library are checked by its test
    await decide(transaction, { kind: 'community/asked', subject, body: { parts } }, actor);
  });
}

/** Each finding stands in the ledger once, blocked ones too; its picture and table are made anew when asked for. */
async function recordFindings(findings: readonly Finding[], ledger: Ledger): Promise<void> {
  for (const finding of findings) {
    const subject = `finding:${finding.id}`;
    const [known] = await ledger.entries({ kind: 'finding/made', subject, limit: 1 });
    if (known) continue;
    await ledger.append({
      kind: 'finding/made',
      subject,
      actor: 'rondo',
      body: {
        cycle: finding.cycle,
        title: finding.title,
        snapshot: finding.dataset.snapshot,
        definition: finding.definition.digest,
        method: finding.method,
        estimate: finding.estimate,
        interval: finding.interval === null ? null : [...finding.interval],
        people: finding.people,
        isReliable: finding.verdict.isReliable,
        reason: finding.verdict.reason,
        isSimulated: finding.dataset.isSimulated,
      },
    });
  }
}

async function draftAll(cycle: CycleContent, { ledger, effects }: Context): Promise<CycleReport['advice']> {
  const ours = (await adviceOnShelf(ledger)).filter(({ id }) => cycle.advice.includes(id));
  const rows: CycleReport['advice'] = [];
  for (const advice of ours) {
    const rollout =
      (await rolloutNow(advice, ledger)) ?? (await draftAdvice(ledger, effects, { advice, author: 'rondo' }));
    const waitsFor = rollout.isStopped ? 'a decision to let it go on' : WAITS[rollout.state];
    rows.push({ id: advice.id, title: advice.title, state: rollout.state, waitsFor });
  }
  return rows;
}

const WAITS = {
  draft: 'two reviewers who did not write it',
  reviewed: 'the step to shadow',
  shadow: 'a sign-off of the shadow figures',
  canary: 'a sealed allocation',
  randomised: 'enough deliveries and a verdict',
  everyone: '',
  retired: '',
} as const;
