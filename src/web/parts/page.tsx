import { Alert, Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import type { Problem } from '../ask.ts';
import type { Asked } from '../use-ask.ts';

/** A page: its title, one sentence that says what it is for, and what the server gave for it. */
export function Page<Answer>(props: {
  title: string;
  lead?: ReactNode;
  above?: ReactNode;
  asked: Asked<Answer>;
  children: (answer: Answer) => ReactNode;
}) {
  const { title, lead, above, asked, children } = props;
  useEffect(() => {
    document.title = `${title} · Rondo`;
  }, [title]);
  return (
    <Stack gap="lg">
      <header>
        {above}
        <Title order={1}>{title}</Title>
        {lead && (
          <Text c="dimmed" mt={4} maw="68ch">
            {lead}
          </Text>
        )}
      </header>
      {asked.problem ? (
        <ProblemView problem={asked.problem} again={asked.again} />
      ) : asked.answer === undefined ? (
        <Waiting />
      ) : (
        children(asked.answer)
      )}
    </Stack>
  );
}

/** What went wrong and how to mend it, in the server's own words. */
export function ProblemView({ problem, again }: { problem: Problem; again?: () => void }) {
  const isRefusal = problem.status === 403;
  return (
    <Alert
      role="alert"
      variant="default"
      title={isRefusal ? 'This page is for other people' : `This did not work: ${problem.message}`}
      classNames={{ root: 'card' }}
    >
      <Text size="sm">{isRefusal ? `${problem.message}. ${problem.mend}` : problem.mend}</Text>
      {again && !isRefusal && (
        <Button mt="sm" size="xs" variant="default" onClick={again}>
          Try again
        </Button>
      )}
    </Alert>
  );
}

function Waiting() {
  return (
    <Stack aria-busy="true" role="status" aria-label="Loading">
      <Skeleton height={140} radius="lg" />
      <Skeleton height={260} radius="lg" />
    </Stack>
  );
}

/** A part of a page with a heading of its own. */
export function Card(props: { title?: string; aside?: ReactNode; id?: string; children: ReactNode }) {
  const { title, aside, id, children } = props;
  return (
    <section className="card" id={id}>
      {(title || aside) && (
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, justifyContent: 'space-between', marginBottom: 14 }}>
          {title && <Title order={2}>{title}</Title>}
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}

/** Nothing here yet, and the next step that changes that. */
export function Empty({ title, children, command }: { title: string; children: ReactNode; command?: string }) {
  return (
    <section className="card">
      <Title order={2} mb={6}>
        {title}
      </Title>
      <Text maw="68ch" mb={command ? 'md' : 0}>
        {children}
      </Text>
      {command && <code className="command">{command}</code>}
    </section>
  );
}

export type Mood = 'good' | 'bad' | 'wait' | 'calm' | 'accent';

/** A word that says how things stand. */
export function Tag({ mood = 'calm', children }: { mood?: Mood; children: ReactNode }) {
  return (
    <span className="tag" data-mood={mood}>
      {children}
    </span>
  );
}

/** Pairs of a name and what it stands for. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One number that matters, with what it counts. */
export function KeyNumber({ value, label, note }: { value: ReactNode; label: string; note?: ReactNode }) {
  return (
    <div>
      <div className="big">{value}</div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      {note && <Text size="sm">{note}</Text>}
    </div>
  );
}

/** A row of key numbers that wraps. */
export function KeyNumbers({ children }: { children: ReactNode }) {
  return <div className="key-numbers">{children}</div>;
}
