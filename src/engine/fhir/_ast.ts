/** What a FHIRPath text says, before the types of its elements are known. */
export type Ast =
  | { readonly node: 'literal'; readonly type: LiteralType; readonly value: string | boolean }
  | { readonly node: 'this' }
  | { readonly node: 'constant'; readonly name: string }
  | { readonly node: 'member'; readonly base: Ast | undefined; readonly name: string }
  | { readonly node: 'call'; readonly base: Ast | undefined; readonly name: string; readonly arguments: readonly Ast[] }
  | { readonly node: 'index'; readonly base: Ast; readonly index: Ast }
  | { readonly node: 'negate'; readonly operand: Ast }
  | { readonly node: 'binary'; readonly operator: BinaryOperator; readonly left: Ast; readonly right: Ast };

/** Numbers, dates and times keep the text they were written with. */
export type LiteralType = 'string' | 'boolean' | 'integer' | 'decimal' | 'date' | 'dateTime' | 'time';

export const BINARY_OPERATORS = ['*', '/', '+', '-', '&', '<', '<=', '>', '>=', '=', '!=', 'and', 'or'] as const;
export type BinaryOperator = (typeof BINARY_OPERATORS)[number];

/** What is wrong with a path; carries no place, the caller knows it. */
export class PathProblem extends Error {
  override readonly name = 'PathProblem';
}
