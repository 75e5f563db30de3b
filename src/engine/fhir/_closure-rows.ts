import { type Frame, type Many, many, type One, one } from './_closures.ts';
import { decimalNumber, decimalText } from './_decimal.ts';
import type { Expression } from './_expression.ts';
import { familyOf } from './_model.ts';
import type { ColumnPlan, LoopPlan, RepeatedItem, SelectPlan, SqlType, ViewPlan } from './_plan.ts';
import type { FhirResource } from './resource-text.ts';

export type ViewValue = string | number | bigint | boolean | null;
/** One row: a value or, for a collection column, a list for each column. */
export type ViewRow = Record<string, Cell>;
/** A row whose values are found when they are read; good only while its visitor runs. */
export type PassingRow = Readonly<ViewRow>;

type Cell = ViewValue | readonly ViewValue[];
type FindCell = (frame: Frame) => Cell;
/** Fills its cells for each of its rows and passes on to what comes after. */
type Filler<Filled> = (frame: Frame, cells: Filled[], next: () => void) => void;
/** What fills the cells of some columns: with values, or with what finds them. */
type Columns<Filled> = (plans: readonly ColumnPlan[]) => Filler<Filled>;

/** The closures back end: what gives the rows of one resource. */
export function rowReader(plan: ViewPlan): (resource: FhirResource) => ViewRow[] {
  const conditions = plan.where.map(one);
  const fill = inTurn(plan.selects.map((each) => select(each, values)));
  const names = plan.columns.map((column) => column.name);
  const empty: ViewRow = Object.fromEntries(names.map((name) => [name, null])); // a copy is faster to fill than {}
  return (resource) => {
    if (resource['resourceType'] !== plan.resource) return [];
    const frame: Frame = new Array(plan.slots).fill(undefined);
    frame[0] = resource;
    for (const condition of conditions) if (condition(frame) !== true) return [];
    const cells: Cell[] = new Array(names.length).fill(null);
    const rows: ViewRow[] = [];
    fill(frame, cells, () => {
      const row = { ...empty };
      for (let i = 0; i < names.length; i++) row[names[i]!] = cells[i]!; // both as long as the columns
      rows.push(row);
    });
    return rows;
  };
}

const CELLS = Symbol('cells');
const FRAME = Symbol('frame');

interface Passing {
  [CELLS]: readonly (FindCell | null)[];
  [FRAME]: Frame;
}

/**
 * The closures back end for who reads few of the columns: the same rows, of which nothing is found or kept but what is
 * read. One object stands for all rows of a resource, one after the other.
 */
export function rowVisitor(plan: ViewPlan): (resource: FhirResource, visit: (row: PassingRow) => void) => void {
  const conditions = plan.where.map(one);
  const fill = inTurn(plan.selects.map((each) => select(each, finders)));
  const makeRow = rowMaker(plan);
  const make = () => {
    const cells: (FindCell | null)[] = new Array(plan.columns.length).fill(null);
    const frame: Frame = new Array(plan.slots).fill(undefined);
    return { cells, frame, row: makeRow(cells, frame) };
  };
  let spare: ReturnType<typeof make> | undefined; // not for a visitor that comes back to this view
  return (resource, visit) => {
    if (resource['resourceType'] !== plan.resource) return;
    const mine = spare ?? make();
    spare = undefined;
    const { cells, frame, row } = mine;
    frame[0] = resource;
    if (conditions.every((condition) => condition(frame) === true)) fill(frame, cells, () => visit(row));
    frame.fill(undefined); // nothing of a record stays
    spare = mine;
  };
}

/** Rows of one view share their columns through their prototype: an object costs two fields, however many columns. */
function rowMaker(plan: ViewPlan): (cells: Passing[typeof CELLS], frame: Frame) => PassingRow {
  class Row {
    [CELLS]: Passing[typeof CELLS];
    [FRAME]: Frame;
    constructor(cells: Passing[typeof CELLS], frame: Frame) {
      this[CELLS] = cells;
      this[FRAME] = frame;
    }
  }
  for (const [place, { name }] of plan.columns.entries()) Object.defineProperty(Row.prototype, name, column(place));
  return (cells, frame) => new Row(cells, frame) as Row & PassingRow; // the columns were just defined
}

function column(place: number): PropertyDescriptor & ThisType<Passing> {
  return {
    enumerable: true,
    get() {
      return this[CELLS][place]?.(this[FRAME]) ?? null;
    },
  };
}

