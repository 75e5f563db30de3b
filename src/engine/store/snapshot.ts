/** Snapshots: immutable, versioned builds of the analytic tables. A loader builds, everyone else reads. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Digest, digestOfJson } from '../../core/digest.ts';
import { defineFault, Fault } from '../../core/fault.ts';
import { Type, Value } from '../../core/schema.ts';
import { onDisk } from './disk-faults.ts';
import { type Database, openDatabase } from './duckdb.ts';
import { readIfThere, syncFolder, writeDurably } from './durable-file.ts';
import type { Workspace } from './workspace.ts';

export const noSnapshot = defineFault(
  'store/no-snapshot',
  'not-found',
  (d: { id: string | undefined; known: readonly string[] }) =>
    d.id === undefined
      ? 'this workspace has no snapshot yet'
      : `there is no snapshot ${d.id}; there is ${d.known.join(', ') || 'none'}`,
  'Load records first: rondo load --fhir FOLDER.',
);

export const snapshotDamaged = defineFault(
  'store/snapshot-damaged',
  'bad-input',
  (d: { id: string; file: string }) => `snapshot ${d.id}: ${d.file} is not what the manifest says`,
  'Build it again from the raw records: rondo load --fhir FOLDER with any folder that was loaded before.',
);

/** How many records of a type met one fate. */
export interface Accounting {
  readonly type: string;
  readonly fate: 'loaded' | 'excluded' | 'quarantined' | 'superseded';
  /** empty for loaded */
  readonly reason: string;
  readonly records: number;
}

/** What a snapshot says of itself: everything downstream names it by its digest. */
export interface Manifest {
  readonly id: string;
  /** the moment it was built, ISO 8601 */
  readonly builtAt: string;
  /** digest of all it was built from and by: equal inputs give equal tables */
  readonly inputs: Digest;
  readonly cdmVersion: string;
  readonly engine: string;
  readonly policy: { readonly id: string; readonly version: string; readonly digest: Digest };
  readonly views: Readonly<Record<string, Digest>>;
  readonly sources: readonly { readonly source: string; readonly files: number; readonly bytes: number }[];
  /** the last day the records speak of, `YYYY-MM-DD` */
  readonly asOf: string;
  readonly people: number;
  readonly isSimulated: boolean;
  /** rows by table */
  readonly rows: Readonly<Record<string, number>>;
  readonly accounting: readonly Accounting[];
  readonly checks: readonly {
    readonly check: string;
    readonly ok: boolean;
    readonly severity: string;
    readonly says: string;
    readonly threatens: readonly string[];
  }[];
  /** SHA-256 of each Parquet file */
  readonly parquet: Readonly<Record<string, string>>;
}

export interface Snapshot {
  readonly id: string;
  readonly folder: string;
  /** read-only */
  readonly db: Database;
  readonly manifest: Manifest;
  readonly digest: Digest;
  close(): void;
}

export interface Building {
  readonly folder: string;
  readonly tables: string;
  readonly parquet: string;
  /** scratch that is gone when the snapshot is finished */
  readonly scratch: string;
}

const BUILDING = '.building-';
const DAMAGED_NAME = '.damaged-';

/** Opens a snapshot for reading; the current one if none is named. Throws `store/no-snapshot`. */
export async function openSnapshot(workspace: Workspace, id?: string): Promise<Snapshot> {
  const name = id ?? (await workspace.currentSnapshot());
  const known = await snapshotIds(workspace);
  if (name === undefined || !known.includes(name)) throw noSnapshot({ id: name, known });
  const manifest = await readManifest(workspace, name);
  const folder = join(workspace.snapshots, name);
  const db = await openTables(name, join(folder, 'tables.duckdb'));
  return { id: name, folder, db, manifest, digest: digestOfJson(manifest), close: () => db.close() };
}

/** What DuckDB says of a file that is not, or no longer, what it wrote. */
const DAMAGED = /database does not exist|not a valid DuckDB|corrupt|checksum|could not read|serializ/i;

async function openTables(id: string, file: string): Promise<Database> {
  const told = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      const isDamaged = error instanceof Error && !(error instanceof Fault) && DAMAGED.test(error.message);
      throw isDamaged ? snapshotDamaged({ id, file: 'tables.duckdb' }, error) : error;
    }
  };
  const db = await told(() => openDatabase(file, { readOnly: true }));
  return {
    ...db,
    run: (sql, values) => told(() => db.run(sql, values)),
    rows: <Row>(sql: string, values?: Parameters<Database['rows']>[1]) => told(() => db.rows<Row>(sql, values)),
    columns: (sql, values) => told(() => db.columns(sql, values)),
  };
}

/** Ids of all finished snapshots, oldest first by name. */
export async function snapshotIds(workspace: Workspace): Promise<string[]> {
  const entries = await onDisk(workspace.snapshots, 'reading', () =>
    readdir(workspace.snapshots, { withFileTypes: true }),
  );
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort();
}

