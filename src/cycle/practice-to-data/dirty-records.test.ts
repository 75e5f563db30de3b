/** What hospitals send: broken lines, broken files, versions out of order. Nothing is lost without being counted. */
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { sharedFolder } from '../../../test/shared.ts';
import { fakeEffects } from '../../effects/fake.ts';
import { createWorkspace } from '../../engine/store/open-workspace.ts';
import { receiveFhirFolder } from '../../engine/store/raw-receive.ts';
import { openSnapshot } from '../../engine/store/snapshot.ts';
import { admissionPolicy } from './admission.ts';
import { buildSnapshot, loadFhir } from './load-fhir.ts';

const home = await mkdtemp(join(tmpdir(), 'rondo-dirty-'));
afterAll(() => rm(home, { recursive: true, force: true }));
let made = 0;

/** A folder with these files, loaded into a workspace of its own. */
async function load(files: Readonly<Record<string, string | Buffer>>) {
  const folder = await folderWith(files);
  const workspace = await createWorkspace(`${folder}-w`, { name: 'dirty', isSimulated: true });
  try {
    const report = await loadFhir({ folder }, { workspace, effects: fakeEffects() });
    const { db, close } = await openSnapshot(workspace, report.snapshot);
    const quarantine = await db.rows('SELECT file, line, type, code FROM rondo.quarantine ORDER BY file, line');
    const exclusion = await db.rows('SELECT type, reason, file, line FROM rondo.exclusion ORDER BY file, line');
    const numbers = await db.rows(
      'SELECT measurement_source_value AS code, value_as_number AS value, value_source_value AS text FROM measurement ORDER BY ALL',
    );
    close();
    const fates = report.accounting.map(({ type, fate, reason, records }) => `${type} ${fate} ${reason} ${records}`);
    return { report, quarantine, exclusion, numbers, fates, workspace };
  } finally {
    await workspace.close();
  }
}

