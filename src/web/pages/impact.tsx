import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Gives, Takes } from '../ask.ts';
import { FigureView } from '../parts/figure-view.tsx';
import { Grounds } from '../parts/finding-view.tsx';
import { FormProblem } from '../parts/form-problem.tsx';
import { Card, Empty, KeyNumber, type Mood, Page, Tag } from '../parts/page.tsx';
import { Rows } from '../parts/rows.tsx';
import { sayEstimate, sayFirst, sayInterval, sayNumber, sayShare, sayWord } from '../say.ts';
import { mayAsk, usePerson } from '../session.tsx';
import { useAsk } from '../use-ask.ts';
import { useChange } from '../use-change.ts';

type Impact = Gives<'impact'>['impacts'][number];
type Word = Takes<'verdict'>['word'];

const WORDS = [
  { value: 'keep', says: 'Keep it: it helps enough' },
  { value: 'adapt', says: 'Adapt it: promising, but not like this' },
  { value: 'retire', says: 'Retire it: it does not help, or harms' },
  { value: 'undecided', says: 'Undecided: go on and look again' },
];

/** Did it help? The effect with its interval, what the rule proposes, and what two people decided. */
export function ImpactPage() {
  const asked = useAsk('impact', {});
  return (
    <Page
      title="Impact"
      lead="Did the advice help? Planned before it went out, counted from receipts and records, decided by two people."
      asked={asked}
    >
      {({ impacts }) =>
        impacts.length === 0 ? (
          <Empty title="Nothing to measure yet" command="rondo rollout advance bp-card shadow">
            An effect can be measured once advice is randomised, or once enough months have passed since it began.
          </Empty>
        ) : (
          impacts.map((impact) => (
            <ImpactView
              key={`${impact.cycle} ${impact.advice} ${impact.design}`}
              impact={impact}
              decided={asked.again}
            />
          ))
        )
      }
    </Page>
  );
}

function ImpactView({ impact, decided }: { impact: Impact; decided: () => void }) {
  const { estimate, interval, unit, verdict } = impact;
  const isRandomised = impact.design === 'randomised';
  return (
    <Card
      title={impact.adviceTitle}
      aside={
        <Group gap={6}>
          <Tag>{isRandomised ? 'randomised' : 'before and after, by month'}</Tag>
          {verdict.decided && <Tag mood={moodOf(verdict.decided)}>decided: {verdict.decided}</Tag>}
        </Group>
      }
    >
      {estimate === null ? (
        <Text>No effect can be told yet: {impact.blocked ?? verdict.reason}.</Text>
      ) : (
        <KeyNumber
          value={sayEstimate(estimate, unit)}
          label={unit}
          note={interval ? `${Math.round(impact.level * 100)} % interval: ${sayInterval(interval, unit)}` : undefined}
        />
      )}
      {impact.figure && (
        <div style={{ margin: '16px 0' }}>
          <FigureView figure={impact.figure} isTitled />
        </div>
      )}
      {impact.groups.length > 0 && (
        <Rows
          label={isRandomised ? 'Groups as allocated by chance' : 'Before and with the advice, month by month'}
          showLabel
          columns={[
            { title: 'Group' },
            { title: isRandomised ? 'People' : 'People, each month anew', isNumber: true },
            { title: 'With the outcome', isNumber: true },
            { title: 'Share', isNumber: true },
            { title: isRandomised ? 'Clusters' : 'Months', isNumber: true },
          ]}
          rows={impact.groups.map((group) => [
            sayFirst(group.name),
            sayNumber(group.people),
            sayNumber(group.events),
            group.people > 0 ? sayShare(group.events / group.people) : '–',
            sayNumber(group.clusters),
          ])}
        />
      )}
      <Grounds finding={impact} />
      <Decision impact={impact} decided={decided} />
    </Card>
  );
}

function Decision({ impact, decided }: { impact: Impact; decided: () => void }) {
  const { verdict } = impact;
  const person = usePerson();
  // Undecided is a word too: it leaves the question open for the next look.
  const isOpenQuestion = verdict.decided === null || verdict.decided === 'undecided';
  const [isOpen, setIsOpen] = useState(false);
  const [word, setWord] = useState(verdict.proposed);
  const [reason, setReason] = useState('');
  const { change, isBusy, problem } = useChange('verdict', 'Your verdict is recorded', () => {
    setIsOpen(false);
    decided();
  });
  return (
    <div style={{ marginTop: 16, paddingTop: 16, borderTop: '1px solid var(--line)' }}>
      <Text maw="68ch">
        <strong>{standing(verdict)}</strong> The rule written before proposes “{verdict.proposed}”: {verdict.reason}.
      </Text>
      {!isOpen && (
        <Group mt="sm">
          {isOpenQuestion && mayAsk(person, 'verdict') && (
            <Button variant="default" onClick={() => setIsOpen(true)}>
              Give your verdict
            </Button>
          )}
          <Link to={`/advice/${impact.advice}`}>See the advice</Link>
        </Group>
      )}
      {isOpen && (
        <form
          style={{ marginTop: 12 }}
          onSubmit={(event) => {
            event.preventDefault();
            void change({ cycle: impact.cycle, advice: impact.advice, word: word as Word, reason });
          }}
        >
          <Stack>
            <Radio.Group
              label="Your verdict"
              description="It counts once a second person agrees."
              value={word}
              onChange={setWord}
            >
              <Stack gap="xs" mt="xs">
                {WORDS.map(({ value, says }) => (
                  <Radio key={value} value={value} label={says} />
                ))}
              </Stack>
            </Radio.Group>
            <Textarea label="Why" required value={reason} onChange={(e) => setReason(e.target.value)} />
            <FormProblem problem={problem} />
            <Group>
              <Button type="submit" loading={isBusy}>
                {sayWord(word)}
              </Button>
              <Button variant="default" onClick={() => setIsOpen(false)}>
                Not now
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </div>
  );
}

function standing({ decided, decidedBy }: Impact['verdict']): string {
  if (decided === 'undecided') return `${sayPeople(decidedBy)} looked and left it open.`;
  if (decided) return `Decided: ${decided}, by ${sayPeople(decidedBy)}.`;
  return decidedBy.length > 0 ? `One of two has spoken: ${sayPeople(decidedBy)}.` : 'Not decided yet.';
}

function sayPeople(names: readonly string[]): string {
  return names.join(' and ');
}

function moodOf(word: string): Mood {
  return word === 'keep' ? 'good' : word === 'retire' ? 'bad' : 'wait';
}
