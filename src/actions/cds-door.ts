/** The decision support of a node: its live advice bound to its ledger, ready for the server to put on addresses. */
import { addDays, dayOf } from '../core/day.ts';
import type { Effects } from '../core/effects.ts';
import { defineFault } from '../core/fault.ts';
import { type Static, Type, Value } from '../core/schema.ts';
import { adviceDigest } from '../cycle/knowledge-to-practice/advice-content.ts';
import { armFinder } from '../cycle/knowledge-to-practice/allocation-ledger.ts';
import { answerHook } from '../cycle/knowledge-to-practice/cds-hooks/answer-hook.ts';
import { type CardService, cardService, cdsServices } from '../cycle/knowledge-to-practice/cds-hooks/card-service.ts';
import { takeFeedback } from '../cycle/knowledge-to-practice/cds-hooks/take-feedback.ts';
import { admitClient, type ClientPolicy, seenInMemory } from '../cycle/knowledge-to-practice/client-token.ts';
import { countsOf, dayCounts } from '../cycle/knowledge-to-practice/day-counts.ts';
import { firingAlarms } from '../cycle/knowledge-to-practice/firing-watch.ts';
import { receiptBook } from '../cycle/knowledge-to-practice/receipt-book.ts';
import { FRESH_FOR_MS, rolloutWatch } from '../cycle/knowledge-to-practice/rollout-watch.ts';
import { admissionPolicy } from '../cycle/practice-to-data/admission.ts';
import { type BedsideReader, type FhirResource, readyBedsideReader } from '../cycle/practice-to-data/bedside-record.ts';
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
  /** the body as it came, before it was parsed */
  readonly bytes?: Uint8Array;
  /** milliseconds since the call came in */
  readonly waitedMs?: number;
}

export interface CdsDoor {
  /** origins whose pages may call the service from a browser, exactly as the Origin header names them */
  readonly allowedOrigins: readonly string[];
  services(): Promise<CdsAnswer>;
  answer(service: string, call: CdsCall): Promise<CdsAnswer>;
  feedback(service: string, call: CdsCall): Promise<CdsAnswer>;
  /** tells of a call that was answered with no cards before it was looked at, because too many were waiting */
  shed(service: string): void;
  /** writes the counts that have gathered */
  flush(): Promise<void>;
  /** binds receipts older than a minute into the ledger's chain; wanted each minute */
  bind(): Promise<void>;
  /** tells the operator's log, once each, of rules that fell silent or fire unlike before; wanted each minute */
  watch(): Promise<void>;
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
  const readerFor = await bedsideReaders(workspace, settings?.source ?? 'ehr');
  const tokens = { now: effects.now, seen: seenInMemory() };
  const shared = {
    rollouts: rolloutWatch(ledger, world.ticks),
    armOf: armFinder(ledger, effects),
    receipts: receiptBook(ledger, effects),
    counts: dayCounts(ledger),
  };
  const shelf = serviceShelf(ledger);
  const services = freshly(world.ticks, shelf.read);
  let shed = 0;
  const admit = (path: string, { authorization }: CdsCall) =>
    admitClient(policy, { authorization, audience: `${world.publicUrl()}/cds-services/${path}` }, tokens);

  return {
    allowedOrigins: settings?.origins ?? [],
    services: async () => ({ status: 200, body: cdsServices(await services()) }),
    async answer(service, call) {
      await admit(service, call);
      return answerHook(
        { ...call, service },
        {
          ...shared,
          services: await services(),
          // Which resources there are was checked when the request was read.
          recordOf: (resources, asking) => readerFor(asking)(resources as readonly FhirResource[]),
          effects,
          isSimulated: workspace.settings.isSimulated,
        },
      );
    },
    async feedback(service, call) {
      await admit(`${service}/feedback`, call);
      return takeFeedback(service, call.body, { services: await services(), receipts: shared.receipts, effects });
    },
    shed(service) {
      shed++;
      const known = shelf.known().find(({ advice }) => advice.id === service);
      if (known) shared.counts.add(known.advice, effects.today(), 'late');
    },
    async flush() {
      // One line for all of them: at the worst moment there is no time to write each.
      if (shed > 0) effects.log({ level: 'error', code: 'cds/shed', facts: { calls: shed } });
      shed = 0;
      await shared.counts.flush();
    },
    async bind() {
      await shared.receipts.bind();
    },
    watch: firingWatch(ledger, effects, services),
  };
}

function cdsSettings({ extra }: Settings): Static<typeof CdsSettings> | undefined {
  const given = extra?.['cds'];
  if (given === undefined) return undefined;
  if (!Value.Check(CdsSettings, given)) throw cdsSettingsDamaged({});
  return given;
}

/** Through the same views, admission and ids as the tables, so that a rule means the same at the bedside. */
async function bedsideReaders(workspace: Workspace, source: string): Promise<(service: CardService) => BedsideReader> {
  const key = Buffer.from(await workspaceKey(workspace, 'omop-id')).toString('hex');
  const options = { policy: admissionPolicy(), views: libraryViews(), ids: { key, source } };
  const ready = new WeakMap<CardService, BedsideReader>();
  return (service) => {
    const reader = ready.get(service) ?? readyBedsideReader(options, service.needs);
    ready.set(service, reader);
    return reader;
  };
}

/** What ships is read once; a wording changed on a page reaches the bedside with the next reading of the shelf. */
function serviceShelf(ledger: Ledger): { read(): Promise<CardService[]>; known(): readonly CardService[] } {
  const codeSets = codeSetsOnShelf();
  let known: CardService[] = [];
  return {
    known: () => known,
    async read() {
      const advice = await adviceOnShelf(ledger);
      // Rules are made ready once for each wording, not every two seconds.
      known = advice.flatMap((each) => {
        if (each.channel !== 'cds-card') return [];
        const before = known.find(({ content }) => content === adviceDigest(each));
        return [before ?? cardService(each, ruleOnShelf(each.definition), codeSets)];
      });
      return known;
    },
  };
}

function firingWatch(ledger: Ledger, effects: Effects, services: () => Promise<readonly CardService[]>) {
  let told = new Set<string>();
  return async (): Promise<void> => {
    const since = addDays(effects.today(), -1); // a day's last alarm may come in its last minute
    const now = new Set<string>();
    for (const { advice } of await services()) {
      for (const { what, on, isNewVersion } of firingAlarms(await countsOf(ledger, advice.id))) {
        if (dayOf(on) < since) continue;
        const key = `${advice.id} ${what} ${on}`;
        now.add(key);
        if (told.has(key)) continue;
        effects.log({
          level: 'warning',
          code: 'cds/firing-alarm',
          facts: { advice: advice.id, what, on, isNewVersion },
        });
      }
    }
    told = now;
  };
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
