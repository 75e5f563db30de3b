import { defineFault } from '../core/fault.ts';
import { path, type Static, Type, text } from '../core/schema.ts';
import { proposeVerdict } from '../cycle/impact/verdict.ts';
import { sayVerdict } from '../cycle/impact/verdict-ledger.ts';
import { unsealTrial } from '../cycle/knowledge-to-practice/allocation-ledger.ts';
import { readTextBeside } from '../engine/store/ndjson-folder.ts';
import { type Context, defineAction } from './action.ts';
import { adviceOnShelf, rolloutNow } from './advice-shelf.ts';
import { type CycleContent, cycleOnShelf } from './cycle-shelf.ts';
import { deliverFeedback } from './deliver-feedback.ts';
import { impactsOf } from './impacts-of.ts';
import { bringToRandomised, simulatedPeople } from './simulated-people.ts';
import { recordPhase } from './simulated-phase.ts';

export const notSimulated = defineFault(
  'actions/not-simulated',
  'not-allowed',
  () => 'this node holds real records; nobody is simulated here',
  'Simulate only on a node made with `rondo init --simulated`.',
);

const Truth = Type.Object(
  { params: Type.Object({ people: Type.Integer(), seed: Type.Integer() }, { additionalProperties: true }) },
  { additionalProperties: true },
);

/**
 * The year after: simulated reviewers let the advice go its way, simulated practices get the real feedback, simulated
 * clinicians ask the real decision support over HTTP, and what they then do is loaded as records. Nothing here decides what
 * Rondo answers, and no number of the report is made here.
 */
export const simulate = defineAction({
  id: 'simulate',
  title: 'Let the synthetic hospital live on',
  summary:
    'Only on a simulated node: simulated people review and roll out the advice, practices get feedback for half a year, clinicians meet the card for half a year, and the records of both are loaded. Everything it leaves says that it is simulated.',
  command: 'simulate',
  positional: ['cycle'],
  example: 'rondo simulate hypertension-control --hospital ./hospital',
  roles: ['administrator'],
  changes: true,
  aboutPeople: false,
  params: Type.Object({ cycle: text('cycle id'), hospital: path('the folder that `rondo synth` wrote') }),
  gives: Type.Object({
    practices: Type.Integer(),
    visitsAsked: Type.Integer(),
    cardsShown: Type.Integer(),
    records: Type.Integer(),
    verdicts: Type.Array(Type.Object({ advice: Type.String(), word: Type.String(), reason: Type.String() })),
  }),
  async run({ cycle: id, hospital }, context) {
    const { simulation, workspace } = context;
    if (!simulation || !workspace.settings.isSimulated) throw notSimulated({});
    const cycle = cycleOnShelf(id);
    const { params } = JSON.parse(await readTextBeside(hospital, 'truth.json')) as Static<typeof Truth>;

    simulation.moveTo(new Date('2026-01-01T07:00:00Z'));
    await simulatedPeople.confirmDirections(cycle, context);
    await bringToRandomised(await adviceBy('team-feedback', cycle, context), context);
    const delivered = await deliverFeedback(context);
    await simulatedPeople.answerFeedback(context);
    const feedbackPhase = await recordPhase(
      'A',
      { params, folder: `${hospital}-phase-a`, now: '2026-06-30T18:00:00Z' },
      context,
    );

    simulation.moveTo(new Date('2026-07-01T06:00:00Z'));
    await deliverFeedback(context);
    await bringToRandomised(await adviceBy('cds-card', cycle, context), context);
    const cardPhase = await recordPhase(
      'B',
      { params, folder: `${hospital}-phase-b`, now: '2026-12-31T18:00:00Z' },
      context,
    );

    simulation.moveTo(new Date('2027-01-04T09:00:00Z'));
    const verdicts = await judge(cycle, context);
    await workspace.saveSettings({ ...workspace.settings, simulatedNow: context.effects.now().toISOString() });
    return {
      practices: delivered.practices,
      visitsAsked: cardPhase.asked,
      cardsShown: cardPhase.shown,
      records: feedbackPhase.records + cardPhase.records,
      verdicts,
    };
  },
  show: ({ practices, visitsAsked, cardsShown, records, verdicts }) =>
    [
      `SIMULATED: ${practices} practices got feedback; clinicians asked at ${visitsAsked.toLocaleString('en')} visits and were shown ${cardsShown.toLocaleString('en')} cards; ${records.toLocaleString('en')} records came of it.`,
      ...verdicts.map(({ advice, word, reason }) => `  two simulated people decided on ${advice}: ${word} — ${reason}`),
    ].join('\n'),
});

async function adviceBy(channel: 'team-feedback' | 'cds-card', cycle: CycleContent, { ledger }: Context) {
  const found = (await adviceOnShelf(ledger)).find(
    (each) => each.channel === channel && cycle.advice.includes(each.id),
  );
  if (!found) throw new Error(`simulate: the cycle has no advice by ${channel}`);
  return found;
}

/** Opens the sealed lists, and lets two simulated people decide by the stated rule. */
async function judge(cycle: CycleContent, context: Context) {
  const { ledger, effects } = context;
  const verdicts: { advice: string; word: string; reason: string }[] = [];
  for (const { advice, impact } of await impactsOf(cycle.id, context)) {
    const trial = (await rolloutNow(advice, ledger))?.trial;
    if (trial && impact.design === 'randomised') await unsealTrial(ledger, effects, trial, simulatedPeople.lead.id);
    const { proposed, reason } = proposeVerdict(impact, advice.impactPlan);
    for (const person of [simulatedPeople.lead, simulatedPeople.patient]) {
      await sayVerdict(ledger, { advice, impact, word: proposed, reason }, person);
    }
    verdicts.push({ advice: advice.id, word: proposed, reason });
  }
  return verdicts;
}
