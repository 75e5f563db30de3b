import { type PassingRow, rowReader, rowVisitor, type ViewRow } from './_closure-rows.ts';
import { compile } from './_compile.ts';
import { viewSql } from './_duckdb-rows.ts';
import { duckDbTypeOf, leafPaths, mergedNeed, type Need } from './_needs.ts';
import type { ColumnShape } from './_plan.ts';
import { fault } from './_view-faults.ts';
import type { FhirResource } from './resource-text.ts';

export type { PassingRow, ViewRow, ViewValue } from './_closure-rows.ts';
export type { SqlType } from './_plan.ts';
export type { FhirResource } from './resource-text.ts';

/** A standard ViewDefinition of SQL on FHIR v2; see `docs/specification-notes.md` for what our views may say. */
export interface ViewDefinition {
  readonly resource: string;
  readonly name?: string;
  readonly constant?: readonly ({ readonly name: string } & Readonly<
    Record<`value${string}`, string | number | boolean>
  >)[];
  readonly where?: readonly { readonly path: string }[];
  readonly select: readonly ViewSelect[];
}

export interface ViewSelect {
  readonly column?: readonly ViewColumnDefinition[];
  readonly select?: readonly ViewSelect[];
  readonly unionAll?: readonly ViewSelect[];
  readonly forEach?: string;
  readonly forEachOrNull?: string;
  readonly repeat?: readonly string[];
}

export interface ViewColumnDefinition {
  readonly name: string;
  readonly path: string;
  readonly type?: string;
  readonly collection?: boolean;
  readonly tag?: readonly { readonly name: string; readonly value: string }[];
}

/** One column of a view's table: its name, its type in SQL, and whether each row holds a list. */
export type ViewColumn = ColumnShape;

export interface CompiledView {
  readonly name: string;
  readonly resource: string;
  /** in the order of the table */
  readonly columns: readonly ViewColumn[];
  /** elements that the paths name and FHIR R4 does not have, as `Type.element`; they read as empty */
  readonly unknownElements: readonly string[];
  /** the resource elements that are read, as paths of JSON keys, sorted */
  readonly reads: readonly string[];
  /**
   * The closures back end: the rows of one resource; none for a resource of another type. Decimals are given as text, as
   * written where the resource came through parseResource(). Throws `fhir/more-than-one-value`.
   */
  rows(resource: FhirResource): ViewRow[];
  /**
   * The same rows for who reads few of their columns: a value is found when it is read, and a row is good only while
   * `visit` runs. `fhir/more-than-one-value` comes from the reading too: a column that is not read stops nothing.
   */
  eachRow(resource: FhirResource, visit: (row: PassingRow) => void): void;
  /** the DuckDB back end: the same rows over a relation of many resources */
  duckDb(): DuckDbView;
}

export interface DuckDbView {
  /**
   * The DuckDB type that resources must be read with, no more than this view reads: `STRUCT("id" VARCHAR, …)`. Lines must
   * have passed keepDecimals() for decimals to stay as written.
   */
  readonly structType: string;
  /** the same as a tree, for mergeStructTypes() */
  readonly need: Need;
  /**
   * SELECT text over a relation (a name, or a sub-query in brackets) with a column `r` of that type or a wider one, which
   * holds resources of the view's type only. The columns named in `keep` come first in every row.
   */
  sql(relation: string, keep?: readonly string[]): string;
}

/** Compiles a ViewDefinition once for both back ends. Throws `fhir/view-wrong`, which names everything that is wrong. */
export function compileView(view: unknown): CompiledView {
  const { plan, problems, unknown } = compile(view);
  if (problems.length > 0) throw fault.viewWrong({ view: plan.name, problems });
  return {
    name: plan.name,
    resource: plan.resource,
    columns: plan.columns,
    unknownElements: unknown,
    reads: leafPaths(plan.need),
    rows: rowReader(plan),
    eachRow: rowVisitor(plan),
    duckDb: () => ({
      structType: duckDbTypeOf(plan.need),
      need: plan.need,
      sql: (relation, keep = []) => viewSql(plan, relation, keep),
    }),
  };
}

/** One type for all of these views of one resource type, so that one scan serves them. Throws `fhir/views-not-together`. */
export function mergeStructTypes(views: readonly DuckDbView[]): string {
  const merged = mergedNeed(views.map((view) => view.need));
  if (!merged) throw fault.viewsNotTogether({ views: views.length });
  return duckDbTypeOf(merged);
}

/** The resource elements that a view reads, as paths of JSON keys: what a prefetch must bring. */
export function needs(view: CompiledView): readonly string[] {
  return view.reads;
}
