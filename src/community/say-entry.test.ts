import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { LedgerEntry, NewEntry } from '../engine/store/ledger.ts';
import { SAID_KINDS, sayEntry } from './say-entry.ts';

const entry = (made: Partial<NewEntry>): LedgerEntry => ({
  kind: 'x/y',
  subject: 'advice:bp-card',
  actor: 'a1',
  body: {},
  ...made,
  seq: 1,
  savedAt: '2026-01-01T00:00:00.000Z',
  previousHash: '',
  hash: '',
});

test.each<[string, Partial<NewEntry>]>([
  ['Kim moved bp-card from shadow to canary.', { kind: 'rollout/advanced', body: { from: 'shadow', to: 'canary' } }],
  ['Kim stopped bp-card, because: too many alerts.', { kind: 'rollout/stopped', body: { reason: 'too many alerts.' } }],
  [
    'The operator made the account of Lee as reviewer, analyst.',
    { kind: 'account/created', actor: 'operator', body: { name: 'Lee', roles: ['reviewer', 'analyst'] } },
  ],
  ['Kim set a new password for Kim.', { kind: 'account/password-set', subject: 'account:a1' }],
  ['Rondo bound 12 receipts into the ledger.', { kind: 'receipt/bound', actor: 'rondo', body: { receipts: 12 } }],
  ['Kim recorded later thought of for bp-card.', { kind: 'later/thought-of' }],
  ['Kim approved bp-card version — as —.', { kind: 'approval/given' }],
])('sayEntry() says: %s', (sentence, made) => {
  expect(sayEntry(entry(made), (id) => (id === 'a1' ? 'Kim' : undefined))).toBe(sentence);
});

test('every kind that the source appends has a sentence', () => {
  const src = resolve(import.meta.dirname, '..');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test)\.ts$/.test(name));
  const kinds = files.flatMap((name) => {
    const text = readFileSync(resolve(src, name), 'utf8');
    return [...text.matchAll(/append\(\{[^}]*?\bkind: '([^']+)'/g)].map((found) => found[1]!);
  });
  expect(kinds.length).toBeGreaterThan(5);
  expect(kinds.filter((kind) => !SAID_KINDS.includes(kind))).toEqual([]);
});
