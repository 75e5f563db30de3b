import type { Day } from '../core/day.ts';
import type { OrderInRecord } from '../cycle/knowledge-to-practice/receipts.ts';
import { all, cohort, eachEvent, events } from '../engine/query/builder.ts';
import type { CodeSets } from '../engine/query/code-set.ts';
import { peopleOf } from '../engine/query/run.ts';
import { omopIdOf } from '../engine/store/omop-id.ts';
import type { Workspace } from '../engine/store/workspace.ts';
import { workspaceKey } from '../engine/store/workspace-key.ts';
import type { Reading } from './with-snapshot.ts';

/**
 * Orders of the recommended kind for these patients, as the records of a snapshot tell them: what "acted on" rests on.
 *
 * @param codeLists ids of the code lists whose orders count
 * @param from first day that counts; the last is the last the records speak of
 */
export async function ordersInRecord(
  { snapshot, asOf }: Reading,
  ask: { readonly patients: readonly string[]; readonly codeLists: readonly string[]; readonly from: Day },
  shelf: { readonly codeSets: CodeSets; readonly workspace: Workspace },
): Promise<OrderInRecord[]> {
  const patientOf = await patientsByOmopId(ask.patients, snapshot.manifest.sources, shelf.workspace);
  const periods = [{ from: ask.from, until: (asOf + 1) as Day }];
  const orders: OrderInRecord[] = [];
  for (const codes of ask.codeLists) {
    const asked = cohort({
      id: 'orders',
      title: 'Orders',
      version: '1',
      anchor: eachEvent(events('drug', codes), 'starts'),
      where: all(),
    });
    for (const row of await peopleOf(snapshot.db, asked, { periods, codeSets: shelf.codeSets })) {
      const patient = patientOf.get(row.personKey);
      if (patient !== undefined) orders.push({ patient, happenedOn: row.anchorFrom, practitioner: null });
    }
  }
  return orders;
}

/** The FHIR ids of patients by the id the tables know them by. */
export async function patientsByOmopId(
  patients: readonly string[],
  sources: readonly { readonly source: string }[],
  workspace: Workspace,
): Promise<ReadonlyMap<string, string>> {
  const key = Buffer.from(await workspaceKey(workspace, 'omop-id')).toString('hex');
  return new Map(
    sources.flatMap(({ source }) =>
      patients.map((patient) => [omopIdOf('Patient', patient, { key, source }), patient] as const),
    ),
  );
}
