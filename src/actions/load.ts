import { defineFault } from '../core/fault.ts';
import { path, Type, text } from '../core/schema.ts';
import { loadFhir } from '../cycle/practice-to-data/load-fhir.ts';
import { liesBeside } from '../engine/store/ndjson-folder.ts';
import { QUARANTINE_SAYS } from '../engine/store/raw-stage-file.ts';
import { type Context, defineAction } from './action.ts';
import { AccountingRow } from './shapes.ts';
import { showAccounting } from './show-accounting.ts';

export const notMadeUp = defineFault(
  'actions/records-for-simulated-node',
  'conflict',
  () => 'this node is simulated, and the folder was not written by the synthetic hospital: it has no truth.json',
  'Give real records a node of their own: rondo init FOLDER, then rondo load --workspace FOLDER.',
);

/** Takes a folder of FHIR in. */
export const load = defineAction({
  id: 'load',
  title: 'Load records',
  summary:
    'Takes a folder of FHIR R4 NDJSON (plain or gzip) in and builds the next snapshot from everything ever received. Every record is accounted for; killed and called again it goes on where it stood.',
  command: 'load',
  example: 'rondo load --fhir ./export',
  roles: ['analyst', 'administrator'],
  changes: true,
  aboutPeople: false,
  params: Type.Object({
    fhir: path('folder with NDJSON files'),
    source: text('name of the feed; two feeds never share a person', 'ehr'),
    policy: text('admission policy, a file of library/admission', 'rondo-default-1'),
  }),
  gives: Type.Object({
    snapshot: Type.String(),
    isNew: Type.Boolean(),
    isCurrent: Type.Boolean(),
    asOf: Type.String(),
    people: Type.Integer(),
    records: Type.Integer(),
    files: Type.Integer(),
    alreadyHeld: Type.Integer(),
    bytes: Type.Integer(),
    seconds: Type.Number(),
    accounting: Type.Array(AccountingRow),
    refused: Type.Array(Type.Object({ file: Type.String(), code: Type.String() })),
    checks: Type.Array(
      Type.Object({ check: Type.String(), ok: Type.Boolean(), severity: Type.String(), says: Type.String() }),
    ),
  }),
  async run(params, context) {
    const { isSimulated } = context.workspace.settings;
    if (isSimulated && !(await liesBeside(params.fhir, 'truth.json'))) throw notMadeUp({});
    return loadRecords(params, context);
  },
  show(report) {
    const speed = report.seconds > 0 ? `, ${(report.bytes / 1e6 / report.seconds).toFixed(0)} MB/s` : '';
    const failed = report.checks.filter(({ ok }) => !ok);
    return [
      showAccounting(report.accounting),
      '',
      ...report.refused.map(({ file, code }) => `Not taken: ${file}, ${QUARANTINE_SAYS[code] ?? code}.`),
      report.isNew
        ? `Snapshot ${report.snapshot}: ${report.people.toLocaleString('en')} people, records up to ${report.asOf}, built in ${report.seconds.toFixed(1)} s${speed}.`
        : `Nothing new: snapshot ${report.snapshot} was built from the same records.`,
      failed.length === 0
        ? `All ${report.checks.length} checks of the data passed.`
        : `${failed.length} of ${report.checks.length} checks of the data failed:`,
      ...failed.map(({ says, severity }) => `  ${severity}: ${says}`),
      ...(report.isCurrent ? [] : ['A fatal check failed: the snapshot is kept, but the one before stays current.']),
    ].join('\n');
  },
});

/** As the action does, and for a simulated hospital that lives on too. */
export async function loadRecords(
  { fhir, source, policy }: { readonly fhir: string; readonly source: string; readonly policy: string },
  { workspace, effects, ledger, actor }: Context,
) {
  const report = await loadFhir({ folder: fhir, source, policy }, { workspace, effects });
  if (report.isNew) {
    await ledger.append({
      kind: 'snapshot/built',
      subject: `snapshot:${report.snapshot}`,
      actor: actor.id,
      body: {
        people: report.people,
        records: report.records,
        asOf: report.asOf,
        policy,
        isCurrent: report.isCurrent,
      },
    });
  }
  return {
    ...report,
    accounting: report.accounting.map((row) => ({ ...row })),
    refused: report.refused.map((row) => ({ ...row })),
    checks: report.checks.map(({ check, ok, severity, says }) => ({ check, ok, severity, says })),
  };
}
