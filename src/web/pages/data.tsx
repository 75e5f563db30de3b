import type { Gives } from '../ask.ts';
import { FigureView } from '../parts/figure-view.tsx';
import { Card, Empty, KeyNumber, KeyNumbers, Page, Tag } from '../parts/page.tsx';
import { Rows } from '../parts/rows.tsx';
import { sayCount, sayDay, sayFirst, sayMoment, sayNumber, sayShare, sayShortDay, sayWord } from '../say.ts';
import { useAsk } from '../use-ask.ts';

type Data = Gives<'data'>;

/** Practice → data: what came in, what became of every record, and which findings a failed check threatens. */
export function DataPage() {
  const asked = useAsk('data', {});
  return (
    <Page
      title="Data"
      lead="What came in, what became of every record, and what to doubt. A snapshot never changes; a new load makes a new one."
      asked={asked}
    >
      {(data) =>
        data.snapshots.length === 0 ? (
          <Empty title="No records yet" command="rondo load --fhir <folder of NDJSON files>">
            Records stay on this machine. Loading builds a snapshot, checks it, and accounts for every record it read.
          </Empty>
        ) : (
          <>
            <CurrentSnapshot data={data} />
            <Checks checks={data.checks} />
            <Accounting data={data} />
            <Snapshots snapshots={data.snapshots} />
          </>
        )
      }
    </Page>
  );
}

function CurrentSnapshot({ data }: { data: Data }) {
  const current = data.snapshots.find((each) => each.isCurrent) ?? data.snapshots[0];
  if (!current) return null;
  const failed = data.checks.filter((check) => !check.ok).length;
  return (
    <Card>
      <KeyNumbers>
        <KeyNumber value={sayNumber(current.people)} label={`people, up to ${sayDay(current.asOf)}`} />
        <KeyNumber value={sayNumber(current.records)} label="records read" />
        <KeyNumber value={`${data.checks.length - failed} of ${data.checks.length}`} label="checks passed" />
      </KeyNumbers>
    </Card>
  );
}

function Checks({ checks }: { checks: Data['checks'] }) {
  const failed = checks.filter((check) => !check.ok);
  const rows = (list: Data['checks']) =>
    list.map((check) => [
      <div key="title">
        {check.title}
        <div style={{ color: 'var(--mantine-color-dimmed)', fontSize: '0.85rem' }}>
          {check.says.replace(`${check.title}: `, '')}
        </div>
      </div>,
      [check.source, check.month].filter(Boolean).join(', '),
      `${sayNumber(check.violated)} of ${sayNumber(check.of)}`,
      check.threatens.includes('*') ? 'every finding' : check.threatens.join(', ') || '–',
      <Tag key="ok" mood={check.ok ? 'good' : 'bad'}>
        {check.ok ? 'passed' : `failed: at most ${sayShare(check.threshold)}`}
      </Tag>,
    ]);
  const columns = [
    { title: 'Check', isWide: true },
    { title: 'Where' },
    { title: 'Violated', isNumber: true },
    { title: 'Threatens' },
    { title: 'Result' },
  ];
  return (
    <Card title={failed.length === 0 ? 'Every check passed' : `${sayCount(failed.length, 'check')} failed`}>
      {failed.length > 0 && <Rows label="Failed checks" columns={columns} rows={rows(failed)} />}
      <details style={{ marginTop: 8 }}>
        <summary>All {checks.length} checks</summary>
        <Rows label="All checks" columns={columns} rows={rows(checks)} />
      </details>
    </Card>
  );
}

function Accounting({ data }: { data: Data }) {
  return (
    <Card title="What became of every record">
      {data.figures.map((figure) => (
        <FigureView key={figure.id} figure={figure} />
      ))}
      <details>
        <summary>Every type of record: {sayCount(data.accounting.length, 'row')}</summary>
        <Rows
          label="Records by type and fate"
          columns={[{ title: 'Type' }, { title: 'Fate' }, { title: 'Reason' }, { title: 'Records', isNumber: true }]}
          rows={data.accounting.map((row) => [row.type, sayWord(row.fate), row.says || '–', sayNumber(row.records)])}
          none="Nothing was read."
        />
      </details>
      <details>
        <summary>
          Quarantine: {sayCount(data.quarantine.length, 'line or file', 'lines or files')} that could not be read
        </summary>
        <Rows
          label="Quarantine"
          columns={[
            { title: 'File' },
            { title: 'Line', isNumber: true },
            { title: 'Type' },
            { title: 'What is wrong', isWide: true },
          ]}
          rows={data.quarantine.map((row) => [
            row.file,
            row.line === 0 ? 'the whole file' : sayNumber(row.line),
            row.type || '–',
            sayFirst(row.says),
          ])}
          none="Every record could be read."
        />
      </details>
      <details>
        <summary>References that lead nowhere: {data.unresolved.length}</summary>
        <Rows
          label="Unresolved references"
          columns={[{ title: 'From' }, { title: 'To' }, { title: 'Records', isNumber: true }]}
          rows={data.unresolved.map((row) => [row.type, row.target, sayNumber(row.records)])}
          none="Every reference was found."
        />
      </details>
      <details>
        <summary>Tables of the snapshot</summary>
        <Rows
          label="Tables"
          columns={[{ title: 'OMOP table' }, { title: 'Rows', isNumber: true }]}
          rows={data.tables.map((row) => [row.table, sayNumber(row.rows)])}
        />
      </details>
    </Card>
  );
}

function Snapshots({ snapshots }: { snapshots: Data['snapshots'] }) {
  return (
    <Card title="Snapshots">
      <Rows
        label="Snapshots, newest first"
        columns={[
          { title: 'Snapshot' },
          { title: 'Built' },
          { title: 'As of' },
          { title: 'People', isNumber: true },
          { title: 'Records', isNumber: true },
          { title: 'Admission policy' },
          { title: 'State' },
        ]}
        rows={snapshots.map((row) => [
          row.id,
          sayMoment(row.builtAt),
          sayShortDay(row.asOf),
          sayNumber(row.people),
          sayNumber(row.records),
          row.policy,
          row.isCurrent ? (
            <Tag key="state" mood="accent">
              in use
            </Tag>
          ) : null,
        ])}
      />
    </Card>
  );
}
