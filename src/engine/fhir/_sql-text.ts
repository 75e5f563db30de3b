// As in engine/store/duckdb.ts, which opens databases and so stays out of this room: a bedside needs none.

/** A text as an SQL literal. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as a quoted SQL identifier. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** What is longer is given a name where it is needed more than once; what is shorter is faster said again. */
const LONGEST_SAID_AGAIN = 400;

/**
 * The SQL of something made of these parts, each of which it may use many times; an empty part is not used. Without names the text of nested
 * conditions would grow fourfold with each level.
 */
export function named(parts: readonly string[], made: (names: readonly string[]) => string): string {
  if (parts.every((part) => part.length <= LONGEST_SAID_AGAIN)) return made(parts);
  const fields = parts.flatMap((part, i) => (part === '' ? [] : [`"p${i}" := ${part}`]));
  return `list_transform([struct_pack(${fields.join(', ')})], lambda p: ${made(parts.map((_, i) => `p['p${i}']`))})[1]`;
}
