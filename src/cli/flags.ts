import type { TSchema } from '../core/schema.ts';

/** One parameter of an action as it is typed at a terminal. */
export interface Flag {
  /** the parameter's name in the schema */
  readonly name: string;
  /** what commander reads: `--smallest-group <number>` */
  readonly typed: string;
  readonly help: string;
}

/** The flag for one parameter, made from its schema: kebab-case, its title as help, its preset and its words named. */
export function flagOf(name: string, schema: TSchema): Flag {
  const long = `--${kebab(name)}`;
  return {
    name,
    typed: isSwitch(schema) ? long : `${long} ${placeholder(schema, '<', '>')}`,
    help: helpOf(name, schema),
  };
}

/** The same parameter given by position: `<id>`, or `[practice]` where it may be left out. */
export function positionalOf(name: string, schema: TSchema, isRequired: boolean): string {
  const many = read(schema, 'type') === 'array' ? '...' : '';
  return isRequired ? `<${kebab(name)}${many}>` : `[${kebab(name)}${many}]`;
}

/** True if a value must be typed: it is not optional and has no preset. */
export function mustBeGiven(
  name: string,
  params: { required?: readonly string[]; properties: Record<string, TSchema> },
): boolean {
  const schema = params.properties[name];
  return (params.required ?? []).includes(name) && schema !== undefined && read(schema, 'default') === undefined;
}

/** `smallestGroup` → `smallest-group`. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** What a schema says in words: title, allowed words, bounds, preset. */
export function helpOf(name: string, schema: TSchema): string {
  const words = read(schema, 'enum') as readonly string[] | undefined;
  const preset = read(schema, 'default');
  const title = (read(schema, 'title') as string | undefined) ?? kebab(name).replaceAll('-', ' ');
  const facts = [
    words ? `one of ${words.join(', ')}` : undefined,
    preset === undefined || preset === false ? undefined : `preset ${String(preset)}`,
  ].filter((fact) => fact !== undefined);
  return facts.length > 0 ? `${title} (${facts.join('; ')})` : title;
}

/**
 * Typed text becomes what the schema expects where JSON is needed (objects and lists of objects); plain text, numbers and
 * yes/no are left to `readParams`, which knows how to read them.
 */
export function readTyped(typed: unknown, schema: TSchema): unknown {
  if (typeof typed !== 'string' || read(schema, 'type') !== 'object') return typed;
  try {
    return JSON.parse(typed);
  } catch {
    return typed; // readParams will name the parameter
  }
}

/** A yes/no that is no unless its flag is there. Without a preset, "not said" differs from "no", and a word is typed. */
function isSwitch(schema: TSchema): boolean {
  return read(schema, 'type') === 'boolean' && read(schema, 'default') === false;
}

function placeholder(schema: TSchema, open: string, close: string): string {
  const type = read(schema, 'type');
  if (type === 'array') return `${open}value...${close}`;
  if (read(schema, 'enum')) return `${open}word${close}`;
  if (type === 'integer' || type === 'number') return `${open}number${close}`;
  if (type === 'boolean') return `${open}true|false${close}`;
  if (type === 'object') return `${open}json${close}`;
  if (read(schema, 'format') === 'path') return `${open}path${close}`;
  const pattern = read(schema, 'pattern');
  return typeof pattern === 'string' && pattern.includes('{4}-') ? `${open}YYYY-MM-DD${close}` : `${open}text${close}`;
}

/** Reads one JSON Schema keyword; the schema type of typebox keeps them out of sight. */
function read(schema: TSchema, keyword: string): unknown {
  return (schema as Record<string, unknown>)[keyword];
}
