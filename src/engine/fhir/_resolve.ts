import { type Ast, PathProblem } from './_ast.ts';
import { callOf } from './_calls.ts';
import { type Comparison, comparisonOf, type Expression, type ExpressionNode } from './_expression.ts';
import { type ElementLookup, type ElementShape, type Family, familyOf, isKnownType } from './_model.ts';
import { fieldNeed, type Need } from './_needs.ts';

/** An expression and the JSON fields that it stands on, so that a step below them can be noted. */
export interface Value {
  readonly expression: Expression;
  readonly needs: readonly Need[];
  /** for a primitive element: the element of the same name with an underscore, which holds its id and extensions */
  readonly sibling?: () => Value;
}

/** `value` before anybody has said which of `value[x]` is meant. */
export interface Choice {
  readonly base: Value;
  readonly name: string;
  readonly shape: ElementShape;
}

/** What a path is read against. */
export interface Context {
  readonly lookup: ElementLookup;
  readonly resource: Value;
  readonly focus: Value;
  readonly constants: ReadonlyMap<string, Value>;
  /** the number of the enclosing forEach, undefined outside of any */
  readonly rowIndex: RowIndex | undefined;
  /** names the path in a fault about too many values */
  readonly what: string;
  readonly newSlot: () => number;
  /** elements that FHIR R4 does not have; they are empty */
  readonly unknown: Set<string>;
}

export interface RowIndex {
  readonly slot: number;
  isUsed: boolean;
}

/** Gives a parsed path its types. Throws a PathProblem where they do not fit. */
export function resolvePath(ast: Ast, context: Context): Value {
  return settled(resolve(ast, context));
}

/** Like resolvePath, but leaves a choice open for what can take one (ofType, exists, a step below). */
export function resolve(ast: Ast, context: Context): Value | Choice {
  switch (ast.node) {
    case 'literal':
      return literal(ast.type, ast.value);
    case 'this':
      return context.focus;
    case 'constant':
      return constantOf(ast.name, context);
    case 'member':
      return memberOf(ast, context);
    case 'call':
      return callOf(ast, context);
    case 'index':
      return itemAt(resolvePath(ast.base, context), indexOf(ast.index, context));
    case 'negate':
      return negated(ast.operand, context);
    case 'binary':
      return binaryOf(ast, context);
  }
}

export function literal(type: string, value: string | boolean): Value {
  return computed({ op: 'literal', value }, type);
}

/** A value that stands on no field. */
export function computed(node: ExpressionNode, type: string, isMany = false): Value {
  return { expression: { ...node, type, isMany }, needs: [] };
}

export const NOTHING: Value = computed({ op: 'nothing' }, 'nothing');

export function isNothing(value: Value): boolean {
  return value.expression.type === 'nothing';
}

function constantOf(name: string, context: Context): Value {
  if (name === 'resource' || name === 'rootResource') return context.resource;
  if (name === 'rowIndex') {
    if (!context.rowIndex) return literal('integer', '0');
    context.rowIndex.isUsed = true;
    return computed({ op: 'rowIndex', slot: context.rowIndex.slot }, 'integer');
  }
  const constant = context.constants.get(name);
  if (!constant) throw new PathProblem(`names the constant %${name}, which the view does not define`);
  return constant;
}

function memberOf(ast: Ast & { node: 'member' }, context: Context): Value | Choice {
  if (ast.base) return child(resolve(ast.base, context), ast.name, context);
  // `Patient.name` may be said for `name`.
  const { type } = context.focus.expression;
  if (ast.name === type && !context.lookup(type, ast.name)) return context.focus;
  return child(context.focus, ast.name, context);
}

/** The element of that name below a value. */
export function child(base: Value | Choice, name: string, context: Context): Value | Choice {
  if ('shape' in base) return childOfChoice(base, name, context);
  if (isNothing(base)) return NOTHING;
  const { type } = base.expression;
  if (familyOf(type)) {
    if (!base.sibling || (name !== 'extension' && name !== 'id')) return unknownElement(type, name, context);
    return child(base.sibling(), name, context);
  }
  const shape = context.lookup(type, name);
  if (!shape) return unknownElement(type, name, context);
  if (shape.isChoice) return { base, name, shape };
  const [variant] = shape.variants;
  return variant ? field(base, variant.key, variant.type, shape.isList) : NOTHING;
}

