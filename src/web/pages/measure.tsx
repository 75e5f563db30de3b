import { Button, Text } from '@mantine/core';
import { useEffect } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import type { Gives } from '../ask.ts';
import { Estimate, type Finding, FindingView, Grounds, Reliance } from '../parts/finding-view.tsx';
import { FormProblem } from '../parts/form-problem.tsx';
import { Card, Empty, Facts, Page, Tag } from '../parts/page.tsx';
import { sayDay, sayDigest, sayFirst, sayPeriod } from '../say.ts';
import { mayAsk, usePerson } from '../session.tsx';
import { useAsk } from '../use-ask.ts';
import { useChange } from '../use-change.ts';
import { GroupsCard } from './measure-groups.tsx';
import { PeopleCard } from './measure-people.tsx';
import { PracticesCard } from './measure-practices.tsx';

export type Measure = Gives<'measure'>;

/** One measure: how it stands, how it runs over time, between practices and between groups of people, and whom it names. */
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
          {measure.findings.length === 0 ? (
            <Empty title="Nothing measured yet" command="rondo load --fhir <folder of NDJSON files>">
              As soon as there are records, findings stand here: the level, the run over time, variation and equity.
            </Empty>
          ) : (
            <Findings measure={measure} />
          )}
          <Definition measure={measure} />
        </>
      )}
    </Page>
  );
}

function Findings({ measure }: { measure: Measure }) {
  const of = (answers: string) => measure.findings.filter((finding) => finding.answers === answers);
  const [level] = of('level');
  const [variation] = of('variation');
  const gaps = of('equity');
  const hasPractices = measure.strata.some(({ stratifier }) => stratifier === 'practice');
  useHash();
  return (
    <>
      {level && <LevelCard measure={measure} level={level} />}
      <nav className="jump" aria-label="On this page">
        {of('trend').length > 0 && <a href="#over-time">Over time</a>}
        {(variation || hasPractices) && <a href="#practices">Between practices</a>}
        {gaps.length > 0 && <a href="#groups">Between groups of people</a>}
        <a href="#people">People who need attention</a>
        <a href="#definition">What is counted</a>
      </nav>
      {of('trend').map((trend, i) => (
        <FindingView
          key={trend.id}
          finding={trend}
          title={i === 0 ? 'Over time' : shortTitle(trend, measure)}
          says={<Text maw="68ch">{trendSays(trend)}</Text>}
          id={i === 0 ? 'over-time' : `over-time-${i + 1}`}
        />
      ))}
      {(variation || hasPractices) && <PracticesCard measure={measure} variation={variation} />}
      {gaps.length > 0 && <GroupsCard measure={measure} gaps={gaps} />}
      <PeopleCard measure={measure} />
    </>
  );
}

/** The number people come for, with its interval, its months and which way is better. */
function LevelCard({ measure: { card, period }, level }: { measure: Measure; level: Finding }) {
  return (
    <Card title={sayPeriod(period.from, period.until)} aside={<Reliance finding={level} />}>
      <Estimate finding={level} />
      <Text mt="sm">{sayFirst(card.goodDirection)} is better.</Text>
      <Grounds finding={level} />
    </Card>
  );
}

function trendSays(trend: Finding): string {
  const says = trend.diagnostics.find(({ name }) => name === 'special causes')?.says;
  return `${sayFirst(says ?? trend.verdict.reason)}.`;
}

/** The part of a finding's title that the title of the measure does not say. */
export function shortTitle(finding: Finding, { card }: Measure): string {
  return sayFirst(finding.title.replace(`${card.title}: `, ''));
}

/** Goes to the part that the address names, which was not there yet when the browser looked for it. */
function useHash(): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash]);
}

/** Nobody is told to change anything before a person has confirmed which way is better. */
function Direction({ measure, confirmed }: { measure: Measure; confirmed: () => void }) {
  const { card } = measure;
  const person = usePerson();
  const { change, isBusy, problem } = useChange('confirm-direction', 'Direction confirmed', confirmed);
  if (card.isDirectionConfirmed) return null;
  return (
    <Card title={`Is ${card.goodDirection} really better?`}>
      <Text maw="68ch" mb="sm">
        Before this measure is fed back to anybody, a clinician or reviewer of this node confirms which direction is
        good. The file says that {card.goodDirection} is better.
      </Text>
      {mayAsk(person, 'confirm-direction') && (
        <Button loading={isBusy} onClick={() => void change({ measure: card.id })}>
          Yes, {card.goodDirection} is better
        </Button>
      )}
      <FormProblem problem={problem} />
    </Card>
  );
}

function Definition({ measure: { card, english } }: { measure: Measure }) {
  return (
    <Card
      title="What is counted"
      id="definition"
      aside={card.status !== 'reviewed' && <Tag mood="wait">{card.status}</Tag>}
    >
      <Facts
        facts={[
          ['Counted', card.numerator],
          ['Of whom', card.denominator],
          ['Left out', card.exclusions],
          ['Better', card.goodDirection],
          ['Owner', card.owner],
          ['Source', card.source],
          ['Next review', sayDay(card.nextReview)],
          ['Version', `${card.version}, digest ${sayDigest(card.digest)}`],
        ]}
      />
      <details style={{ marginTop: 12 }}>
        <summary>The exact definition in words, as the program runs it</summary>
        <Text maw="68ch" size="sm" mt={6}>
          {english}
        </Text>
      </details>
    </Card>
  );
}
