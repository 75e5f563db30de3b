/** The decision support of a node: its live advice bound to its ledger, ready for the server to put on addresses. */
import type { Effects } from '../core/effects.ts';
import { defineFault } from '../core/fault.ts';
import { type Static, Type, Value } from '../core/schema.ts';
import { armFinder } from '../cycle/knowledge-to-practice/allocation-ledger.ts';
import { answerHook, type HookDeps } from '../cycle/knowledge-to-practice/cds-hooks/answer-hook.ts';
import { type CardService, cardService, cdsServices } from '../cycle/knowledge-to-practice/cds-hooks/card-service.ts';
import { takeFeedback } from '../cycle/knowledge-to-practice/cds-hooks/take-feedback.ts';
import { admitClient, type ClientPolicy, seenInMemory } from '../cycle/knowledge-to-practice/client-token.ts';
import { dayCounts } from '../cycle/knowledge-to-practice/day-counts.ts';
import { receiptBook } from '../cycle/knowledge-to-practice/receipt-book.ts';
import { FRESH_FOR_MS, rolloutWatch } from '../cycle/knowledge-to-practice/rollout-watch.ts';
import { admissionPolicy } from '../cycle/practice-to-data/admission.ts';
import { type FhirResource, recordOfBundle } from '../cycle/practice-to-data/bedside-record.ts';
import { libraryViews } from '../cycle/practice-to-data/fhir-views.ts';
import type { Ledger } from '../engine/store/ledger.ts';
import type { Settings, Workspace } from '../engine/store/workspace.ts';
import { workspaceKey } from '../engine/store/workspace-key.ts';
import { adviceOnShelf } from './advice-shelf.ts';
import { codeSetsOnShelf, ruleOnShelf } from './shelf.ts';

export interface CdsAnswer {
  readonly status: number;
  readonly body?: unknown;
}

export interface CdsCall {
  readonly body: unknown;
  /** the Authorization header */
  readonly authorization: string | undefined;
}

export interface CdsDoor {
  /** origins whose pages may call the service from a browser, exactly as the Origin header names them */
  readonly allowedOrigins: readonly string[];
  services(): Promise<CdsAnswer>;
  answer(service: string, call: CdsCall): Promise<CdsAnswer>;
  feedback(service: string, call: CdsCall): Promise<CdsAnswer>;
  /** writes the counts that have gathered */
  flush(): Promise<void>;
}

/** `settings.extra.cds`: who may call. Without it nobody can: no issuer is trusted. */
const CdsSettings = Type.Object({
  mode: Type.Union([Type.Literal('token'), Type.Literal('open')]),
  trusted: Type.Optional(
    Type.Array(
      Type.Object({
        issuer: Type.String(),
        keys: Type.Array(Type.Record(Type.String(), Type.Unknown())),
        jku: Type.Optional(Type.Array(Type.String())),
      }),
    ),
  ),
  origins: Type.Optional(Type.Array(Type.String())),
  /** which source the callers' ids belong to, as named when its records were loaded; `ehr` if absent */
  source: Type.Optional(Type.String()),
});

export const cdsSettingsDamaged = defineFault(
  'actions/cds-settings-damaged',
  'bad-input',
  () => 'rondo.json: extra.cds does not say who may call decision support',
  'Write {"mode": "open"}, or {"mode": "token", "trusted": [{"issuer": …, "keys": […]}]}.',
);

/**
 * @param ticks milliseconds since any fixed moment
 * @param publicUrl the address clients call this node by, without a slash at its end: tokens must be made for it
 */
export async function openCdsDoor(
  node: { readonly workspace: Workspace; readonly ledger: Ledger; readonly effects: Effects },
  world: { readonly ticks: () => number; readonly publicUrl: () => string },
): Promise<CdsDoor> {
  const { workspace, ledger, effects } = node;
  const settings = cdsSettings(workspace.settings);
  const policy: ClientPolicy =
    settings?.mode === 'open' ? { mode: 'open' } : { mode: 'token', trusted: settings?.trusted ?? [] };
  const recordOf = await recordReader(workspace, settings?.source ?? 'ehr');
  const tokens = { now: effects.now, seen: seenInMemory() };
  const shared = {
    rollouts: rolloutWatch(ledger, world.ticks),
    armOf: armFinder(ledger, effects),
    receipts: receiptBook(ledger, effects),
    counts: dayCounts(ledger),
  };
  const services = freshly(world.ticks, () => cardServices(ledger));
  const admit = (path: string, { authorization }: CdsCall) =>
    admitClient(policy, { authorization, audience: `${world.publicUrl()}/cds-services/${path}` }, tokens);

  return {
    allowedOrigins: settings?.origins ?? [],
    services: async () => ({ status: 200, body: cdsServices(await services()) }),
    async answer(service, call) {
      await admit(service, call);
      const deps = { ...shared, services: await services(), recordOf, effects };
      const { body } = call;
      return answerHook({ service, body }, { ...deps, isSimulated: workspace.settings.isSimulated });
    },
    async feedback(service, call) {
      await admit(`${service}/feedback`, call);
      return takeFeedback(service, call.body, { services: await services(), receipts: shared.receipts, effects });
    },
    flush: shared.counts.flush,
  };
}

function cdsSettings({ extra }: Settings): Static<typeof CdsSettings> | undefined {
  const given = extra?.['cds'];
  if (given === undefined) return undefined;
  if (!Value.Check(CdsSettings, given)) throw cdsSettingsDamaged({});
  return given;
}

/** Through the same views, admission and ids as the tables, so that a rule means the same at the bedside. */
async function recordReader(workspace: Workspace, source: string): Promise<HookDeps['recordOf']> {
  const key = Buffer.from(await workspaceKey(workspace, 'omop-id')).toString('hex');
  const options = { policy: admissionPolicy(), views: libraryViews(), ids: { key, source } };
  // Which resources there are was checked when the request was read.
  return (resources) => recordOfBundle(resources as readonly FhirResource[], options);
}

/** A wording changed on a page reaches the bedside within two seconds, as a stop does. */
async function cardServices(ledger: Ledger): Promise<CardService[]> {
  const codeSets = codeSetsOnShelf();
  const advice = await adviceOnShelf(ledger);
  return advice.flatMap((each) =>
    each.channel === 'cds-card' ? [cardService(each, ruleOnShelf(each.definition), codeSets)] : [],
  );
}

function freshly<Thing>(ticks: () => number, read: () => Promise<Thing>): () => Promise<Thing> {
  let known: { at: number; thing: Promise<Thing> } | undefined;
  return () => {
    const now = ticks();
    if (!known || now - known.at >= FRESH_FOR_MS) {
      const asked = { at: now, thing: read() };
      known = asked;
      asked.thing.catch(() => {
        if (known === asked) known = undefined;
      });
    }
    return known.thing;
  };
}
