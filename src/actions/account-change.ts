import { changeAccount } from '../community/accounts.ts';
import { Type, text } from '../core/schema.ts';
import { practicesParam, rolesParam } from './account-create.ts';
import { AccountsAnswer, accountsAnswer, showAccounts } from './accounts.ts';
import { defineAction } from './action.ts';

/** Changes what someone may do, or shuts the door. */
export const accountChange = defineAction({
  id: 'account-change',
  title: 'Change an account',
  summary: 'Changes the parts or practices of an account, or disables it; a disabled account is signed out at once.',
  command: 'account change',
  positional: ['account'],
  example: 'rondo account change 00000000-0000-4000-8000-000000000001 --is-active false',
  roles: ['administrator'],
  changes: true,
  aboutPeople: false,
  params: Type.Object({
    account: text('account id'),
    roles: Type.Optional(rolesParam),
    practices: Type.Optional(practicesParam),
    isActive: Type.Optional(Type.Boolean({ title: 'may sign in' })),
  }),
  gives: AccountsAnswer,
  async run({ account, roles, practices, isActive }, context) {
    const { ledger, actor } = context;
    const change = {
      ...(roles === undefined ? {} : { roles }),
      ...(practices === undefined ? {} : { practices }),
      ...(isActive === undefined ? {} : { isDisabled: !isActive }),
    };
    await changeAccount(ledger, account, change, actor);
    return accountsAnswer(context);
  },
  show: (result) => showAccounts(result.accounts),
});
