import { Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { Gives } from '../ask.ts';
import { Empty, Page, Tag } from '../parts/page.tsx';
import { RolloutSteps } from '../parts/rollout-steps.tsx';
import { sayCount, sayNumber } from '../say.ts';
import { useAsk } from '../use-ask.ts';

export type Advice = Gives<'advice-list'>['advice'][number];

const CHANNELS: Record<string, string> = { 'cds-card': 'card at the visit', 'team-feedback': 'feedback to teams' };

export function channelInWords(channel: string): string {
  return CHANNELS[channel] ?? channel;
}

/** Knowledge → practice: what this node asks people to do, and how far each piece of advice has come. */
export function AdviceListPage() {
  const asked = useAsk('advice-list', {});
  return (
    <Page
      title="Advice"
      lead="What findings ask people to do. Advice goes out step by step, and anybody responsible can stop it within seconds."
      asked={asked}
    >
      {({ advice }) =>
        advice.length === 0 ? (
          <Empty title="No advice yet" command="rondo new advice <id>">
            Advice is one small file with evidence, an owner, a review date and a plan to measure whether it helped.
          </Empty>
        ) : (
          <Stack>
            {advice.map((each) => (
              <AdviceView key={each.id} advice={each} />
            ))}
          </Stack>
        )
      }
    </Page>
  );
}

function AdviceView({ advice }: { advice: Advice }) {
  const { counts } = advice;
  return (
    <Link to={`/advice/${advice.id}`} className="card card-link">
      <Group justify="space-between" gap="sm" mb={6}>
        <Title order={2}>{advice.title}</Title>
        <Group gap={6}>
          <Tag>{channelInWords(advice.channel)}</Tag>
          {advice.isStopped && <Tag mood="bad">stopped</Tag>}
        </Group>
      </Group>
      <Text mb="sm">{advice.summary}</Text>
      <RolloutSteps state={advice.state} design={advice.impactPlan.design} />
      <Text size="sm" c="dimmed" mt="sm">
        {counts.fired === 0
          ? 'Nobody has seen it yet.'
          : advice.channel === 'team-feedback'
            ? `Sent ${sayCount(counts.shown, 'time')}.`
            : `The rule fired ${sayCount(counts.fired, 'time')}; the card was shown ${sayNumber(counts.shown)} times, accepted ${sayNumber(counts.accepted)} and overridden ${sayNumber(counts.overridden)} times.`}
      </Text>
    </Link>
  );
}
