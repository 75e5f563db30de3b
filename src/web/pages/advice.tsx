import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Gives } from '../ask.ts';
import { CardPreview } from '../parts/card-preview.tsx';
import { FormProblem } from '../parts/form-problem.tsx';
import { Markdown } from '../parts/markdown.tsx';
import { Card, Facts, KeyNumber, KeyNumbers, Page, Tag } from '../parts/page.tsx';
import { Rows } from '../parts/rows.tsx';
import { sayDay, sayFirst, sayNumber, sayWord } from '../say.ts';
import { mayAsk, usePerson } from '../session.tsx';
import { useAsk } from '../use-ask.ts';
import { useChange } from '../use-change.ts';
import { channelInWords } from './advice-list.tsx';
import { RolloutCard } from './advice-rollout.tsx';

type Advice = Gives<'advice'>['advice'];

/** One piece of advice: what is shown to whom and why, who looked at it, how far it is out and what became of it. */
export function AdvicePage() {
  const { id = '' } = useParams();
  const asked = useAsk('advice', { id });
  const person = usePerson();
  return (
    <Page
      title={asked.answer?.advice.title ?? 'Advice'}
      lead={asked.answer?.advice.summary}
      above={<Link to="/advice">Advice</Link>}
      asked={asked}
    >
      {({ advice, card }) => (
        <>
          <RolloutCard advice={advice} changed={asked.again} />
          <Shown advice={advice} card={card} />
          <Fates advice={advice} />
          <ForWhom advice={advice} />
          {advice.state === 'draft' && mayAsk(person, 'advice-save') && <Editor advice={advice} saved={asked.again} />}
          <Evidence advice={advice} />
          <Reviews advice={advice} reviewed={asked.again} />
          <Plan advice={advice} />
        </>
      )}
    </Page>
  );
}

/** The card as a clinician meets it, or what teams are told. */
function Shown({ advice, card }: { advice: Advice; card: unknown }) {
  return (
    <Card
      title={card ? 'As a clinician sees it' : 'What teams get'}
      aside={<Tag>{channelInWords(advice.channel)}</Tag>}
    >
      {card ? (
        <CardPreview card={card} />
      ) : (
        <>
          <Markdown text={advice.detail} />
          <Text mt="sm">
            <strong>Asks:</strong> {advice.suggestedAction}
          </Text>
          <Text mt="sm">
            <Link to="/feedback">See the message as a team gets it</Link>
          </Text>
        </>
      )}
    </Card>
  );
}

/** The rule in words. Made from the definition, so it says everything, at length: one line first, the whole on request. */
function ForWhom({ advice: { ruleInWords, channel } }: { advice: Advice }) {
  const [first = '', ...rest] = ruleInWords.split(/(?<=\.) /);
  return (
    <Card title={channel === 'cds-card' ? 'For whom' : 'About what'}>
      <Text maw="68ch">{first}</Text>
      {rest.length > 0 && (
        <details>
          <summary>The whole rule in words</summary>
          {rest.map((sentence) => (
            <Clauses key={sentence} sentence={sentence} />
          ))}
        </details>
      )}
    </Card>
  );
}

/** A sentence whose parts are joined by “and” outside of brackets, one part a line. */
function Clauses({ sentence }: { sentence: string }) {
  const [first = '', ...more] = clausesOf(sentence);
  if (more.length === 0)
    return (
      <Text maw="68ch" size="sm" mt={6}>
        {sentence}
      </Text>
    );
  const [lead, ...firstClause] = first.split(/(?<=those for whom) /);
  return (
    <div style={{ marginTop: 6, fontSize: '0.9rem' }}>
      {firstClause.length > 0 ? lead : ''}
      <ul style={{ margin: '4px 0', paddingLeft: 20, maxWidth: '72ch' }}>
        {[firstClause.length > 0 ? firstClause.join(' ') : first, ...more].map((clause) => (
          <li key={clause}>{clause}</li>
        ))}
      </ul>
    </div>
  );
}

function clausesOf(sentence: string): string[] {
  const clauses: string[] = [''];
  let depth = 0;
  for (const part of sentence.split(/(, and |\(|\))/)) {
    if (part === '(') depth++;
    if (part === ')') depth--;
    if (part === ', and ' && depth === 0) clauses.push('');
    else clauses[clauses.length - 1] += part;
  }
  return clauses;
}

function Editor({ advice, saved }: { advice: Advice; saved: () => void }) {
  const [summary, setSummary] = useState(advice.summary);
  const [detail, setDetail] = useState(advice.detail);
  const [suggestedAction, setSuggestedAction] = useState(advice.suggestedAction);
  const { change, isBusy, problem } = useChange('advice-save', 'Draft saved', saved);
  return (
    <Card title="Edit the draft">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void change({ id: advice.id, summary, detail, suggestedAction });
        }}
      >
        <Stack>
          <TextInput
            label="Summary"
            description={`One line, at most 140 characters; ${140 - summary.length} left`}
            required
            maxLength={140}
            value={summary}
            onChange={(e) => setSummary(e.target.value)}
          />
          <Textarea
            label="Why"
            description="Markdown: paragraphs, lists, **bold**, links"
            required
            autosize
            minRows={4}
            value={detail}
            onChange={(e) => setDetail(e.target.value)}
          />
          <TextInput
            label="What to do"
            required
            value={suggestedAction}
            onChange={(e) => setSuggestedAction(e.target.value)}
          />
          <FormProblem problem={problem} />
          <Group>
            <Button type="submit" loading={isBusy}>
              Save the draft
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

