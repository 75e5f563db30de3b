/** Opens, holds or creates a workspace and says in one line what came of it. */
import { writeSync } from 'node:fs';
import { Fault } from '../../src/core/fault.ts';
import { createWorkspace, openWorkspace } from '../../src/engine/store/open-workspace.ts';

const [doing, folder] = process.argv.slice(2) as [string, string];
try {
  const workspace =
    doing === 'create'
      ? await createWorkspace(folder, { name: 'made by a child', isSimulated: true })
      : await openWorkspace(folder);
  writeSync(1, 'opened\n');
  if (doing === 'hold') await new Promise((resolve) => setTimeout(resolve, 60_000));
  await workspace.close();
} catch (error) {
  writeSync(1, error instanceof Fault ? `${error.code} ${error.message}\n` : `a bug: ${error}\n`);
}
