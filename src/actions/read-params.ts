import { defineFault, type FaultMaker } from '../core/fault.ts';
import { type Static, type TObject, type TProperties, Value } from '../core/schema.ts';

export const paramsWrong: FaultMaker<{ action: string; problems: readonly string[] }> = defineFault(
  'actions/params-wrong',
  'bad-input',
  (d: { action: string; problems: readonly string[] }) => `${d.action}: ${d.problems.join('; ')}`,
  'See the parameters with `rondo <command> --help`, or in the API description at /api.',
);

/**
 * The parameters of an action as its schema promises them: presets filled in, everything checked, nothing unknown let
 * through. All problems are reported together, each naming the parameter and never the value that was given.
 *
 * @param given what the door received; a number or a yes/no may still be text, as in a URL or a command line
 */
export function readParams<Params extends TProperties>(
  action: { readonly id: string; readonly params: TObject<Params> },
  given: unknown,
): Static<TObject<Params>> {
  const schema = action.params;
  const asObject = typeof given === 'object' && given !== null && !Array.isArray(given) ? { ...given } : undefined;
  if (!asObject) throw paramsWrong({ action: action.id, problems: ['parameters are not an object'] });
  const unknown = Object.keys(asObject).filter((name) => !Object.hasOwn(schema.properties, name));
  const value = Value.Default(schema, Value.Convert(schema, asObject));
  const problems = unknown.map((name) => `no parameter is called "${name.slice(0, 40)}"`);
  if (!Value.Check(schema, value)) problems.push(...Value.Errors(schema, value).flatMap(sayProblem));
  if (problems.length === 0) problems.push(...Object.entries(asObject).flatMap(sayUnstorable));
  if (problems.length > 0) throw paramsWrong({ action: action.id, problems: [...new Set(problems)] });
  return value as Static<TObject<Params>>; // Check has just proved it
}

/** U+0000 and halves of characters: the ledger's PostgreSQL refuses both, and a person means neither. */
function sayUnstorable([name, value]: [string, unknown]): string[] {
  return isStorable(value) ? [] : [`"${name}" holds a character that no text can keep`];
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !/[\0\p{Surrogate}]/u.test(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isStorable);
}

type Problem = ReturnType<typeof Value.Errors>[number];

function sayProblem(problem: Problem): string[] {
  const name = problem.instancePath.slice(1).replaceAll('/', '.') || 'parameters';
  const params = problem.params as Record<string, unknown>; // each keyword has its own shape; only words and bounds are read
  switch (problem.keyword) {
    case 'required':
      return (params['requiredProperties'] as string[]).map((missing) => `"${missing}" is missing`);
    case 'enum':
      return [`"${name}" is none of ${(params['allowedValues'] as string[]).join(', ')}`];
    case 'additionalProperties':
    case 'boolean':
      return []; // told above, by name
    case 'pattern':
      return [`"${name}" is not written as ${params['pattern'] === DAY_PATTERN ? 'YYYY-MM-DD' : 'expected'}`];
    default:
      return [`"${name}" ${problem.message}`];
  }
}

const DAY_PATTERN = '^\\d{4}-\\d{2}-\\d{2}$';
