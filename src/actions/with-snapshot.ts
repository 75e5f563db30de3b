import type { Day } from '../core/day.ts';
import { dayOf } from '../core/day.ts';
import type { NameOfStratum } from '../cycle/data-to-knowledge/measure-counts.ts';
import type { Dataset } from '../cycle/handover.ts';
import { openSnapshot, type Snapshot } from '../engine/store/snapshot.ts';
import type { SnapshotMemory } from '../engine/store/snapshot-memory.ts';
import type { Workspace } from '../engine/store/workspace.ts';
import { stratumName } from './stratum-names.ts';

/** A snapshot opened for reading, as everything downstream names it. */
export interface Reading {
  readonly snapshot: Snapshot;
  readonly dataset: Dataset;
  /** the first and the last day the records speak of */
  readonly first: Day;
  readonly asOf: Day;
  readonly nameOf: NameOfStratum;
  /** what was already worked out about this snapshot while the workspace is open */
  readonly memory: SnapshotMemory;
}

/** Opens the current snapshot, works on it and closes it. Throws `store/no-snapshot` before the first load. */
export async function withSnapshot<Result>(
  workspace: Workspace,
  work: (reading: Reading) => Promise<Result>,
): Promise<Result> {
  const snapshot = await openSnapshot(workspace);
  try {
    return await work({
      snapshot,
      dataset: datasetOf(snapshot),
      first: await firstDay(snapshot),
      asOf: dayOf(snapshot.manifest.asOf),
      nameOf: await namesIn(snapshot),
      memory: workspace.memory,
    });
  } finally {
    snapshot.close();
  }
}

export function datasetOf({ id, digest, manifest }: Snapshot): Dataset {
  return {
    snapshot: id,
    manifest: digest,
    asOf: manifest.asOf,
    people: manifest.people,
    failedChecks: manifest.checks
      .filter(({ ok }) => !ok)
      .map(({ check, says, threatens }) => ({ check, says, threatens: [...threatens] })),
    isSimulated: manifest.isSimulated,
  };
}

async function firstDay({ db, manifest }: Snapshot): Promise<Day> {
  const [row] = await db.rows<{ first: string | null }>(
    'SELECT CAST(min(observation_period_start_date) AS VARCHAR) AS first FROM observation_period',
  );
  return dayOf(row?.first ?? manifest.asOf);
}

/** Practices and practitioners by the name in the records, other groups in words. */
async function namesIn({ db }: Snapshot): Promise<NameOfStratum> {
  const sites = await db.rows<{ id: string; name: string | null }>(
    'SELECT care_site_source_value AS id, max(care_site_name) AS name FROM care_site GROUP BY care_site_source_value',
  );
  const providers = await db.rows<{ id: string; name: string | null }>(
    'SELECT provider_source_value AS id, max(provider_name) AS name FROM provider GROUP BY provider_source_value',
  );
  const names = new Map([...sites, ...providers].map(({ id, name }) => [id, name]));
  return (stratifier, stratum) => {
    const isOfCare = stratifier === 'practice' || stratifier === 'practitioner';
    return (isOfCare ? names.get(stratum) : undefined) ?? stratumName(stratifier, stratum);
  };
}
