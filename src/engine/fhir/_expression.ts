import type { Family } from './_model.ts';

/**
 * A FHIRPath expression whose types are known; what both back ends read. `isMany` says that it may give more than one
 * value; then the back ends hold a list without nulls, else one value or nothing.
 *
 * Held values: text, moments and times are strings; booleans are booleans; integers are numbers; decimals are the text
 * or number of the record, or a double where computed.
 */
export type Expression = ExpressionNode & { readonly type: string; readonly isMany: boolean };

export type ExpressionNode =
  /** what a name stands for: the resource, the element of a forEach, or `$this` of a where() */
  | { readonly op: 'scope'; readonly slot: number; readonly kind: ScopeKind }
  | { readonly op: 'literal'; readonly value: string | boolean }
  | { readonly op: 'nothing' }
  | { readonly op: 'rowIndex'; readonly slot: number }
  | { readonly op: 'field'; readonly base: Expression; readonly key: string; readonly isList: boolean }
  /** whichever is there: the variants of a choice */
  | { readonly op: 'anyOf'; readonly branches: readonly Expression[] }
  | { readonly op: 'filter'; readonly base: Expression; readonly slot: number; readonly criteria: Expression }
  | { readonly op: 'at'; readonly base: Expression; readonly index: number }
  /** the one value; more than one is a fault that names `what` */
  | { readonly op: 'only'; readonly base: Expression; readonly what: string }
  | { readonly op: 'exists'; readonly base: Expression }
  | { readonly op: 'count'; readonly base: Expression }
  | { readonly op: 'not'; readonly operand: Expression }
  | { readonly op: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly op: 'equal'; readonly by: Comparison; readonly left: Expression; readonly right: Expression }
  | {
      readonly op: 'less';
      readonly orEqual: boolean;
      readonly by: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly op: 'arithmetic';
      readonly how: '+' | '-' | '*' | '/';
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly op: 'concat'; readonly isEmptyText: boolean; readonly left: Expression; readonly right: Expression }
  | { readonly op: 'join'; readonly base: Expression; readonly separator: string }
  | { readonly op: 'resourceKey'; readonly id: Expression; readonly resource: string }
  | { readonly op: 'referenceKey'; readonly reference: Expression; readonly target: string | undefined }
  | { readonly op: 'boundary'; readonly of: BoundaryKind; readonly isHigh: boolean; readonly base: Expression };

export type ScopeKind = 'resource' | 'element' | 'this';
export type Comparison = 'text' | 'boolean' | 'number' | 'moment' | 'time';
export type BoundaryKind = 'decimal' | 'date' | 'dateTime' | 'time';

/** How two families compare; undefined where they never do. */
export function comparisonOf(left: Family, right: Family): Comparison | undefined {
  const [a, b] = [numeric(left), numeric(right)];
  return a === b ? a : undefined;
}

function numeric(family: Family): Comparison {
  return family === 'integer' || family === 'decimal' ? 'number' : family;
}
