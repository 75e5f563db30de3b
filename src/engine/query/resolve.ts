/** What a definition meets in a snapshot: part of every finding, so that an empty answer is never taken for a true one. */
import { systemOfVocabulary, vocabularyOfSystem } from '../../core/code.ts';
import type { Database } from '../store/duckdb.ts';
import { conceptsSql, frameSql, numberSql, withColumns } from './_sql-frames.ts';
import { SqlText } from './_sql-text.ts';
import type { Compare, Definition, Frame } from './ast.ts';
import { type CodeSetEntry, type CodeSets, codeSetCalled } from './code-set.ts';
import { duckdb } from './duckdb.ts';
import { duckdbEngine } from './engine.ts';
import { codeSetsNamed, leavesOf, partsOf } from './walk.ts';

export interface Resolution {
  readonly codeSets: readonly ResolvedCodeSet[];
  readonly notComparable: readonly NotComparable[];
}

/** What a code set became in this snapshot. */
export interface ResolvedCodeSet {
  readonly id: string;
  readonly version: string;
  /** OMOP concept ids as decimal text, ascending */
  readonly conceptIds: readonly string[];
  /** codes of the list that this snapshot has no concept for: nobody here was ever given one */
  readonly absent: readonly CodeSetEntry[];
  /** no concept at all: whatever asks for this set finds nothing */
  readonly isEmpty: boolean;
}

/** Rows that a comparison passes over because their unit cannot be converted, or is missing. */
export interface NotComparable {
  /** where the comparison stands in the definition */
  readonly path: string;
  readonly compare: Compare;
  /** rows that have a number */
  readonly rows: number;
  /** of those, rows whose number cannot be compared */
  readonly notComparable: number;
}

/** Resolves the code sets of a definition and counts what its comparisons cannot read. */
export async function resolveDefinition(db: Database, definition: Definition, codeSets: CodeSets): Promise<Resolution> {
  const { layout } = await duckdbEngine(db);
  const resolved: ResolvedCodeSet[] = [];
  for (const id of codeSetsNamed(definition)) resolved.push(await resolveCodeSet(db, id, codeSets));
  const notComparable: NotComparable[] = [];
  for (const { path, frame, compare } of comparisonsOf(definition)) {
    const text = new SqlText({
      dialect: duckdb,
      layout,
      codeSets,
      frameColumns: withColumns([frame], ['event_value', 'event_unit']),
    });
    const rows = frameSql(text, frame);
    const lost = `CAST(sum(CASE WHEN ${numberSql(text, compare)} IS NULL THEN 1 ELSE 0 END) AS BIGINT)`;
    const sql = text.query(
      `SELECT count(*) AS numbers, ${lost} AS lost\nFROM ${rows} e\nWHERE e.event_value IS NOT NULL`,
    );
    const [found] = await db.rows<{ numbers: string; lost: string | null }>(sql);
    notComparable.push({ path, compare, rows: Number(found?.numbers ?? 0), notComparable: Number(found?.lost ?? 0) });
  }
  return { codeSets: resolved, notComparable };
}

async function resolveCodeSet(db: Database, id: string, codeSets: CodeSets): Promise<ResolvedCodeSet> {
  const codeSet = codeSetCalled(id, codeSets);
  const text = new SqlText({ dialect: duckdb, layout: { hasEventCodes: false }, codeSets, frameColumns: [] });
  const concepts = conceptsSql(text, id);
  const sql = text.query(
    [
      'SELECT k.concept_id, k.vocabulary_id, k.concept_code',
      `FROM concept k\nJOIN ${concepts} c ON c.concept_id = k.concept_id`,
      'ORDER BY k.concept_id',
    ].join('\n'),
  );
  const found = await db.rows<{ concept_id: string | number; vocabulary_id: string; concept_code: string }>(sql);
  const isThere = ({ system, code, below }: CodeSetEntry) =>
    found.some(
      (concept) =>
        systemOfVocabulary(concept.vocabulary_id) === systemOfVocabulary(vocabularyOfSystem(system)) &&
        (below ? concept.concept_code.startsWith(code) : concept.concept_code === code),
    );
  return {
    id,
    version: codeSet.version,
    conceptIds: found.map((concept) => String(concept.concept_id)),
    absent: codeSet.codes.filter((entry) => !isThere(entry)),
    isEmpty: found.length === 0,
  };
}

interface Comparison {
  readonly path: string;
  readonly frame: Frame;
  readonly compare: Compare;
}

/** Every comparison with a number: of conditions over their frame, of row tests over the rows they are asked of. */
function comparisonsOf(definition: Definition): readonly Comparison[] {
  const parts = partsOf(definition);
  const ofAnchor = parts.anchor.anchor === 'each-event' ? comparisonsInFrame(parts.anchor.frame, 'anchor.frame') : [];
  const ofLeaves = leavesOf(parts).flatMap(({ path, condition }) => [
    ...comparisonsInFrame(condition.frame, `${path}.frame`),
    ...(condition.node === 'value' ? [{ path, frame: condition.frame, compare: condition.compare }] : []),
  ]);
  return [...ofAnchor, ...ofLeaves];
}

function comparisonsInFrame(frame: Frame, path: string): readonly Comparison[] {
  if (frame.node === 'events') return [];
  const inside = comparisonsInFrame(frame.of, `${path}.of`);
  if (frame.node === 'nth') return inside;
  let { test } = frame;
  while (test.test === 'not') test = test.of;
  return test.test === 'value' ? [...inside, { path, frame: frame.of, compare: test.compare }] : inside;
}
