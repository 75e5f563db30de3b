/** End to end on the shared population of 415 synthetic people: every record is accounted for. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedFolder } from '../../../test/shared.ts';
import { fakeEffects } from '../../effects/fake.ts';
import { createWorkspace } from '../../engine/store/open-workspace.ts';
import { openSnapshot, type Snapshot, verifySnapshot } from '../../engine/store/snapshot.ts';
import type { Workspace } from '../../engine/store/workspace.ts';
import { type LoadReport, loadFhir } from './load-fhir.ts';

const folder = sharedFolder('data/fhir-synthea-415');

describe.skipIf(!folder)('fhir-synthea-415', () => {
  let home: string;
  let workspace: Workspace;
  let report: LoadReport;
  let snapshot: Snapshot;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'rondo-load-'));
    workspace = await createWorkspace(join(home, 'w'), { name: 'test', isSimulated: false });
    report = await loadFhir({ folder: folder! }, { workspace, effects: fakeEffects() });
    snapshot = await openSnapshot(workspace);
  }, 300_000);

  afterAll(async () => {
    snapshot?.close();
    await workspace?.close();
    await rm(home, { recursive: true, force: true });
  });

  async function countOf(sql: string): Promise<number> {
    const [row] = await snapshot.db.rows<{ rows: string }>(`SELECT count(*) AS rows FROM ${sql}`);
    return Number(row?.rows);
  }

  test('loadFhir() accounts for all 127,183 records', () => {
    expect(report.records).toBe(127_183);
    expect(report.accounting.reduce((sum, { records }) => sum + records, 0)).toBe(127_183);
    const perType = (type: string) =>
      report.accounting.filter((line) => line.type === type).reduce((sum, { records }) => sum + records, 0);
    expect(perType('Observation')).toBe(59_407);
    expect(perType('Encounter')).toBe(12_139);
    expect(perType('Patient')).toBe(415);
  });

  test('loadFhir() finds the people and the visits that the data set says it has', async () => {
    expect(report.people).toBe(415);
    expect(await countOf("person WHERE gender_source_value = 'male'")).toBe(221);
    expect(await countOf("person WHERE gender_source_value = 'female'")).toBe(194);
    expect(await countOf('death')).toBe(81);
    expect(await countOf("visit_occurrence WHERE visit_source_value = 'IMP'")).toBe(443);
    expect(await countOf("(SELECT DISTINCT person_id FROM visit_occurrence WHERE visit_source_value = 'IMP')")).toBe(
      107,
    );
  });

  test('loadFhir() gives every order and immunization as a drug exposure under the default policy', async () => {
    expect(await countOf('drug_exposure')).toBe(3_142 + 4_845);
    expect(await countOf('drug_exposure WHERE drug_type_concept_id = 32838')).toBe(3_142);
  });

  test('loadFhir() keeps systolic and diastolic pressure as rows of their own', async () => {
    const systolic =
      "concept c JOIN measurement m ON m.measurement_source_concept_id = c.concept_id WHERE c.concept_code = '8480-6'";
    expect(await countOf(systolic)).toBeGreaterThan(1000);
    expect(await countOf(systolic)).toBe(await countOf(systolic.replace('8480-6', '8462-4')));
    expect(await countOf(`${systolic} AND m.value_as_number IS NULL`)).toBe(0);
    // 298 of the pressures in this data set name neither unit nor code.
    expect(await countOf(`${systolic} AND m.unit_source_value IS NULL`)).toBe(298);
  });

  test('loadFhir() gives one row of costs per claim', async () => {
    expect(await countOf('cost')).toBe(15_281);
    expect(await countOf('cost WHERE total_paid IS NOT NULL')).toBe(12_139);
  });

  test('loadFhir() excludes types without a mapping, by name and number', () => {
    const none = report.accounting
      .filter(({ reason }) => reason === 'no-mapping')
      .map(({ type, records }) => [type, records]);
    expect(none).toEqual([
      ['AllergyIntolerance', 230],
      ['CarePlan', 1197],
      ['DiagnosticReport', 4208],
      ['Goal', 762],
      ['ImagingStudy', 229],
    ]);
  });

  test('the snapshot passes every fatal check and is the current one', async () => {
    expect(report.checks.filter(({ ok, severity }) => !ok && severity === 'fatal')).toEqual([]);
    expect(report.isCurrent).toBe(true);
    expect(await workspace.currentSnapshot()).toBe(report.snapshot);
    expect(report.checks.length).toBeGreaterThanOrEqual(14);
  });

  test('the snapshot holds no name, address line or identifier of a person', async () => {
    const texts = await snapshot.db.rows<{ t: string; c: string }>(
      `SELECT table_name AS t, column_name AS c FROM information_schema.columns
       WHERE table_schema = 'main' AND data_type = 'VARCHAR' AND table_name IN ('person', 'observation', 'measurement', 'condition_occurrence', 'visit_occurrence', 'death', 'drug_exposure', 'location')`,
    );
    for (const { t, c } of texts) {
      expect(await countOf(`${t} WHERE "${c}" LIKE '%999-%' OR "${c}" ILIKE '%Little%'`), `${t}.${c}`).toBe(0);
    }
    expect(await countOf('person WHERE person_source_value IS NOT NULL')).toBe(0);
  });

  test('the Parquet twin is what the manifest says', async () => {
    expect(await verifySnapshot(workspace, report.snapshot)).toEqual({ files: 39 });
  });

  test('the same folder loaded again brings nothing and builds nothing', async () => {
    const again = await loadFhir({ folder: folder! }, { workspace, effects: fakeEffects() });
    expect(again).toMatchObject({ snapshot: report.snapshot, isNew: false, isCurrent: true });
    expect(again.alreadyHeld).toBe(again.files);
  });

  test('the strict policy of the HL7 ballot lets no order in, and says why', async () => {
    const strict = await loadFhir(
      { folder: folder!, policy: 'hl7-f2o-2.0.0-ballot' },
      { workspace, effects: fakeEffects() },
    );
    const orders = strict.accounting.filter(({ type }) => type === 'MedicationRequest');
    expect(orders).toEqual([
      { type: 'MedicationRequest', fate: 'excluded', reason: 'intent-not-admitted', records: 3_142 },
    ]);
    const other = await openSnapshot(workspace, strict.snapshot);
    const [drugs] = await other.db.rows<{ rows: string }>(
      'SELECT count(*) AS rows FROM drug_exposure WHERE drug_type_concept_id = 32838',
    );
    other.close();
    expect(drugs?.rows).toBe('0');
  }, 300_000);
});
