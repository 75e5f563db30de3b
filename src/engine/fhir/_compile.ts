import { PathProblem } from './_ast.ts';
import { elementLookup, familyOf, isKnownType, isResourceType } from './_model.ts';
import { type Need, newNeed } from './_needs.ts';
import { parsePath } from './_parser.ts';
import type { ColumnPlan, ColumnShape, LoopPlan, SelectPlan, SqlType, ViewPlan } from './_plan.ts';
import { repeatedItems } from './_repeat.ts';
import { type Context, computed, literal, NOTHING, resolvePath, single, truth, type Value } from './_resolve.ts';
import type { ViewProblem } from './_view-faults.ts';

/** A ViewDefinition with its types, all that is wrong with it, and the elements that FHIR R4 does not have. */
export interface Compilation {
  readonly plan: ViewPlan;
  readonly problems: readonly ViewProblem[];
  readonly unknown: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
const ANSI_TYPES: Readonly<Record<string, SqlType>> = {
  'CHARACTER VARYING': 'VARCHAR',
  VARCHAR: 'VARCHAR',
  TEXT: 'VARCHAR',
  BOOLEAN: 'BOOLEAN',
  INTEGER: 'INTEGER',
  INT: 'INTEGER',
  BIGINT: 'BIGINT',
  'DOUBLE PRECISION': 'DOUBLE',
  DOUBLE: 'DOUBLE',
};

/** Reads a ViewDefinition of any shape; what does not fit becomes a problem, so that all are told at once. */
export function compile(view: unknown): Compilation {
  return new Compiler().view(isJson(view) ? view : {});
}

class Compiler {
  private readonly problems: ViewProblem[] = [];
  private readonly unknown = new Set<string>();
  private readonly lookup = elementLookup();
  private readonly shapes: ColumnShape[] = [];
  private slots = 1;

  view(view: Json): Compilation {
    const resource = typeof view['resource'] === 'string' ? view['resource'] : '';
    if (!isResourceType(resource)) this.problem('resource', 'does not name a resource type of FHIR R4');
    const need = newNeed(resource, false);
    const root: Value = {
      expression: { op: 'scope', slot: 0, kind: 'resource', type: resource, isMany: false },
      needs: [need],
    };
    const context: Context = {
      lookup: this.lookup,
      resource: root,
      focus: root,
      constants: this.constants(view['constant']),
      rowIndex: undefined,
      what: '',
      newSlot: () => this.slots++,
      unknown: this.unknown,
    };
    const where = this.list(view['where'], 'where').map((one, i) => this.condition(one, `where[${i}].path`, context));
    const selects = this.list(view['select'], 'select').map((one, i) => this.select(one, `select[${i}]`, context));
    if (this.shapes.length === 0 && this.problems.length === 0) this.problem('select', 'gives no column');
    const name = typeof view['name'] === 'string' ? view['name'] : `a view of ${resource || 'nothing'}`;
    return {
      plan: { name, resource, where, selects, columns: this.shapes, need, slots: this.slots },
      problems: this.problems,
      unknown: [...this.unknown].sort(),
    };
  }

  private problem(where: string, says: string): void {
    this.problems.push({ where, says });
  }

  private list(value: unknown, where: string): Json[] {
    if (value === undefined) return [];
    if (Array.isArray(value) && value.every(isJson)) return value;
    this.problem(where, 'must be a list of objects');
    return [];
  }

  private constants(given: unknown): Map<string, Value> {
    const constants = new Map<string, Value>();
    for (const [i, one] of this.list(given, 'constant').entries()) {
      const { name } = one;
      const values = Object.keys(one).filter((key) => key.startsWith('value'));
      const value = one[values[0] ?? ''];
      const type = (values[0] ?? '').slice('value'.length);
      const fhirType = type.charAt(0).toLowerCase() + type.slice(1);
      if (typeof name !== 'string' || !NAME.test(name)) this.problem(`constant[${i}].name`, 'is missing or not a name');
      else if (constants.has(name)) this.problem(`constant[${i}].name`, `"${name}" is defined twice`);
      else if (values.length !== 1 || !familyOf(fhirType) || !isScalar(value)) {
        this.problem(`constant[${i}]`, 'must have one value of a primitive type');
      } else constants.set(name, literal(fhirType, typeof value === 'boolean' ? value : String(value)));
    }
    return constants;
  }

