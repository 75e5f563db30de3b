import { receiptBook } from '../cycle/knowledge-to-practice/receipt-book.ts';
import { createNdjsonFolder } from '../engine/store/ndjson-folder.ts';
import type { HospitalParams } from '../synthetic/params.ts';
import type { CardAnswer, SimulatedVisit } from '../synthetic/visit.ts';
import { writeFollowUp } from '../synthetic/write.ts';
import type { Context, DecisionSupportClient } from './action.ts';
import { adviceOnShelf } from './advice-shelf.ts';
import { loadRecords } from './load.ts';

export interface PhaseRecorded {
  readonly records: number;
  readonly asked: number;
  readonly shown: number;
}

/** Lets the synthetic hospital live through a phase and loads what was recorded, as the next increment of its export. */
export async function recordPhase(
  phase: 'A' | 'B',
  what: { readonly params: HospitalParams; readonly folder: string; readonly now: string },
  context: Context,
): Promise<PhaseRecorded> {
  const { effects, simulation } = context;
  if (!simulation) throw new Error('recordPhase(): not a simulated node');
  const reached = await practicesReached(context);
  const service = (await adviceOnShelf(context.ledger)).find((each) => each.channel === 'cds-card')?.id ?? '';
  const client = phase === 'B' ? await simulation.openDecisionSupport() : undefined;
  const keys = client ? await prefetchKeys(client, service) : [];
  const out = await createNdjsonFolder(what.folder);
  const suggestions = new Map<string, string>();
  let [asked, shown] = [0, 0];
  try {
    await writeFollowUp(
      what.params,
      phase,
      {
        hasFeedback: (practice, onDay) => (reached.get(practice) ?? '9999-12-31') <= onDay,
        async askForCards(visit) {
          if (!client) return { shown: false };
          simulation.moveTo(new Date(visit.at));
          const answer = await askOverHttp(client, service, keys, visit, suggestions);
          asked++;
          if (answer.shown) shown++;
          if (asked % 50 === 0)
            effects.progress({ doing: 'simulated clinicians meet the card', done: asked, unit: 'visits' });
          return answer;
        },
        async respond(card, outcome) {
          await client?.feedback(service, {
            feedback: [feedbackOf(card, outcome, effects.now(), suggestions.get(card))],
          });
        },
      },
      (type, line) => out.write(type, line),
    );
  } finally {
    await client?.close();
  }
  const { lines } = await out.close();
  simulation.moveTo(new Date(what.now));
  await loadRecords({ fhir: what.folder, source: 'ehr', policy: 'rondo-default-1' }, context);
  return { records: lines, asked, shown };
}

/** The day each practice was first shown feedback, from the receipts: nobody acts on a message that left none. */
async function practicesReached({ ledger, effects }: Context): Promise<ReadonlyMap<string, string>> {
  const team = (await adviceOnShelf(ledger)).find((each) => each.channel === 'team-feedback');
  const receipts = team ? await receiptBook(ledger, effects).receipts({ advice: team.id }) : [];
  const reached = new Map<string, string>();
  for (const { practice, isShown, happenedOn } of receipts) {
    if (practice !== null && isShown && !reached.has(practice)) reached.set(practice, happenedOn);
  }
  return reached;
}

/** What the service asks its clients to bring, by the FHIR type each template names. */
async function prefetchKeys(
  client: DecisionSupportClient,
  service: string,
): Promise<readonly (readonly [key: string, type: string])[]> {
  const { services } = (await client.discover()) as { services: { id: string; prefetch?: Record<string, string> }[] };
  const found = services.find(({ id }) => id === service);
  return Object.entries(found?.prefetch ?? {}).map(
    ([key, template]) => [key, /^\w+/.exec(template)?.[0] ?? ''] as const,
  );
}

async function askOverHttp(
  client: DecisionSupportClient,
  service: string,
  keys: readonly (readonly [key: string, type: string])[],
  visit: SimulatedVisit,
  suggestions: Map<string, string>,
): Promise<CardAnswer> {
  const { prefetch } = visit;
  const byType: Readonly<Record<string, unknown>> = {
    Patient: prefetch.patient,
    Condition: prefetch.conditions,
    Observation: prefetch.observations,
    MedicationRequest: prefetch.medications,
    Procedure: prefetch.procedures,
    Encounter: prefetch.encounter,
  };
  const { status, body } = await client.call(service, {
    hook: visit.hook,
    hookInstance: visit.hookInstance,
    context: {
      userId: `Practitioner/${visit.practitionerId}`,
      patientId: visit.patientId,
      encounterId: visit.encounterId,
    },
    prefetch: Object.fromEntries(keys.map(([key, type]) => [key, byType[type] ?? null])),
  });
  if (status !== 200) throw new Error(`simulated EHR: the decision support answered ${status}`);
  const [card] = (body as { cards: { uuid?: string; suggestions?: { uuid?: string }[] }[] }).cards;
  if (card?.uuid === undefined) return { shown: false };
  const suggestion = card.suggestions?.[0]?.uuid;
  if (suggestion !== undefined) suggestions.set(card.uuid, suggestion);
  return { shown: true, cardUuid: card.uuid };
}

function feedbackOf(
  card: string,
  outcome: { outcome: string; reason?: { system: string; code: string } },
  at: Date,
  suggestion: string | undefined,
): Record<string, unknown> {
  const told = { card, outcomeTimestamp: at.toISOString() };
  if (outcome.outcome === 'accepted')
    return { ...told, outcome: 'accepted', acceptedSuggestions: suggestion === undefined ? [] : [{ id: suggestion }] };
  return { ...told, outcome: 'overridden', overrideReason: { reason: { ...outcome.reason } } };
}
