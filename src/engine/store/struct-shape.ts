import type { Database } from './duckdb.ts';

/** The shape a DuckDB type gives to JSON. */
export type Shape =
  | { readonly kind: 'scalar'; readonly type: string }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'struct'; readonly fields: ReadonlyMap<string, Shape> };

/**
 * Reads a type text such as `STRUCT(id VARCHAR, code STRUCT(system VARCHAR)[])`. Only what view compilers write is
 * understood: scalars, STRUCT(...), and `[]` behind either.
 */
export function shapeOf(type: string): Shape {
  const reader = { text: type, at: 0 };
  const shape = readShape(reader);
  if (reader.text.slice(reader.at).trim() !== '') throw new Error(`shapeOf(): cannot read "${type.slice(reader.at)}"`);
  return shape;
}

interface Reader {
  readonly text: string;
  at: number;
}

function readShape(reader: Reader): Shape {
  let shape = readOne(reader);
  while (/^\s*\[\]/.test(reader.text.slice(reader.at, reader.at + 8))) {
    reader.at = reader.text.indexOf(']', reader.at) + 1;
    shape = { kind: 'list', of: shape };
  }
  return shape;
}

function readOne(reader: Reader): Shape {
  const word = take(reader, /^\s*([A-Za-z_]+(?: [A-Z ]+)?)\s*/);
  if (!/^STRUCT$/i.test(word.trim())) return { kind: 'scalar', type: word.trim().toUpperCase() };
  take(reader, /^(\()\s*/);
  const fields = new Map<string, Shape>();
  for (;;) {
    const name = take(reader, /^\s*("(?:[^"]|"")*"|[A-Za-z_][A-Za-z0-9_]*)\s*/).trim();
    fields.set(name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name, readShape(reader));
    if (take(reader, /^\s*([,)])/) === ')') return { kind: 'struct', fields };
  }
}

function take(reader: Reader, pattern: RegExp): string {
  const found = pattern.exec(reader.text.slice(reader.at));
  if (!found) throw new Error(`shapeOf(): cannot read "${reader.text.slice(reader.at, reader.at + 40)}"`);
  reader.at += found[0].length;
  return found[1] ?? '';
}

/** Whether DuckDB's JSON reader can put a value into a shape without losing any of it. */
export function fitsShape(value: unknown, shape: Shape): boolean {
  if (value === null || value === undefined) return true;
  switch (shape.kind) {
    case 'list':
      return Array.isArray(value) && value.every((item) => fitsShape(item, shape.of));
    case 'struct':
      if (typeof value !== 'object' || Array.isArray(value)) return false;
      return [...shape.fields].every(([name, inner]) => fitsShape((value as Record<string, unknown>)[name], inner));
    case 'scalar':
      return fitsScalar(value, shape.type);
  }
}

/** One test for all of these shapes together, made ready once for many values: true where the value fits every one. */
export function readyShapeTest(shapes: readonly Shape[]): (value: unknown) => boolean {
  return testOf(shapes) ?? (() => true);
}

type Test = (value: unknown) => boolean;

/** Undefined where everything fits: most of a resource is text, and any JSON can be text. */
function testOf(shapes: readonly Shape[]): Test | undefined {
  const tests: Test[] = [];
  const lists = shapes.flatMap((shape) => (shape.kind === 'list' ? [shape.of] : []));
  if (lists.length > 0) {
    const item = testOf(lists);
    tests.push((value) => Array.isArray(value) && (item === undefined || value.every((each) => item(each))));
  }
  const structs = shapes.flatMap((shape) => (shape.kind === 'struct' ? [shape.fields] : []));
  if (structs.length > 0) {
    const names = [...new Set(structs.flatMap((fields) => [...fields.keys()]))];
    const fields = names.flatMap((name) => {
      const test = testOf(structs.flatMap((each) => each.get(name) ?? []));
      return test ? [{ name, test }] : [];
    });
    tests.push((value) => {
      if (typeof value !== 'object' || Array.isArray(value)) return false;
      for (const { name, test } of fields) if (!test((value as Record<string, unknown>)[name])) return false;
      return true;
    });
  }
  for (const type of new Set(shapes.flatMap((shape) => (shape.kind === 'scalar' ? [shape.type] : [])))) {
    if (CAN_MISFIT.includes(type)) tests.push((value) => fitsScalar(value, type));
  }
  if (tests.length === 0) return undefined;
  const [only] = tests;
  const all = tests.length === 1 && only ? only : (value: unknown) => tests.every((test) => test(value));
  return (value) => value === null || value === undefined || all(value);
}

const CAN_MISFIT = ['BOOLEAN', 'INTEGER', 'BIGINT', 'DOUBLE'];

/** As FHIR writes them; DuckDB would read more (`"true"`, `1.5` as 2) and stop at less (`3000000000`), and closures would not. */
function fitsScalar(value: unknown, type: string): boolean {
  switch (type) {
    case 'BOOLEAN':
      return typeof value === 'boolean';
    case 'INTEGER':
      return Number.isInteger(value) && Math.abs(value as number) <= 2_147_483_647;
    case 'BIGINT':
      return Number.isSafeInteger(value);
    case 'DOUBLE':
      return typeof value === 'number' && Number.isFinite(value);
    default:
      return true;
  }
}

/**
 * Which rows of a query over ("at" BIGINT, r JSON) do not fit a shape: read one chunk after the other, so memory
 * stays flat. Only asked when a bulk read has failed, so that one misshapen record does not stop a load.
 */
export async function misshapenRows(db: Database, query: string, shape: Shape): Promise<bigint[]> {
  const misshapen: bigint[] = [];
  const result = await db.connection.stream(query);
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const [places, texts] = chunk.getColumns();
    for (const [i, place] of places!.entries()) {
      if (!fitsShape(JSON.parse(String(texts![i])), shape)) misshapen.push(place as bigint);
    }
  }
  return misshapen;
}
