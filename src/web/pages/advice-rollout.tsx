import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Gives, Takes } from '../ask.ts';
import { FormProblem } from '../parts/form-problem.tsx';
import { Card, Tag } from '../parts/page.tsx';
import { RolloutSteps, stepMeans, stepName } from '../parts/rollout-steps.tsx';
import { sayFirst, sayWord } from '../say.ts';
import { mayAsk, usePerson } from '../session.tsx';
import { useChange } from '../use-change.ts';

type Advice = Gives<'advice'>['advice'];

/** Where the advice stands, what the next step needs, and the switch that stops it. */
export function RolloutCard({ advice, changed }: { advice: Advice; changed: () => void }) {
  const [asksFor, setAsksFor] = useState<'stop' | 'resume' | { to: string }>();
  const person = usePerson();
  const { design } = advice.impactPlan;
  const isOut = !['draft', 'reviewed', 'retired'].includes(advice.state);
  return (
    <Card
      title="Roll-out"
      aside={advice.isStopped ? <Tag mood="bad">stopped</Tag> : isOut ? <Tag mood="good">running</Tag> : undefined}
    >
      <RolloutSteps state={advice.state} design={design} />
      <Text mt="sm" maw="68ch">
        <strong>{sayWord(stepName(advice.state, design))}:</strong> {stepMeans(advice.state, design)}.
        {advice.isStopped && ' It is stopped: nothing is shown to anybody until someone lets it run again.'}
      </Text>
      <KillSwitch advice={advice} ask={setAsksFor} />
      <Stack gap={0} mt="md">
        {advice.nextSteps.map((step) => (
          <Group key={step.to} justify="space-between" gap="xs" py={10} style={{ borderTop: '1px solid var(--line)' }}>
            <Text size="sm" style={{ flex: '1 1 260px' }}>
              <strong>{step.to === 'retired' ? 'Or retired' : `Next: ${stepName(step.to, design)}`}</strong>,{' '}
              {stepMeans(step.to, design)}. {stepSays(step)}{' '}
              <Tag mood={step.isMet ? 'good' : 'wait'}>{step.isMet ? 'can be taken' : 'not yet'}</Tag>
            </Text>
            {mayAsk(person, 'rollout-advance') && (
              <Button size="xs" variant="default" disabled={!step.isMet} onClick={() => setAsksFor({ to: step.to })}>
                Move to {stepName(step.to, design)}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
      {asksFor && <Decide advice={advice} what={asksFor} close={() => setAsksFor(undefined)} changed={changed} />}
    </Card>
  );
}

function stepSays({ needs, isMet }: Advice['nextSteps'][number]): string {
  if (!isMet) return `Still needs ${needs}.`;
  return needs === 'a reason' ? 'It asks for a reason.' : `${sayFirst(needs)}.`;
}

/** Anybody who meets the advice can stop it; going on again is for those who answer for it. */
function KillSwitch({ advice, ask }: { advice: Advice; ask: (what: 'stop' | 'resume') => void }) {
  const person = usePerson();
  const mayUse = mayAsk(person, advice.isStopped ? 'rollout-resume' : 'rollout-stop');
  if (!mayUse || advice.state === 'retired') return null;
  return (
    <Group mt="md" mb="xs" gap="sm">
      {advice.isStopped ? (
        <Button variant="default" onClick={() => ask('resume')}>
          Let it run again
        </Button>
      ) : (
        <>
          <Button
            color="red"
            styles={{ root: { backgroundColor: 'var(--bad)', color: 'var(--mantine-color-body)' } }}
            onClick={() => ask('stop')}
          >
            Stop now
          </Button>
          <Text size="sm" c="dimmed">
            For everybody, within five seconds. It asks for a reason.
          </Text>
        </>
      )}
    </Group>
  );
}

/** Asks once more, and for the reason that will stand in the ledger. */
function Decide(props: {
  advice: Advice;
  what: 'stop' | 'resume' | { to: string };
  close: () => void;
  changed: () => void;
}) {
  const { advice, what, close, changed } = props;
  const [reason, setReason] = useState('');
  const [practitioners, setPractitioners] = useState('');
  const [practice, setPractice] = useState('');
  const done = () => {
    close();
    changed();
  };
  const stop = useChange('rollout-stop', 'Stopped', done);
  const resume = useChange('rollout-resume', 'Running again', done);
  const advance = useChange('rollout-advance', 'Moved on', done);
  const isMove = typeof what === 'object';
  const used = isMove ? advance : what === 'stop' ? stop : resume;
  const title = isMove
    ? `Move to ${stepName(what.to, advice.impactPlan.design)}`
    : what === 'stop'
      ? 'Stop this advice'
      : 'Let it run again';
  const submit = () => {
    if (!isMove)
      return used === stop ? stop.change({ id: advice.id, reason }) : resume.change({ id: advice.id, reason });
    const named = practitioners.split(/[\s,]+/).filter(Boolean);
    return advance.change({
      id: advice.id,
      to: what.to as Takes<'rollout-advance'>['to'], // the server offered it
      ...(named.length > 0 ? { practitioners: named } : {}),
      ...(practice ? { practice } : {}),
      ...(reason ? { reason } : {}),
    });
  };
  return (
    <Modal opened onClose={close} title={title} centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack>
          {isMove && what.to === 'canary' && (
            <>
              <TextInput
                label="Practice that sees it first"
                description="Its id; or leave it empty and name practitioners"
                value={practice}
                onChange={(e) => setPractice(e.target.value)}
              />
              <TextInput
                label="Practitioners who see it first"
                description="Their ids, separated by commas: at most 5 in 100"
                value={practitioners}
                onChange={(e) => setPractitioners(e.target.value)}
              />
            </>
          )}
          {isMove && what.to !== 'retired' ? (
            <Text size="sm">This is written to the ledger under your name and takes effect at once.</Text>
          ) : (
            <Textarea
              label="Reason"
              description="It is written to the ledger under your name."
              required
              data-autofocus
              value={reason}
              onChange={(e) => setReason(e.target.value)}
            />
          )}
          <FormProblem problem={used.problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Leave it
            </Button>
            <Button type="submit" loading={used.isBusy}>
              {title}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
