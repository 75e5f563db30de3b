import type { Effects } from '../../core/effects.ts';
import { type Database, sqlText } from '../../engine/store/duckdb.ts';
import type { Staged } from '../../engine/store/raw-stage.ts';
import { misshapenRows } from '../../engine/store/struct-shape.ts';
import { flatTable } from './event-sql.ts';
import type { LibraryView } from './fhir-views.ts';

/** DuckDB keeps several buffers of this size, in bytes, so it is no larger than the records ask for. */
function largestObject(staged: Staged): number {
  return Math.max(1 << 20, ...staged.files.map(({ longest }) => longest + 1));
}

/**
 * The rows of every view, as tables flat_<view>("at", source, …columns). A record whose elements have another shape than
 * FHIR gives them is quarantined and the rest goes on. Needs file(number, source, …), dropped("at", …) and
 * quarantined_line("at", type, code).
 */
export async function flattenViews(
  db: Database,
  staged: Staged,
  views: ReadonlyMap<string, LibraryView>,
  effects: Effects,
): Promise<void> {
  let done = 0;
  for (const view of views.values()) {
    const { resource } = view.compiled;
    effects.progress({ doing: `reading ${resource}`, done: done++, total: views.size, unit: 'views' });
    await flatten(db, view, { files: staged.resources.get(resource) ?? [], largest: largestObject(staged) });
  }
}

interface Lines {
  readonly files: readonly string[];
  readonly largest: number;
}

async function flatten(db: Database, view: LibraryView, lines: Lines): Promise<void> {
  const { structType, sql } = view.compiled.duckDb();
  if (lines.files.length === 0) {
    const nothing = `(SELECT NULL::BIGINT AS "at", NULL::VARCHAR AS source, NULL::${structType} AS r WHERE false)`;
    return db.run(`CREATE TABLE ${flatTable(view.id)} AS ${sql(nothing, ['at', 'source'])}`);
  }
  const make = () =>
    db.run(`CREATE TABLE ${flatTable(view.id)} AS ${sql(relation(lines, structType), ['at', 'source'])}`);
  try {
    await make();
  } catch (error) {
    if (!(error instanceof Error) || !/JSON transform error|JSON/i.test(error.message)) throw error;
    await quarantineMisshapen(db, view.compiled.resource, lines, structType);
    await make();
  }
}

/** The records that count, as `"at"`, source and the struct `r`. */
function relation({ files, largest }: Lines, type: string): string {
  const list = `[${files.map(sqlText).join(', ')}]`;
  const columns = `{'at': 'BIGINT', 'r': ${sqlText(type)}}`;
  return `(SELECT s."at", f.source, s.r
    FROM read_json(${list}, format = 'newline_delimited', columns = ${columns}, maximum_object_size = ${largest}) s
    JOIN file f ON f.number = s."at" // 4294967296
    WHERE s."at" NOT IN (SELECT "at" FROM dropped))`;
}

async function quarantineMisshapen(db: Database, type: string, lines: Lines, structType: string): Promise<void> {
  const places = await misshapenRows(db, `SELECT s."at", s.r::VARCHAR FROM ${relation(lines, 'JSON')} s`, structType);
  if (places.length === 0) throw new Error(`flattenViews(): DuckDB refused a ${type} that fits its shape`);
  for (let i = 0; i < places.length; i += 1000) {
    const rows = places.slice(i, i + 1000).map((place) => `(${place}, 'quarantined', 'wrong-shape')`);
    await db.run(`INSERT INTO dropped VALUES ${rows.join(', ')}`);
  }
}

/** The bodies of rival deliveries as rival_body("at", best, body), for the comparison of versions. */
export async function readRivals(db: Database, staged: Staged): Promise<void> {
  await db.run('CREATE TABLE rival_body ("at" BIGINT, best BIGINT, body VARCHAR)');
  const types = await db.rows<{ type: string }>(
    'SELECT DISTINCT a.type FROM rival r JOIN arrived a ON a."at" = r."at" ORDER BY 1',
  );
  for (const { type } of types) {
    const files = staged.resources.get(type);
    if (!files) continue; // no table is filled from this type
    await db.run(`INSERT INTO rival_body SELECT r."at", r.best, md5(s.r::VARCHAR)
      FROM ${relation({ files, largest: largestObject(staged) }, 'JSON').replace('WHERE s."at" NOT IN (SELECT "at" FROM dropped)', '')} s JOIN rival r ON r."at" = s."at"`);
  }
}
