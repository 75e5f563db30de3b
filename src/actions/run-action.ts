import { mayAct } from '../community/roles.ts';
import { defineFault } from '../core/fault.ts';
import { type Static, type TProperties, type TSchema, Value } from '../core/schema.ts';
import type { Action, Context } from './action.ts';
import { readParams } from './read-params.ts';

export const actionNotAllowed = defineFault(
  'actions/not-allowed',
  'not-allowed',
  (d: { action: string; roles: readonly string[] }) =>
    `"${d.action}" needs the part of ${d.roles.join(' or ') || 'nobody'}`,
  'Ask an administrator of this node for that part, or ask someone who has it.',
);

/** What every door calls, and the only way an action is run. */
export interface AnyAction extends Omit<Action, 'run' | 'show' | 'positional'> {
  readonly positional?: readonly string[];
  // Method syntax on purpose: a list holds actions with different parameters, and runAction checks them before the call.
  run(params: never, context: Context): Promise<unknown>;
  show(result: never): string;
}

/**
 * The one policy of all doors, in this order: may this person do it, are the parameters what was declared, is the run
 * about people written down, and does the result hold nothing but what was declared.
 *
 * @param given parameters as the door received them
 * @returns plain JSON values; fields that the action did not declare never leave
 */
export async function runAction<Params extends TProperties, Gives extends TSchema>(
  action: Action<Params, Gives>,
  given: unknown,
  context: Context,
): Promise<Static<Gives>>;
export async function runAction(action: AnyAction, given: unknown, context: Context): Promise<unknown>;
export async function runAction(action: AnyAction, given: unknown, context: Context): Promise<unknown> {
  if (!mayAct(context.actor, action.roles)) throw actionNotAllowed({ action: action.id, roles: action.roles });
  const params = readParams(action, given);
  if (action.aboutPeople) await auditRun(action, context);
  const result = await action.run(params as never, context); // readParams has just checked it against action.params
  return declaredPart(action, result);
}

/** Written before the run: a read that failed half-way was still a read. */
async function auditRun(action: AnyAction, context: Context): Promise<void> {
  await context.ledger.append({
    kind: 'audit/action-run',
    subject: `action:${action.id}`,
    actor: context.actor.id,
    body: { roles: [...context.actor.roles] },
  });
}

function declaredPart(action: AnyAction, result: unknown): unknown {
  const plain: unknown = result === undefined ? null : JSON.parse(JSON.stringify(result));
  const declared = Value.Clean(action.gives, plain);
  if (Value.Check(action.gives, declared)) return declared;
  const where = Value.Errors(action.gives, declared).map(
    (problem) => `${problem.instancePath || '/'} ${problem.keyword}`,
  );
  throw new Error(`action ${action.id} gives something it did not declare: ${where.slice(0, 5).join(', ')}`);
}
