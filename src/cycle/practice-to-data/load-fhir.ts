import { formatDay } from '../../core/day.ts';
import { digestOfJson } from '../../core/digest.ts';
import type { Effects } from '../../core/effects.ts';
import { diskFull } from '../../engine/store/disk-faults.ts';
import { type Database, openDatabase, sqlText } from '../../engine/store/duckdb.ts';
import { replaceIdentityMap } from '../../engine/store/identity-map.ts';
import { CDM_TABLES, CDM_VERSION } from '../../engine/store/omop-cdm.ts';
import { type RawInput, rawInputs } from '../../engine/store/raw-loads.ts';
import { stageRaw } from '../../engine/store/raw-stage.ts';
import {
  type Accounting,
  type Building,
  beginSnapshot,
  dropBuilding,
  finishSnapshot,
  hashParquet,
  type Manifest,
  openSnapshot,
  wholeSnapshotOf,
} from '../../engine/store/snapshot.ts';
import type { Workspace } from '../../engine/store/workspace.ts';
import { workspaceKey } from '../../engine/store/workspace-key.ts';
import { type AdmissionPolicy, admissionPolicy } from './admission.ts';
import { buildTables } from './build-tables.ts';
import { eventTable } from './event-sql.ts';
import { type LibraryView, libraryViews } from './fhir-views.ts';
import { EVENT_MAPPINGS } from './mappings/all.ts';
import { recipeDigest } from './recipe.ts';
import { type CheckSummary, runChecks, storeChecks } from './run-checks.ts';
import { fhirFolder } from './sources/fhir-folder.ts';

export interface LoadParams {
  /** holds NDJSON files, in sub-folders too */
  readonly folder: string;
  /** the feed's name; records of two feeds never share a person. `ehr` unless said otherwise */
  readonly source?: string;
  /** a file of library/admission, without its ending */
  readonly policy?: string;
}

export interface LoadReport extends BuildReport {
  readonly load: string;
  readonly files: number;
  /** files whose bytes an earlier load had brought */
  readonly alreadyHeld: number;
}

export interface BuildReport {
  readonly snapshot: string;
  /** false if the same records under the same rules had been built before */
  readonly isNew: boolean;
  /** false if a fatal check failed: the snapshot is kept, but nobody reads it unless they name it */
  readonly isCurrent: boolean;
  readonly asOf: string;
  readonly people: number;
  readonly records: number;
  /** bytes of text after unpacking; 0 if nothing had to be read again */
  readonly bytes: number;
  readonly seconds: number;
  readonly accounting: readonly Accounting[];
  /** files of which no line was taken: they are no records, and whoever sent them must hear of it */
  readonly refused: readonly { readonly file: string; readonly code: string }[];
  readonly checks: Manifest['checks'];
}

interface World {
  readonly workspace: Workspace;
  readonly effects: Effects;
}

/**
 * Takes a folder of FHIR NDJSON in and builds the next snapshot from everything ever received. Killed at any moment, the
 * same call made again ends with the same tables and nothing twice.
 */
export async function loadFhir(params: LoadParams, world: World): Promise<LoadReport> {
  const policy = admissionPolicy(params.policy);
  const { load, files, alreadyHeld } = await fhirFolder.receive(
    { folder: params.folder },
    params.source ?? 'ehr',
    world,
  );
  return { load, files, alreadyHeld, ...(await buildSnapshot(policy, world)) };
}

/** Builds the snapshot of all raw records under a policy; the one that stands is used if nothing has changed. */
export async function buildSnapshot(policy: AdmissionPolicy, { workspace, effects }: World): Promise<BuildReport> {
  const started = effects.now();
  const views = libraryViews();
  const inputs = await rawInputs(workspace);
  const digest = inputsDigest(inputs, policy, views, workspace);
  const standing = await wholeSnapshotOf(workspace, digest);
  if (standing) {
    const isCurrent = await makeCurrent(workspace, standing);
    const refused = await refusedFiles(workspace, standing.id);
    const seconds = secondsSince(started, effects);
    return { ...reportOf(standing), refused, isNew: false, isCurrent, bytes: 0, seconds };
  }
  const building = await beginSnapshot(workspace);
  try {
    const wanted = new Set([...views.values()].map(({ compiled }) => compiled.resource));
    const staged = await stageRaw(inputs, `${building.scratch}/staged`, { wanted, effects });
    const idKey = Buffer.from(await workspaceKey(workspace, 'omop-id')).toString('hex');
    const notAfter = formatDay(effects.today()); // a simulated node's clock shows its own time
    const db = await openScratch(building);
    let built: { asOf: string; checks: CheckSummary[]; engine: string; facts: TableFacts };
    try {
      const asOf = await buildTables(db, { inputs, staged, policy, views, idKey, notAfter }, effects);
      await replaceIdentityMap(workspace, db, IDENTITY_ROWS);
      built = { asOf, ...(await checkAndExport(db, building, asOf, effects)) };
    } finally {
      db.close();
    }
    const manifest: Manifest = {
      id: `s-${formatDay(effects.today()).replaceAll('-', '')}-${digest.slice(7, 13)}`,
      builtAt: effects.now().toISOString(),
      inputs: digest,
      cdmVersion: CDM_VERSION,
      engine: built.engine,
      policy: { id: policy.id, version: policy.version, digest: policy.digest },
      views: Object.fromEntries([...views].map(([id, view]) => [id, view.digest])),
      sources: sourcesOf(inputs),
      asOf: built.asOf,
      people: built.facts.rows['person'] ?? 0,
      isSimulated: workspace.settings.isSimulated,
      rows: built.facts.rows,
      accounting: built.facts.accounting,
      checks: built.checks.map(({ check, ok, severity, says, threatens }) => ({
        check,
        ok,
        severity,
        says,
        threatens,
      })),
      parquet: await hashParquet(building),
    };
    await finishSnapshot(workspace, building, manifest);
    const isCurrent = await makeCurrent(workspace, manifest);
    const bytes = staged.files.reduce((sum, file) => sum + file.bytes, 0);
    const seconds = secondsSince(started, effects);
    effects.log({ level: 'info', code: 'load/built', facts: { people: manifest.people, bytes, seconds, isCurrent } });
    const refused = await refusedFiles(workspace, manifest.id);
    return { ...reportOf(manifest), refused, isNew: true, isCurrent, bytes, seconds };
  } catch (error) {
    await dropBuilding(building);
    throw roomFault(building, error);
  }
}

