import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { allActions } from '../../src/actions/all-actions.ts';
import { nodeEffects } from '../../src/effects/node.ts';
import type { Ledger } from '../../src/engine/store/ledger.ts';
import type { Workspace } from '../../src/engine/store/workspace.ts';
import { createServer } from '../../src/server/create-server.ts';
import { printClient, printType } from '../../src/server/openapi-client.ts';

const FILE = resolve(import.meta.dirname, '../../src/web/api.gen.ts');

test('src/web/api.gen.ts is what the API description says today', async () => {
  const app = await createServer({
    actions: allActions,
    webFolder: '/nowhere',
    version: '0',
    effects: nodeEffects(),
    workspace: {} as Workspace, // describing the API opens nothing
    ledger: {} as Ledger,
  });
  const printed = printClient((await app.inject('/api')).json());
  await app.close();
  if (process.env['RONDO_GOLDEN'] === 'write') writeFileSync(FILE, printed);
  expect(readFileSync(FILE, 'utf8')).toBe(printed);
});

test.each([
  [{ type: 'array', items: { type: 'string' } }, 'string[]'],
  [{ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } }, '(string | null)[]'],
  [{ type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 }, '[number, number]'],
  [{ type: 'string', enum: ['a', 'b'] }, '"a" | "b"'],
  [{ type: 'object', properties: { a: { type: 'integer', default: 1 } }, required: ['a'] }, '{ a?: number }'],
  [{ type: 'object', properties: { 'a-b': { type: 'boolean' } } }, "{ 'a-b'?: boolean }"],
  [{ type: 'object', additionalProperties: { type: 'number' } }, 'Record<string, number>'],
  [{}, 'unknown'],
])('printType(%j) is %s', (schema, type) => {
  expect(printType(schema, { presetsMayBeLeftOut: true })).toBe(type);
});
