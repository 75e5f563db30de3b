/** Loads a folder into a workspace, and says so when it is done: a process for the crash test to kill. */
import { loadFhir } from '../../src/cycle/practice-to-data/load-fhir.ts';
import { nodeEffects } from '../../src/effects/node.ts';
import { openWorkspace } from '../../src/engine/store/open-workspace.ts';

const [folder = '', home = ''] = process.argv.slice(2);
const workspace = await openWorkspace(home);
process.stdout.write('opened\n');
const report = await loadFhir({ folder }, { workspace, effects: nodeEffects() });
process.stdout.write(`loaded ${report.snapshot}\n`);
await workspace.close();
