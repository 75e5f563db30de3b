/** Everything a person can do, one line each. */
import { accountChange } from './account-change.ts';
import { accountCreate } from './account-create.ts';
import { accounts } from './accounts.ts';
import { advice } from './advice.ts';
import { adviceList } from './advice-list.ts';
import { adviceReview } from './advice-review.ts';
import { adviceSave } from './advice-save.ts';
import { audit } from './audit.ts';
import { confirmDirection } from './confirm-direction.ts';
import { decisions } from './decisions.ts';
import { rolloutAdvance } from './rollout-advance.ts';
import { rolloutResume } from './rollout-resume.ts';
import { rolloutStop } from './rollout-stop.ts';
import type { AnyAction } from './run-action.ts';
import { synth } from './synth.ts';

export const allActions: readonly AnyAction[] = [
  accountChange,
  accountCreate,
  accounts,
  adviceList,
  advice,
  adviceSave,
  adviceReview,
  rolloutAdvance,
  rolloutStop,
  rolloutResume,
  audit,
  confirmDirection,
  decisions,
  synth,
];
