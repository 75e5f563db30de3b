/** A node with made-up results behind the real server: for looking at pages, not for testing what they say. */
import type { AnyAction } from '../../src/actions/run-action.ts';
import { type Actor, ROLES } from '../../src/community/roles.ts';
import { nodeEffects } from '../../src/effects/node.ts';
import type { Ledger } from '../../src/engine/store/ledger.ts';
import type { Workspace } from '../../src/engine/store/workspace.ts';
import { createServer } from '../../src/server/create-server.ts';
import type { Identity } from '../../src/server/identity.ts';

const ana: Actor = { id: 'ana', name: 'Ana', roles: ROLES, practices: ['practice-2'] };

/** The server of a node whose only account is Ana, password `a long password`. */
export async function exampleNode(actions: readonly AnyAction[], webFolder: string, isFirstRun = false) {
  const session = () => ({ token: 'example', actor: ana, expiresAt: new Date(Date.now() + 3_600_000) });
  const identity: Identity = {
    needsSetup: async () => isFirstRun,
    setUp: async () => session(),
    signIn: async (name, password) => (name === 'Ana' && password === 'a long password' ? session() : undefined),
    actorOf: async (token) => (token === 'example' ? ana : undefined),
    signOut: async () => {},
  };
  return createServer({
    actions,
    identity,
    webFolder,
    version: '0.1.0',
    effects: nodeEffects(),
    workspace: { settings: { name: 'Example practices', isSimulated: true } } as Workspace,
    ledger: { append: async () => undefined, query: async () => [] } as unknown as Ledger,
  });
}
