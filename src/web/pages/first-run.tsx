import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Doorway } from '../parts/doorway.tsx';
import { FormProblem } from '../parts/form-problem.tsx';
import { useSession } from '../session.tsx';
import { useChange } from '../use-change.ts';

/** The first account of a node. The token stands where the server was started: whoever can read that may begin. */
export function FirstRunPage() {
  const { put } = useSession();
  const [token, setToken] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token') ?? '');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const { change, isBusy, problem } = useChange('setup', '', put);
  return (
    <Doorway
      title="Welcome to Rondo"
      lead="Nobody has an account here yet. Make the first one: it can invite the others."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void change({ token: token.trim(), name: name.trim(), password }).then((isDone) => {
            if (isDone) history.replaceState(null, '', '/');
          });
        }}
      >
        <Stack>
          <TextInput
            label="One-time token"
            description="It was printed where the server was started."
            required
            autoComplete="off"
            value={token}
            onChange={(e) => setToken(e.target.value)}
          />
          <TextInput
            label="Your name"
            description="As it shall stand in the record of decisions."
            required
            autoComplete="username"
            value={name}
            onChange={(e) => setName(e.target.value)}
          />
          <PasswordInput
            label="Password"
            description="At least 12 characters; a sentence is easy to remember."
            required
            minLength={12}
            autoComplete="new-password"
            value={password}
            onChange={(e) => setPassword(e.target.value)}
          />
          <FormProblem problem={problem} />
          <Button type="submit" loading={isBusy}>
            Begin
          </Button>
        </Stack>
      </form>
    </Doorway>
  );
}
