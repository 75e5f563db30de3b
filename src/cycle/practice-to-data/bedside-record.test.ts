/** The bedside and the tables must say the same of the same records: same views, same admission, same mapping. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { sharedFolder } from '../../../test/shared.ts';
import { fakeEffects } from '../../effects/fake.ts';
import type { PersonRecord } from '../../engine/query/record.ts';
import { omopIdOf } from '../../engine/store/omop-id.ts';
import { createWorkspace } from '../../engine/store/open-workspace.ts';
import { openSnapshot } from '../../engine/store/snapshot.ts';
import { workspaceKey } from '../../engine/store/workspace-key.ts';
import { history } from '../../synthetic/history.ts';
import { admissionPolicy } from './admission.ts';
import { type FhirResource, recordOfBundle } from './bedside-record.ts';
import { libraryViews } from './fhir-views.ts';
import { loadFhir } from './load-fhir.ts';
import { recordsOfSnapshot } from './snapshot-record.ts';

const home = await mkdtemp(join(tmpdir(), 'rondo-bedside-'));
afterAll(() => rm(home, { recursive: true, force: true }));

/** Loads lines into a fresh workspace and gives each person's record both ways. */
async function bothWays(name: string, lines: readonly string[]) {
  const folder = join(home, name, 'in');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'all.ndjson'), `${lines.join('\n')}\n`);
  const workspace = await createWorkspace(join(home, name, 'w'), { name, isSimulated: true });
  const report = await loadFhir({ folder }, { workspace, effects: fakeEffects() });
  const ids = { key: Buffer.from(await workspaceKey(workspace, 'omop-id')).toString('hex'), source: 'ehr' };
  const snapshot = await openSnapshot(workspace);
  const resources = lines.map((line) => JSON.parse(line) as FhirResource);
  const patients = [
    ...new Set(resources.filter(({ resourceType }) => resourceType === 'Patient').map(({ id }) => id!)),
  ];
  const fromTables = await recordsOfSnapshot(
    snapshot.db,
    patients.map((id) => omopIdOf('Patient', id, ids)),
  );
  snapshot.close();
  await workspace.close();
  const views = libraryViews();
  const policy = admissionPolicy();
  const byPatient = groupByPatient(resources);
  const fromBedside = patients.flatMap((patient) => {
    const record = recordOfBundle(byPatient.get(patient) ?? [], { policy, views, ids, patient });
    return record ? [record] : [];
  });
  return { report, fromTables: sorted(fromTables), fromBedside: sorted(fromBedside) };
}

function groupByPatient(resources: readonly FhirResource[]): Map<string, FhirResource[]> {
  const groups = new Map<string, FhirResource[]>();
  for (const resource of resources) {
    const reference = (resource['subject'] ?? resource['patient']) as { reference?: string } | undefined;
    const patient =
      resource.resourceType === 'Patient' ? resource.id! : (reference?.reference?.split('/').at(-1) ?? '');
    groups.set(patient, [...(groups.get(patient) ?? []), resource]);
  }
  return groups;
}

function sorted(records: readonly PersonRecord[]): unknown[] {
  return [...records]
    .sort((a, b) => (a.personKey < b.personKey ? -1 : 1))
    .map((record) => ({
      ...record,
      events: Object.fromEntries(
        Object.entries(record.events).map(([domain, events]) => [
          domain,
          (events ?? []).map((event) => ({
            ...event,
            codes: event.codes.map(({ system, code }) => `${system}|${code}`).sort(),
          })),
        ]),
      ),
    }));
}

test('recordOfBundle() and the tables agree on 150 people of the synthetic hospital, mess and all', async () => {
  const mess = {
    missing: 0.05,
    duplicates: 0.03,
    corrected: 0.05,
    enteredInError: 0.05,
    partialDates: 0.1,
    late: 0.05,
  };
  const lines = [...history({ people: 150, seed: 5, mess })].map(([, line]) => line);
  const { report, fromTables, fromBedside } = await bothWays('synthetic', lines);
  expect(report.people).toBe(150);
  expect(fromBedside).toHaveLength(150);
  expect(fromTables).toHaveLength(150);
  expect(report.accounting.filter(({ reason }) => reason === 'entered-in-error').length).toBeGreaterThan(0);
  for (const [i, record] of fromBedside.entries()) expect(record).toEqual(fromTables[i]);
}, 120_000);

const synthea = sharedFolder('data/fhir-synthea-415');

describe.skipIf(!synthea)('fhir-synthea-415', () => {
  test('recordOfBundle() and the tables agree on 40 of its people', async () => {
    const all = new Map<string, string[]>();
    for (const name of (await readdir(synthea!)).filter((file) => file.endsWith('.gz'))) {
      all.set(
        name,
        gunzipSync(await readFile(join(synthea!, name)))
          .toString('utf8')
          .split('\n')
          .filter(Boolean),
      );
    }
    const patients = [...all].flatMap(([name, lines]) => (name.startsWith('Patient.') ? lines : [])).slice(0, 40);
    const ids = patients.map((line) => (JSON.parse(line) as FhirResource).id!);
    const own = [...all].flatMap(([name, lines]) =>
      /^(Claim|Explanation|CarePlan|Diagnostic|Imaging|Patient)/.test(name)
        ? []
        : lines.filter((line) => ids.some((id) => line.includes(`Patient/${id}`))),
    );
    const { fromTables, fromBedside } = await bothWays('synthea', [...patients, ...own]);
    expect(fromTables).toHaveLength(40);
    expect(fromBedside).toHaveLength(40);
    for (const [i, record] of fromBedside.entries()) expect(record).toEqual(fromTables[i]);
  }, 120_000);
});
