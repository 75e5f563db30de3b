import { familyOf } from './_model.ts';
import { sqlName } from './_sql-text.ts';

/** One JSON field that a view reads, with the fields it reads below. */
export interface Need {
  readonly type: string;
  readonly isList: boolean;
  /** read as JSON text, because its depth is not known (`repeat`) */
  isJson: boolean;
  readonly fields: Map<string, Need>;
}

export function newNeed(type: string, isList: boolean): Need {
  return { type, isList, isJson: false, fields: new Map() };
}

/** The need for a field below another, made on first use. */
export function fieldNeed(parent: Need, key: string, type: string, isList: boolean): Need {
  const known = parent.fields.get(key);
  if (known) return known;
  const made = newNeed(type, isList);
  parent.fields.set(key, made);
  return made;
}

/** The DuckDB type that holds what is needed: `STRUCT("id" VARCHAR, "code" STRUCT(…))`. */
export function duckDbTypeOf(need: Need): string {
  if (need.isJson) return 'JSON';
  return duckDbItemType(need) + (need.isList ? '[]' : '');
}

function duckDbItemType(need: Need): string {
  const family = familyOf(need.type);
  if (family === 'boolean') return 'BOOLEAN';
  if (family === 'integer') return 'INTEGER';
  if (family) return 'VARCHAR';
  // Where only the presence of an element is asked, its id stands for it: an empty STRUCT cannot be declared.
  if (need.fields.size === 0) return 'STRUCT("id" VARCHAR)';
  return `STRUCT(${[...need.fields].map(([key, field]) => `${sqlName(key)} ${duckDbTypeOf(field)}`).join(', ')})`;
}

/** The same as the structure text of DuckDB's from_json(). */
export function fromJsonStructureOf(need: Need): unknown {
  if (need.isJson) return 'JSON';
  const item = familyOf(need.type)
    ? duckDbItemType(need)
    : need.fields.size === 0
      ? { id: 'VARCHAR' }
      : Object.fromEntries([...need.fields].map(([key, field]) => [key, fromJsonStructureOf(field)]));
  return need.isList ? [item] : item;
}

/**
 * What all of these need together; undefined where one reads a field as JSON (repeat) and another its elements.
 */
export function mergedNeed(needs: readonly Need[]): Need | undefined {
  const [first] = needs;
  if (!first) return undefined;
  const reads = needs.filter((need) => need.fields.size > 0);
  if (needs.some((need) => need.isJson) && reads.some((need) => !need.isJson)) return undefined;
  const merged: Need = {
    type: first.type,
    isList: first.isList,
    isJson: needs.some((n) => n.isJson),
    fields: new Map(),
  };
  for (const key of new Set(needs.flatMap((need) => [...need.fields.keys()]))) {
    const field = mergedNeed(needs.flatMap((need) => need.fields.get(key) ?? []));
    if (!field) return undefined;
    merged.fields.set(key, field);
  }
  return merged;
}

/** The paths of the leaves, in JSON keys: `code.coding.system`, sorted. */
export function leafPaths(need: Need, above = ''): string[] {
  const paths = [...need.fields].flatMap(([key, field]) => {
    const path = above ? `${above}.${key}` : key;
    return field.fields.size === 0 || field.isJson ? [path] : leafPaths(field, path);
  });
  return paths.sort();
}
