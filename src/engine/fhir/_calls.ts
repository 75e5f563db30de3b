import { type Ast, PathProblem } from './_ast.ts';
import type { BoundaryKind } from './_expression.ts';
import { familyOf, isResourceType } from './_model.ts';
import {
  type Choice,
  type Context,
  child,
  computed,
  familyOrProblem,
  field,
  isNothing,
  itemAt,
  literal,
  NOTHING,
  onto,
  resolve,
  resolvePath,
  settled,
  single,
  truth,
  typeNamed,
  type Value,
  variantsOf,
} from './_resolve.ts';

type Call = Ast & { node: 'call' };
type Base = Value | Choice;

/** The functions of a path: how many arguments each takes, and what it gives. */
const FUNCTIONS: Readonly<
  Record<string, { from: number; to: number; run: (base: Base, given: readonly Ast[], context: Context) => Value }>
> = {
  where: { from: 1, to: 1, run: (base, [criteria], context) => where(settled(base), criteria!, context) },
  exists: { from: 0, to: 1, run: exists },
  empty: { from: 0, to: 0, run: (base, given, context) => not(exists(base, given, context)) },
  not: { from: 0, to: 0, run: (base, _, context) => not(booleanOf(settled(base), context)) },
  first: { from: 0, to: 0, run: (base) => itemAt(settled(base), 0) },
  count: { from: 0, to: 0, run: (base) => computed({ op: 'count', base: settled(base).expression }, 'integer') },
  ofType: { from: 1, to: 1, run: (base, [type], context) => ofType(base, typeNamed(type), context) },
  extension: { from: 1, to: 1, run: extension },
  join: { from: 0, to: 1, run: join },
  lowBoundary: { from: 0, to: 0, run: (base, _, context) => boundary(settled(base), false, context) },
  highBoundary: { from: 0, to: 0, run: (base, _, context) => boundary(settled(base), true, context) },
  getResourceKey: { from: 0, to: 0, run: (base, _, context) => resourceKey(settled(base), context) },
  getReferenceKey: { from: 0, to: 1, run: (base, [type], context) => referenceKey(settled(base), type, context) },
};

/** What a function call gives. Throws a PathProblem for a function that views do not have. */
export function callOf(call: Call, context: Context): Value {
  const known = Object.hasOwn(FUNCTIONS, call.name) ? FUNCTIONS[call.name] : undefined;
  if (!known) throw new PathProblem(`calls ${call.name}(), which views do not have`);
  const given = call.arguments.length;
  if (given < known.from || given > known.to) throw new PathProblem(`gives ${call.name}() ${given} arguments`);
  return known.run(call.base ? resolve(call.base, context) : context.focus, call.arguments, context);
}

function where(base: Value, criteria: Ast, context: Context): Value {
  if (isNothing(base)) return NOTHING;
  const { type, isMany } = base.expression;
  const slot = context.newSlot();
  const focus = onto(base, { op: 'scope', slot, kind: 'this', type, isMany: false });
  const holds = truth(criteria, { ...context, focus });
  return onto(base, { op: 'filter', base: base.expression, slot, criteria: holds, type, isMany });
}

function exists(base: Base, [criteria]: readonly Ast[], context: Context): Value {
  if (criteria) return exists(where(settled(base), criteria, context), [], context);
  if (!('shape' in base)) return computed({ op: 'exists', base: base.expression }, 'boolean');
  const branches = variantsOf(base).map((variant) => variant.expression);
  const { isList } = base.shape;
  const anyOf = computed({ op: 'anyOf', branches }, 'nothing', isList || base.base.expression.isMany);
  return computed({ op: 'exists', base: anyOf.expression }, 'boolean');
}

function booleanOf(value: Value, context: Context): Value {
  if (isNothing(value)) return value;
  if (familyOf(value.expression.type) !== 'boolean') {
    throw new PathProblem(`asks not() of ${value.expression.type}, not of true or false`);
  }
  return single(value, context);
}

function not(value: Value): Value {
  return computed({ op: 'not', operand: value.expression }, 'boolean');
}

/** A choice is narrowed by the exact name of the type, as the JSON key has it: a `code` is not found as `string`. */
function ofType(base: Base, type: string, context: Context): Value {
  if ('shape' in base) {
    const variant = base.shape.variants.find((one) => one.type === type);
    return variant ? field(base.base, variant.key, type, base.shape.isList) : NOTHING;
  }
  if (isNothing(base)) return NOTHING;
  if (base.expression.type === type) return base;
  if (base.expression.type === 'Resource' && isResourceType(type)) return resourcesOf(base, type, context);
  return NOTHING;
}

function resourcesOf(base: Value, type: string, context: Context): Value {
  const isType: Ast = {
    node: 'binary',
    operator: '=',
    left: { node: 'member', base: undefined, name: 'resourceType' },
    right: { node: 'literal', type: 'string', value: type },
  };
  const filtered = where(base, isType, context);
  return onto(filtered, { ...filtered.expression, type });
}

function extension(base: Base, [url]: readonly Ast[], context: Context): Value {
  const extensions = settled(child(settled(base), 'extension', context));
  const isUrl: Ast = {
    node: 'binary',
    operator: '=',
    left: { node: 'member', base: undefined, name: 'url' },
    right: url!,
  };
  return where(extensions, isUrl, context);
}

function join(base: Base, [separator]: readonly Ast[], context: Context): Value {
  const texts = settled(base);
  if (!isNothing(texts) && familyOrProblem(texts) !== 'text')
    throw new PathProblem(`joins ${texts.expression.type}, not text`);
  const given = separator ? resolvePath(separator, context).expression : literal('string', '').expression;
  if (given.op !== 'literal' || given.type !== 'string')
    throw new PathProblem('needs a text between ( and ) of join()');
  return computed({ op: 'join', base: texts.expression, separator: String(given.value) }, 'string');
}

const BOUNDARIES: Readonly<Record<string, BoundaryKind>> = {
  decimal: 'decimal',
  integer: 'decimal',
  date: 'date',
  dateTime: 'dateTime',
  instant: 'dateTime',
  time: 'time',
};

function boundary(base: Value, isHigh: boolean, context: Context): Value {
  if (isNothing(base)) return NOTHING;
  const value = single(base, context);
  const of = BOUNDARIES[familyOf(value.expression.type) === 'integer' ? 'integer' : value.expression.type];
  if (!of) throw new PathProblem(`asks for the boundary of ${value.expression.type}`);
  return computed({ op: 'boundary', of, isHigh, base: value.expression }, of);
}

function resourceKey(base: Value, context: Context): Value {
  if (!isResourceType(base.expression.type)) throw new PathProblem('asks for the resource key of an element');
  const id = settled(child(base, 'id', context));
  return computed({ op: 'resourceKey', id: single(id, context).expression, resource: base.expression.type }, 'string');
}

function referenceKey(base: Value, type: Ast | undefined, context: Context): Value {
  if (isNothing(base)) return NOTHING;
  if (base.expression.type !== 'Reference')
    throw new PathProblem(`asks for the reference key of ${base.expression.type}`);
  const target = type ? typeNamed(type) : undefined;
  const reference = settled(child(base, 'reference', context)).expression;
  return computed({ op: 'referenceKey', reference, target }, 'string', reference.isMany);
}
