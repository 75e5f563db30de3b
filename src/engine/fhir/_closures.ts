import { decimalBoundary, decimalNumber, decimalText } from './_decimal.ts';
import type { Expression } from './_expression.ts';
import { equality, type Judge, order } from './_judges.ts';
import { dateBoundary, dateTimeBoundary, timeBoundary } from './_moment.ts';
import { referenceKey } from './_reference.ts';
import { fault } from './_view-faults.ts';

/** What the scopes of a path stand for while one resource is read: one place for each slot. */
export type Frame = unknown[];

/** The one value of an expression, or undefined where it is empty. */
export type One = (frame: Frame) => unknown;
/** All values of an expression, without nulls. */
export type Many = (frame: Frame) => readonly unknown[];

const NONE: readonly unknown[] = [];

/** Compiles an expression that gives at most one value. */
export function one(e: Expression): One {
  if (e.isMany) throw new Error(`${e.op} gives many values`);
  switch (e.op) {
    case 'scope': {
      const { slot } = e;
      return (frame) => frame[slot];
    }
    case 'literal': {
      const value = e.type === 'integer' || e.type === 'decimal' ? Number(e.value) : e.value;
      return () => value;
    }
    case 'nothing':
      return () => undefined;
    case 'rowIndex': {
      const { slot } = e;
      return (frame) => frame[slot];
    }
    case 'field':
      return oneField(e);
    case 'anyOf':
      return firstPresent(e.branches.map(one));
    case 'filter':
      return oneFiltered(one(e.base), e.slot, one(e.criteria));
    case 'at':
      return e.index === 0 ? first(e.base) : itemAt(many(e.base), e.index);
    case 'only':
      return onlyOne(many(e.base), e.what);
    case 'exists':
      return exists(e.base);
    case 'count': {
      const items = many(e.base);
      return (frame) => items(frame).length;
    }
    case 'not': {
      const operand = one(e.operand);
      return (frame) => {
        const value = operand(frame);
        return value === undefined ? undefined : !value;
      };
    }
    case 'and':
      return and(one(e.left), one(e.right));
    case 'or':
      return or(one(e.left), one(e.right));
    case 'equal':
      return e.left.isMany || e.right.isMany ? equalLists(e) : judged(equality(e.by), one(e.left), one(e.right));
    case 'less':
      return judged(order(e.by, e.orEqual), one(e.left), one(e.right));
    case 'arithmetic':
      return arithmetic(e.how, one(e.left), one(e.right));
    case 'concat':
      return concat(one(e.left), one(e.right), e.isEmptyText);
    case 'join': {
      const [texts, separator] = [many(e.base), e.separator];
      return (frame) => texts(frame).join(separator);
    }
    case 'resourceKey': {
      const [id, prefix] = [one(e.id), `${e.resource}/`];
      return (frame) => {
        const value = id(frame);
        return typeof value === 'string' ? prefix + value : undefined;
      };
    }
    case 'referenceKey': {
      const [reference, keyOf] = [one(e.reference), referenceKey(e.target)];
      return (frame) => keyOf(reference(frame));
    }
    case 'boundary':
      return boundary(e);
  }
}

/** Compiles an expression to the list of its values, whether it gives one or many. */
export function many(e: Expression): Many {
  if (!e.isMany) {
    const value = one(e);
    return (frame) => {
      const item = value(frame);
      return item === undefined ? NONE : [item];
    };
  }
  switch (e.op) {
    case 'field':
      return e.base.isMany ? manyFields(many(e.base), e.key) : listField(e);
    case 'anyOf': {
      const branches = e.branches.map(many);
      return (frame) => branches.flatMap((branch) => branch(frame));
    }
    case 'filter':
      return filtered(many(e.base), e.slot, one(e.criteria));
    case 'referenceKey': {
      const [references, keyOf] = [many(e.reference), referenceKey(e.target)];
      return (frame) => references(frame).flatMap((reference) => keyOf(reference) ?? []);
    }
    default:
      throw new Error(`${e.op} never gives many values`);
  }
}

/** A path of single fields is walked in one go. */
function oneField(e: Expression & { op: 'field' }): One {
  const keys = [e.key];
  let from = e.base;
  for (; from.op === 'field'; from = from.base) keys.unshift(from.key);
  const base = one(from);
  return (frame) => {
    let item = base(frame);
    for (const key of keys) {
      if (item === undefined || item === null) return undefined;
      item = (item as Record<string, unknown>)[key]; // elements are JSON objects
    }
    return item ?? undefined;
  };
}