async function folderWith(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = join(home, String(++made));
  await mkdir(folder);
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

const PATIENT = '{"resourceType":"Patient","id":"p","birthDate":"1970-02-03","gender":"female"}';

function observation(id: string, value: string, more = ''): string {
  return `{"resourceType":"Observation","id":"${id}"${more},"status":"final","code":{"coding":[{"system":"http://loinc.org","code":"4548-4"}]},"subject":{"reference":"Patient/p"},"effectiveDateTime":"2025-03-04","valueQuantity":{"value":${value},"unit":"%","system":"http://unitsofmeasure.org","code":"%"}}`;
}

describe('lines', () => {
  test('a BOM, CRLF, blank lines and a missing last line feed are no fault', async () => {
    const lines = ['\ufeff', PATIENT, '\r\n', '\r\n', '   \n', observation('o', '6.5')].join('');
    const { quarantine, fates } = await load({ 'all.jsonl': lines });
    expect(quarantine).toEqual([]);
    expect(fates).toEqual(['Observation loaded  1', 'Patient loaded  1']);
  });

  test('every bad line is quarantined with its place and code, and the rest is loaded', async () => {
    const bad = [
      PATIENT,
      '{"resourceType":"Patient","id":"cut","birthDate":"19',
      'not json at all',
      '[]',
      '{"resourceType":"Patient","id":"twice","id":"twice"}',
      '{"id":"who"}',
      '{"resourceType":"Patient","birthDate":"1970"}',
      `{"resourceType":"Patient","id":"deep","x":${'['.repeat(70)}${']'.repeat(70)}}`,
      observation('o', '6.5'),
      '{"resourceType":"Observation","id":"shape","code":"text instead of a CodeableConcept","status":"final"}',
    ].join('\n');
    const latin = Buffer.concat([
      Buffer.from('{"resourceType":"Patient","id":"m","name":[{"family":"M'),
      Buffer.from([0xfc]),
      Buffer.from('ller"}]}'),
    ]);
    const { quarantine, report, fates } = await load({ 'a.ndjson': bad, 'b.ndjson': latin });
    expect(quarantine.map((row) => Object.values(row).join(' '))).toEqual([
      'a.ndjson 2 Patient not-json',
      'a.ndjson 3  not-json',
      'a.ndjson 4  not-an-object',
      'a.ndjson 5 Patient duplicate-key',
      'a.ndjson 6  no-resource-type',
      'a.ndjson 7 Patient no-id',
      'a.ndjson 8 Patient too-deep',
      'a.ndjson 10 Observation wrong-shape',
      'b.ndjson 1  not-utf8',
    ]);
    expect(report.records).toBe(11);
    expect(fates.filter((fate) => fate.includes('loaded'))).toEqual(['Observation loaded  1', 'Patient loaded  1']);
  });

  test('a line over 16 MB is quarantined and the next one read', async () => {
    const long = `{"resourceType":"Patient","id":"long","x":"${'x'.repeat(16_000_000)}"}`;
    const { quarantine, report } = await load({ 'a.ndjson': `${long}\n${PATIENT}\n` });
    expect(quarantine).toEqual([{ file: 'a.ndjson', line: '1', type: '', code: 'too-long' }]);
    expect(report.people).toBe(1);
  });

  test('types are told by line, not by file name', async () => {
    const { fates } = await load({ 'Claim.ndjson': `${PATIENT}\n${observation('o', '7')}` });
    expect(fates).toEqual(['Observation loaded  1', 'Patient loaded  1']);
  });

  test('the text of a decimal is kept beside its number', async () => {
    const lines = [PATIENT, observation('a', '6.50'), observation('b', '7e0'), observation('c', '7')].join('\n');
    const { numbers } = await load({ 'a.ndjson': lines });
    expect(numbers).toEqual([
      { code: '4548-4', value: 6.5, text: '6.50' },
      { code: '4548-4', value: 7, text: '7' },
      { code: '4548-4', value: 7, text: '7e0' },
    ]);
  });
});

describe('files', () => {
  test('a gzip file cut short is refused whole and named; other files are loaded', async () => {
    const many = Array.from({ length: 5000 }, (_, i) => observation(`o${i}`, '6')).join('\n');
    const whole = gzipSync(many);
    const { quarantine, fates, report } = await load({
      'p.ndjson': PATIENT,
      'cut.ndjson.gz': whole.subarray(0, whole.length - 200),
      'bits.ndjson.gz': Buffer.from(gzipSync(many).map((byte, i) => (i === 3000 ? byte ^ 255 : byte))),
    });
    expect(quarantine.map(({ file, code }) => `${file} ${code}`).sort()).toEqual([
      'bits.ndjson.gz gzip-damaged',
      'cut.ndjson.gz gzip-truncated',
    ]);
    expect(fates.filter((fate) => /^Observation (loaded|excluded)/.test(fate))).toEqual([]);
    expect(fates).toContain('Patient loaded  1');
    // What could be read of them is counted as quarantined, record by record.
    expect(report.records).toBeGreaterThan(1);
  });

  test('a UTF-16 file and a JSON text over many lines are refused whole', async () => {
    const { quarantine, fates } = await load({
      'p.ndjson': PATIENT,
      'u.ndjson': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(observation('o', '6'), 'utf16le')]),
      'bundle.json': JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: [] }, null, 2),
    });
    expect(quarantine).toEqual([
      { file: 'bundle.json', line: '0', type: '', code: 'not-lines' },
      { file: 'u.ndjson', line: '0', type: '', code: 'utf16' },
    ]);
    expect(fates).toEqual(['Patient loaded  1']);
  });

  const archives = sharedFolder('badinput/archives');
  test.skipIf(!archives)('100 MB of blanks in one packed line take no memory and harm nothing', async () => {
    const folder = await folderWith({ 'p.ndjson': PATIENT });
    await symlink(join(archives!, 'bomb-100MB.ndjson.gz'), join(folder, 'not-followed.ndjson.gz'));
    const { readFile } = await import('node:fs/promises');
    await writeFile(join(folder, 'bomb.ndjson.gz'), await readFile(join(archives!, 'bomb-100MB.ndjson.gz')));
    const before = process.memoryUsage().rss;
    const workspace = await createWorkspace(`${folder}-w`, { name: 'bomb', isSimulated: true });
    const report = await loadFhir({ folder }, { workspace, effects: fakeEffects() });
    await workspace.close();
    expect(report.files).toBe(2);
    expect(report.people).toBe(1);
    expect(report.accounting.find(({ reason }) => reason === 'too-long')?.records).toBe(1);
    expect(process.memoryUsage().rss - before).toBeLessThan(300e6);
  });

  test('folders without anything to read are faults that say so', async () => {
    const workspace = await createWorkspace(join(home, 'none-w'), { name: 'none', isSimulated: true });
    const world = { workspace, effects: fakeEffects() };
    await expect(loadFhir({ folder: await folderWith({ 'a.csv': 'x' }) }, world)).rejects.toMatchObject({
      code: 'load/folder-empty',
    });
    await expect(loadFhir({ folder: await folderWith({ 'a.json': '{"x":1}' }) }, world)).rejects.toMatchObject({
      code: 'load/nothing-fhir',
    });
    await expect(loadFhir({ folder: join(home, 'nowhere') }, world)).rejects.toMatchObject({
      code: 'load/folder-missing',
    });
    await expect(loadFhir({ folder: home, policy: 'no-such' }, world)).rejects.toMatchObject({
      code: 'library/content-unknown',
    });
    expect(await workspace.currentSnapshot()).toBeUndefined();
    expect((await readdir(workspace.raw)).filter((name) => name !== 'loads')).toEqual([]);
    await workspace.close();
  });
});

