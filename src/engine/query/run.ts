/** Runs definitions in a database: over a snapshot in DuckDB, or in any other engine. */
import { dayOf } from '../../core/day.ts';
import type { Period } from '../../core/period.ts';
import type { Database } from '../store/duckdb.ts';
import { stratumColumn } from './_sql-people.ts';
import type { Fact, JudgedRow, MeasureRow, MeasureRows } from './answer.ts';
import type { Definition, Measure, Stratifier } from './ast.ts';
import type { CodeSets } from './code-set.ts';
import { duckdbEngine, type Engine } from './engine.ts';
import { measureSql } from './measure-sql.ts';
import { EVERYONE } from './strata.ts';
import { decidingLeaf, partsOf } from './walk.ts';

/** Counts over a snapshot: see `countIn`. */
export async function runMeasure(
  db: Database,
  measure: Measure,
  periods: readonly Period[],
  codeSets: CodeSets,
): Promise<MeasureRows> {
  return countIn(await duckdbEngine(db), measure, periods, codeSets);
}

/** Counts by period, stratifier and stratum. A period in which nobody is in the population has its `all` row, of zeros. */
export async function countIn(
  { dialect, layout, rows: ask }: Engine,
  measure: Measure,
  periods: readonly Period[],
  codeSets: CodeSets,
): Promise<MeasureRows> {
  const { counts } = measureSql(measure, { periods, codeSets, dialect, layout });
  const found = await ask<CountRow>(counts);
  const order: readonly string[] = [EVERYONE, ...measure.stratifiers];
  const rows = found.map(
    (row): MeasureRow => ({
      period: periods[row.period]!,
      stratifier: row.stratifier,
      stratum: row.stratum,
      denominator: Number(row.denominator),
      excluded: Number(row.excluded),
      numerator: Number(row.numerator),
    }),
  );
  return periods.flatMap((period) => {
    const here = rows.filter((row) => row.period === period);
    const everyone = here.filter(({ stratifier }) => stratifier === EVERYONE);
    const nobody = {
      period,
      stratifier: EVERYONE,
      stratum: EVERYONE,
      denominator: 0,
      excluded: 0,
      numerator: 0,
    } as const;
    return [
      ...(everyone.length > 0 ? everyone : [nobody]),
      ...here
        .filter(({ stratifier }) => stratifier !== EVERYONE)
        .sort((a, b) => order.indexOf(a.stratifier) - order.indexOf(b.stratifier) || (a.stratum < b.stratum ? -1 : 1)),
    ];
  });
}

interface CountRow {
  readonly period: number;
  readonly stratifier: Stratifier | 'all';
  readonly stratum: string;
  readonly denominator: string;
  readonly excluded: string;
  readonly numerator: string;
}

export interface PeopleOptions {
  /** for a rule: one period of one day, see `onDay` */
  readonly periods: readonly Period[];
  readonly codeSets: CodeSets;
  /** at most so many rows, the first by period, person and event */
  readonly atMost?: number;
}

/** People of a snapshot: see `peopleIn`. */
export async function peopleOf(db: Database, definition: Definition, options: PeopleOptions): Promise<JudgedRow[]> {
  return peopleIn(await duckdbEngine(db), definition, options);
}

/** Everyone (or every event) in the population with how they count and the facts that decided. */
export async function peopleIn(
  { dialect, layout, rows: ask }: Engine,
  definition: Definition,
  options: PeopleOptions,
): Promise<JudgedRow[]> {
  const { periods, codeSets, atMost } = options;
  const printed = measureSql(definition, { periods, codeSets, dialect, layout });
  const limit = atMost === undefined ? '' : `\nLIMIT ${Math.max(0, Math.trunc(atMost))}`;
  const rows = await ask<SqlRow>(`${printed.rows}${limit}`);
  const parts = partsOf(definition);
  const deciding = decidingLeaf(parts)?.path;
  return rows.map((row) => {
    const facts = printed.facts.map(({ path, columns }) => factOf(row, path, columns));
    const decided = facts.find(({ path }) => path === deciding);
    return {
      period: periods[Number(row['period'])]!,
      personKey: String(row['person_id']),
      ...(row['event_id'] == null ? {} : { eventId: String(row['event_id']) }),
      anchorFrom: dayOf(String(row['anchor_from'])),
      anchorLast: dayOf(String(row['anchor_last'])),
      inDenominator: row['in_denominator'] === true,
      isExcluded: row['is_excluded'] === true,
      inNumerator: row['in_numerator'] === true,
      strata: Object.fromEntries(parts.stratifiers.map((each) => [each, String(row[stratumColumn(each)])])),
      facts,
      ...(decided?.on === undefined ? {} : { decidingOn: decided.on }),
      ...(decided?.value === undefined ? {} : { decidingValue: decided.value }),
    };
  });
}

type SqlRow = Readonly<Record<string, unknown>>;

function factOf(row: SqlRow, path: string, columns: string): Fact {
  const truth = row[`${columns}_truth`];
  const on = row[`${columns}_on`];
  const value = row[`${columns}_value`];
  return {
    path,
    truth: typeof truth === 'boolean' ? truth : undefined,
    ...(typeof on === 'string' ? { on: dayOf(on) } : {}),
    ...(typeof value === 'number' ? { value } : {}),
  };
}