function unknownElement(type: string, name: string, context: Context): Value {
  context.unknown.add(`${type}.${name}`);
  return NOTHING;
}

/** One JSON field below a value. */
export function field(base: Value, key: string, type: string, isList: boolean): Value {
  const needs = base.needs.map((need) => fieldNeed(need, key, type, isList));
  if (needs.some((need) => need.type !== type || need.isList !== isList)) {
    throw new PathProblem(`reads "${key}" in two shapes; use two views`);
  }
  if (needs.some((need) => need.isJson))
    throw new PathProblem(`reads "${key}", over which the view repeats; use two views`);
  const isMany = base.expression.isMany || isList;
  const expression: Expression = { op: 'field', base: base.expression, key, isList, type, isMany };
  if (!familyOf(type)) return { expression, needs };
  return { expression, needs, sibling: () => field(base, `_${key}`, 'Element', isList) };
}

function childOfChoice(choice: Choice, name: string, context: Context): Value | Choice {
  const variants = choice.shape.variants.filter(({ type }) => !familyOf(type) && context.lookup(type, name));
  if (variants.length === 0) return unknownElement(`${choice.name}[x]`, name, context);
  return merged(
    variants.map(({ key, type }) => settled(child(field(choice.base, key, type, choice.shape.isList), name, context))),
    choice.name,
  );
}

/** One value for a choice that needs no more saying: all of its variants are of one type. */
export function settled(value: Value | Choice): Value {
  return 'shape' in value ? merged(variantsOf(value), value.name) : value;
}

/** Every variant of a choice, as a value of its own. */
export function variantsOf(choice: Choice): Value[] {
  return choice.shape.variants.map(({ key, type }) => field(choice.base, key, type, choice.shape.isList));
}

function merged(branches: readonly Value[], name: string): Value {
  const [first] = branches;
  if (!first) return NOTHING;
  if (branches.length === 1) return first;
  const { type, isMany } = first.expression;
  if (branches.some(({ expression: e }) => e.type !== type || e.isMany !== isMany)) {
    throw new PathProblem(`must say which "${name}" is meant, as in ${name}.ofType(dateTime)`);
  }
  const expressions = branches.map((branch) => branch.expression);
  return {
    expression: { op: 'anyOf', branches: expressions, type, isMany },
    needs: branches.flatMap((branch) => branch.needs),
  };
}

/** The value at a place, counted from 0. */
export function itemAt(base: Value, index: number): Value {
  const { expression } = base;
  if (isNothing(base) || (!expression.isMany && index === 0)) return base;
  // Only a datum keeps its type: what stands below an element that is never there is nothing either.
  if (!expression.isMany) return familyOf(expression.type) ? computed({ op: 'nothing' }, expression.type) : NOTHING;
  return onto(base, { op: 'at', base: expression, index, type: expression.type, isMany: false });
}

/** Another expression over the same fields. Single items have no sibling: `_given` stands beside the whole list. */
export function onto(base: Value, expression: Expression): Value {
  return { expression, needs: base.needs };
}

function indexOf(ast: Ast, context: Context): number {
  const { expression } = resolvePath(ast, context);
  if (expression.op !== 'literal' || expression.type !== 'integer') {
    throw new PathProblem('must have a whole number between [ and ]');
  }
  return Number(expression.value);
}

/** The one value of an expression; the back ends refuse more than one. */
export function single(value: Value, context: Context): Value {
  const { expression } = value;
  if (!expression.isMany) return value;
  return onto(value, { op: 'only', base: expression, what: context.what, type: expression.type, isMany: false });
}

/** An operand that must be true, false or empty. */
export function truth(ast: Ast, context: Context): Expression {
  const value = resolvePath(ast, context);
  if (isNothing(value)) return value.expression;
  if (familyOf(value.expression.type) !== 'boolean') {
    throw new PathProblem(`needs true or false, not ${value.expression.type}`);
  }
  return single(value, context).expression;
}

