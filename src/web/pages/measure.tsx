import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Gives } from '../ask.ts';
import { FindingView } from '../parts/finding-view.tsx';
import { FormProblem } from '../parts/form-problem.tsx';
import { Card, Empty, Facts, Page, ProblemView, Tag } from '../parts/page.tsx';
import { Rows } from '../parts/rows.tsx';
import { sayDay, sayDigest, sayNumber, sayShare, sayWord } from '../say.ts';
import { usePerson } from '../session.tsx';
import { useAsk } from '../use-ask.ts';
import { useChange } from '../use-change.ts';

type Measure = Gives<'measure'>;

/** One measure: how it stands, how it runs over time, between practices and between groups of people. */
export function MeasurePage() {
  const { id = '' } = useParams();
  const asked = useAsk('measure', { id });
  return (
    <Page
      title={asked.answer?.card.title ?? 'Measure'}
      lead={asked.answer?.card.whyItMatters}
      above={<Link to="/measures">Measures</Link>}
      asked={asked}
    >
      {(measure) => (
        <>
          <Direction measure={measure} confirmed={asked.again} />
          {measure.findings.length === 0 && (
            <Empty title="Nothing measured yet" command="rondo load --fhir <folder of NDJSON files>">
              As soon as there are records, findings stand here: the level, the run over time, variation and equity.
            </Empty>
          )}
          {measure.findings.map((finding) => (
            <FindingView key={`${finding.id} ${finding.title}`} finding={finding} />
          ))}
          <Strata measure={measure} />
          <Definition measure={measure} />
        </>
      )}
    </Page>
  );
}

/** Nobody is told to change anything before a person has confirmed which way is better. */
function Direction({ measure, confirmed }: { measure: Measure; confirmed: () => void }) {
  const { card } = measure;
  const { change, isBusy, problem } = useChange('confirm-direction', 'Direction confirmed', confirmed);
  if (card.isDirectionConfirmed) return null;
  return (
    <Card title={`Is ${card.goodDirection} really better?`}>
      <Text maw="68ch" mb="sm">
        Before this measure is fed back to anybody, a person of this node confirms which direction is good. The file
        says that {card.goodDirection} is better.
      </Text>
      <Button loading={isBusy} onClick={() => void change({ measure: card.id })}>
        Yes, {card.goodDirection} is better
      </Button>
      <FormProblem problem={problem} />
    </Card>
  );
}

function Strata({ measure }: { measure: Measure }) {
  const stratifiers = [...new Set(measure.strata.map((row) => row.stratifier))];
  const [chosen, setChosen] = useState<string>();
  const [practice, setPractice] = useState<{ id: string; label: string }>();
  const person = usePerson();
  const stratifier = chosen ?? stratifiers[0];
  if (!stratifier) return null;
  const mayLookAt = (stratum: string) =>
    stratifier === 'practice' && person.roles.includes('clinician') && person.practices.includes(stratum);
  const number = (value: number | null) => (value === null ? '–' : sayNumber(value));
  return (
    <Card
      title="By group"
      aside={
        stratifiers.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label="Group by"
            data={stratifiers.map((value) => ({ value, label: sayWord(value) }))}
            value={stratifier}
            onChange={setChosen}
          />
        )
      }
    >
      <Rows
        label={`By ${stratifier}, ${sayDay(measure.period.from)} until ${sayDay(measure.period.until)}`}
        showLabel
        columns={[
          { title: sayWord(stratifier) },
          { title: 'Share', isNumber: true },
          { title: '95 % interval', isNumber: true },
          { title: 'Reached', isNumber: true },
          { title: 'People', isNumber: true },
          { title: 'Excluded', isNumber: true },
        ]}
        rows={measure.strata
          .filter((row) => row.stratifier === stratifier)
          .map((row) => [
            <div key="label">
              {row.label}
              {mayLookAt(row.stratum) && (
                <div>
                  <button
                    type="button"
                    className="quiet-button"
                    onClick={() => setPractice({ id: row.stratum, label: row.label })}
                  >
                    Show the people
                  </button>
                </div>
              )}
            </div>,
            row.share === null ? 'too few' : sayShare(row.share),
            row.lower === null || row.upper === null ? '–' : `${sayShare(row.lower)} to ${sayShare(row.upper)}`,
            number(row.numerator),
            number(row.denominator),
            number(row.excluded),
          ])}
      />
      {practice && <People measure={measure.card.id} practice={practice} />}
    </Card>
  );
}

/** The list behind a number, for those who care for these people. Opening it is written down. */
function People({ measure, practice }: { measure: string; practice: { id: string; label: string } }) {
  const { answer, problem, again } = useAsk('measure-people', { id: measure, practice: practice.id });
  if (problem) return <ProblemView problem={problem} again={again} />;
  if (!answer) return <Text role="status">Loading the list …</Text>;
  return (
    <div style={{ marginTop: 20 }}>
      <Group gap="xs" mb="xs">
        <Text fw={600}>People of {practice.label} who need attention</Text>
        <Tag mood="wait">this view was written down</Tag>
      </Group>
      <Rows
        label={`People of ${practice.label}`}
        columns={[{ title: 'Person' }, { title: 'Decided by' }, { title: 'On' }, { title: 'Value', isNumber: true }]}
        rows={answer.people.map((each) => [each.person, each.decidedBy, sayDay(each.on), each.value])}
        none="Nobody: everyone counted was reached."
      />
    </div>
  );
}

function Definition({ measure: { card, english } }: { measure: Measure }) {
  return (
    <Card title="What is counted" aside={card.status !== 'reviewed' && <Tag mood="wait">{card.status}</Tag>}>
      <Text maw="68ch" mb="md">
        {english}
      </Text>
      <Facts
        facts={[
          ['Counted as reached', card.numerator],
          ['Of whom', card.denominator],
          ['Left out', card.exclusions],
          ['Better', card.goodDirection],
          ['Owner', card.owner],
          ['Source', card.source],
          ['Next review', sayDay(card.nextReview)],
          ['Version', `${card.version}, digest ${sayDigest(card.digest)}`],
        ]}
      />
    </Card>
  );
}
