import { canonicalJson } from '../../core/canonical-json.ts';
import type { FrameColumn } from './_sql-frames.ts';
import type { CodeSets } from './code-set.ts';
import type { Dialect, Layout } from './dialect.ts';

/** A query being written: named parts in the order they are needed, equal parts once. */
export class SqlText {
  readonly dialect: Dialect;
  readonly layout: Layout;
  readonly codeSets: CodeSets;
  readonly frameColumns: readonly FrameColumn[];
  private readonly parts: { name: string; sql: string }[] = [];
  private readonly nameOfKey = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  constructor(options: { dialect: Dialect; layout: Layout; codeSets: CodeSets; frameColumns: readonly FrameColumn[] }) {
    this.frameColumns = options.frameColumns;
    this.dialect = options.dialect;
    this.layout = options.layout;
    this.codeSets = options.codeSets;
  }

  /** Adds a part under its own name. */
  part(name: string, sql: string): string {
    this.parts.push({ name, sql });
    return name;
  }

  /** Adds a part that may be asked for again by the same `key`: `prefix_1`, `prefix_2` … */
  shared(prefix: string, key: unknown, make: () => string): string {
    const keyText = `${prefix} ${canonicalJson(key)}`;
    const known = this.nameOfKey.get(keyText);
    if (known) return known;
    const sql = make(); // first, so that the parts it needs stand before it
    const number = (this.counts.get(prefix) ?? 0) + 1;
    this.counts.set(prefix, number);
    const name = `${prefix}_${number}`;
    this.nameOfKey.set(keyText, name);
    return this.part(name, sql);
  }

  /** A table of the OMOP schema. */
  table(name: string): string {
    const { schema } = this.layout;
    return schema === undefined ? name : `${this.dialect.name(schema)}.${name}`;
  }

  /** The whole query. */
  query(last: string): string {
    const parts = this.parts.map(({ name, sql }) => `${name} AS (\n${indent(sql)}\n)`);
    return `WITH ${parts.join(',\n')}\n${last}`;
  }
}

function indent(sql: string): string {
  return sql
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
