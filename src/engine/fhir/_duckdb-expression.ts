import {
  boundarySql,
  momentLiteral,
  momentRangeSql,
  rangeBelowSql,
  rangesEqualSql,
  type SqlRange,
  timeLiteral,
  timeRangeSql,
} from './_duckdb-moment.ts';
import type { Comparison, Expression } from './_expression.ts';
import { familyOf } from './_model.ts';
import type { ColumnPlan, SqlType } from './_plan.ts';
import { referenceKeySql } from './_reference.ts';
import { named, sqlText } from './_sql-text.ts';
import { fault } from './_view-faults.ts';

/** The column in which a scope or a row's index stands; `_` keeps it apart from the columns of views and callers. */
export function slotColumn(slot: number): string {
  return slot === 0 ? '"r"' : `"_s${slot}"`;
}

/** The SQL of an expression that gives at most one value; NULL where it is empty. */
export function oneSql(e: Expression): string {
  if (e.isMany) throw new Error(`${e.op} gives many values`);
  switch (e.op) {
    case 'scope':
      return e.kind === 'this' ? thisName(e.slot) : slotColumn(e.slot);
    case 'literal':
      return literalSql(e);
    case 'nothing':
      return `CAST(NULL AS ${heldAs(e.type)})`;
    case 'rowIndex':
      return slotColumn(e.slot);
    case 'field':
      return `${oneSql(e.base)}[${sqlText(e.key)}]`;
    case 'anyOf':
      return `coalesce(${e.branches.map(oneSql).join(', ')})`;
    case 'filter': {
      // A list of one, so that the criteria can name the value.
      return `list_filter([${oneSql(e.base)}], lambda ${thisName(e.slot)}: ${holds(e.criteria)})[1]`;
    }
    case 'at':
      return itemAt(e);
    case 'only': {
      const message = sqlText(fault.moreThanOneValue({ what: e.what }).message);
      return named(
        [manySql(e.base)],
        ([list = '']) => `CASE WHEN len(${list}) > 1 THEN error(${message}) ELSE (${list})[1] END`,
      );
    }
    case 'exists':
      return existsSql(e.base);
    case 'count':
      return `CAST(coalesce(len(${manySql(e.base)}), 0) AS INTEGER)`;
    case 'not':
      return `(NOT ${oneSql(e.operand)})`;
    case 'and':
    case 'or':
      return `(${oneSql(e.left)} ${e.op.toUpperCase()} ${oneSql(e.right)})`;
    case 'equal':
      return e.left.isMany || e.right.isMany ? equalLists(e) : equalOnes(e.by, e.left, e.right);
    case 'less':
      return lessSql(e.by, e.orEqual, e.left, e.right);
    case 'arithmetic': {
      const result = `${numberSql(e.left)} ${e.how} ${numberSql(e.right)}`;
      return `list_filter([${result}], lambda y: isfinite(y))[1]`; // so that the result is said once
    }
    case 'concat': {
      const part = (side: Expression) => (e.isEmptyText ? `coalesce(${oneSql(side)}, '')` : oneSql(side));
      return `(${part(e.left)} || ${part(e.right)})`;
    }
    case 'join':
      return `coalesce(array_to_string(${manySql(e.base)}, ${sqlText(e.separator)}), '')`;
    case 'resourceKey':
      return `(${sqlText(`${e.resource}/`)} || ${oneSql(e.id)})`;
    case 'referenceKey':
      return referenceKeySql(oneSql(e.reference), e.target);
    case 'boundary':
      return named([storedText(e.base)], ([text = '']) => boundarySql(e.of, text, e.isHigh));
  }
}

/** The SQL of the list of an expression's values, without nulls; an empty list may be NULL. */
export function manySql(e: Expression): string {
  if (!e.isMany) {
    return e.op === 'nothing' ? `CAST([] AS ${heldAs(e.type)}[])` : withoutNulls(`[${oneSql(e)}]`);
  }
  switch (e.op) {
    case 'field':
      return manyFields(e);
    case 'anyOf':
      return `list_concat(${e.branches.map(manySql).join(', ')})`;
    case 'filter':
      return `list_filter(${manySql(e.base)}, lambda ${thisName(e.slot)}: ${holds(e.criteria)})`;
    case 'referenceKey':
      return withoutNulls(`list_transform(${manySql(e.reference)}, lambda y: ${referenceKeySql('y', e.target)})`);
    default:
      throw new Error(`${e.op} never gives many values`);
  }
}

/** The SQL of a column's cell, in the column's type. */
export function cellSql(column: ColumnPlan): string {
  const { expression, sqlType } = column;
  if (!column.collection) return converted(oneSql(expression), expression, sqlType);
  const list = manySql(expression);
  const cell = converted('y', expression, sqlType);
  const cells = cell === 'y' ? list : `list_transform(${list}, lambda y: ${cell})`;
  return `coalesce(${cells}, CAST([] AS ${sqlType}[]))`;
}

/** A condition as true or false, false where it is empty. */
export function holds(criteria: Expression): string {
  return `coalesce(${oneSql(criteria)}, false)`;
}

function thisName(slot: number): string {
  return `x${slot}`;
}

/** The DuckDB type in which values of a FHIR type are held inside expressions. */
function heldAs(type: string): SqlType {
  const family = familyOf(type);
  if (family === 'boolean') return 'BOOLEAN';
  return family === 'integer' ? 'INTEGER' : 'VARCHAR';
}

function literalSql(e: Expression & { op: 'literal' }): string {
  if (typeof e.value === 'boolean') return String(e.value);
  if (e.type === 'integer') return `(${e.value})`;
  if (e.type === 'decimal') return `CAST(${sqlText(e.value)} AS DOUBLE)`;
  return sqlText(e.value);
}

