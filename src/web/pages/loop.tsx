import { Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { Gives } from '../ask.ts';
import { FigureView } from '../parts/figure-view.tsx';
import { Card, Empty, Facts, KeyNumber, KeyNumbers, type Mood, Page, Tag } from '../parts/page.tsx';
import { sayCount, sayDay, sayDays, sayFirst } from '../say.ts';
import { useSession } from '../session.tsx';
import { useAsk } from '../use-ask.ts';

type Cycle = Gives<'loop'>['cycles'][number];

const ARROW_PAGES: Record<string, string> = {
  'practice-to-data': '/data',
  'data-to-knowledge': '/measures',
  'knowledge-to-practice': '/advice',
  impact: '/impact',
};

/** Home: what this node asked, where each question stands, and what came of it, nulls and harms included. */
export function LoopPage() {
  const asked = useAsk('loop', {});
  return (
    <Page
      title="Loop"
      lead="Each question goes round once: from practice to data, to knowledge, back to practice, and to a measured effect."
      asked={asked}
    >
      {({ totals, cycles }) => (
        <>
          <Card>
            <KeyNumbers>
              <KeyNumber value={totals.opened} label="cycles opened" />
              <KeyNumber value={totals.closed} label="closed with a decision" />
              <KeyNumber value={totals.stalled} label="stalled" />
              <KeyNumber value={totals.effects} label="effects shown" />
              <KeyNumber value={totals.nulls} label="no effect shown" />
              <KeyNumber value={totals.harms} label="harms shown" />
            </KeyNumbers>
          </Card>
          {cycles.length === 0 ? (
            <Empty
              title="No cycle is open yet"
              command="rondo load --fhir <folder of NDJSON files>&#10;rondo cycle run hypertension-control"
            >
              Load records, then run a cycle that comes with Rondo. It shows up here with the arrow it stands on.
            </Empty>
          ) : (
            cycles.map((cycle) => <CycleView key={cycle.id} cycle={cycle} />)
          )}
          <NodeView />
        </>
      )}
    </Page>
  );
}

function CycleView({ cycle }: { cycle: Cycle }) {
  const { me } = useSession();
  return (
    <Card title={cycle.title} aside={<Tag mood={cycle.isClosed ? 'good' : 'accent'}>{standing(cycle)}</Tag>}>
      <Text maw="68ch" fw={500}>
        {cycle.question}
      </Text>
      <Text maw="68ch" c="dimmed" size="sm" mt={4}>
        {cycle.whyItMatters} Owner: {cycle.owner}.
      </Text>
      <div className="ring">
        <FigureView figure={cycle.ring} isTitled />
        {me?.node.isSimulated && (
          <Text size="sm" c="dimmed" mt={4}>
            Days by the clock of the simulation: its people decide at once, real ones take longer.
          </Text>
        )}
      </div>
      <Stack gap={0}>
        {cycle.arrows.map((arrow) => (
          <Group
            key={arrow.arrow}
            justify="space-between"
            gap="xs"
            py={10}
            style={{ borderTop: '1px solid var(--line)' }}
          >
            <div style={{ minWidth: 0, flex: '1 1 260px' }}>
              <Link to={ARROW_PAGES[arrow.arrow] ?? '/'} style={{ color: 'var(--accent)', fontWeight: 600 }}>
                {arrow.title}
              </Link>
              <Text size="sm" c="dimmed">
                {sayFirst(arrow.says)}
              </Text>
              {arrow.details.map((each) => (
                <Text key={each} size="sm" c="dimmed">
                  {each}
                </Text>
              ))}
            </div>
            <Group gap="sm">
              {arrow.days !== null && <Text size="sm">{sayDays(arrow.days)}</Text>}
              <Tag mood={moodOf(arrow.state)}>{arrow.state}</Tag>
            </Group>
          </Group>
        ))}
      </Stack>
      {cycle.found.length > 0 && (
        <>
          <Title order={3} mt="md" mb={6}>
            Found so far
          </Title>
          <ul style={{ margin: 0, paddingLeft: 20 }}>
            {cycle.found.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function standing({ isClosed, standsAt, openDays, arrows }: Cycle): string {
  if (openDays === null) return 'not opened';
  if (isClosed) return `closed after ${sayDays(openDays)}`;
  const arrow = arrows.find((each) => each.arrow === standsAt)?.title ?? standsAt;
  return `open for ${sayDays(openDays)}, stands at: ${arrow.toLowerCase()}`;
}

function NodeView() {
  const { answer } = useAsk('status', {});
  if (!answer) return null;
  return (
    <Card title="This node">
      <Facts
        facts={[
          [
            'Records',
            answer.snapshot
              ? `${sayCount(answer.people, 'person', 'people')}, as of ${sayDay(answer.asOf ?? '')}`
              : 'none loaded yet',
          ],
          ['Snapshot', answer.snapshot ?? 'none'],
          ['Advice live', String(answer.adviceLive)],
          [
            'Ledger',
            <span key="ledger">
              {sayCount(answer.entries, 'entry', 'entries')}{' '}
              <Tag mood={answer.isIntact ? 'good' : 'bad'}>{answer.isIntact ? 'intact' : 'broken'}</Tag>
            </span>,
          ],
          ['Version', answer.version],
        ]}
      />
    </Card>
  );
}

function moodOf(state: string): Mood {
  return state === 'done' ? 'good' : state === 'under way' ? 'accent' : state === 'stalled' ? 'bad' : 'calm';
}
