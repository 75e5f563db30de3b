/** Everything a person can do, one line each. */
import { accountChange } from './account-change.ts';
import { accountCreate } from './account-create.ts';
import { accounts } from './accounts.ts';
import { audit } from './audit.ts';
import { confirmDirection } from './confirm-direction.ts';
import { decisions } from './decisions.ts';
import type { AnyAction } from './run-action.ts';
import { synth } from './synth.ts';

export const allActions: readonly AnyAction[] = [
  accountChange,
  accountCreate,
  accounts,
  audit,
  confirmDirection,
  decisions,
  synth,
];
