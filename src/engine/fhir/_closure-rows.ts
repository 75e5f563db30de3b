import { type Frame, type Many, many, type One, one } from './_closures.ts';
import { decimalNumber, decimalText } from './_decimal.ts';
import type { Expression } from './_expression.ts';
import { familyOf } from './_model.ts';
import type { ColumnPlan, LoopPlan, RepeatedItem, SelectPlan, SqlType, ViewPlan } from './_plan.ts';
import type { FhirResource } from './resource-text.ts';

export type ViewValue = string | number | bigint | boolean | null;
/** One row: a value or, for a collection column, a list for each column. */
export type ViewRow = Record<string, ViewValue | readonly ViewValue[]>;

type Cells = (ViewValue | readonly ViewValue[])[];
/** Fills its cells for each of its rows and passes on to what comes after. */
type Filler = (frame: Frame, cells: Cells, next: () => void) => void;

/** The closures back end: what gives the rows of one resource. */
export function rowReader(plan: ViewPlan): (resource: FhirResource) => ViewRow[] {
  const conditions = plan.where.map(one);
  const fill = inTurn(plan.selects.map(select));
  const names = plan.columns.map((column) => column.name);
  const empty: ViewRow = Object.fromEntries(names.map((name) => [name, null])); // a copy is faster to fill than {}
  return (resource) => {
    if (resource['resourceType'] !== plan.resource) return [];
    const frame: Frame = new Array(plan.slots).fill(undefined);
    frame[0] = resource;
    for (const condition of conditions) if (condition(frame) !== true) return [];
    const cells: Cells = new Array(names.length).fill(null);
    const rows: ViewRow[] = [];
    fill(frame, cells, () => {
      const row = { ...empty };
      for (let i = 0; i < names.length; i++) row[names[i]!] = cells[i]!; // both as long as the columns
      rows.push(row);
    });
    return rows;
  };
}

function select(plan: SelectPlan): Filler {
  const parts = [...plan.selects.map(select)];
  if (plan.columns.length > 0) parts.unshift(columns(plan.columns));
  if (plan.union.length > 0) parts.push(oneAfterAnother(plan.union.map(select)));
  const inside = inTurn(parts);
  return plan.loop ? looped(plan.loop, inside) : inside;
}

/** Every row of the first with every row of the second, and so on. */
function inTurn(parts: readonly Filler[]): Filler {
  const [first, ...others] = parts;
  if (!first) return (_frame, _cells, next) => next();
  if (others.length === 0) return first;
  const rest = inTurn(others);
  return (frame, cells, next) => first(frame, cells, () => rest(frame, cells, next));
}

function oneAfterAnother(parts: readonly Filler[]): Filler {
  return (frame, cells, next) => {
    for (const part of parts) part(frame, cells, next);
  };
}

function looped(loop: LoopPlan, inside: Filler): Filler {
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

function columns(plans: readonly ColumnPlan[]): Filler {
  const writers = plans.map((plan) => ({ place: plan.place, cell: plan.collection ? listCell(plan) : oneCell(plan) }));
  return (frame, cells, next) => {
    for (const { place, cell } of writers) cells[place] = cell(frame);
    next();
  };
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