describe('versions', () => {
  const meta = (version: string, updated = '2026-01-01T00:00:00Z') =>
    `,"meta":{"versionId":"${version}","lastUpdated":"${updated}"}`;

  test('the highest version counts, by number, whatever came last and whatever the clock says', async () => {
    const lines = [
      PATIENT,
      observation('o', '10', meta('10', '2020-01-01T00:00:00Z')),
      observation('o', '9', meta('9', '2026-05-05T00:00:00Z')),
      observation('o', '1', meta('1')),
    ].join('\n');
    const { numbers, fates } = await load({ 'a.ndjson': lines });
    expect(numbers.map(({ value }) => value)).toEqual([10]);
    expect(fates).toContain('Observation superseded older-version 2');
  });

  test('without versions the latest update counts, in any zone; without that the last to arrive', async () => {
    const at = (updated: string) => `,"meta":{"lastUpdated":"${updated}"}`;
    const { numbers } = await load({
      'a.ndjson': [
        PATIENT,
        observation('o', '1', at('2026-01-01T12:00:00+02:00')),
        observation('o', '2', at('2026-01-01T11:00:00Z')),
        observation('o', '3', at('2026-01-01T10:30:00Z')),
        observation('n', '4'),
        observation('n', '5'),
      ].join('\n'),
    });
    expect(numbers.map(({ value }) => value).sort()).toEqual([2, 5]);
  });

  test('the same version again is superseded; the same version with another body counts nowhere', async () => {
    const { numbers, fates } = await load({
      'a.ndjson': [
        PATIENT,
        observation('same', '1', meta('2')),
        observation('same', '1', meta('2')),
        observation('rival', '2', meta('3')),
        observation('rival', '3', meta('3')),
        observation('rival', '4', meta('2')),
      ].join('\n'),
    });
    expect(numbers.map(({ value }) => value)).toEqual([1]);
    expect(fates).toContain('Observation superseded same-version-again 1');
    expect(fates).toContain('Observation excluded version-conflict 2');
    expect(fates).toContain('Observation superseded older-version 1');
  });

  test('later loads add up: a correction in the second load replaces what the first brought', async () => {
    const workspace = await createWorkspace(join(home, 'increments-w'), { name: 'increments', isSimulated: true });
    const world = { workspace, effects: fakeEffects() };
    const first = await folderWith({ 'a.ndjson': `${PATIENT}\n${observation('o', '6', meta('1'))}` });
    const second = await folderWith({ 'b.ndjson': `${observation('o', '7', meta('2'))}\n${observation('n', '8')}` });
    const before = await loadFhir({ folder: first }, world);
    const after = await loadFhir({ folder: second }, world);
    expect(after.snapshot).not.toBe(before.snapshot);
    const { db, close } = await openSnapshot(workspace);
    const rows = await db.rows('SELECT value_as_number AS value FROM measurement ORDER BY 1');
    close();
    await workspace.close();
    expect(rows).toEqual([{ value: 7 }, { value: 8 }]);
    expect(after.records).toBe(4);
  });

  const sequences = sharedFolder('badinput/fhir-event-sequences');
  test.skipIf(!sequences)(
    'every history without deletes ends in the same state, however it was delivered',
    async () => {
      const { readFile } = await import('node:fs/promises');
      const lines = (await readFile(join(sequences!, 'sequences.jsonl'), 'utf8')).trim().split('\n');
      const all = lines.map((line) => JSON.parse(line) as Sequence);
      const usable = all.filter(({ deliveries }) => deliveries.every(({ op }) => op === 'PUT'));
      const workspace = await createWorkspace(join(home, 'sequences-w'), { name: 'sequences', isSimulated: true });
      const world = { workspace, effects: fakeEffects() };
      for (const { id, variant, deliveries } of usable) {
        const text = deliveries.map(({ resource }) => JSON.stringify(resource)).join('\n');
        await receiveFhirFolder(await folderWith({ 'd.ndjson': text }), `${id} ${variant}`, world);
      }
      const report = await buildSnapshot(admissionPolicy(), world);
      const { db, close } = await openSnapshot(workspace, report.snapshot);
      const counted = await db.rows<{ source: string; rows: string }>(
        `SELECT s.source, count(m.measurement_id) AS rows FROM rondo.person_source s
       LEFT JOIN measurement m ON m.person_id = s.person_id GROUP BY s.source`,
      );
      close();
      await workspace.close();
      const expected = usable.map(({ id, variant, expected: { counted: ids } }) => [`${id} ${variant}`, ids.length]);
      expect(usable.length).toBeGreaterThanOrEqual(50);
      expect(Object.fromEntries(counted.map(({ source, rows }) => [source, Number(rows)]))).toEqual(
        Object.fromEntries(expected),
      );
    },
    120_000,
  );
});

interface Sequence {
  readonly id: string;
  readonly variant: string;
  readonly deliveries: readonly { readonly op: string; readonly resource?: unknown }[];
  readonly expected: { readonly counted: readonly string[] };
}
