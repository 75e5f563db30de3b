import { Button, Group, Modal, MultiSelect, PasswordInput, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Gives, Takes } from '../ask.ts';
import { FormProblem } from '../parts/form-problem.tsx';
import { LooksCard } from '../parts/looks-card.tsx';
import { Card, Page, Tag } from '../parts/page.tsx';
import { Rows } from '../parts/rows.tsx';
import { sayWord } from '../say.ts';
import { useAsk } from '../use-ask.ts';
import { useChange } from '../use-change.ts';

type Account = Gives<'accounts'>['accounts'][number];
type Practice = Gives<'accounts'>['practices'][number];
type Roles = Takes<'account-create'>['roles'];

const ROLES = [
  { value: 'analyst', label: 'Analyst: runs measures and cycles' },
  { value: 'clinician', label: 'Clinician: sees the people of their own practices' },
  { value: 'reviewer', label: 'Reviewer: approves advice' },
  { value: 'patient-representative', label: 'Patient representative: approves advice' },
  { value: 'administrator', label: 'Administrator: accounts and audit' },
];

/** Who may do what here, and who looked at people's records. */
export function PeoplePage() {
  const asked = useAsk('accounts', {});
  const [edited, setEdited] = useState<Account | 'new'>();
  return (
    <Page
      title="People and roles"
      lead="Who may come in, and what each may do: nothing but what their roles allow."
      asked={asked}
    >
      {({ accounts, practices }) => (
        <>
          <Card
            title="Accounts"
            aside={
              <Button size="xs" onClick={() => setEdited('new')}>
                Add a person
              </Button>
            }
          >
            <Rows
              label="Accounts"
              columns={[{ title: 'Name' }, { title: 'Roles' }, { title: 'Practices' }, { title: 'State' }]}
              rows={accounts.map((account) => [
                <button
                  key="name"
                  type="button"
                  className="quiet-button"
                  aria-label={`${account.name}: change`}
                  onClick={() => setEdited(account)}
                >
                  {account.name}
                </button>,
                account.roles.map(sayWord).join(', '),
                account.practices.map((id) => practices.find((each) => each.id === id)?.name ?? id).join(', ') || '–',
                <Tag key="state" mood={account.isActive ? 'good' : 'calm'}>
                  {account.isActive ? 'active' : 'switched off'}
                </Tag>,
              ])}
            />
          </Card>
          <LooksCard />
          {edited === 'new' && <Add practices={practices} close={() => setEdited(undefined)} added={asked.put} />}
          {edited && edited !== 'new' && (
            <Change account={edited} practices={practices} close={() => setEdited(undefined)} changed={asked.put} />
          )}
        </>
      )}
    </Page>
  );
}

function Add(props: {
  practices: readonly Practice[];
  close: () => void;
  added: (answer: Gives<'account-create'>) => void;
}) {
  const { close, added } = props;
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [roles, setRoles] = useState<Roles>([]);
  const [practices, setPractices] = useState<string[]>([]);
  const { change, isBusy, problem } = useChange('account-create', 'Account made', (answer) => {
    close();
    added(answer);
  });
  return (
    <Modal opened onClose={close} title="Add a person" centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void change({ name, password, roles, practices });
        }}
      >
        <Stack>
          <TextInput label="Name" required data-autofocus value={name} onChange={(e) => setName(e.target.value)} />
          <PasswordInput
            label="First password"
            description="At least 12 characters; hand it over in person."
            required
            minLength={12}
            autoComplete="new-password"
            value={password}
            onChange={(e) => setPassword(e.target.value)}
          />
          <Parts
            known={props.practices}
            roles={roles}
            setRoles={setRoles}
            practices={practices}
            setPractices={setPractices}
          />
          <FormProblem problem={problem} />
          <Button type="submit" loading={isBusy}>
            Make the account
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}

function Change(props: {
  account: Account;
  practices: readonly Practice[];
  close: () => void;
  changed: (answer: Gives<'account-change'>) => void;
}) {
  const { account, close, changed } = props;
  const [roles, setRoles] = useState<Roles>(account.roles as Roles); // the server knows no others
  const [practices, setPractices] = useState<string[]>(account.practices);
  const [isActive, setIsActive] = useState(account.isActive);
  const [password, setPassword] = useState('');
  const reset = useChange('password-change', 'Password set', () => {});
  const { change, isBusy, problem } = useChange('account-change', 'Account changed', (answer) => {
    close();
    changed(answer);
  });
  const save = async () => {
    if (password && !(await reset.change({ account: account.id, password }))) return;
    await change({ account: account.id, roles, practices, isActive });
  };
  return (
    <Modal opened onClose={close} title={account.name} centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack>
          <Parts
            known={props.practices}
            roles={roles}
            setRoles={setRoles}
            practices={practices}
            setPractices={setPractices}
          />
          <Switch label="May sign in" checked={isActive} onChange={(e) => setIsActive(e.target.checked)} />
          <PasswordInput
            label="New password, if they forgot theirs"
            description="At least 12 characters; hand it over in person. They are signed out everywhere."
            minLength={12}
            autoComplete="new-password"
            value={password}
            onChange={(e) => setPassword(e.target.value)}
          />
          <FormProblem problem={reset.problem} />
          <FormProblem problem={problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Leave it
            </Button>
            <Button type="submit" loading={isBusy}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Parts(props: {
  known: readonly Practice[];
  roles: Roles;
  setRoles: (roles: Roles) => void;
  practices: string[];
  setPractices: (practices: string[]) => void;
}) {
  return (
    <>
      <MultiSelect
        label="Roles"
        data={ROLES}
        value={props.roles}
        onChange={(roles) => props.setRoles(roles as Roles)}
        placeholder={props.roles.length === 0 ? 'Choose what this person does' : ''}
      />
      {props.roles.some((role) => role === 'clinician') && (
        <MultiSelect
          label="Practices"
          description="They see the people of these practices, and no others"
          data={[
            ...props.known.map(({ id, name }) => ({ value: id, label: name })),
            ...props.practices
              .filter((id) => !props.known.some((each) => each.id === id))
              .map((id) => ({ value: id, label: `${id} (not in the records)` })),
          ]}
          searchable
          nothingFoundMessage="No such practice in the records"
          value={props.practices}
          onChange={props.setPractices}
        />
      )}
      <Text size="xs" c="dimmed">
        Every change is written to the ledger.
      </Text>
    </>
  );
}
