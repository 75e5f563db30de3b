import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type AnyAction, runAction } from '../actions/run-action.ts';
import { defineFault } from '../core/fault.ts';
import { createWorkspace } from '../engine/store/open-workspace.ts';
import { withLedger } from './open-node.ts';
import type { OwnCommand } from './program.ts';
import type { OpenNode, OwnTools } from './run-cli.ts';
import { goOnInItsOwnTime } from './simulation.ts';
import { portOf, SERVE_FLAGS, serve } from './up.ts';

const CYCLE = 'hypertension-control';
const PEOPLE = 2500;
const SEED = 2;

const UNFINISHED = 'isBeingMade';
const MADE_BY_START = [
  ...['rondo.json', 'ledger', 'raw', 'snapshots', 'identity'],
  ...['hospital', 'hospital-phase-a', 'hospital-phase-b'],
];

export const recordsForSimulated = defineFault(
  'cli/records-for-simulated-node',
  'conflict',
  () => 'this workspace holds a synthetic hospital, and its decision support answers anybody',
  'Give real records a workspace of their own: npm start -- --fhir DIR --workspace ./my-node',
);

/** `rondo start`: from nothing to one whole turn of the loop and pages with something on them. */
export function startCommand(tools: OwnTools, actions: readonly AnyAction[], version: string): OwnCommand {
  return {
    name: 'start',
    summary:
      'Serves the node. Where there is none yet, makes one first: of a folder of FHIR with --fhir, else of a synthetic hospital; then runs one whole cycle and prints its report.',
    example: 'rondo start --fhir ./export',
    flags: [
      ...SERVE_FLAGS,
      { typed: '--fhir <folder>', help: 'FHIR R4 NDJSON, plain or gzip, to load into the new node' },
      { typed: '--people <number>', help: `people in the synthetic hospital; preset: ${PEOPLE}` },
      { typed: '--seed <number>', help: `seed of the synthetic hospital; preset: ${SEED}` },
      { typed: '--no-serve', help: 'end after the report' },
    ],
    async run(typed, globals) {
      const effects = tools.effectsFor(globals);
      const folder = tools.folderOf(globals);
      const fhir = typeof typed['fhir'] === 'string' ? resolve(typed['fhir']) : undefined;
      portOf(typed['port']); // before a minute of work
      const settings = fhir === undefined ? SIMULATED_NODE : { name: basename(fhir), isSimulated: false };
      const known = existsSync(join(folder, 'rondo.json')) ? await tools.openNode(folder, effects) : undefined;
      const { isSimulated = false, extra } = known?.workspace.settings ?? {};
      if (fhir !== undefined && isSimulated) throw recordsForSimulated({});
      const isUnfinished = isSimulated && extra?.[UNFINISHED] === true;
      if (known && isUnfinished) await clearAway(known, folder);
      const isNew = !known || isUnfinished;
      const node = isNew ? tools.keep(await withLedger(await createWorkspace(folder, settings), effects)) : known;
      goOnInItsOwnTime(node, effects);
      const context = tools.contextOf(node, effects, globals);
      const steps = fhir ? ofRecords(fhir) : isNew ? ofHospital(join(folder, 'hospital'), typed) : [];
      for (const [id, params] of steps) {
        const action = actions.find((each) => each.id === id);
        if (!action) throw new Error(`start: there is no action ${id}`);
        tools.said(globals, action, await runAction(action, params, context));
      }
      if (isNew && fhir === undefined) await finish(node);
      if (typed['serve'] !== false) await serve(tools, { node, effects, actions, version, typed, globals });
    },
  };
}

/** Nobody real is on it: decision support answers anybody, so that it can be tried with nothing but curl. */
const SIMULATED_NODE = {
  name: 'Synthetic practices',
  isSimulated: true,
  simulatedNow: '2026-01-01T06:00:00.000Z',
  extra: { cds: { mode: 'open' }, [UNFINISHED]: true },
} as const;

/** What was made up and never finished is made up again; nobody has worked with it. */
async function clearAway(node: OpenNode, folder: string): Promise<void> {
  await node.close();
  for (const part of MADE_BY_START) await rm(join(folder, part), { recursive: true, force: true });
}

async function finish({ workspace }: OpenNode): Promise<void> {
  const { [UNFINISHED]: _, ...extra } = workspace.settings.extra ?? {};
  await workspace.saveSettings({ ...workspace.settings, extra });
}

type Step = readonly [action: string, params: Record<string, unknown>];

/** One turn on the synthetic hospital: history, findings, the year in which advice reaches people, and the report on it. */
function ofHospital(hospital: string, typed: Record<string, unknown>): Step[] {
  const number = (name: string, preset: number) => (typed[name] === undefined ? preset : Number(typed[name]));
  return [
    ['synth', { people: number('people', PEOPLE), seed: number('seed', SEED), out: hospital }],
    ['load', { fhir: hospital }],
    ['cycle-run', { id: CYCLE }],
    ['simulate', { cycle: CYCLE, hospital }],
    ['cycle-run', { id: CYCLE }],
  ];
}

/** One turn on real records, as far as people have let it go. */
function ofRecords(fhir: string): Step[] {
  return [
    ['load', { fhir }],
    ['cycle-run', { id: CYCLE }],
  ];
}
