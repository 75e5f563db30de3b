import { Button, Group, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { Card, ProblemView, Tag } from '../parts/page.tsx';
import { Rows } from '../parts/rows.tsx';
import { sayCount, sayDay } from '../say.ts';
import { mayAsk, usePerson } from '../session.tsx';
import { useAsk } from '../use-ask.ts';
import type { Measure } from './measure.tsx';

/** The list behind the number, for those who care for these people. It opens only when asked for: opening is written down. */
export function PeopleCard({ measure }: { measure: Measure }) {
  const person = usePerson();
  const [query] = useSearchParams();
  const wished = query.get('practice');
  const [chosen, setChosen] = useState(person.practices.find((id) => id === wished) ?? person.practices[0]);
  const [opened, setOpened] = useState<string>();
  const nameOf = (id: string) =>
    measure.strata.find(({ stratifier, stratum }) => stratifier === 'practice' && stratum === id)?.label ?? id;
  const mayLook = mayAsk(person, 'measure-people') && chosen !== undefined;
  return (
    <Card title="People who need attention" id="people">
      {mayLook ? (
        <>
          <Text maw="68ch" mb="sm">
            By the same rule that shows the card at the visit. Opening the list is written down with your name.
          </Text>
          <Group align="end">
            {person.practices.length > 1 && (
              <Select
                label="Practice"
                data={person.practices.map((id) => ({ value: id, label: nameOf(id) }))}
                value={chosen}
                allowDeselect={false}
                onChange={(value) => value && setChosen(value)}
              />
            )}
            <Button variant="default" onClick={() => setOpened(chosen)}>
              Open the list of {nameOf(chosen)}
            </Button>
          </Group>
          {opened && <People key={opened} measure={measure.card.id} practice={opened} name={nameOf(opened)} />}
        </>
      ) : (
        <Text maw="68ch">
          Who these people are is shown only to the clinicians of their practice, and each look is written down.
        </Text>
      )}
    </Card>
  );
}

function People({ measure, practice, name }: { measure: string; practice: string; name: string }) {
  const { answer, problem, again } = useAsk('measure-people', { id: measure, practice });
  if (problem) return <ProblemView problem={problem} again={again} />;
  if (!answer) return <Text role="status">Loading the list …</Text>;
  const reasons = [...new Set(answer.people.map((each) => each.decidedBy))];
  return (
    <div style={{ marginTop: 20 }}>
      <Group gap="xs" mb="xs">
        <Text fw={600}>
          {sayCount(answer.people.length, 'person', 'people')} of {name}
        </Text>
        <Tag mood="wait">this look was written down</Tag>
      </Group>
      {reasons.length === 1 && <Text mb="xs">{reasons[0]}.</Text>}
      <Rows
        label={`People of ${name}`}
        columns={[
          { title: 'Person' },
          ...(reasons.length > 1 ? [{ title: 'Decided by', isWide: true }] : []),
          { title: 'What decided', isWide: true },
          { title: 'On' },
        ]}
        rows={answer.people.map((each) => [
          each.person,
          ...(reasons.length > 1 ? [each.decidedBy] : []),
          each.value || '–',
          each.on ? sayDay(each.on) : '–',
        ])}
        none="Nobody needs attention by this rule."
      />
    </div>
  );
}