export function familyOrProblem(value: Value): Family {
  const family = familyOf(value.expression.type);
  if (!family) throw new PathProblem(`needs a single datum, not ${value.expression.type}`);
  return family;
}

function negated(operand: Ast, context: Context): Value {
  const value = single(resolvePath(operand, context), context);
  if (value.expression.op === 'literal') return literal(value.expression.type, `-${value.expression.value}`);
  return arithmetic('-', literal('integer', '0'), value);
}

function binaryOf(ast: Ast & { node: 'binary' }, context: Context): Value {
  const { operator } = ast;
  if (operator === 'and' || operator === 'or') {
    return computed({ op: operator, left: truth(ast.left, context), right: truth(ast.right, context) }, 'boolean');
  }
  const [left, right] = [resolvePath(ast.left, context), resolvePath(ast.right, context)];
  if (operator === '&') return concat(left, right, true, context);
  if (isNothing(left) || isNothing(right)) return emptyOf(operator, left, right);
  switch (operator) {
    case '=':
      return equal(left, right, context);
    case '!=':
      return computed({ op: 'not', operand: equal(left, right, context).expression }, 'boolean');
    case '<':
    case '<=':
      return less(left, right, operator === '<=', context);
    case '>':
    case '>=':
      return less(right, left, operator === '>=', context);
    case '+':
      if (familyOrProblem(left) === 'text') return concat(left, right, false, context);
      return arithmetic(operator, single(left, context), single(right, context));
    default:
      return arithmetic(operator, single(left, context), single(right, context));
  }
}

function emptyOf(operator: string, left: Value, right: Value): Value {
  const isArithmetic = ['+', '-', '*', '/'].includes(operator);
  const type = isArithmetic ? (isNothing(left) ? right : left).expression.type : 'boolean';
  return computed({ op: 'nothing' }, type);
}

function comparison(left: Value, right: Value): Comparison {
  const by = comparisonOf(familyOrProblem(left), familyOrProblem(right));
  if (!by) throw new PathProblem(`compares ${left.expression.type} with ${right.expression.type}`);
  return by;
}

function equal(left: Value, right: Value, context: Context): Value {
  const by = comparison(left, right);
  // Lists of moments would need a comparison in three values for each pair; nobody has asked for it.
  const isListwise = by !== 'moment' && by !== 'time';
  const [a, b] = isListwise ? [left, right] : [single(left, context), single(right, context)];
  return computed({ op: 'equal', by, left: a.expression, right: b.expression }, 'boolean');
}

function less(left: Value, right: Value, orEqual: boolean, context: Context): Value {
  const by = comparison(left, right);
  if (by === 'boolean') throw new PathProblem('orders true and false');
  const [a, b] = [single(left, context).expression, single(right, context).expression];
  return computed({ op: 'less', orEqual, by, left: a, right: b }, 'boolean');
}

function concat(left: Value, right: Value, isEmptyText: boolean, context: Context): Value {
  for (const side of [left, right]) {
    if (!isNothing(side) && familyOrProblem(side) !== 'text') {
      throw new PathProblem(`joins ${side.expression.type} to text`);
    }
  }
  const [a, b] = [single(left, context).expression, single(right, context).expression];
  return computed({ op: 'concat', isEmptyText, left: a, right: b }, 'string');
}

function arithmetic(how: '+' | '-' | '*' | '/', left: Value, right: Value): Value {
  const families = [familyOrProblem(left), familyOrProblem(right)];
  if (families.some((family) => family !== 'integer' && family !== 'decimal')) {
    throw new PathProblem(`calculates "${how}" with ${left.expression.type} and ${right.expression.type}`);
  }
  const isWhole = how !== '/' && families.every((family) => family === 'integer');
  const node = { op: 'arithmetic', how, left: left.expression, right: right.expression } as const;
  return computed(node, isWhole ? 'integer' : 'decimal');
}

/** The last name of a type: `Quantity`, `FHIR.Quantity`. */
export function typeNamed(ast: Ast | undefined): string {
  if (ast?.node !== 'member') throw new PathProblem('needs the name of a type between ( and )');
  if (!isKnownType(ast.name)) throw new PathProblem(`names the type "${ast.name}", which FHIR R4 does not have`);
  return ast.name;
}