function select<Filled>(plan: SelectPlan, columns: Columns<Filled>): Filler<Filled> {
  const parts = plan.selects.map((each) => select(each, columns));
  if (plan.columns.length > 0) parts.unshift(columns(plan.columns));
  if (plan.union.length > 0) parts.push(oneAfterAnother(plan.union.map((each) => select(each, columns))));
  const inside = inTurn(parts);
  return plan.loop ? looped(plan.loop, inside) : inside;
}

/** Every row of the first with every row of the second, and so on. */
function inTurn<Filled>(parts: readonly Filler<Filled>[]): Filler<Filled> {
  const [first, ...others] = parts;
  if (!first) return (_frame, _cells, next) => next();
  if (others.length === 0) return first;
  const rest = inTurn(others);
  return (frame, cells, next) => first(frame, cells, () => rest(frame, cells, next));
}

function oneAfterAnother<Filled>(parts: readonly Filler<Filled>[]): Filler<Filled> {
  return (frame, cells, next) => {
    for (const part of parts) part(frame, cells, next);
  };
}

function looped<Filled>(loop: LoopPlan, inside: Filler<Filled>): Filler<Filled> {
  const items = loop.items.kind === 'each' ? many(loop.items.list) : repeated(loop.items);
  const { slot, indexSlot, orNull } = loop;
  return (frame, cells, next) => {
    const found = items(frame);
    const count = found.length === 0 && orNull ? 1 : found.length;
    for (let i = 0; i < count; i++) {
      frame[slot] = found[i];
      if (indexSlot !== undefined) frame[indexSlot] = i;
      inside(frame, cells, next);
    }
  };
}

function repeated(items: RepeatedItem): Many {
  const base = one(items.base);
  return (frame) => {
    const found: unknown[] = [];
    const visit = (item: unknown): void => {
      for (const path of items.paths) {
        for (const child of below(item, path)) {
          found.push(child);
          visit(child);
        }
      }
    };
    visit(base(frame));
    return found;
  };
}

function below(item: unknown, [key, ...others]: readonly string[]): readonly unknown[] {
  if (key === undefined) return [item];
  const value = (item as Record<string, unknown> | null | undefined)?.[key]; // elements are JSON objects
  const items = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return others.length === 0 ? items : items.flatMap((one) => below(one, others));
}

function values(plans: readonly ColumnPlan[]): Filler<Cell> {
  const writers = plans.map((plan) => ({ place: plan.place, find: finder(plan) }));
  return (frame, cells, next) => {
    for (const { place, find } of writers) cells[place] = find(frame);
    next();
  };
}

function finders(plans: readonly ColumnPlan[]): Filler<FindCell | null> {
  const writers = plans.map((plan) => ({ place: plan.place, find: finder(plan) }));
  return (_frame, cells, next) => {
    for (const { place, find } of writers) cells[place] = find;
    next();
  };
}

function finder(plan: ColumnPlan): FindCell {
  return plan.collection ? listCell(plan) : oneCell(plan);
}

function oneCell(plan: ColumnPlan): (frame: Frame) => ViewValue {
  const [value, convert]: [One, Converter] = [one(plan.expression), converter(plan.expression, plan.sqlType)];
  return (frame) => {
    const found = value(frame);
    return found === undefined ? null : convert(found);
  };
}

function listCell(plan: ColumnPlan): (frame: Frame) => readonly ViewValue[] {
  const [values, convert] = [many(plan.expression), converter(plan.expression, plan.sqlType)];
  return (frame) => values(frame).map(convert);
}

type Converter = (value: unknown) => ViewValue;
const LARGEST_INTEGER = 2_147_483_647; // of an SQL INTEGER

function converter(expression: Expression, sqlType: SqlType): Converter {
  const family = familyOf(expression.type);
  switch (sqlType) {
    case 'VARCHAR':
      return family === 'decimal' || family === 'integer' ? numberText : (value) => textOf(value);
    case 'BOOLEAN':
      return (value) => (typeof value === 'boolean' ? value : null);
    case 'INTEGER':
      return (value) => whole(value);
    case 'BIGINT':
      return (value) => (typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : null);
    case 'DOUBLE':
      return (value) => decimalNumber(value) ?? null;
  }
}

function whole(value: unknown): number | null {
  const isWhole = typeof value === 'number' && Number.isInteger(value);
  return isWhole && value <= LARGEST_INTEGER && value >= -LARGEST_INTEGER - 1 ? value : null;
}

function numberText(value: unknown): ViewValue {
  return typeof value === 'number' ? decimalText(value) : textOf(value);
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
