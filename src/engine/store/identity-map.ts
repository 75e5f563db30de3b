import { chmod, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { onDisk } from './disk-faults.ts';
import { type Database, openDatabase, sqlText } from './duckdb.ts';
import { syncFolder } from './durable-file.ts';
import type { Workspace } from './workspace.ts';

/**
 * Writes which source record has which OMOP id to `identity/map.parquet` (0600): outside every snapshot, under stricter
 * access. `rows` is a query giving type, source, id and omop_id. The old map or the new one is there, never a part.
 */
export async function replaceIdentityMap(workspace: Workspace, db: Database, rows: string): Promise<void> {
  const part = join(workspace.identity, '.map.part');
  const map = join(workspace.identity, 'map.parquet');
  await onDisk(workspace.identity, 'writing', async () => {
    try {
      await db.run(`COPY (${rows}) TO ${sqlText(part)} (FORMAT parquet, COMPRESSION zstd)`);
      await chmod(part, 0o600);
      await rename(part, map);
      await syncFolder(workspace.identity);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  });
}

/**
 * The source ids of records by their OMOP ids, for those asked about; one that the map does not know is left out.
 *
 * @param type FHIR resource type, e.g. `Patient`
 */
export async function readIdentityMap(
  workspace: Workspace,
  type: string,
  omopIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const db = await openDatabase(':memory:', { threads: 1 });
  try {
    const wanted = omopIds.filter((id) => /^-?\d+$/.test(id)).join(', ');
    if (wanted === '') return new Map();
    const rows = await db.rows<{ id: string; omop_id: string }>(
      `SELECT id, omop_id FROM read_parquet(${sqlText(join(workspace.identity, 'map.parquet'))}) WHERE type = $1 AND omop_id IN (${wanted})`,
      [type],
    );
    return new Map(rows.map(({ id, omop_id }) => [String(omop_id), id]));
  } finally {
    db.close();
  }
}
