import { type Ast, PathProblem } from './_ast.ts';
import type { ElementLookup } from './_model.ts';
import { fieldNeed, type Need, newNeed } from './_needs.ts';
import type { RepeatedItem } from './_plan.ts';
import type { Context } from './_resolve.ts';

/**
 * What a `repeat` walks over: element names, followed as often as they lead on. Undefined where FHIR R4 has no such element.
 * Its elements are of one type, whichever path led to them.
 */
export function repeatedItems(
  paths: readonly Ast[],
  context: Context,
): { items: RepeatedItem; type: string; needs: Need[] } | undefined {
  const keys = paths.map(namesOf);
  const { expression, needs } = context.focus;
  const types = typesReached(keys, expression.type, context.lookup);
  const [type, ...others] = types;
  if (type === undefined) {
    for (const path of keys) context.unknown.add(`${expression.type}.${path.join('.')}`);
    return undefined;
  }
  if (others.length > 0) throw new PathProblem(`reaches elements of different types: ${types.join(', ')}`);
  const firstKeys = [...new Set(keys.map((path) => path[0] ?? ''))].filter((key) =>
    context.lookup(expression.type, key),
  );
  for (const parent of needs) for (const key of firstKeys) needAsJson(parent, key, context.lookup);
  const need = newNeed(type, false);
  return { items: { kind: 'repeat', base: expression, firstKeys, paths: keys, need }, type, needs: [need] };
}

function namesOf(path: Ast): string[] {
  if (path.node !== 'member') throw new PathProblem('must be names of elements');
  return [...(path.base ? namesOf(path.base) : []), path.name];
}

function typesReached(paths: readonly (readonly string[])[], start: string, lookup: ElementLookup): string[] {
  const reached: string[] = [];
  const open = [start];
  for (let type = open.pop(); type !== undefined; type = open.pop()) {
    for (const path of paths) {
      const end = path.reduce<string | undefined>(
        (at, key) => (at ? lookup(at, key)?.variants[0]?.type : undefined),
        type,
      );
      if (end === undefined || reached.includes(end)) continue;
      reached.push(end);
      open.push(end);
    }
  }
  return reached;
}

function needAsJson(parent: Need, key: string, lookup: ElementLookup): void {
  const shape = lookup(parent.type, key);
  const need = fieldNeed(parent, key, shape?.variants[0]?.type ?? '', shape?.isList ?? false);
  if (need.fields.size > 0) throw new PathProblem(`repeats over "${key}", which the view also reads; use two views`);
  need.isJson = true;
}
