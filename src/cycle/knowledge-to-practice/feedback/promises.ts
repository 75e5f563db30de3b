/** What a team answered to its feedback: the barrier it named and what it promised. The ledger's entry is the record. */
import { type Day, parseDay } from '../../../core/day.ts';
import { defineFault } from '../../../core/fault.ts';
import type { Ledger } from '../../../engine/store/ledger.ts';
import { BARRIER_IDS, type BarrierId } from './barriers.ts';

export const answerIncomplete = defineFault(
  'feedback/answer-incomplete',
  'bad-input',
  (d: { problems: readonly string[] }) => `the answer lacks ${d.problems.join(' and ')}`,
  'Name what stands in the way, what you will do, who owns it, and by when.',
);

export const promiseUnknown = defineFault(
  'feedback/promise-unknown',
  'not-found',
  (d: { measure: string }) => `there is no open plan for ${d.measure} in this practice`,
  'Make a plan first.',
);

export interface Answer {
  readonly practice: string;
  readonly measure: string;
  /** the period of the message it answers */
  readonly period: string;
  readonly barrier: BarrierId;
  /** what the team will do; names no patient: the ledger never forgets */
  readonly plan: string;
  /** account or role that owns it */
  readonly owner: string;
  /** `YYYY-MM-DD`, from today on */
  readonly dueOn: string;
  /** account id of who answered */
  readonly actor: string;
}

/** A plan as the next message repeats it. */
export interface TeamPromise extends Omit<Answer, 'actor'> {
  readonly by: string;
  /** the moment stored, ISO 8601 */
  readonly savedAt: string;
  readonly state: 'open' | 'overdue' | 'done' | 'dropped';
  readonly says: string;
}

const LONGEST_PLAN = 500;

/** Puts an answer on record; a new one for the same practice and measure takes the place of the one before. */
export async function recordAnswer(ledger: Ledger, answer: Answer, today: Day): Promise<void> {
  const problems: string[] = [];
  if (!BARRIER_IDS.includes(answer.barrier)) problems.push('a barrier of the list');
  if (answer.plan.trim() === '' || answer.plan.length > LONGEST_PLAN)
    problems.push(`a plan of 1 to ${LONGEST_PLAN} letters`);
  if (answer.owner.trim() === '') problems.push('an owner');
  const dueOn = parseDay(answer.dueOn);
  if (dueOn === undefined || dueOn < today) problems.push('a due day that is not past');
  if (problems.length > 0) throw answerIncomplete({ problems });
  const { practice, measure, actor, period, barrier, plan, owner } = answer;
  await ledger.append({
    kind: 'feedback/answered',
    subject: subjectOf(practice, measure),
    actor,
    body: { period, barrier, plan: plan.trim(), owner, dueOn: answer.dueOn },
  });
}

/** Closes the open plan of a practice and measure: done, or dropped with a reason. */
export async function closePromise(
  ledger: Ledger,
  close: {
    readonly practice: string;
    readonly measure: string;
    readonly outcome: 'done' | 'dropped';
    readonly reason: string;
    readonly actor: string;
  },
): Promise<void> {
  const { practice, measure, outcome, reason, actor } = close;
  const [latest] = await ledger.entries({ kind: 'feedback/', subject: subjectOf(practice, measure), limit: 1 });
  if (latest?.kind !== 'feedback/answered') throw promiseUnknown({ measure });
  await ledger.append({
    kind: 'feedback/plan-closed',
    subject: subjectOf(practice, measure),
    actor,
    body: { outcome, reason, plan: latest.body['plan'] },
  });
}

/** The latest plan of a practice for a measure, and how it stands today; null if none was ever made. */
export async function lastPromise(
  ledger: Ledger,
  practice: string,
  measure: string,
  today: Day,
): Promise<TeamPromise | null> {
  const entries = await ledger.entries({ kind: 'feedback/', subject: subjectOf(practice, measure), limit: 20 });
  const answered = entries.find(({ kind }) => kind === 'feedback/answered');
  if (!answered) return null;
  const closed = entries.find(({ kind, seq }) => kind === 'feedback/plan-closed' && seq > answered.seq);
  const text = (name: string): string => String(answered.body[name] ?? '');
  const dueOn = text('dueOn');
  const due = parseDay(dueOn);
  const outcome = closed?.body['outcome'];
  const isOverdue = due !== undefined && due < today;
  const state = outcome === 'done' || outcome === 'dropped' ? outcome : isOverdue ? 'overdue' : 'open';
  return {
    practice,
    measure,
    period: text('period'),
    barrier: text('barrier') as BarrierId, // recordAnswer() let only these in
    plan: text('plan'),
    owner: text('owner'),
    dueOn,
    by: answered.actor,
    savedAt: answered.savedAt,
    state,
    says: `Last time, for ${text('period')}, we said: ${text('plan')} (${text('owner')}, by ${dueOn}; ${state}).`,
  };
}

function subjectOf(practice: string, measure: string): string {
  return `feedback:${practice}/${measure}`;
}
