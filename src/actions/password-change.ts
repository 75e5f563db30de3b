import { accounts, setPassword } from '../community/accounts.ts';
import { authenticate } from '../community/sign-in.ts';
import { defineFault } from '../core/fault.ts';
import { Type, text } from '../core/schema.ts';
import { defineAction } from './action.ts';

export const noAccountOfOnesOwn = defineFault(
  'actions/no-account-of-ones-own',
  'bad-input',
  () => 'whoever asks has no account whose password could change',
  'Name the account; `rondo accounts` lists them.',
);

/** Sets a new password: one's own, after saying the present one, or as an administrator that of someone who forgot theirs. */
export const passwordChange = defineAction({
  id: 'password-change',
  title: 'Change a password',
  summary:
    'Sets a new password and ends every session of the account. One’s own needs the present one; an administrator may set that of others.',
  command: 'account password',
  positional: ['account'],
  example: 'rondo account password 00000000-0000-4000-8000-000000000001 --password "a long phrase of your own"',
  roles: ['analyst', 'clinician', 'reviewer', 'patient-representative', 'administrator'],
  changes: true,
  aboutPeople: false,
  params: Type.Object({
    account: Type.Optional(text('account id; one’s own if not named')),
    current: Type.Optional(Type.String({ title: 'the present password, for one’s own', maxLength: 400 })),
    password: Type.String({ title: 'new password, at least 12 characters', maxLength: 400 }),
  }),
  gives: Type.Object({ account: Type.String() }),
  async run({ account = '', current = '', password }, { ledger, effects, actor }) {
    const changed = account === '' ? actor.id : account;
    if (changed === actor.id) {
      const own = (await accounts(ledger)).find(({ id }) => id === actor.id);
      if (!own) throw noAccountOfOnesOwn({});
      await authenticate(ledger, effects, { name: own.name, password: current }); // wrong ones are counted, as at the door
    }
    await setPassword(ledger, effects, { account: changed, password }, actor);
    return { account: changed };
  },
  show: ({ account }) => `The password of ${account} is changed; whoever was signed in with it must sign in again.`,
});
