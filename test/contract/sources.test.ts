/** Every source keeps what it says it has, once. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SOURCES } from '../../src/cycle/practice-to-data/sources/all.ts';
import { fhirFolder } from '../../src/cycle/practice-to-data/sources/fhir-folder.ts';
import { fakeEffects } from '../../src/effects/fake.ts';
import { createWorkspace } from '../../src/engine/store/open-workspace.ts';
import { rawInputs } from '../../src/engine/store/raw-loads.ts';
import type { Workspace } from '../../src/engine/store/workspace.ts';

const room = mkdtempSync(join(tmpdir(), 'rondo-sources-'));
let workspace: Workspace;

beforeAll(async () => {
  workspace = await createWorkspace(join(room, 'ws'), { name: 'sources', isSimulated: true });
  mkdirSync(join(room, 'export'));
  writeFileSync(join(room, 'export/Patient.ndjson'), '{"resourceType":"Patient","id":"p1"}\n');
});

afterAll(async () => {
  await workspace.close();
  rmSync(room, { recursive: true, force: true });
});

test('sources are declared with an id, a title and parameters', () => {
  expect(SOURCES.map(({ id }) => id)).toEqual(['fhir-folder']);
  for (const { id, title, params } of SOURCES) {
    expect(id).toMatch(/^[a-z-]+$/);
    expect(title.length).toBeGreaterThan(5);
    expect(Object.keys(params.properties).length).toBeGreaterThan(0);
  }
});

test('fhirFolder.receive() holds what it says it has, and brings nothing twice', async () => {
  const world = { workspace, effects: fakeEffects() };
  const first = await fhirFolder.receive({ folder: join(room, 'export') }, 'ehr', world);
  const held = await rawInputs(workspace);
  expect([first.files, held.length]).toEqual([1, 1]);
  const second = await fhirFolder.receive({ folder: join(room, 'export') }, 'ehr', world);
  expect(second.alreadyHeld).toBe(1);
  expect((await rawInputs(workspace)).map(({ sha256 }) => sha256)).toEqual(held.map(({ sha256 }) => sha256));
});
