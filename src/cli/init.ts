import { basename, resolve } from 'node:path';
import { createWorkspace } from '../engine/store/open-workspace.ts';
import { withLedger } from './open-node.ts';
import type { OwnCommand } from './program.ts';
import type { OwnTools } from './run-cli.ts';

/** `rondo init`: a new node in a folder, with its ledger started once so that trouble shows now and not later. */
export function initCommand(tools: OwnTools): OwnCommand {
  return {
    name: 'init',
    summary: 'Makes a new node: a folder with its settings, its raw records, its snapshots and its ledger.',
    example: 'rondo init ./valley --name "North Valley practices"',
    arguments: [{ typed: '[folder]', help: 'where; preset: the folder of --workspace' }],
    flags: [
      { typed: '--name <text>', help: 'the name shown on every page; preset: the name of the folder' },
      { typed: '--simulated', help: 'its records will come from the synthetic hospital; every page then says so' },
    ],
    async run(typed, globals) {
      const folder = resolve(typeof typed['folder'] === 'string' ? typed['folder'] : tools.folderOf(globals));
      const name = typeof typed['name'] === 'string' ? typed['name'] : basename(folder);
      const workspace = await createWorkspace(folder, { name, isSimulated: typed['simulated'] === true });
      const node = await withLedger(workspace, tools.effectsFor(globals));
      await node.close();
      tools.out(
        globals.json
          ? `${JSON.stringify({ folder, name })}\n`
          : `A new node, "${name}", stands in ${folder}\nNext: rondo load --fhir <folder of NDJSON files> --workspace ${folder}\n`,
      );
    },
  };
}