/** The first of an expression's values, found without listing the others where that is possible. */
function first(e: Expression): One {
  if (!e.isMany) return one(e);
  if (e.op === 'filter') {
    const [items, slot, criteria] = [many(e.base), e.slot, one(e.criteria)];
    return (frame) => {
      for (const item of items(frame)) {
        frame[slot] = item;
        if (criteria(frame) === true) return item;
      }
      return undefined;
    };
  }
  if (e.op === 'field' && e.base.isMany && !e.isList) {
    const [items, key] = [many(e.base), e.key];
    return (frame) => {
      for (const item of items(frame)) {
        const value = (item as Record<string, unknown>)[key]; // elements are JSON objects
        if (value !== undefined && value !== null) return value;
      }
      return undefined;
    };
  }
  return itemAt(many(e), 0);
}

function listField(e: Expression & { op: 'field' }): Many {
  const value = oneField(e);
  return (frame) => withoutNulls(value(frame));
}

function manyFields(base: Many, key: string): Many {
  return (frame) => {
    const items = base(frame) as readonly Record<string, unknown>[];
    const found: unknown[] = [];
    for (const item of items) {
      const value = item[key];
      if (Array.isArray(value)) found.push(...withoutNulls(value));
      else if (value !== undefined && value !== null) found.push(value);
    }
    return found;
  };
}

function withoutNulls(value: unknown): readonly unknown[] {
  if (value === undefined) return NONE;
  if (!Array.isArray(value)) return [value];
  return value.includes(null) ? value.filter((item) => item !== null) : value;
}

function firstPresent(branches: readonly One[]): One {
  return (frame) => {
    for (const branch of branches) {
      const value = branch(frame);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

function oneFiltered(base: One, slot: number, criteria: One): One {
  return (frame) => {
    const item = base(frame);
    if (item === undefined) return undefined;
    frame[slot] = item;
    return criteria(frame) === true ? item : undefined;
  };
}

function filtered(base: Many, slot: number, criteria: One): Many {
  return (frame) =>
    base(frame).filter((item) => {
      frame[slot] = item;
      return criteria(frame) === true;
    });
}

function itemAt(base: Many, index: number): One {
  return (frame) => base(frame)[index];
}

function onlyOne(base: Many, what: string): One {
  return (frame) => {
    const items = base(frame);
    if (items.length > 1) throw fault.moreThanOneValue({ what });
    return items[0];
  };
}

function exists(base: Expression): One {
  if (base.op === 'anyOf') {
    const branches = base.branches.map(many);
    return (frame) => branches.some((branch) => branch(frame).length > 0);
  }
  const value = first(base);
  return (frame) => value(frame) !== undefined;
}

function and(left: One, right: One): One {
  return (frame) => {
    const a = left(frame);
    if (a === false) return false;
    const b = right(frame);
    if (b === false) return false;
    return a === true && b === true ? true : undefined;
  };
}

function or(left: One, right: One): One {
  return (frame) => {
    const a = left(frame);
    if (a === true) return true;
    const b = right(frame);
    if (b === true) return true;
    return a === false && b === false ? false : undefined;
  };
}

function judged(judge: Judge, left: One, right: One): One {
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    return a === undefined || b === undefined ? undefined : judge(a, b);
  };
}

function equalLists(e: Expression & { op: 'equal' }): One {
  const [left, right, judge] = [many(e.left), many(e.right), equality(e.by)];
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    if (a.length === 0 || b.length === 0) return undefined;
    return a.length === b.length && a.every((item, i) => judge(item, b[i]) === true);
  };
}

/** What is beyond a double is empty, like a division by zero. */
function arithmetic(how: '+' | '-' | '*' | '/', left: One, right: One): One {
  return (frame) => {
    const a = decimalNumber(left(frame));
    const b = decimalNumber(right(frame));
    if (a === undefined || b === undefined) return undefined;
    const result = calculated(how, a, b);
    return Number.isFinite(result) ? result : undefined;
  };
}

function calculated(how: '+' | '-' | '*' | '/', a: number, b: number): number {
  switch (how) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
  }
}

function concat(left: One, right: One, isEmptyText: boolean): One {
  const missing = isEmptyText ? '' : undefined;
  return (frame) => {
    const a = left(frame) ?? missing;
    const b = right(frame) ?? missing;
    return a === undefined || b === undefined ? undefined : `${a}${b}`;
  };
}

function boundary(e: Expression & { op: 'boundary' }): One {
  const [base, isHigh] = [one(e.base), e.isHigh];
  const find = { decimal: decimalBoundary, date: dateBoundary, dateTime: dateTimeBoundary, time: timeBoundary }[e.of];
  return (frame) => {
    const value = base(frame);
    if (value === undefined) return undefined;
    return find(typeof value === 'number' ? decimalText(value) : String(value), isHigh);
  };
}
