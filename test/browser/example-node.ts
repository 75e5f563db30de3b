/** A node with made-up results behind the real server and the real ledger: for looking at pages, not at what they say. */
import type { AnyAction } from '../../src/actions/run-action.ts';
import { createAccount } from '../../src/community/accounts.ts';
import { ROLES } from '../../src/community/roles.ts';
import { nodeEffects } from '../../src/effects/node.ts';
import type { Workspace } from '../../src/engine/store/workspace.ts';
import { createServer } from '../../src/server/create-server.ts';
import { temporaryLedger } from '../ledger.ts';

export const EXAMPLE_ACCOUNT = { name: 'Ana', password: 'a long enough password' };

/** The server of a node whose only account is Ana, in every part; `close` drops the ledger too. */
export async function exampleNode(actions: readonly AnyAction[], webFolder: string, isFirstRun = false) {
  const effects = nodeEffects();
  const ledger = await temporaryLedger();
  const operator = { id: 'operator', name: 'Operator', roles: ROLES, practices: [] };
  const ana = { ...EXAMPLE_ACCOUNT, roles: ROLES, practices: ['practice-2'] };
  if (!isFirstRun) await createAccount(ledger, effects, ana, operator);
  const workspace = { settings: { name: 'Example practices', isSimulated: true } } as Workspace; // all that is read of it
  const app = await createServer({ actions, webFolder, version: '0.1.0', effects, workspace, ledger });
  return {
    app,
    close: async () => {
      await app.close();
      await ledger.close();
    },
  };
}
