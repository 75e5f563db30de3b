import { addDays, type Day, monthStart } from '../../core/day.ts';
import { monthLabel, monthsBetween, type Period } from '../../core/period.ts';
import type { MeasureRow } from '../../engine/query/answer.ts';
import type { Measure, Stratifier } from '../../engine/query/ast.ts';
import type { CodeSets } from '../../engine/query/code-set.ts';
import { runMeasure } from '../../engine/query/run.ts';
import { AGE_BANDS, EVERYONE, UNKNOWN_STRATUM } from '../../engine/query/strata.ts';
import type { Database } from '../../engine/store/duckdb.ts';
import type { GroupCount, MonthCount } from './counts.ts';
import { followUpDays } from './follow-up-days.ts';

/** A measure counted over months: what all findings about it are made of. */
export interface MeasureCounts {
  readonly measure: Measure;
  /** oldest first, without gaps */
  readonly months: readonly MonthCount[];
  /** the days that the strata speak of */
  readonly latest: Period;
  /** per stratifier, the groups of `latest`, in the order in which they are shown */
  readonly strata: ReadonlyMap<Stratifier, readonly StratumCount[]>;
  /** per practice, its own months */
  readonly practiceMonths: ReadonlyMap<string, readonly MonthCount[]>;
}

export interface StratumCount extends GroupCount {
  readonly excluded: number;
}

/** What a stratum is called; the source's own word where nobody knows better. */
export type NameOfStratum = (stratifier: Stratifier, stratum: string) => string;

/** How many months back a series goes. */
export const MONTHS_SHOWN = 36;

/**
 * Counts a measure over the whole months that the records can judge.
 *
 * A measure of people looks back from each month's end, so its strata are those of the last month. A measure of events
 * counts each event once, so its strata add up the last twelve months.
 *
 * @param asOf the last day the records speak of
 * @param first the first day they do
 */
export async function countMeasure(
  db: Database,
  measure: Measure,
  ask: { readonly codeSets: CodeSets; readonly first: Day; readonly asOf: Day; readonly nameOf: NameOfStratum },
): Promise<MeasureCounts | undefined> {
  const end = monthStart(addDays(ask.asOf, 1 - followUpDays(measure))); // the month asOf lies in is whole only if asOf ends it
  const begin = Math.max(monthStart(ask.first, 1), monthStart(end, -MONTHS_SHOWN)) as Day;
  const periods = monthsBetween(begin, end);
  const last = periods.at(-1);
  if (!last) return undefined;
  const rows = await runMeasure(db, measure, periods, ask.codeSets);
  const used = measure.basis === 'event' ? periods.slice(-12) : [last];
  const latest: Period = { from: used[0]!.from, until: last.until };
  return {
    measure,
    months: periods.map((period) =>
      monthOf(
        period,
        rows.filter((row) => row.period === period && row.stratifier === EVERYONE),
      ),
    ),
    latest,
    strata: new Map(measure.stratifiers.map((each) => [each, strataOf(each, rows, used, ask.nameOf)])),
    practiceMonths: monthsByPractice(rows, periods),
  };
}

function monthOf(period: Period, rows: readonly MeasureRow[]): MonthCount {
  return {
    month: monthLabel(period),
    numerator: rows.reduce((sum, row) => sum + row.numerator, 0),
    denominator: rows.reduce((sum, row) => sum + row.denominator, 0),
  };
}

function strataOf(
  stratifier: Stratifier,
  rows: readonly MeasureRow[],
  used: readonly Period[],
  nameOf: NameOfStratum,
): readonly StratumCount[] {
  const sums = new Map<string, { numerator: number; denominator: number; excluded: number }>();
  for (const row of rows) {
    if (row.stratifier !== stratifier || !used.includes(row.period)) continue;
    const sum = sums.get(row.stratum) ?? { numerator: 0, denominator: 0, excluded: 0 };
    sum.numerator += row.numerator;
    sum.denominator += row.denominator;
    sum.excluded += row.excluded;
    sums.set(row.stratum, sum);
  }
  return [...sums]
    .map(([group, sum]) => ({ group, label: nameOf(stratifier, group), ...sum }))
    .sort((a, b) => placeOf(stratifier, a.group) - placeOf(stratifier, b.group) || byName(a.label, b.label));
}

/** As people read: Practice 2 before Practice 10. */
function byName(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true }) || (a < b ? -1 : 1);
}

/** Ranks stand in order of rank, ages in order of age, the unknown last. */
function placeOf(stratifier: Stratifier, group: string): number {
  if (group === UNKNOWN_STRATUM) return Number.MAX_SAFE_INTEGER;
  if (stratifier === 'deprivation') return Number(group) || 0;
  if (stratifier === 'age-band') return AGE_BANDS.findIndex(({ label }) => label === group);
  return 0;
}

function monthsByPractice(
  rows: readonly MeasureRow[],
  periods: readonly Period[],
): ReadonlyMap<string, readonly MonthCount[]> {
  const practices = new Map<string, Map<Period, MeasureRow>>();
  for (const row of rows) {
    if (row.stratifier !== 'practice' || row.stratum === UNKNOWN_STRATUM) continue;
    const own = practices.get(row.stratum) ?? new Map<Period, MeasureRow>();
    practices.set(row.stratum, own.set(row.period, row));
  }
  return new Map(
    [...practices].map(([practice, own]) => [
      practice,
      periods.map((period) => monthOf(period, own.has(period) ? [own.get(period)!] : [])),
    ]),
  );
}
