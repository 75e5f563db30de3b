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
 * The rows of every view, as tables flat_<view>("at", source, …columns). A record with an element of another shape than
 * FHIR gives it (a text where an object must stand) is quarantined as `wrong-shape` and the rest goes on. Needs
 * file(number, source, …) and dropped("at", fate, reason).
 */
export async function flattenViews(
  db: Database,
  staged: Staged,
  views: ReadonlyMap<string, LibraryView>,
  effects: Effects,
): Promise<void> {
  let done = 0;
  let anyMisshapen = false;
  for (const view of views.values()) {
    const { resource } = view.compiled;
    effects.progress({ doing: `reading ${resource}`, done: done++, total: views.size, unit: 'views' });
    const lines = { files: staged.resources.get(resource) ?? [], largest: largestObject(staged) };
    if (!(await flatten(db, view, lines))) anyMisshapen = true;
  }
  if (!anyMisshapen) return;
  // One view of a type may have read what another stumbled over.
  for (const view of views.keys()) {
    await db.run(
      `DELETE FROM ${flatTable(view)} WHERE "at" IN (SELECT "at" FROM dropped WHERE reason = 'wrong-shape')`,
    );
  }
}

interface Lines {
  readonly files: readonly string[];
  readonly largest: number;
}

/** False if a record did not fit. */
async function flatten(db: Database, view: LibraryView, lines: Lines): Promise<boolean> {
  const { structType, sql } = view.compiled.duckDb();
  const make = (relation: string) => db.run(`CREATE TABLE ${flatTable(view.id)} AS ${sql(relation, ['at', 'source'])}`);
  if (lines.files.length === 0) {
    await make(`(SELECT NULL::BIGINT AS "at", NULL::VARCHAR AS source, NULL::${structType} AS r WHERE false)`);
    return true;
  }
  try {
    await make(current(lines, structType));
    return true;
  } catch (error) {
    if (!(error instanceof Error) || !/JSON transform error|Conversion Error/i.test(error.message)) throw error;
    await quarantineMisshapen(db, view, lines);
    await make(current(lines, structType, { isLenient: true }));
    return false;
  }
}

/** The records that count, as `"at"`, source and the struct `r`. */
function current(lines: Lines, type: string, how: { isLenient?: boolean } = {}): string {
  return `(SELECT s."at", f.source, s.r FROM ${staged(lines, type, how)} s
    JOIN file f ON f.number = s."at" // 4294967296
    WHERE s."at" NOT IN (SELECT "at" FROM dropped))`;
}

/** Lenient reading gives NULL for what does not fit; only for records that are quarantined for it. */
function staged({ files, largest }: Lines, type: string, { isLenient = false }: { isLenient?: boolean } = {}): string {
  const list = `[${files.map(sqlText).join(', ')}]`;
  const columns = `{'at': 'BIGINT', 'r': ${sqlText(type)}}`;
  return `read_json(${list}, format = 'newline_delimited', columns = ${columns}, maximum_object_size = ${largest}, ignore_errors = ${isLenient})`;
}

async function quarantineMisshapen(db: Database, { compiled, shape }: LibraryView, lines: Lines): Promise<void> {
  const places = await misshapenRows(db, `SELECT s."at", s.r::VARCHAR FROM ${current(lines, 'JSON')} s`, shape);
  for (let i = 0; i < places.length; i += 1000) {
    const rows = places.slice(i, i + 1000).map((place) => `(${place}, 'quarantined', 'wrong-shape')`);
    await db.run(`INSERT INTO dropped VALUES ${rows.join(', ')}`);
  }
  const [known] = await db.rows<{ rows: string }>(
    'SELECT count(*) AS rows FROM dropped d JOIN arrived a ON a."at" = d."at" WHERE d.reason = \'wrong-shape\' AND a.type = $1',
    [compiled.resource],
  );
  if (known?.rows === '0') throw new Error(`flattenViews(): DuckDB refused a ${compiled.resource} that fits its shape`);
}

/** The bodies of rival deliveries as rival_body("at", best, body), for the comparison of versions. */
export async function readRivals(db: Database, all: Staged): Promise<void> {
  await db.run('CREATE TABLE rival_body ("at" BIGINT, best BIGINT, body VARCHAR)');
  const types = await db.rows<{ type: string }>(
    'SELECT DISTINCT a.type FROM rival r JOIN arrived a ON a."at" = r."at" ORDER BY 1',
  );
  for (const { type } of types) {
    const files = all.resources.get(type);
    if (!files) continue; // no table is filled from this type
    await db.run(`INSERT INTO rival_body SELECT r."at", r.best, md5(s.r::VARCHAR)
      FROM ${staged({ files, largest: largestObject(all) }, 'JSON')} s JOIN rival r ON r."at" = s."at"`);
  }
}
