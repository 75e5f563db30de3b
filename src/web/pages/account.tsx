import { Button, Group, PasswordInput, Stack, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ask } from '../ask.ts';
import { FormProblem } from '../parts/form-problem.tsx';
import { Card, Facts } from '../parts/page.tsx';
import { sayWord } from '../say.ts';
import { usePerson, useSession } from '../session.tsx';
import { useChange } from '../use-change.ts';

/** Who one is here, and one's own password. */
export function AccountPage() {
  const person = usePerson();
  useEffect(() => {
    document.title = 'Your account · Rondo';
  }, []);
  return (
    <Stack gap="lg">
      <Title order={1}>Your account</Title>
      <Card>
        <Facts
          facts={[
            ['Name', person.name],
            ['Roles', person.roles.map(sayWord).join(', ') || 'none yet: ask an administrator'],
            ...(person.practices.length > 0 ? ([['Practices', person.practices.join(', ')]] as const) : []),
          ]}
        />
      </Card>
      <Password />
    </Stack>
  );
}

function Password() {
  const { put } = useSession();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const { change, isBusy, problem } = useChange(
    'password-change',
    'Password changed: sign in with the new one',
    () => void ask('me', {}).then(put),
  );
  return (
    <Card title="Change your password">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void change({ current, password });
        }}
      >
        <Stack maw={420}>
          <PasswordInput
            label="Present password"
            required
            autoComplete="current-password"
            value={current}
            onChange={(e) => setCurrent(e.target.value)}
          />
          <PasswordInput
            label="New password"
            description="At least 12 characters; three or four words together are easy to keep."
            required
            minLength={12}
            autoComplete="new-password"
            value={password}
            onChange={(e) => setPassword(e.target.value)}
          />
          <FormProblem problem={problem} />
          <Group>
            <Button type="submit" loading={isBusy}>
              Change it and sign in again
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
