import { defineFault } from '../../core/fault.ts';
import type { Condition, Definition } from './ast.ts';
import { fromJson } from './definition-json.ts';
import type { Dialect } from './dialect.ts';
import { type Part, partsOf } from './walk.ts';

export const definitionNotRunnable = defineFault(
  'query/definition-not-runnable',
  'bad-input',
  (d: { engine: string; problems: readonly string[] }) =>
    `${d.engine} cannot run this definition: ${d.problems.join('; ')}`,
  'Ask in several smaller definitions, or run it on another engine.',
);

/**
 * Throws before anything is asked of an engine that would fail halfway: `query/definition-not-runnable` for what is too
 * large for this one, `query/definition-invalid` for what no runner understands, which only nodes made past builder and
 * reader can be. Both name the node.
 */
export function refuseUnrunnable(definition: Definition, { id, limits }: Dialect): void {
  fromJson(definition);
  const { population, denominator, exclusions, numerator } = partsOf(definition);
  const parts = [population, denominator, exclusions, numerator];
  const problems = [
    ...parts.flatMap(({ path, condition }) => tooLong(condition, path)),
    ...tooMany(parts, limits.lookups),
  ];
  if (problems.length > 0) throw definitionNotRunnable({ engine: id, problems });
}

const MOST_TIMES = 10_000;

/** `at-least-of` says everything inside it twice, so that one within another within another doubles each time. */
function tooLong(condition: Condition, path: string): readonly string[] {
  const times = timesPrinted(condition);
  if (times <= MOST_TIMES) return [];
  const inside = insideOf(condition, path).flatMap((inner) => tooLong(inner.condition, inner.path));
  return inside.length > 0 ? inside : [`${path} says too much: its SQL would repeat ${times} conditions`];
}

function timesPrinted(condition: Condition): number {
  const inside = insideOf(condition, '').reduce((sum, inner) => sum + timesPrinted(inner.condition), 1);
  return condition.node === 'at-least-of' ? 2 * inside : inside;
}

/** The first condition past what the engine joins in one query. */
function tooMany(parts: readonly Part[], most: number): readonly string[] {
  const place = parts.flatMap(({ path, condition }) => lookupsWithin(condition, path))[most];
  return place ? [`${place.path} is one condition too many: ${most} can be looked up`] : [];
}

function lookupsWithin(condition: Condition, path: string): readonly Part[] {
  if (['exists', 'value', 'observed'].includes(condition.node)) return [{ path, condition }];
  return insideOf(condition, path).flatMap((inner) => lookupsWithin(inner.condition, inner.path));
}

/** The conditions directly inside one, with their places. */
function insideOf(condition: Condition, path: string): readonly Part[] {
  switch (condition.node) {
    case 'all':
    case 'any':
    case 'at-least-of':
      return condition.of.map((inner, index) => ({ path: `${path}.of[${index}]`, condition: inner }));
    case 'not':
      return [{ path: `${path}.of`, condition: condition.of }];
    default:
      return [];
  }
}
