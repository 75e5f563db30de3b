/**
 * Shapes that are declared once and become a check at the door, a TypeScript type, a JSON Schema, a command-line flag and
 * a form. This file is the only one that imports typebox.
 */
import { type Static, type TObject, type TProperties, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';

export type { Static, TObject, TProperties, TSchema };
export { Type, Value };

/** A whole number of at least `fewest`, e.g. people allowed in a group. */
export function count(title: string, preset?: number, fewest = 0) {
  return Type.Integer({ title, minimum: fewest, ...(preset === undefined ? {} : { default: preset }) });
}

/** A share in [0, 1]. */
export function share(title: string, preset?: number) {
  return Type.Number({ title, minimum: 0, maximum: 1, ...(preset === undefined ? {} : { default: preset }) });
}

/** A line of text. */
export function text(title: string, preset?: string) {
  return Type.String({ title, maxLength: 4000, ...(preset === undefined ? {} : { default: preset }) });
}

/** A calendar day, `YYYY-MM-DD`. */
export function day(title: string, preset?: string) {
  return Type.String({
    title,
    pattern: '^\\d{4}-\\d{2}-\\d{2}$',
    ...(preset === undefined ? {} : { default: preset }),
  });
}

/** A folder or file on this machine. */
export function path(title: string, preset?: string) {
  return Type.String({ title, format: 'path', ...(preset === undefined ? {} : { default: preset }) });
}

/** Yes or no. */
export function flag(title: string) {
  return Type.Boolean({ title, default: false });
}

/** One of a closed list of words. */
export function choice<const Words extends readonly string[]>(title: string, words: Words, preset?: Words[number]) {
  return Type.Unsafe<Words[number]>({
    type: 'string',
    enum: [...words],
    title,
    ...(preset === undefined ? {} : { default: preset }),
  });
}