  /** Runs one step of a path's reading; its problem is noted at `where`. */
  private attempt<T>(where: string, path: unknown, otherwise: T, read: (path: string) => T): T {
    if (typeof path !== 'string') {
      this.problem(where, 'is not a text');
      return otherwise;
    }
    try {
      return read(path);
    } catch (error) {
      if (!(error instanceof PathProblem)) throw error;
      this.problem(where, `"${path}" ${error.message}`);
      return otherwise;
    }
  }

  private condition(one: Json, where: string, context: Context) {
    return this.attempt(where, one['path'], NOTHING.expression, (path) =>
      truth(parsePath(path), { ...context, what: `the condition "${path}"` }),
    );
  }

  private select(one: Json, where: string, outer: Context): SelectPlan {
    const { loop, context } = this.loop(one, where, outer);
    const columns = this.list(one['column'], `${where}.column`).flatMap(
      (column, i) => this.column(column, `${where}.column[${i}]`, context) ?? [],
    );
    const selects = this.list(one['select'], `${where}.select`).map((inner, i) =>
      this.select(inner, `${where}.select[${i}]`, context),
    );
    const union = this.union(one['unionAll'], `${where}.unionAll`, context);
    return { loop: loop(), columns, selects, union };
  }

  /** The loop is asked for after its columns are read: only then is it known whether one uses %rowIndex. */
  private loop(one: Json, where: string, outer: Context): { loop: () => LoopPlan | undefined; context: Context } {
    const kinds = ['forEach', 'forEachOrNull', 'repeat'].filter((kind) => one[kind] !== undefined);
    const [kind] = kinds;
    if (!kind) return { loop: () => undefined, context: outer };
    if (kinds.length > 1) this.problem(where, `has ${kinds.join(' and ')}; one of them is enough`);
    const place = `${where}.${kind}`;
    const found = kind === 'repeat' ? this.repeat(one[kind], place, outer) : this.each(one[kind], place, outer);
    const slot = this.slots++;
    const rowIndex = { slot: this.slots++, isUsed: false };
    const { type } = found;
    const focus: Value = {
      expression: { op: 'scope', slot, kind: 'element', type, isMany: false },
      needs: found.needs,
    };
    const orNull = kind === 'forEachOrNull';
    return {
      loop: () => ({ items: found.items, orNull, slot, indexSlot: rowIndex.isUsed ? rowIndex.slot : undefined }),
      context: { ...outer, focus: type === 'nothing' ? NOTHING : focus, rowIndex },
    };
  }

  private each(path: unknown, where: string, context: Context) {
    const value = this.attempt(where, path, NOTHING, (text) => {
      const elements = resolvePath(parsePath(text), { ...context, what: `the path "${text}"` });
      if (elements.needs.length === 0 && elements.expression.type !== 'nothing') {
        throw new PathProblem('does not lead to elements');
      }
      return elements;
    });
    const items = { kind: 'each', list: value.expression } as const;
    return { items, type: value.expression.type, needs: value.needs };
  }

  private repeat(paths: unknown, where: string, context: Context) {
    const nothing = {
      items: { kind: 'each', list: NOTHING.expression } as const,
      type: 'nothing',
      needs: [] as Need[],
    };
    if (!Array.isArray(paths) || paths.length === 0 || !paths.every((path) => typeof path === 'string')) {
      this.problem(where, 'must be a list of paths');
      return nothing;
    }
    return this.attempt(
      where,
      paths.join(', '),
      nothing,
      () => repeatedItems(paths.map(parsePath), context) ?? nothing,
    );
  }