function withoutNulls(list: string): string {
  return `list_filter(${list}, lambda y: y IS NOT NULL)`;
}

function manyFields(e: Expression & { op: 'field' }): string {
  const isPrimitive = familyOf(e.type) !== undefined;
  if (!e.base.isMany) {
    const list = `${oneSql(e.base)}[${sqlText(e.key)}]`;
    return isPrimitive ? withoutNulls(list) : list;
  }
  const below = `list_transform(${manySql(e.base)}, lambda y: y[${sqlText(e.key)}])`;
  if (!e.isList) return withoutNulls(below);
  return isPrimitive ? withoutNulls(`flatten(${below})`) : `flatten(${below})`;
}

function itemAt(e: Expression & { op: 'at' }): string {
  const list = `(${manySql(e.base)})[${e.index + 1}]`;
  if (e.index !== 0 || e.base.op !== 'field' || e.base.isList || !isPlain(e.base.base)) return list;
  // Nearly always the first element has the field: no need to look at all of them.
  return `coalesce((${manySql(e.base.base)})[1][${sqlText(e.base.key)}], ${list})`;
}

/** A path of names only: cheap to say twice. */
function isPlain(e: Expression): boolean {
  return e.op === 'scope' || (e.op === 'field' && !e.base.isMany && isPlain(e.base));
}

function existsSql(base: Expression): string {
  if (base.op === 'anyOf') return `(${base.branches.map(existsSql).join(' OR ')})`;
  if (!base.isMany) return `(${oneSql(base)} IS NOT NULL)`;
  return `(coalesce(len(${manySql(base)}), 0) > 0)`;
}

function equalOnes(by: Comparison, left: Expression, right: Expression): string {
  switch (by) {
    case 'text':
    case 'boolean':
      return `(${oneSql(left)} = ${oneSql(right)})`;
    case 'number':
      return `(${numberSql(left)} = ${numberSql(right)})`;
    case 'moment':
    case 'time':
      return ranges(by, left, right, rangesEqualSql);
  }
}

function equalLists(e: Expression & { op: 'equal' }): string {
  const list = (side: Expression) => {
    const values = manySql(side);
    return e.by === 'number' ? `list_transform(${values}, lambda y: TRY_CAST(y AS DOUBLE))` : values;
  };
  return named([list(e.left), list(e.right)], ([left = '', right = '']) => {
    const isEmpty = `coalesce(len(${left}), 0) = 0 OR coalesce(len(${right}), 0) = 0`;
    return `CASE WHEN ${isEmpty} THEN NULL ELSE ${left} = ${right} END`;
  });
}

function lessSql(by: Comparison, orEqual: boolean, left: Expression, right: Expression): string {
  const sign = orEqual ? '<=' : '<';
  switch (by) {
    case 'text':
    case 'boolean':
      return `(${oneSql(left)} ${sign} ${oneSql(right)})`;
    case 'number':
      return `(${numberSql(left)} ${sign} ${numberSql(right)})`;
    case 'moment':
    case 'time':
      return ranges(by, left, right, (a, b) => rangeBelowSql(a, b, orEqual));
  }
}

function ranges(
  by: 'moment' | 'time',
  left: Expression,
  right: Expression,
  judged: (a: SqlRange, b: SqlRange) => string,
): string {
  // A literal's range is known now; its text stays out of the names.
  const parts = [left, right].map((e) => (e.op === 'literal' ? '' : oneSql(e)));
  return named(parts, ([a = '', b = '']) => judged(rangeSql(by, left, a), rangeSql(by, right, b)));
}

function rangeSql(by: 'moment' | 'time', e: Expression, text: string): SqlRange {
  if (e.op === 'literal') return by === 'moment' ? momentLiteral(String(e.value)) : timeLiteral(String(e.value));
  return by === 'moment' ? momentRangeSql(text) : timeRangeSql(text);
}

/** A number as a double. */
function numberSql(e: Expression): string {
  return e.op === 'literal' ? `CAST(${sqlText(String(e.value))} AS DOUBLE)` : `TRY_CAST(${oneSql(e)} AS DOUBLE)`;
}

/** Whether a decimal is held as the record wrote it; what is computed is a double. */
function isStored(e: Expression): boolean {
  if (e.op === 'at' || e.op === 'filter' || e.op === 'only') return isStored(e.base);
  return e.op === 'field' || e.op === 'scope' || e.op === 'anyOf';
}

function storedText(e: Expression): string {
  return converted(oneSql(e), e, 'VARCHAR');
}

function converted(value: string, e: Expression, sqlType: SqlType): string {
  const family = familyOf(e.type);
  if (e.op === 'nothing') return `CAST(NULL AS ${sqlType})`;
  switch (sqlType) {
    case 'VARCHAR':
      if (family === 'boolean' || family === 'integer') return wholeText(value, e);
      return family === 'decimal' && !isStored(e) ? doubleText(value) : value;
    case 'BOOLEAN':
      return value;
    case 'INTEGER':
      return e.op === 'arithmetic' || e.op === 'rowIndex' || e.op === 'literal'
        ? `TRY_CAST(${value} AS INTEGER)`
        : value;
    case 'BIGINT':
    case 'DOUBLE':
      return `TRY_CAST(${value} AS ${sqlType})`;
  }
}

function wholeText(value: string, e: Expression): string {
  return e.op === 'arithmetic' ? doubleText(value) : `CAST(${value} AS VARCHAR)`;
}

function doubleText(value: string): string {
  return `regexp_replace(CAST(${value} AS VARCHAR), '[.]0$', '')`;
}