export async function readManifest(workspace: Workspace, id: string): Promise<Manifest> {
  const text = await readIfThere(join(workspace.snapshots, id, 'manifest.json'));
  let manifest: unknown;
  try {
    manifest = JSON.parse(text ?? '');
  } catch (cause) {
    throw snapshotDamaged({ id, file: 'manifest.json' }, cause);
  }
  if (!Value.Check(ManifestShape, manifest)) throw snapshotDamaged({ id, file: 'manifest.json' });
  return manifest as unknown as Manifest; // written by finishSnapshot(): where these parts are whole, all are
}

const ManifestShape = Type.Object({
  id: Type.String(),
  inputs: Type.String(),
  asOf: Type.String(),
  people: Type.Integer(),
  isSimulated: Type.Boolean(),
  accounting: Type.Array(Type.Object({ type: Type.String(), records: Type.Integer() })),
  checks: Type.Array(Type.Object({ check: Type.String(), ok: Type.Boolean() })),
  parquet: Type.Record(Type.String(), Type.String()),
});

/** Hashes every Parquet file of a snapshot again. Throws `store/snapshot-damaged` for the first that differs. */
export async function verifySnapshot(workspace: Workspace, id: string): Promise<{ readonly files: number }> {
  const manifest = await readManifest(workspace, id);
  for (const [file, hash] of Object.entries(manifest.parquet)) {
    const path = join(workspace.snapshots, id, 'parquet', file);
    const found = await sha256Of(path).catch(() => undefined);
    if (found !== hash) throw snapshotDamaged({ id, file: `parquet/${file}` });
  }
  return { files: Object.keys(manifest.parquet).length };
}

/**
 * The finished snapshot that was built from these inputs, if there is one and it is still whole: its manifest, its tables
 * and every Parquet file. One that is not whole is passed over; `finishSnapshot` puts a new one in its place.
 */
export async function wholeSnapshotOf(workspace: Workspace, inputs: Digest): Promise<Manifest | undefined> {
  for (const id of await snapshotIds(workspace)) {
    try {
      const manifest = await readManifest(workspace, id);
      if (manifest.inputs !== inputs) continue;
      await verifySnapshot(workspace, id);
      (await openSnapshot(workspace, id)).close();
      return manifest;
    } catch (error) {
      if (!(error instanceof Fault && error.code === snapshotDamaged.code)) throw error;
    }
  }
  return undefined;
}

/** Makes room for a build, after taking away what killed builds left. The caller holds the workspace's lock. */
export async function beginSnapshot(workspace: Workspace): Promise<Building> {
  return onDisk(workspace.snapshots, 'writing', async () => {
    for (const name of await readdir(workspace.snapshots)) {
      if (name.startsWith(BUILDING)) await rm(join(workspace.snapshots, name), { recursive: true, force: true });
    }
    const folder = join(workspace.snapshots, `${BUILDING}${process.pid}`);
    const building = {
      folder,
      tables: join(folder, 'tables.duckdb'),
      parquet: join(folder, 'parquet'),
      scratch: join(folder, 'scratch'),
    };
    await mkdir(building.parquet, { recursive: true, mode: 0o700 });
    await mkdir(building.scratch, { recursive: true, mode: 0o700 });
    return building;
  });
}

/** Takes a build away that will not be finished. */
export async function dropBuilding(building: Building): Promise<void> {
  await rm(building.folder, { recursive: true, force: true });
}

/** SHA-256 of every Parquet file of a build, by file name. */
export async function hashParquet(building: Building): Promise<Record<string, string>> {
  const names = (await readdir(building.parquet)).sort();
  const hashes: Record<string, string> = {};
  for (const name of names) hashes[name] = await sha256Of(join(building.parquet, name));
  return hashes;
}

/**
 * Makes a build a snapshot: everything is on the disk before the folder gets its name, so that a folder with a name is
 * always whole. Becoming the current one is a step of its own.
 */
export async function finishSnapshot(workspace: Workspace, building: Building, manifest: Manifest): Promise<void> {
  const final = join(workspace.snapshots, manifest.id);
  await onDisk(building.folder, 'writing', async () => {
    await rm(building.scratch, { recursive: true, force: true });
    await writeDurably(join(building.folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`, 0o600);
    await syncFile(building.tables);
    for (const name of await readdir(building.parquet)) await syncFile(join(building.parquet, name));
    await syncFolder(building.parquet);
    await syncFolder(building.folder);
    // Only a damaged snapshot is ever built again. It is kept out of the way for whoever wants to know what happened to it.
    if (await stat(final).catch(() => undefined))
      await rename(final, `${join(workspace.snapshots, DAMAGED_NAME)}${Date.now()}-${manifest.id}`);
    await rename(building.folder, final);
    await syncFolder(workspace.snapshots);
  });
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function sha256Of(path: string): Promise<string> {
  await stat(path);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
