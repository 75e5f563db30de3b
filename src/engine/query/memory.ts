/**
 * Runs definitions over records in memory: one person at the bedside, or many. It is also the plain reading of the
 * language that the SQL printers are tested against.
 */
import { addDays, ageInYears, type Day } from '../../core/day.ts';
import type { Period } from '../../core/period.ts';
import {
  type AnchorDays,
  type Asked,
  type Compiling,
  compileCondition,
  compilingWith,
  type Outcome,
} from './_memory-conditions.ts';
import { type Sheet, sheetOf } from './_memory-frames.ts';
import type { Answer, Explained, Fact, JudgedRow, MeasureRow, MeasureRows, Missing } from './answer.ts';
import type { Anchor, Cohort, Measure, Rule, Stratifier } from './ast.ts';
import type { CodeSets } from './code-set.ts';
import { compareIds, type EventRecord, type PersonRecord } from './record.ts';
import { ageBand, EVERYONE, UNKNOWN_STRATUM } from './strata.ts';
import { decidingLeaf, eventsOf, type Parts, partsOf } from './walk.ts';

/** A rule made ready once for many records. */
export type ReadyRule = (record: PersonRecord, day: Day) => Answer;

/** Makes a rule ready; the result answers in microseconds. */
export function readyRule(rule: Rule, codeSets: CodeSets): ReadyRule {
  const where = compileCondition(rule.where, 'where', compilingWith(codeSets));
  return (record, day) => {
    const outcome = where.ask(sheetOf(record), { from: day, last: day });
    const because = where.explain(outcome);
    return {
      truth: outcome.truth,
      isIn: outcome.truth === true,
      missing: outcome.truth === undefined ? [...new Set(missingIn(because))] : [],
      because,
    };
  };
}

/** Whether a rule holds for one person on one day, and why. For many records use `readyRule`. */
export function evaluateRule(rule: Rule, codeSets: CodeSets, record: PersonRecord, day: Day): Answer {
  return readyRule(rule, codeSets)(record, day);
}

function missingIn({ truth, missing, of }: Explained): readonly Missing[] {
  if (truth !== 'unknown') return [];
  return [...(missing ? [missing] : []), ...of.flatMap(missingIn)];
}

/** Everyone (or every event) in the population, in each period, and how it counts: by period, person, event. */
export function evaluateMeasure(
  measure: Measure | Cohort | Rule,
  codeSets: CodeSets,
  records: Iterable<PersonRecord>,
  periods: readonly Period[],
): readonly JudgedRow[] {
  const judge = readyJudge(partsOf(measure), codeSets);
  const rows: JudgedRow[][] = periods.map(() => []);
  for (const record of records) {
    const sheet = sheetOf(record);
    periods.forEach((period, index) => {
      rows[index]!.push(...judge(sheet, period));
    });
  }
  for (const each of rows) {
    each.sort((a, b) => compareIds(a.personKey, b.personKey) || compareIds(a.eventId ?? '', b.eventId ?? ''));
  }
  return rows.flat();
}

function readyJudge(parts: Parts, codeSets: CodeSets): (sheet: Sheet, period: Period) => readonly JudgedRow[] {
  const compiling = compilingWith(codeSets);
  const asked = [parts.population, parts.denominator, parts.exclusions, parts.numerator].map(({ path, condition }) =>
    compileCondition(condition, path, compiling),
  ) as [Asked, Asked, Asked, Asked]; // four in, four out
  const anchorsOf = compileAnchor(parts.anchor, compiling);
  const deciding = decidingLeaf(parts)?.path;
  return (sheet, period) => {
    const rows: JudgedRow[] = [];
    for (const anchor of anchorsOf(sheet, period)) {
      const population = asked[0].ask(sheet, anchor);
      if (population.truth !== true) continue;
      const outcomes = [population, ...asked.slice(1).map((each) => each.ask(sheet, anchor))] as const;
      const facts = outcomes.flatMap((outcome, index) => factsIn(asked[index]!.explain(outcome)));
      const [, denominator, exclusions, numerator] = outcomes as [Outcome, Outcome, Outcome, Outcome];
      const inDenominator = denominator.truth === true;
      const isExcluded = inDenominator && exclusions.truth === true;
      const decided = facts.find(({ path }) => path === deciding);
      rows.push({
        period,
        personKey: sheet.record.personKey,
        ...(anchor.event ? { eventId: anchor.event.id } : {}),
        anchorFrom: anchor.from,
        anchorLast: anchor.last,
        inDenominator,
        isExcluded,
        inNumerator: inDenominator && !isExcluded && numerator.truth === true,
        strata: strataOf(parts.stratifiers, sheet.record, anchor),
        facts,
        ...(decided?.on === undefined ? {} : { decidingOn: decided.on }),
        ...(decided?.value === undefined ? {} : { decidingValue: decided.value }),
      });
    }
    return rows;
  };
}

