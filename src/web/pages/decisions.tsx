import { Button, Group, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { ask, type Gives, type Problem } from '../ask.ts';
import { FormProblem } from '../parts/form-problem.tsx';
import { LooksCard } from '../parts/looks-card.tsx';
import { Card, Page, Tag } from '../parts/page.tsx';
import { Rows } from '../parts/rows.tsx';
import { sayDigest, sayMoment, sayNumber } from '../say.ts';
import { mayAsk, usePerson } from '../session.tsx';
import { useAsk } from '../use-ask.ts';

type Entry = Gives<'decisions'>['entries'][number];

const KINDS = [
  { value: '', label: 'Everything' },
  { value: 'cycle/', label: 'Questions' },
  { value: 'finding/', label: 'Findings' },
  { value: 'snapshot/', label: 'Loads' },
  { value: 'rollout/', label: 'Roll-out' },
  { value: 'approval/', label: 'Approvals' },
  { value: 'allocation/', label: 'Allocation' },
  { value: 'verdict/', label: 'Verdicts' },
  { value: 'feedback/', label: 'Feedback' },
  { value: 'audit/', label: 'Looks at people' },
  { value: 'account/', label: 'Accounts' },
];

/** The ledger in sentences. Nothing in it can be changed; a broken chain shows. */
export function DecisionsPage() {
  const person = usePerson();
  const [kind, setKind] = useState('');
  const asked = useAsk('decisions', kind ? { kind } : {});
  return (
    <Page
      title="Decisions"
      lead="Who decided what, and when. Every entry is chained to the one before it, so nothing can be changed or taken out unseen."
      asked={asked}
    >
      {(decisions) => (
        <>
          <Card>
            <Group justify="space-between" gap="md">
              <div>
                <Tag mood={decisions.isIntact ? 'good' : 'bad'}>{decisions.isIntact ? 'intact' : 'broken'}</Tag>
                <Text mt={6}>
                  {sayNumber(decisions.entriesTotal)} entries. The newest hash is{' '}
                  <code>{sayDigest(decisions.head)}</code>: written down elsewhere, it proves later that nothing was
                  changed.
                </Text>
              </div>
              <Button variant="default" onClick={asked.again}>
                Verify again
              </Button>
            </Group>
          </Card>
          <Card
            aside={
              <Select
                aria-label="Which entries"
                data={KINDS}
                value={kind}
                onChange={(value) => setKind(value ?? '')}
                allowDeselect={false}
              />
            }
          >
            <Entries key={kind} first={decisions.entries} kind={kind} />
          </Card>
          {mayAsk(person, 'audit') && <LooksCard />}
        </>
      )}
    </Page>
  );
}

function Entries({ first, kind }: { first: readonly Entry[]; kind: string }) {
  const [older, setOlder] = useState<readonly Entry[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const entries = [...first, ...older];
  const last = entries.at(-1)?.seq;
  const more = async () => {
    if (last === undefined) return;
    try {
      const answer = await ask('decisions', { before: last, ...(kind ? { kind } : {}) });
      setOlder([...older, ...answer.entries]);
    } catch (reason) {
      setProblem(reason as Problem); // ask() throws nothing else
    }
  };
  return (
    <>
      <Rows
        label="Entries, newest first"
        columns={[{ title: '#', isNumber: true }, { title: 'What happened', isWide: true }, { title: 'Hash' }]}
        rows={folded(entries).map((run) => {
          const [entry] = run;
          const isOne = run.length === 1;
          return [
            isOne ? entry.seq : `${run.at(-1)?.seq}–${entry.seq}`,
            <div key="says">
              {isOne ? entry.says : <Run entries={run} />}
              <div style={{ color: 'var(--mantine-color-dimmed)', fontSize: '0.82rem' }} title={entry.subject}>
                {sayMoment(entry.savedAt)}
              </div>
            </div>,
            <code key="hash" title={entry.kind}>
              {sayDigest(entry.hash)}
            </code>,
          ];
        })}
        none="No such entry yet."
      />
      {last !== undefined && last > 1 && (
        <Button variant="default" size="xs" mt="md" onClick={() => void more()}>
          Show older
        </Button>
      )}
      <FormProblem problem={problem} />
    </>
  );
}

/** At most so many entries of one kind in a row stand one by one. */
const MOST_ALIKE = 3;

type RunOfEntries = readonly [Entry, ...Entry[]];

/** Entries of one kind by one actor in a row become one line, as a run of a cycle writes dozens. */
function folded(entries: readonly Entry[]): RunOfEntries[] {
  const runs: [Entry, ...Entry[]][] = [];
  for (const entry of entries) {
    const [last] = runs.at(-1) ?? [];
    if (last && last.kind === entry.kind && last.actor === entry.actor) runs.at(-1)?.push(entry);
    else runs.push([entry]);
  }
  return runs.flatMap((run): RunOfEntries[] => (run.length > MOST_ALIKE ? [run] : run.map((entry) => [entry])));
}

const MANY: Readonly<Record<string, string>> = {
  'finding/made': 'findings were made',
  'allocation/assigned': 'places of the sealed list were given out',
  'receipt/bound': 'batches of receipts were bound into the ledger',
  'audit/read': 'looks at people',
  'account/created': 'accounts were made',
};

function Run({ entries }: { entries: RunOfEntries }) {
  const [{ kind }] = entries;
  return (
    <details>
      <summary>
        {sayNumber(entries.length)} {MANY[kind] ?? `entries: ${kind.replace('/', ' ').replaceAll('-', ' ')}`}
      </summary>
      <ul style={{ margin: '4px 0', paddingLeft: 20, fontSize: '0.9rem' }}>
        {entries.map((entry) => (
          <li key={entry.seq}>{entry.says}</li>
        ))}
      </ul>
    </details>
  );
}