/** Line 0 of the quarantine stands for a whole file. */
async function refusedFiles(workspace: Workspace, id: string): Promise<BuildReport['refused']> {
  const snapshot = await openSnapshot(workspace, id);
  try {
    return await snapshot.db.rows('SELECT file, code FROM rondo.quarantine WHERE line = 0 ORDER BY file, code');
  } finally {
    snapshot.close();
  }
}

/** DuckDB tells of a full disk in words only. */
function roomFault(building: Building, error: unknown): unknown {
  const isFull = error instanceof Error && /no space left on device|out of disk|failed to offload/i.test(error.message);
  return isFull ? diskFull({ path: building.folder }, error) : error;
}

/** Everything the tables depend on, but for the moment they are made. */
function inputsDigest(
  inputs: readonly RawInput[],
  policy: AdmissionPolicy,
  views: ReadonlyMap<string, LibraryView>,
  workspace: Workspace,
) {
  return digestOfJson({
    raw: inputs.map(({ sha256, source }) => [source, sha256]),
    policy: policy.digest,
    views: [...views.values()].map(({ id, digest }) => [id, digest]),
    recipe: recipeDigest(policy),
    cdm: CDM_VERSION,
    isSimulated: workspace.settings.isSimulated,
  });
}

/** The gate: a snapshot that failed a fatal check does not become the current one. */
async function makeCurrent(workspace: Workspace, manifest: Manifest): Promise<boolean> {
  if (manifest.checks.some(({ ok, severity }) => !ok && severity === 'fatal')) return false;
  await workspace.setCurrentSnapshot(manifest.id);
  return true;
}

/** One database in memory; scratch and the snapshot's tables are files attached to it, so that both can be let go. */
async function openScratch(building: Building): Promise<Database> {
  const db = await openDatabase(':memory:', { memoryLimit: '900MB', temporaryFolder: `${building.scratch}/spill` });
  await db.run(`ATTACH ${sqlText(`${building.scratch}/work.duckdb`)} AS scratch`);
  await db.run(`ATTACH ${sqlText(building.tables)} AS out`);
  await db.run('USE scratch');
  return db;
}

/** Every record that has a row of its own, by the name its source gave it and the id it has here. */
const IDENTITY_ROWS = `SELECT * FROM (
  ${EVENT_MAPPINGS.filter(({ part }) => part.length === 0)
    .map(
      (mapping) =>
        `SELECT '${mapping.type}' AS type, source, id, event_id AS omop_id FROM ${eventTable(mapping)} WHERE reason IS NULL`,
    )
    .join(' UNION ALL ')}
  UNION ALL SELECT 'Patient', source, id, person_id FROM patient WHERE reason IS NULL
  UNION ALL SELECT type, source, id, omop_id FROM place_named
) ORDER BY type, source, id`;

interface TableFacts {
  readonly rows: Record<string, number>;
  readonly accounting: Accounting[];
}

async function checkAndExport(db: Database, building: Building, asOf: string, effects: Effects) {
  effects.progress({ doing: 'checking', done: 0, unit: 'checks' });
  await db.run('USE out');
  const checks = await runChecks(db, { asOf });
  await storeChecks(db, 'out.rondo', checks);
  effects.progress({ doing: 'writing Parquet', done: 0, unit: 'tables' });
  const rows: Record<string, number> = {};
  for (const table of CDM_TABLES) {
    await db.run(
      `COPY out.main.${table} TO ${sqlText(`${building.parquet}/${table}.parquet`)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    const [count] = await db.rows<{ rows: string }>(`SELECT count(*) AS rows FROM out.main.${table}`);
    rows[table] = Number(count?.rows);
  }
  const found = await db.rows<Omit<Accounting, 'records'> & { records: string }>(
    'SELECT type, fate, reason, records FROM out.rondo.accounting ORDER BY type, fate, reason',
  );
  const accounting: Accounting[] = found.map(({ records, ...rest }) => ({ ...rest, records: Number(records) }));
  const [engine] = await db.rows<{ version: string }>('SELECT version() AS version');
  await db.run('USE memory');
  await db.run('DETACH out');
  await db.run('DETACH scratch');
  return { checks, engine: `DuckDB ${engine?.version}`, facts: { rows, accounting } };
}

function sourcesOf(inputs: readonly RawInput[]): Manifest['sources'] {
  const names = [...new Set(inputs.map(({ source }) => source))].sort();
  return names.map((source) => {
    const own = inputs.filter((input) => input.source === source);
    return { source, files: own.length, bytes: own.reduce((sum, { bytes }) => sum + bytes, 0) };
  });
}

function reportOf(manifest: Manifest) {
  const records = manifest.accounting.reduce((sum, line) => sum + line.records, 0);
  const { id, asOf, people, accounting, checks } = manifest;
  return { snapshot: id, asOf, people, records, accounting, checks };
}

function secondsSince(started: Date, effects: Effects): number {
  return (effects.now().getTime() - started.getTime()) / 1000;
}
