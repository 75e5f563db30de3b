import type { Expression } from './_expression.ts';
import type { Need } from './_needs.ts';

/** A view with its types: what the two back ends run. */
export interface ViewPlan {
  readonly name: string;
  readonly resource: string;
  /** true, false or empty; a resource gives rows where all are true */
  readonly where: readonly Expression[];
  readonly selects: readonly SelectPlan[];
  /** in the order of the table */
  readonly columns: readonly ColumnShape[];
  readonly need: Need;
  /** places in a frame */
  readonly slots: number;
}

export interface SelectPlan {
  readonly loop: LoopPlan | undefined;
  readonly columns: readonly ColumnPlan[];
  readonly selects: readonly SelectPlan[];
  readonly union: readonly SelectPlan[];
}

export interface LoopPlan {
  readonly items: EachItem | RepeatedItem;
  /** whether an empty list gives one row with an empty element */
  readonly orNull: boolean;
  /** where the element stands in a frame */
  readonly slot: number;
  /** where its place stands in a frame, counted from 0; undefined where nobody asks */
  readonly indexSlot: number | undefined;
}

export interface EachItem {
  readonly kind: 'each';
  readonly list: Expression;
}

/** All elements below, however deep, each before those below it. */
export interface RepeatedItem {
  readonly kind: 'repeat';
  readonly base: Expression;
  /** the keys with which the way down begins, as far as the base has them */
  readonly firstKeys: readonly string[];
  /** the JSON keys of each path */
  readonly paths: readonly (readonly string[])[];
  /** what is read of one element */
  readonly need: Need;
}

/** Types of columns in SQL. */
export type SqlType = 'VARCHAR' | 'BOOLEAN' | 'INTEGER' | 'BIGINT' | 'DOUBLE';

export interface ColumnShape {
  readonly name: string;
  readonly sqlType: SqlType;
  /** whether each row holds a list */
  readonly collection: boolean;
}

export interface ColumnPlan extends ColumnShape {
  /** its place in the table, counted from 0 */
  readonly place: number;
  readonly expression: Expression;
}
