import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { allActions } from '../../src/actions/all-actions.ts';
import { allPages } from '../../src/actions/all-pages.ts';
import { declaredFaults } from '../declared-faults.ts';

const FOLDER = resolve(import.meta.dirname, '../../docs/reference');
const pages = allPages(declaredFaults());

// `npm run docs` runs this file with RONDO_DOCS=write.
test.each(pages)('docs/reference/$file says what the code declares', ({ file, text }) => {
  const path = resolve(FOLDER, file);
  if (process.env['RONDO_DOCS'] === 'write') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(existsSync(path) ? readFileSync(path, 'utf8') : 'missing: npm run docs').toBe(text);
});

test('every action is described, and its example is a command line of its own', () => {
  const { text } = pages.find(({ file }) => file === 'actions.md')!;
  for (const action of allActions) {
    expect(text, action.id).toContain(`id \`${action.id}\``);
    expect(action.summary.length, action.id).toBeGreaterThan(20);
    if (action.command) expect(action.example, action.id).toContain(`rondo ${action.command}`);
  }
});
