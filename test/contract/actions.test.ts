/** What every action must hold, whatever it does: roles × actions × doors, and that its words fit its declaration. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allActions } from '../../src/actions/all-actions.ts';
import { type AnyAction, runAction } from '../../src/actions/run-action.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { createAccount } from '../../src/community/accounts.ts';
import { ROLES, type Role } from '../../src/community/roles.ts';
import { createSession } from '../../src/community/sessions.ts';
import { defineFault, Fault } from '../../src/core/fault.ts';
import { nodeEffects } from '../../src/effects/node.ts';
import type { Workspace } from '../../src/engine/store/workspace.ts';
import { isOfferedByHttp } from '../../src/server/action-routes.ts';
import { createServer } from '../../src/server/create-server.ts';
import { type TemporaryLedger, temporaryLedger } from '../ledger.ts';

const reached = defineFault('test/reached', 'conflict', () => 'the action would have run', 'Nothing to mend.');
const effects = nodeEffects();
const workspace = {} as Workspace; // no action runs here
/** The real declarations; what they would do is replaced by a sign that they were reached. */
const actions: readonly AnyAction[] = allActions.map((action) => ({
  ...action,
  run: async () => {
    throw reached({});
  },
}));
const example = (words: string) => words.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', '')) ?? [];

let ledger: TemporaryLedger;
let app: FastifyInstance;
const cookies = new Map<Role | 'nobody', string>();

beforeAll(async () => {
  ledger = await temporaryLedger();
  app = await createServer({ actions, webFolder: '/nowhere', version: '0', effects, workspace, ledger });
  const operator = { id: 'operator', name: 'Operator', roles: ROLES, practices: [] };
  for (const who of [...ROLES, 'nobody' as const]) {
    const account = { name: who, password: 'a long enough password', roles: who === 'nobody' ? [] : [who] };
    const { id } = await createAccount(ledger, effects, account, operator);
    cookies.set(who, `rondo_session=${(await createSession(ledger, effects, id)).token}`);
  }
});
afterAll(async () => {
  await app.close();
  await ledger.close();
});

test('there are actions, each with an id of its own', () => {
  expect(actions.length).toBeGreaterThan(5);
  expect(new Set(actions.map((action) => action.id)).size).toBe(actions.length);
});

describe.each(actions.map((action) => ({ id: action.id, action })))('$id', ({ id, action }) => {
  test('stands in a file of its name', () => {
    expect(existsSync(resolve(import.meta.dirname, `../../src/actions/${id}.ts`))).toBe(true);
  });

  test('is for somebody, and a change or a read', () => {
    expect(action.roles.length).toBeGreaterThan(0);
    expect(action.roles.every((role) => ROLES.includes(role))).toBe(true);
  });

  test('takes by position only what it declares, and no flag that every command has', () => {
    const names = Object.keys(action.params.properties);
    expect((action.positional ?? []).filter((name) => !names.includes(name))).toEqual([]);
    expect(names.filter((name) => ['json', 'workspace', 'debug', 'as', 'help', 'version'].includes(name))).toEqual([]);
  });

  test.skipIf(!action.command)('has an example that is a whole command line of its own', async () => {
    const [rondo, ...words] = example(action.example);
    let parsed: { id: string; params: unknown } | undefined;
    const program = buildProgram(
      actions,
      [],
      {
        action: async (found, params) => {
          parsed = { id: found.id, params };
        },
      },
      { out: () => {}, columns: 100, version: '0' },
    );
    await program.parseAsync(words, { from: 'user' });
    expect([rondo, parsed?.id]).toEqual(['rondo', id]);
    const actor = { id: 'a', name: 'A', roles: ROLES, practices: [] };
    await expect(runAction(action, parsed?.params, { workspace, ledger, effects, actor })).rejects.toThrow(
      'the action would have run',
    );
  });

  test.each([...ROLES, 'nobody' as const])('through both doors: %s', async (who) => {
    const isAllowed = who !== 'nobody' && action.roles.includes(who);
    const actor = { id: who, name: who, roles: who === 'nobody' ? [] : [who], practices: [] };
    const thrown: unknown = await runAction(action, {}, { workspace, ledger, effects, actor }).catch((error) => error);
    expect(thrown).toBeInstanceOf(Fault);
    expect((thrown as Fault).kind === 'not-allowed').toBe(!isAllowed);

    const answer = await app.inject({
      method: action.changes ? 'POST' : 'GET',
      url: `/api/${id}`,
      headers: { cookie: cookies.get(who) ?? '', 'x-rondo': '1' },
      ...(action.changes ? { payload: {} } : {}),
    });
    if (!isOfferedByHttp(action)) expect(answer.statusCode).toBe(404);
    else if (isAllowed) expect([400, 409]).toContain(answer.statusCode);
    else expect(answer.statusCode).toBe(403);
  });

  test('opens to nobody who is not signed in', async () => {
    const answer = await app.inject({
      method: action.changes ? 'POST' : 'GET',
      url: `/api/${id}`,
      headers: { 'x-rondo': '1' },
      ...(action.changes ? { payload: {} } : {}),
    });
    expect(answer.statusCode).toBe(isOfferedByHttp(action) ? 401 : 404);
  });
});
