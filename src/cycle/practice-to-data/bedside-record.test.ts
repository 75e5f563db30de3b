/** The bedside and the tables must say the same of the same records: same views, same admission, same mapping. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { sharedFolder } from '../../../test/shared.ts';
import { dayOf } from '../../core/day.ts';
import { fakeEffects } from '../../effects/fake.ts';
import type { Condition } from '../../engine/query/ast.ts';
import {
  alive,
  all,
  any,
  between,
  coded,
  compare,
  disposition,
  events,
  exists,
  first,
  including,
  isNot,
  kind,
  last,
  lastDays,
  nth,
  observed,
  rule,
  stay,
  value,
  where,
} from '../../engine/query/builder.ts';
import { codeSetFromJson, codeSetsOf } from '../../engine/query/code-set.ts';
import { ruleFromJson } from '../../engine/query/definition-json.ts';
import { readyRule } from '../../engine/query/memory.ts';
import { neededData } from '../../engine/query/needed-data.ts';
import type { PersonRecord } from '../../engine/query/record.ts';
import { contentOf, readLibrary } from '../../engine/store/library.ts';
import { omopIdOf } from '../../engine/store/omop-id.ts';
import { createWorkspace } from '../../engine/store/open-workspace.ts';
import { openSnapshot } from '../../engine/store/snapshot.ts';
import { workspaceKey } from '../../engine/store/workspace-key.ts';
import { history } from '../../synthetic/history.ts';
import { admissionPolicy } from './admission.ts';
import { type FhirResource, readyBedsideReader, recordOfBundle } from './bedside-record.ts';
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

const everDays = { until: including(0, 'end') };
/** Conditions that between them ask for every domain, for narrow codes and none, for ids (nth), units, kinds and periods. */
const ASKED: readonly Condition[] = [
  ruleFromJson(contentOf('rules', 'uncontrolled-blood-pressure').json).where,
  exists(events('condition', 'hypertension'), lastDays(365)),
  exists(first(events('condition')), lastDays(3650)),
  exists(where(events('drug'), stay({ from: 20 }), coded('antihypertensive-drugs')), lastDays(730), 2),
  exists(last(events('drug', 'antihypertensive-drugs')), lastDays(90)),
  value('latest', events('measurement', 'systolic-blood-pressure'), everDays, compare('>=', 140, 'mm[Hg]'), {
    tie: 'highest',
  }),
  value('mean', events('measurement'), lastDays(365), compare('<', 100, 'mm[Hg]')),
  value('first', nth(events('measurement', 'diastolic-blood-pressure'), 2), everDays, compare('<', 85, 'mm[Hg]')),
  exists(where(events('visit'), kind('AMB'), isNot(disposition('home'))), lastDays(365), 3),
  all(exists(nth(events('visit'), 3), everDays), alive('end')),
  value('latest', events('observation'), everDays, compare('>=', 3)),
  any(exists(events('procedure'), lastDays(1825)), exists(events('death'), everDays)),
  observed(between(including(-365, 'end'), including(0, 'end'))),
];

test(`a reader that knows what ${ASKED.length} rules need gives each the same answer, reasons and groups as the whole record`, () => {
  const mess = {
    missing: 0.05,
    duplicates: 0.03,
    corrected: 0.05,
    enteredInError: 0.05,
    partialDates: 0.1,
    late: 0.05,
  };
  const resources = [...history({ people: 40, seed: 11, mess })].map(([, line]) => JSON.parse(line) as FhirResource);
  const options = { policy: admissionPolicy(), views: libraryViews(), ids: { key: '00', source: 'ehr' } };
  const codeSets = codeSetsOf(readLibrary('code-lists').map(({ json }) => codeSetFromJson(json)));
  const whole = readyBedsideReader(options);
  const byPatient = [...groupByPatient(resources)].filter(([patient]) => patient !== '');
  const truths = new Map<unknown, number>();
  for (const [index, condition] of ASKED.entries()) {
    const definition = rule({ id: `asked-${index}`, title: 'Asked', version: '1', where: condition });
    const judge = readyRule(definition, codeSets);
    const narrow = readyBedsideReader(options, neededData(definition, codeSets));
    for (const [patient, own] of byPatient) {
      const [full, few] = [whole(own, patient), narrow(own, patient)];
      expect(few?.groups).toEqual(full?.groups);
      if (!full || !few) throw new Error('every synthetic patient has a record');
      for (const day of [dayOf('2021-06-30'), dayOf('2024-03-01'), dayOf('2025-12-31')]) {
        const answer = judge(few, day);
        expect(answer).toEqual(judge(full, day));
        truths.set(answer.truth, (truths.get(answer.truth) ?? 0) + 1);
      }
    }
  }
  for (const truth of [true, false, undefined]) expect(truths.get(truth)).toBeGreaterThan(50);
}, 60_000);

test('a reader that knows what a rule needs leaves out the rest', () => {
  const options = { policy: admissionPolicy(), views: libraryViews(), ids: { key: '00', source: 'ehr' } };
  const codeSets = codeSetsOf(readLibrary('code-lists').map(({ json }) => codeSetFromJson(json)));
  const asked = rule({
    id: 'x',
    title: 'X',
    version: '1',
    where: exists(events('condition', 'hypertension'), everDays),
  });
  const subject = { reference: 'Patient/1' };
  const coded = (code: string) => ({ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }] });
  const resources: FhirResource[] = [
    { resourceType: 'Patient', id: '1', birthDate: '1960-01-01' },
    { resourceType: 'Condition', id: 'a', subject, code: coded('I10'), onsetDateTime: '2020-01-01' },
    { resourceType: 'Condition', id: 'b', subject, code: coded('J45.9'), onsetDateTime: '2020-01-01' },
    { resourceType: 'Procedure', id: 'c', status: 'completed', subject, performedDateTime: '2020-01-01' },
  ];
  const record = readyBedsideReader(options, neededData(asked, codeSets))(resources);
  expect(record?.events.condition?.map(({ codes }) => codes[0]?.code)).toEqual(['I10']);
  expect(Object.keys(record?.events ?? {})).toEqual(['condition']);
  expect(record).not.toHaveProperty('observed');
});

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
