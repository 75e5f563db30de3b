/** Everything a person can do, one line each. */
import { accountChange } from './account-change.ts';
import { accountCreate } from './account-create.ts';
import { accounts } from './accounts.ts';
import { advice } from './advice.ts';
import { adviceList } from './advice-list.ts';
import { adviceReview } from './advice-review.ts';
import { adviceSave } from './advice-save.ts';
import { audit } from './audit.ts';
import { check } from './check.ts';
import { confirmDirection } from './confirm-direction.ts';
import { cycleRun } from './cycle-run.ts';
import { data } from './data.ts';
import { decisions } from './decisions.ts';
import { exportFindings } from './export.ts';
import { feedback } from './feedback.ts';
import { feedbackAnswer } from './feedback-answer.ts';
import { impact } from './impact.ts';
import { load } from './load.ts';
import { loop } from './loop.ts';
import { measure } from './measure.ts';
import { measurePeople } from './measure-people.ts';
import { measures } from './measures.ts';
import { passwordChange } from './password-change.ts';
import { rolloutAdvance } from './rollout-advance.ts';
import { rolloutResume } from './rollout-resume.ts';
import { rolloutStop } from './rollout-stop.ts';
import type { AnyAction } from './run-action.ts';
import { simulate } from './simulate.ts';
import { status } from './status.ts';
import { synth } from './synth.ts';
import { verdict } from './verdict.ts';

export const allActions: readonly AnyAction[] = [
  accountChange,
  accountCreate,
  accounts,
  advice,
  adviceList,
  adviceReview,
  adviceSave,
  audit,
  check,
  confirmDirection,
  cycleRun,
  data,
  decisions,
  exportFindings,
  feedback,
  feedbackAnswer,
  impact,
  load,
  loop,
  measure,
  measurePeople,
  measures,
  passwordChange,
  rolloutAdvance,
  rolloutResume,
  rolloutStop,
  simulate,
  status,
  synth,
  verdict,
];