function Evidence({ advice }: { advice: Advice }) {
  return (
    <Card title="Why we think so">
      <ul style={{ margin: 0, paddingLeft: 20 }}>
        {advice.evidence.map((each) => (
          <li key={each.citation} style={{ marginBottom: 6 }}>
            {each.url ? (
              <a href={each.url} rel="noreferrer" target="_blank">
                {each.title}
              </a>
            ) : (
              each.title
            )}
            <Text size="sm" c="dimmed">
              {each.citation}
            </Text>
          </li>
        ))}
      </ul>
      <div style={{ marginTop: 14 }}>
        <Facts
          facts={[
            ['Owner', advice.owner],
            ['Review by', sayDay(advice.reviewBy)],
            ['Version', advice.version],
          ]}
        />
      </div>
    </Card>
  );
}

function Reviews({ advice, reviewed }: { advice: Advice; reviewed: () => void }) {
  const person = usePerson();
  const [comment, setComment] = useState('');
  const { change, isBusy, problem } = useChange('advice-review', 'Review recorded', reviewed);
  const parts = (['reviewer', 'patient-representative'] as const).filter((part) => person.roles.includes(part));
  const [role] = parts;
  return (
    <Card title="Who looked at it">
      {advice.reviewers.length === 0 && <Text c="dimmed">Nobody yet. Two people who did not write it must agree.</Text>}
      <ul style={{ margin: 0, paddingLeft: 20 }}>
        {advice.reviewers.map((each) => (
          <li key={`${each.name} ${each.at}`}>
            {each.name} ({sayWord(each.role).toLowerCase()}), {sayDay(each.at)}
          </li>
        ))}
      </ul>
      {role && advice.state === 'draft' && (
        <form
          style={{ marginTop: 14 }}
          onSubmit={(event) => {
            event.preventDefault();
            void change({ id: advice.id, role, comment });
          }}
        >
          <Textarea
            label="Your review"
            description="What you checked, and what you would watch"
            required
            value={comment}
            onChange={(e) => setComment(e.target.value)}
          />
          <FormProblem problem={problem} />
          <Button type="submit" mt="sm" loading={isBusy}>
            Approve version {advice.version}
          </Button>
        </form>
      )}
    </Card>
  );
}

const POINTS = (share: number) => `${share < 0 ? '−' : '+'}${Math.abs(share * 100).toFixed(0)} points`;

function Plan({ advice: { impactPlan: plan } }: { advice: Advice }) {
  return (
    <Card title="How we shall know whether it helped">
      <Facts
        facts={[
          [
            'Design',
            plan.design === 'randomised'
              ? `Randomised by ${plan.unit}`
              : 'Months before and after, with the earlier course carried on',
          ],
          ['Outcome', `${sayFirst(plan.outcomeTitle)}, within ${plan.outcomeWithinDays} days`],
          ['Better', plan.goodDirection],
          ['Worth keeping from', POINTS(plan.smallestWorthwhile)],
          ['Stopped for harm', `${(Math.abs(plan.harmBound) * 100).toFixed(0)} points in the wrong direction`],
        ]}
      />
    </Card>
  );
}

function Fates({ advice: { counts, overrideReasons, channel } }: { advice: Advice }) {
  if (counts.fired === 0) return null;
  if (channel === 'team-feedback')
    return (
      <Card title="What became of it">
        <KeyNumber value={sayNumber(counts.shown)} label="messages sent, one for each practice and month" />
      </Card>
    );
  return (
    <Card title="What became of it">
      <KeyNumbers>
        <KeyNumber value={sayNumber(counts.fired)} label="times the rule fired" />
        <KeyNumber value={sayNumber(counts.shown)} label="cards shown" />
        <KeyNumber value={sayNumber(counts.accepted)} label="accepted" />
        <KeyNumber value={sayNumber(counts.overridden)} label="overridden" />
        <KeyNumber value={sayNumber(counts.actedOn)} label="acted on in the record" />
        <KeyNumber value={sayNumber(counts.ignored)} label="ignored" />
      </KeyNumbers>
      {overrideReasons.length > 0 && (
        <div style={{ marginTop: 24 }}>
          <Rows
            label="Why it was overridden"
            showLabel
            columns={[
              { title: 'Reason', isWide: true },
              { title: 'Times', isNumber: true },
            ]}
            rows={overrideReasons.map((each) => [each.reason, sayNumber(each.times)])}
          />
        </div>
      )}
    </Card>
  );
}
