import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type AnyAction, runAction } from '../actions/run-action.ts';
import { createWorkspace } from '../engine/store/open-workspace.ts';
import { withLedger } from './open-node.ts';
import type { OwnCommand } from './program.ts';
import type { OwnTools } from './run-cli.ts';
import { SERVE_FLAGS, serve } from './up.ts';

/** `rondo start`: from nothing to pages with something on them. Makes a simulated node where there is none yet. */
export function startCommand(tools: OwnTools, actions: readonly AnyAction[], version: string): OwnCommand {
  return {
    name: 'start',
    summary: 'Serves the node; where there is none yet, makes one with a synthetic hospital first.',
    example: 'rondo start',
    flags: [...SERVE_FLAGS, { typed: '--people <number>', help: 'people in the synthetic hospital; preset: 2000' }],
    async run(typed, globals) {
      const effects = tools.effectsFor(globals);
      const folder = tools.folderOf(globals);
      const isNew = !existsSync(join(folder, 'rondo.json'));
      const node = isNew
        ? tools.keep(await withLedger(await createWorkspace(folder, SIMULATED_NODE), effects))
        : await tools.openNode(folder, effects);
      if (isNew) {
        const hospital = join(folder, 'synthetic-hospital');
        const context = tools.contextOf(node, effects, globals);
        for (const [id, params] of firstSteps(hospital, Number(typed['people'] ?? 2000))) {
          const action = actions.find((each) => each.id === id);
          if (!action) throw new Error(`start: there is no action ${id}`);
          const result = await runAction(action, params, context);
          tools.said(globals, action, result);
        }
      }
      await serve(tools, { node, effects, actions, version, typed, globals });
    },
  };
}

/** Nobody real is on it: decision support answers anybody, so that it can be tried with nothing but curl. */
const SIMULATED_NODE = { name: 'Synthetic practices', isSimulated: true, extra: { cds: { mode: 'open' } } } as const;

/** What fills a new node, in order. */
function firstSteps(hospital: string, people: number): [string, Record<string, unknown>][] {
  return [
    ['synth', { people, out: hospital }],
    ['load', { fhir: hospital }],
    ['cycle-run', { id: 'hypertension-control' }],
  ];
}
