import { Group, SimpleGrid, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { Gives } from '../ask.ts';
import { Empty, Page, Tag } from '../parts/page.tsx';
import { sayCounted, sayShare } from '../say.ts';
import { useAsk } from '../use-ask.ts';

type Measure = Gives<'measures'>['measures'][number];

export function MeasuresPage() {
  const asked = useAsk('measures', {});
  return (
    <Page
      title="Measures"
      lead="What this node keeps an eye on. Each measure is one definition that means the same everywhere."
      asked={asked}
    >
      {({ measures }) =>
        measures.length === 0 ? (
          <Empty title="No measures in the library" command="rondo new measure <id>">
            A measure is one small file: who is counted, who of them counts as reached, and why it matters.
          </Empty>
        ) : (
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            {measures.map((measure) => (
              <MeasureView key={measure.id} measure={measure} />
            ))}
          </SimpleGrid>
        )
      }
    </Page>
  );
}

function MeasureView({ measure }: { measure: Measure }) {
  const { latest } = measure;
  return (
    <Link to={`/measures/${measure.id}`} className="card card-link">
      <Title order={2} mb={8}>
        {measure.title}
      </Title>
      {latest ? (
        <>
          <div className="big">{sayShare(latest.share)}</div>
          <Text size="sm" c="dimmed">
            of {sayCounted(latest.denominator, measure.counted)}; 95 % interval {sayShare(latest.lower)} to{' '}
            {sayShare(latest.upper)}
          </Text>
        </>
      ) : (
        <Text c="dimmed">Not measured yet: there are no records, or too few people.</Text>
      )}
      <Group gap={6} mt="md">
        <Tag>{measure.goodDirection} is better</Tag>
        {!measure.isDirectionConfirmed && <Tag mood="wait">direction not confirmed</Tag>}
        {measure.status !== 'reviewed' && <Tag mood="wait">{measure.status}</Tag>}
      </Group>
    </Link>
  );
}
