/** One folder, one owner: where a node keeps its raw records, snapshots, identity map, ledger and settings. */
import type { Json } from '../../core/canonical-json.ts';
import type { SnapshotMemory } from './snapshot-memory.ts';

export interface Workspace {
  /** absolute path */
  readonly folder: string;
  readonly raw: string;
  readonly snapshots: string;
  /** source ids ↔ OMOP ids; mode 0700, outside every snapshot */
  readonly identity: string;
  readonly settings: Settings;
  /** answers about the current snapshot, kept while the workspace is open */
  readonly memory: SnapshotMemory;
  saveSettings(settings: Settings): Promise<void>;
  /** the snapshot everyone reads now; undefined before the first load */
  currentSnapshot(): Promise<string | undefined>;
  /** atomically makes another snapshot the current one */
  setCurrentSnapshot(id: string): Promise<void>;
  /** releases the lock */
  close(): Promise<void>;
}

export interface Settings {
  /** the name shown on every page, e.g. `North Valley practices` */
  readonly name: string;
  /** a person's choice of DATABASE_URL instead of the private cluster */
  readonly databaseUrl?: string;
  /** true if the records come from the synthetic hospital: everything printed says so */
  readonly isSimulated: boolean;
  /** seconds: for the synthetic hospital, the moment its clock shows, ISO 8601 */
  readonly simulatedNow?: string;
  readonly extra?: { readonly [key: string]: Json };
}
