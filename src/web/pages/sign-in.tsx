import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Doorway } from '../parts/doorway.tsx';
import { FormProblem } from '../parts/form-problem.tsx';
import { useSession } from '../session.tsx';
import { useChange } from '../use-change.ts';

export function SignInPage() {
  const { me, put } = useSession();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const { change, isBusy, problem } = useChange('sign-in', '', put);
  return (
    <Doorway title={me?.node.name ?? 'Rondo'} lead="Sign in to see what this node has learned.">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void change({ name, password });
        }}
      >
        <Stack>
          <TextInput
            label="Name"
            autoComplete="username"
            required
            value={name}
            onChange={(e) => setName(e.target.value)}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(e) => setPassword(e.target.value)}
          />
          <FormProblem problem={problem} />
          <Button type="submit" loading={isBusy}>
            Sign in
          </Button>
        </Stack>
      </form>
    </Doorway>
  );
}
