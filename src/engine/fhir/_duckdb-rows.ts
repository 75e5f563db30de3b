import { cellSql, holds, manySql, oneSql, slotColumn } from './_duckdb-expression.ts';
import { fromJsonStructureOf } from './_needs.ts';
import type { ColumnPlan, LoopPlan, RepeatedItem, SelectPlan, ViewPlan } from './_plan.ts';
import { sqlName, sqlText } from './_sql-text.ts';

/** A sub-query on the way from the resources to the rows. */
interface Stage {
  /** what stands behind FROM */
  readonly from: string;
  /** the columns it has, as SQL */
  readonly live: readonly string[];
  /** cells that can be computed from it, by place */
  readonly cells: ReadonlyMap<number, string>;
}

/**
 * The DuckDB back end: one SELECT over a relation with a column `r`. Each forEach is one sub-query with an unnest; cells of
 * the levels above are computed before it, so that it carries values and not whole resources.
 */
export function viewSql(plan: ViewPlan, relation: string, keep: readonly string[]): string {
  const shared: string[] = [];
  const kept = keep.map(sqlName);
  const live = [...kept, slotColumn(0)];
  const conditions = plan.where.map(holds);
  const start: Stage = { from: relation, live, cells: new Map() };
  // A condition on the relation itself would lie behind the unnest of the first forEach.
  const filtered = conditions.length
    ? { ...start, from: `(SELECT ${live.join(', ')} FROM ${relation} WHERE ${conditions.join(' AND ')})` }
    : start;
  const end = selectsStage(plan.selects, filtered, shared);
  const columns = plan.columns.map((column, place) => `${end.cells.get(place)} AS ${sqlName(column.name)}`);
  const select = `SELECT ${[...kept, ...columns].join(', ')} FROM ${end.from}`;
  return shared.length ? `WITH ${shared.join(', ')} ${select}` : select;
}

function selectsStage(plans: readonly SelectPlan[], stage: Stage, shared: string[]): Stage {
  return plans.reduce((before, plan) => selectStage(plan, before, shared), stage);
}

function selectStage(plan: SelectPlan, stage: Stage, shared: string[]): Stage {
  const looped = plan.loop ? loopStage(plan.loop, stage) : stage;
  const nested = selectsStage(plan.selects, withCells(plan.columns, looped), shared);
  return plan.union.length > 0 ? unionStage(plan.union, nested, shared) : nested;
}

function withCells(columns: readonly ColumnPlan[], stage: Stage): Stage {
  return { ...stage, cells: new Map([...stage.cells, ...columns.map((c) => [c.place, cellSql(c)] as const)]) };
}

/** Computes the cells that are known, so that what comes after has them as plain columns. */
function settledStage(stage: Stage): Stage {
  const fresh = [...stage.cells].filter(([place, sql]) => sql !== cellColumn(place));
  if (fresh.length === 0) return stage;
  const computed = fresh.map(([place, sql]) => `${sql} AS ${cellColumn(place)}`);
  return {
    from: `(SELECT ${[...stage.live, ...computed].join(', ')} FROM ${stage.from})`,
    live: [...stage.live, ...fresh.map(([place]) => cellColumn(place))],
    cells: new Map([...stage.cells.keys()].map((place) => [place, cellColumn(place)])),
  };
}

function cellColumn(place: number): string {
  return `"_c${place}"`;
}

function loopStage(loop: LoopPlan, before: Stage): Stage {
  const stage = settledStage(before);
  const items = loop.items.kind === 'each' ? manySql(loop.items.list) : repeatedSql(loop.items);
  const listed = loop.orNull || loop.indexSlot !== undefined || loop.items.kind === 'repeat';
  const list = listed ? `"_l${loop.slot}"` : items;
  const orNull = loop.orNull ? `CASE WHEN len(${items}) > 0 THEN ${items} ELSE [NULL] END` : items;
  const from = listed ? `(SELECT ${stage.live.join(', ')}, ${orNull} AS ${list} FROM ${stage.from})` : stage.from;
  const unnested = [`unnest(${list}) AS ${slotColumn(loop.slot)}`];
  const live = [...stage.live, slotColumn(loop.slot)];
  if (loop.indexSlot !== undefined) {
    unnested.push(`unnest(range(len(${list}))) AS ${slotColumn(loop.indexSlot)}`);
    live.push(slotColumn(loop.indexSlot));
  }
  return { ...stage, from: `(SELECT ${[...stage.live, ...unnested].join(', ')} FROM ${from})`, live };
}

/** Elements of unknown depth are held as JSON; json_tree() finds them, and their paths sort them. */
function repeatedSql(items: RepeatedItem): string {
  if (items.firstKeys.length === 0) return 'CAST([] AS VARCHAR[])';
  const base = oneSql(items.base);
  const fields = items.firstKeys.map((key) => `${sqlText(key)}, ${base}[${sqlText(key)}]`).join(', ');
  const step = (path: readonly string[], place: string) => path.map((key) => `[.]${key}${place}`).join('');
  const ways = items.paths.map((path) => `(?:${step(path, '(?:\\[[0-9]+\\])?')})`).join('|');
  const element = `from_json(value, ${sqlText(JSON.stringify(fromJsonStructureOf(items.need)))})`;
  return (
    `(SELECT list(${element} ORDER BY ${orderSql(items.paths)}) FROM json_tree(json_object(${fields})) ` +
    `WHERE type = 'OBJECT' AND regexp_full_match(fullkey, ${sqlText(`[$](?:${ways})+`)}))`
  );
}

/** `$.item[0].answer[1].item[2]` becomes [0, 0, 1, 1, 2]: for each step the path taken and the places on it. */
function orderSql(paths: readonly (readonly string[])[]): string {
  const longestFirst = paths.map((path, at) => ({ path, at })).sort((a, b) => b.path.length - a.path.length);
  const numbered = longestFirst.reduce((text, { path, at }) => {
    const pattern = path.map((key) => `[.]${key}(?:\\[([0-9]+)\\])?`).join('');
    const places = path.map((_, i) => `\\${i + 1}`).join(',');
    return `regexp_replace(${text}, ${sqlText(pattern)}, ${sqlText(`,${at},${places}`)}, 'g')`;
  }, 'fullkey');
  return `list_transform(string_split(substr(${numbered}, 3), ','), lambda y: TRY_CAST(y AS INTEGER))`;
}

function unionStage(branches: readonly SelectPlan[], before: Stage, shared: string[]): Stage {
  const stage = settledStage(before);
  const name = `"_u${shared.length}"`;
  const at = shared.push('') - 1; // keeps its place: branches may share sub-queries of their own
  shared[at] = `${name} AS (SELECT ${stage.live.join(', ')} FROM ${stage.from})`;
  const start: Stage = { from: name, live: stage.live, cells: new Map() };
  const ends = branches.map((branch) => settledStage(selectStage(branch, start, shared)));
  const cells = [...(ends[0]?.cells.keys() ?? [])].map((place) => [place, cellColumn(place)] as const);
  const live = [...stage.live, ...cells.map(([, column]) => column)];
  const selects = ends.map((end) => `SELECT ${live.join(', ')} FROM ${end.from}`);
  return { from: `(${selects.join(' UNION ALL ')})`, live, cells: new Map([...stage.cells, ...cells]) };
}