  private column(one: Json, where: string, context: Context): ColumnPlan | undefined {
    const { name } = one;
    if (typeof name !== 'string' || !NAME.test(name)) {
      this.problem(`${where}.name`, 'is missing or not a name of letters, digits and _');
      return undefined;
    }
    if (this.shapes.some((shape) => shape.name.toLowerCase() === name.toLowerCase())) {
      this.problem(`${where}.name`, `"${name}" is the name of an earlier column`);
      return undefined;
    }
    const collection = one['collection'] === true;
    const value = this.attempt(`${where}.path`, one['path'], NOTHING, (path) => {
      const inner = { ...context, what: `column "${name}"` };
      const found = resolvePath(parsePath(path), inner);
      return collection ? found : single(found, inner);
    });
    const sqlType = this.columnType(one, where, value);
    this.shapes.push({ name, sqlType, collection });
    const { expression } = value.expression.type === 'nothing' ? computed({ op: 'nothing' }, 'string') : value;
    return { name, sqlType, collection, place: this.shapes.length - 1, expression };
  }

  private columnType(one: Json, where: string, value: Value): SqlType {
    const isEmpty = value.expression.type === 'nothing';
    const family = familyOf(value.expression.type);
    const declared = typeof one['type'] === 'string' ? systemType(one['type']) : undefined;
    if (!family && !isEmpty) this.problem(`${where}.path`, `gives ${value.expression.type}, not a single datum`);
    if (declared !== undefined && !familyOf(declared)) {
      this.problem(
        `${where}.type`,
        isKnownType(declared) ? `${declared} is not primitive` : `"${declared}" is not a type of FHIR R4`,
      );
      return 'VARCHAR';
    }
    const wanted =
      this.ansiType(one, where) ?? sqlTypeOf(declared ?? (family ? value.expression.type : 'string'), declared);
    const held = sqlTypeOf(value.expression.type, undefined);
    if (family && !isEmpty && !fits(held, wanted, family === 'decimal')) {
      this.problem(`${where}.type`, `says ${declared ?? wanted}, the path gives ${value.expression.type}`);
    }
    return wanted;
  }

  private ansiType(one: Json, where: string): SqlType | undefined {
    const tag = this.list(one['tag'], `${where}.tag`).find((each) => each['name'] === 'ansi/type');
    if (!tag) return undefined;
    const named = String(tag['value']).toUpperCase();
    if (Object.hasOwn(ANSI_TYPES, named)) return ANSI_TYPES[named];
    this.problem(`${where}.tag`, `asks for a column type other than ${Object.keys(ANSI_TYPES).join(', ')}`);
    return undefined;
  }

  /** All branches write the columns of the first, in its order. */
  private union(given: unknown, where: string, context: Context): SelectPlan[] {
    const from = this.shapes.length;
    const branches: SelectPlan[] = [];
    let columns: readonly ColumnShape[] | undefined;
    for (const [i, branch] of this.list(given, where).entries()) {
      const others = this.shapes.splice(from);
      branches.push(this.select(branch, `${where}[${i}]`, context));
      if (columns && !sameColumns(columns, this.shapes.slice(from))) {
        this.problem(
          `${where}[${i}]`,
          'must have the columns of the first branch: the same names and types in the same order',
        );
      }
      columns ??= this.shapes.slice(from);
      if (i > 0) this.shapes.splice(from, Infinity, ...others);
    }
    return branches;
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** `http://hl7.org/fhirpath/System.String` and `System.String` are `string`. */
function systemType(type: string): string {
  const system = /(?:^|\/)System\.([A-Za-z]+)$/.exec(type)?.[1];
  return system ? system.charAt(0).toLowerCase() + system.slice(1) : type;
}

function sqlTypeOf(type: string, declared: string | undefined): SqlType {
  if (declared === 'integer64') return 'BIGINT';
  const family = familyOf(type);
  if (family === 'boolean') return 'BOOLEAN';
  return family === 'integer' ? 'INTEGER' : 'VARCHAR';
}

/** Whether what a path gives can be written in a column of this type without guessing. */
function fits(held: SqlType, wanted: SqlType, isDecimal: boolean): boolean {
  if (held === wanted || wanted === 'VARCHAR') return true;
  if (wanted === 'DOUBLE') return isDecimal || held === 'INTEGER';
  return wanted === 'BIGINT' && held === 'INTEGER';
}

function sameColumns(a: readonly ColumnShape[], b: readonly ColumnShape[]): boolean {
  const text = (columns: readonly ColumnShape[]) =>
    columns.map((column) => `${column.name} ${column.sqlType} ${column.collection}`).join();
  return text(a) === text(b);
}
