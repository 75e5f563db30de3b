import { chmod, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { onDisk } from './disk-faults.ts';
import { type Database, sqlText } from './duckdb.ts';
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
