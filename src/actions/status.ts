import { Type } from '../core/schema.ts';
import { allRollouts, LIVE } from '../cycle/knowledge-to-practice/rollout-rows.ts';
import { packageVersion } from '../engine/store/package-root.ts';
import { readManifest, snapshotIds } from '../engine/store/snapshot.ts';
import { defineAction } from './action.ts';

/** How this node is. */
export const status = defineAction({
  id: 'status',
  title: 'Status',
  summary: 'What this node holds: records, snapshot, live advice, and whether its ledger is intact.',
  command: 'status',
  example: 'rondo status',
  roles: ['analyst', 'clinician', 'reviewer', 'patient-representative', 'administrator'],
  changes: false,
  aboutPeople: false,
  params: Type.Object({}),
  gives: Type.Object({
    node: Type.String(),
    isSimulated: Type.Boolean(),
    snapshot: Type.Union([Type.String(), Type.Null()]),
    asOf: Type.Union([Type.String(), Type.Null()]),
    people: Type.Integer(),
    loads: Type.Integer(),
    entries: Type.Integer(),
    head: Type.String(),
    isIntact: Type.Boolean(),
    adviceLive: Type.Integer(),
    version: Type.String(),
  }),
  async run(_params, { workspace, ledger }) {
    const current = await workspace.currentSnapshot();
    const manifest = current === undefined ? undefined : await readManifest(workspace, current);
    const { entries, head, isIntact } = await ledger.verify();
    const rollouts = await allRollouts(ledger);
    return {
      node: workspace.settings.name,
      isSimulated: workspace.settings.isSimulated,
      snapshot: current ?? null,
      asOf: manifest?.asOf ?? null,
      people: manifest?.people ?? 0,
      loads: (await snapshotIds(workspace)).length,
      entries,
      head,
      isIntact,
      adviceLive: rollouts.filter(({ state, isStopped }) => LIVE.includes(state) && !isStopped).length,
      version: packageVersion(),
    };
  },
  show: (node) =>
    [
      `${node.node}${node.isSimulated ? ' (simulated records)' : ''}, Rondo ${node.version}`,
      node.snapshot === null
        ? 'No records yet: rondo load --fhir FOLDER.'
        : `Snapshot ${node.snapshot}: ${node.people.toLocaleString('en')} people, records up to ${node.asOf}; ${node.loads} snapshots kept.`,
      `Ledger: ${node.entries} entries, ${node.isIntact ? 'every link fits' : 'THE CHAIN IS BROKEN'}; ${node.adviceLive} advice live.`,
    ].join('\n'),
});
