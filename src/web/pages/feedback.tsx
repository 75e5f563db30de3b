import { Button, Group, Radio, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Gives, Takes } from '../ask.ts';
import { FigureView } from '../parts/figure-view.tsx';
import { FormProblem } from '../parts/form-problem.tsx';
import { Card, Empty, KeyNumber, type Mood, Page, Tag } from '../parts/page.tsx';
import { sayCount, sayDay, sayFirst, sayInterval, sayMonths, sayShare } from '../say.ts';
import { mayAsk, usePerson } from '../session.tsx';
import { useAsk } from '../use-ask.ts';
import { useChange } from '../use-change.ts';

type Feedback = NonNullable<Gives<'feedback'>['feedback']>;
type Barrier = Takes<'feedback-answer'>['barrier'];

/** What a team sees of its own work: one number, fair company for it, one thing to do, and room for an answer. */
export function FeedbackPage() {
  const [query, setQuery] = useSearchParams();
  const practice = query.get('practice');
  const asked = useAsk('feedback', practice ? { practice } : {});
  return (
    <Page
      title="Feedback"
      lead="As a team sees it: your own work, beside your own past and what others achieve. No names, no ranks."
      asked={asked}
    >
      {({ practices, feedback }) => (
        <>
          {practices.length > 1 && (
            <Select
              label="Practice"
              maw={320}
              data={practices.map(({ id, name }) => ({ value: id, label: name }))}
              value={feedback?.practice ?? practice}
              placeholder="Choose a practice"
              allowDeselect={false}
              onChange={(value) => value && setQuery({ practice: value })}
            />
          )}
          {feedback ? (
            <FeedbackView key={feedback.practice} feedback={feedback} answered={asked.again} />
          ) : (
            <Empty title="No feedback yet" command="rondo cycle run hypertension-control">
              Feedback appears once there are records, a measure whose direction was confirmed, and advice for teams
              that has been reviewed.
            </Empty>
          )}
        </>
      )}
    </Page>
  );
}

const PLAN_MOODS: Readonly<Record<string, Mood>> = { open: 'accent', overdue: 'wait', done: 'good' };

function FeedbackView({ feedback, answered }: { feedback: Feedback; answered: () => void }) {
  const person = usePerson();
  return (
    <>
      <Card title={feedback.measureTitle}>
        <Text size="lg" maw="60ch" mb="lg">
          {feedback.headline.replace(`${feedback.measureTitle}: `, '')}
        </Text>
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
          <KeyNumber
            value={feedback.ownShare === null ? 'too few' : sayShare(feedback.ownShare, 0)}
            label={`${feedback.practiceName}, ${sayCount(feedback.denominator, 'person', 'people')}`}
            note={feedback.ownInterval ? `95 % interval: ${sayInterval(feedback.ownInterval, 'share')}` : undefined}
          />
          {feedback.comparators.map((each) => (
            <KeyNumber
              key={each.name}
              value={sayShare(each.share, 0)}
              label={sayFirst(each.name)}
              note={sayMonths(each.says)}
            />
          ))}
        </SimpleGrid>
        <Text size="sm" c="dimmed" mt="lg">
          Records up to {sayDay(feedback.asOf)}, {sayCount(feedback.dataLagDays, 'day')} old.
        </Text>
      </Card>
      {feedback.trend && (
        <Card title="Your own course">
          <FigureView figure={feedback.trend} isTitled />
        </Card>
      )}
      <Card title="One thing to do">
        <Text maw="60ch">{feedback.suggestedAction}</Text>
        {feedback.peopleToReview > 0 && (
          <Text mt="sm">
            {person.roles.includes('clinician') && person.practices.includes(feedback.practice) ? (
              <Link to={`/measures/${feedback.measure}?practice=${encodeURIComponent(feedback.practice)}#people`}>
                {sayCount(feedback.peopleToReview, 'person', 'people')} are not there yet: see who needs attention
              </Link>
            ) : (
              `${sayCount(feedback.peopleToReview, 'person', 'people')} are not there yet; the clinicians of the practice can see who.`
            )}
          </Text>
        )}
      </Card>
      {feedback.lastPlan && (
        <Card title="What you planned last time">
          <Text maw="60ch">
            “{feedback.lastPlan.plan}” What stood in the way: {barrierInWords(feedback).toLowerCase()}. Promised by{' '}
            {feedback.lastPlan.by} for {sayDay(feedback.lastPlan.dueOn)}.{' '}
            <Tag mood={PLAN_MOODS[feedback.lastPlan.state] ?? 'calm'}>{feedback.lastPlan.state}</Tag>
          </Text>
        </Card>
      )}
      {mayAsk(person, 'feedback-answer') && <Answer feedback={feedback} answered={answered} />}
    </>
  );
}

function barrierInWords({ lastPlan, barrierQuestion }: Feedback): string {
  const option = barrierQuestion.options.find(({ id }) => id === lastPlan?.barrier);
  return option?.says ?? lastPlan?.barrier ?? '';
}

function Answer({ feedback, answered }: { feedback: Feedback; answered: () => void }) {
  const [barrier, setBarrier] = useState<Barrier>();
  const [plan, setPlan] = useState('');
  const [dueOn, setDueOn] = useState('');
  const { change, isBusy, problem } = useChange('feedback-answer', 'Your plan is recorded', answered);
  const { asks, options } = feedback.barrierQuestion;
  return (
    <Card title="Your answer">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (barrier) void change({ practice: feedback.practice, measure: feedback.measure, barrier, plan, dueOn });
        }}
      >
        <Stack>
          <Radio.Group label={asks} required value={barrier ?? ''} onChange={(value) => setBarrier(value as Barrier)}>
            <Stack gap="xs" mt="xs">
              {options.map((option) => (
                <Radio key={option.id} value={option.id} label={option.says} required />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label="What will you do about it?"
            description="One concrete step, without naming a patient; you will see it again with the next feedback."
            required
            maxLength={500}
            value={plan}
            onChange={(e) => setPlan(e.target.value)}
          />
          <TextInput
            label="Until when?"
            type="date"
            required
            maw={220}
            value={dueOn}
            onChange={(e) => setDueOn(e.target.value)}
          />
          <FormProblem problem={problem} />
          <Group>
            <Button type="submit" loading={isBusy}>
              Record the plan
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
