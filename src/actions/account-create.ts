import { createAccount } from '../community/accounts.ts';
import { ROLES, type Role } from '../community/roles.ts';
import { Type, text } from '../core/schema.ts';
import { AccountsAnswer, accountsAnswer, showAccounts } from './accounts.ts';
import { defineAction } from './action.ts';

/** A list of parts, as a parameter. */
export const rolesParam = Type.Array(Type.Unsafe<Role>({ type: 'string', enum: [...ROLES] }), { title: 'parts' });
export const practicesParam = Type.Array(Type.String({ maxLength: 200 }), {
  title: 'practices cared for, as FHIR Organization ids',
});

/** Lets someone in. */
export const accountCreate = defineAction({
  id: 'account-create',
  title: 'Make an account',
  summary: 'Makes an account with a password, parts and, for clinicians, the practices whose people they care for.',
  command: 'account create',
  positional: ['name'],
  example: 'rondo account create "Team lead" --password "a long phrase of your own" --roles clinician',
  roles: ['administrator'],
  changes: true,
  aboutPeople: false,
  params: Type.Object({
    name: text('name to sign in with'),
    password: text('password, at least 12 characters'),
    roles: rolesParam,
    practices: Type.Optional(practicesParam),
  }),
  gives: AccountsAnswer,
  async run(params, context) {
    const { ledger, effects, actor } = context;
    await createAccount(ledger, effects, params, actor);
    return accountsAnswer(context);
  },
  show: (result) => showAccounts(result.accounts),
});