type AnchorOfEvent = AnchorDays & { readonly row?: EventRecord };

function compileAnchor(
  anchor: Anchor,
  compiling: Compiling,
): (sheet: Sheet, period: Period) => readonly AnchorOfEvent[] {
  if (anchor.anchor === 'each-person') return (_sheet, { from, until }) => [{ from, last: addDays(until, -1) }];
  const rows = compiling.rowsOf(anchor.frame);
  const { domain } = eventsOf(anchor.frame);
  return (sheet, { from, until }) =>
    rows(sheet).flatMap(({ event, isSure }) => {
      const day = anchor.when === 'starts' ? event.from : event.until;
      if (!isSure || day === undefined || day < from || day >= until) return [];
      return [{ from: event.from, last: event.until ?? event.from, event: { id: event.id, domain }, row: event }];
    });
}

function factsIn({ path, condition, truth, deciding, of }: Explained): readonly Fact[] {
  if (condition.node !== 'exists' && condition.node !== 'value') return of.flatMap(factsIn);
  return [
    {
      path,
      truth: truth === 'unknown' ? undefined : truth === 'true',
      ...(deciding ? { on: deciding.on } : {}),
      ...(condition.node === 'value' && deciding?.value !== undefined ? { value: deciding.value } : {}),
    },
  ];
}

function strataOf(
  stratifiers: readonly Stratifier[],
  record: PersonRecord,
  anchor: AnchorOfEvent,
): JudgedRow['strata'] {
  return Object.fromEntries(
    stratifiers.map((stratifier) => [stratifier, stratumOf(stratifier, record, anchor) || UNKNOWN_STRATUM]),
  );
}

function stratumOf(stratifier: Stratifier, record: PersonRecord, anchor: AnchorOfEvent): string | undefined {
  switch (stratifier) {
    case 'practice':
      return anchor.row?.practice || record.groups['practice'];
    case 'practitioner':
      return anchor.row?.practitioner || record.groups['practitioner'];
    case 'sex':
      return record.sex;
    case 'age-band':
      return ageBand(record.born === undefined ? undefined : ageInYears(record.born, anchor.last));
    case 'ethnicity':
    case 'race':
    case 'deprivation':
      return record.groups[stratifier];
  }
}

/** Counts judged rows by period, stratifier and stratum, in that order. */
export function countRows(
  stratifiers: readonly Stratifier[],
  rows: readonly JudgedRow[],
  periods: readonly Period[],
): MeasureRows {
  return periods.flatMap((period) => {
    const here = rows.filter((row) => row.period === period);
    return [
      countOf(period, EVERYONE, EVERYONE, here),
      ...stratifiers.flatMap((stratifier) => {
        const strata = [...new Set(here.map((row) => row.strata[stratifier]!))].sort();
        return strata.map((stratum) =>
          countOf(
            period,
            stratifier,
            stratum,
            here.filter((row) => row.strata[stratifier] === stratum),
          ),
        );
      }),
    ];
  });
}

function countOf(
  period: Period,
  stratifier: Stratifier | typeof EVERYONE,
  stratum: string,
  rows: readonly JudgedRow[],
): MeasureRow {
  return {
    period,
    stratifier,
    stratum,
    denominator: rows.filter((row) => row.inDenominator && !row.isExcluded).length,
    excluded: rows.filter((row) => row.isExcluded).length,
    numerator: rows.filter((row) => row.inNumerator).length,
  };
}
