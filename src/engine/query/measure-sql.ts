import { addDays } from '../../core/day.ts';
import type { Period } from '../../core/period.ts';
import {
  conditionSql,
  type Lookup,
  LookupNumbers,
  lookupSql,
  lookupsIn,
  type Where,
  withoutRows,
} from './_sql-conditions.ts';
import { frameColumnsOf, frameSql } from './_sql-frames.ts';
import { aboutPeople, peopleSql, stratumColumn, stratumSql, withOwnCodeSets } from './_sql-people.ts';
import { SqlText } from './_sql-text.ts';
import type { Anchor, Condition, Definition, Stratifier } from './ast.ts';
import type { CodeSets } from './code-set.ts';
import type { Dialect, Layout } from './dialect.ts';
import { refuseUnrunnable } from './refuse-unrunnable.ts';
import { EVERYONE } from './strata.ts';
import { leavesOf, type Parts, partsOf } from './walk.ts';

/** The texts one definition becomes. */
export interface MeasureSql {
  /** (period, stratifier, stratum, denominator, excluded, numerator); periods are numbered from 0 as given */
  readonly counts: string;
  /** one row for each anchor in the population, by period, person and event */
  readonly rows: string;
  /** the columns of `rows` that hold the fact of each leaf, in the order of the definition */
  readonly facts: readonly { readonly path: string; readonly columns: string }[];
}

export interface MeasureSqlOptions {
  readonly periods: readonly Period[];
  readonly codeSets: CodeSets;
  readonly dialect: Dialect;
  readonly layout?: Layout;
}

/** Prints a definition over periods as SQL. Throws `query/definition-not-runnable` if this engine cannot run it. */
export function measureSql(definition: Definition, options: MeasureSqlOptions): MeasureSql {
  const { dialect, layout = { hasEventCodes: true } } = options;
  refuseUnrunnable(definition, dialect);
  const text = new SqlText({
    dialect,
    layout,
    codeSets: withOwnCodeSets(options.codeSets),
    frameColumns: frameColumnsOf(definition),
  });
  const parts = partsOf(definition);
  const numbers = new LookupNumbers();

  periodsSql(text, options.periods);
  const conditions = [parts.population, parts.denominator, parts.exclusions, parts.numerator].map((p) => p.condition);
  peopleSql(text, aboutPeople(conditions, parts.stratifiers));
  anchorsSql(text, parts, numbers);
  const inPopulation = populationSql(text, parts, numbers);
  const asked = askedSql(text, parts, numbers, inPopulation);
  judgedSql(text, parts, numbers, asked);

  const facts = leavesOf(parts).map(({ path, condition }) => ({ path, columns: `c${numbers.of(condition)}` }));
  return {
    counts: text.query(countsSql(text, parts.stratifiers)),
    rows: text.query(rowsSql(dialect, parts, facts)),
    facts,
  };
}

function periodsSql(text: SqlText, periods: readonly Period[]): void {
  const rows = periods.map(({ from, until }, index) => {
    const days = [text.dialect.day(from), text.dialect.day(addDays(until, -1))];
    return `SELECT ${index} AS period, ${days[0]} AS period_from, ${days[1]} AS period_last`;
  });
  const nothing = text.dialect.nothing('day');
  const none = `SELECT 0 AS period, ${nothing} AS period_from, ${nothing} AS period_last WHERE 1 = 0`;
  text.part('periods', rows.length === 0 ? none : rows.join('\nUNION ALL '));
}

/**
 * What is judged. Conditions about the person alone are asked here already, and persons without any row of a frame that
 * the population needs are left out: neither changes who is in, both keep the joins small.
 */
function anchorsSql(text: SqlText, { anchor, population }: Parts, numbers: LookupNumbers): void {
  const needed = conjunctsOf(population.condition);
  const alone = needed.filter((condition) => lookupsIn(condition).length === 0);
  const withRows = needed.flatMap((condition) =>
    condition.node === 'exists' || condition.node === 'value' ? [frameSql(text, condition.frame)] : [],
  );
  const isOfEvents = anchor.anchor === 'each-event';
  const last = 'coalesce(e.event_until, e.event_from)';
  const where: Where = isOfEvents
    ? { from: 'e.event_from', last, person: 'p' }
    : { from: 't.period_from', last: 't.period_last', person: 'p' };
  const tests = [
    ...alone.map((condition) => conditionSql(text, condition, where, numbers)),
    ...[...new Set(withRows)].map((frame) => `p.person_id IN (SELECT f.person_id FROM ${frame} f)`),
  ];
  text.part('anchors', isOfEvents ? eventAnchorsSql(text, anchor, tests) : personAnchorsSql(tests));
}

function personAnchorsSql(tests: readonly string[]): string {
  return [
    'SELECT t.period, p.person_id, p.person_id AS anchor_id, t.period_from AS anchor_from, t.period_last AS anchor_last',
    'FROM people p',
    'CROSS JOIN periods t',
    ...(tests.length === 0 ? [] : [`WHERE ${tests.join('\n  AND ')}`]),
  ].join('\n');
}

function eventAnchorsSql(text: SqlText, anchor: Anchor & { anchor: 'each-event' }, tests: readonly string[]): string {
  const frame = frameSql(text, anchor.frame);
  const day = anchor.when === 'starts' ? 'e.event_from' : 'e.event_until';
  return [
    'SELECT t.period, e.person_id, e.event_id AS anchor_id, e.event_from AS anchor_from,',
    '  coalesce(e.event_until, e.event_from) AS anchor_last, e.event_provider, e.event_site',
    `FROM ${frame} e`,
    `JOIN periods t ON ${day} >= t.period_from AND ${day} <= t.period_last`,
    'JOIN people p ON p.person_id = e.person_id',
    `WHERE ${['e.is_sure', ...tests].join('\n  AND ')}`,
  ].join('\n');
}

/** The conditions that all have to hold. */
function conjunctsOf(condition: Condition): readonly Condition[] {
  return condition.node === 'all' ? condition.of.flatMap(conjunctsOf) : [condition];
}

function anchorColumns({ anchor }: Parts): readonly string[] {
  const columns = ['period', 'person_id', 'anchor_id', 'anchor_from', 'anchor_last'];
  return anchor.anchor === 'each-event' ? [...columns, 'event_provider', 'event_site'] : columns;
}

const WITH_ANSWERS: Where = { from: 'a.anchor_from', last: 'a.anchor_last', person: 'p', answers: 'a' };

/** Adds `population`; gives the lookups whose answers stand in it. */
function populationSql(text: SqlText, parts: Parts, numbers: LookupNumbers): readonly Lookup[] {
  const lookups = lookupsIn(parts.population.condition);
  const asked =
    lookups.length === 0 ? 'anchors' : joinAnswers(text, 'anchors_asked', 'anchors', lookups, [], parts, numbers);
  const columns = [...anchorColumns(parts), ...answerColumns(lookups, numbers)].map((column) => `a.${column}`);
  const isIn = conditionSql(text, parts.population.condition, WITH_ANSWERS, numbers);
  text.part(
    'population',
    `SELECT ${columns.join(', ')}\nFROM ${asked} a\nJOIN people p ON p.person_id = a.person_id\nWHERE ${isIn}`,
  );
  return lookups;
}

/** Adds the answers that only matter to those in the population; gives the part that holds all. */
function askedSql(
  text: SqlText,
  parts: Parts,
  numbers: LookupNumbers,
  known: readonly Lookup[],
): { readonly part: string; readonly lookups: readonly Lookup[] } {
  const knownNumbers = new Set(known.map((lookup) => numbers.of(lookup)));
  const wanted = [parts.denominator, parts.exclusions, parts.numerator].flatMap(({ condition }) =>
    lookupsIn(condition),
  );
  const fresh = new Map<number, Lookup>();
  for (const lookup of wanted) if (!knownNumbers.has(numbers.of(lookup))) fresh.set(numbers.of(lookup), lookup);
  const lookups = [...fresh.values()];
  if (lookups.length === 0) return { part: 'population', lookups: known };
  const part = joinAnswers(text, 'population_asked', 'population', lookups, known, parts, numbers);
  return { part, lookups: [...known, ...lookups] };
}

function joinAnswers(
  text: SqlText,
  name: string,
  of: string,
  lookups: readonly Lookup[],
  known: readonly Lookup[],
  parts: Parts,
  numbers: LookupNumbers,
): string {
  const columns = [...anchorColumns(parts), ...answerColumns(known, numbers)].map((column) => `a.${column}`);
  const joins = lookups.map((lookup) => {
    const number = numbers.of(lookup);
    const alias = `l${number}`;
    const truth = `CASE WHEN ${alias}.anchor_id IS NULL THEN ${withoutRows(lookup)} ELSE ${alias}.truth END`;
    columns.push(`${truth} AS c${number}_truth`);
    columns.push(`${alias}.deciding_on AS c${number}_on`, `${alias}.deciding_value AS c${number}_value`);
    const part = lookupSql(text, lookup, of, parts.anchor);
    return `LEFT JOIN ${part} ${alias} ON ${alias}.period = a.period AND ${alias}.anchor_id = a.anchor_id`;
  });
  return text.part(name, `SELECT ${columns.join(', ')}\nFROM ${of} a\n${joins.join('\n')}`);
}

function answerColumns(lookups: readonly Lookup[], numbers: LookupNumbers): readonly string[] {
  return lookups.flatMap((lookup) => ['truth', 'on', 'value'].map((column) => `c${numbers.of(lookup)}_${column}`));
}

/** Adds `judged`: how each anchor of the population counts, with its strata. Here unknown becomes not in. */
function judgedSql(
  text: SqlText,
  parts: Parts,
  numbers: LookupNumbers,
  asked: { readonly part: string; readonly lookups: readonly Lookup[] },
): void {
  const isOfEvents = parts.anchor.anchor === 'each-event';
  const holds = (condition: Condition) => `coalesce(${conditionSql(text, condition, WITH_ANSWERS, numbers)}, FALSE)`;
  const kept = [...anchorColumns(parts).slice(0, 5), ...answerColumns(asked.lookups, numbers)];
  const strata = parts.stratifiers.map((each) => `${stratumSql(text, each, isOfEvents)} AS ${stratumColumn(each)}`);
  const own = [
    ...(isOfEvents && parts.stratifiers.includes('practice')
      ? [`LEFT JOIN ${text.table('care_site')} s ON s.care_site_id = a.event_site`]
      : []),
    ...(isOfEvents && parts.stratifiers.includes('practitioner')
      ? [`LEFT JOIN ${text.table('provider')} v ON v.provider_id = a.event_provider`]
      : []),
  ];
  const answers = [
    ...kept.map((column) => `a.${column}`),
    ...strata,
    `${holds(parts.denominator.condition)} AS meets_denominator`,
    `${holds(parts.exclusions.condition)} AS meets_exclusions`,
    `${holds(parts.numerator.condition)} AS meets_numerator`,
  ];
  text.part(
    'answers',
    [
      `SELECT ${answers.join(',\n  ')}`,
      `FROM ${asked.part} a`,
      'JOIN people p ON p.person_id = a.person_id',
      ...own,
    ].join('\n'),
  );
  const columns = [...kept, ...parts.stratifiers.map(stratumColumn)].map((column) => `j.${column}`);
  text.part(
    'judged',
    [
      `SELECT ${columns.join(', ')},`,
      '  j.meets_denominator AS in_denominator,',
      '  (j.meets_denominator AND j.meets_exclusions) AS is_excluded,',
      '  (j.meets_denominator AND NOT j.meets_exclusions AND j.meets_numerator) AS in_numerator',
      'FROM answers j',
    ].join('\n'),
  );
}

function countsSql(text: SqlText, stratifiers: readonly Stratifier[]): string {
  const count = (test: string, name: string) => `CAST(sum(CASE WHEN ${test} THEN 1 ELSE 0 END) AS BIGINT) AS ${name}`;
  const counts = [
    count('j.in_denominator AND NOT j.is_excluded', 'denominator'),
    count('j.is_excluded', 'excluded'),
    count('j.in_numerator', 'numerator'),
  ].join(', ');
  const everyone = text.dialect.text(EVERYONE);
  return [
    `SELECT j.period, ${everyone} AS stratifier, ${everyone} AS stratum, ${counts}\nFROM judged j\nGROUP BY j.period`,
    ...stratifiers.map((stratifier) => {
      const column = `j.${stratumColumn(stratifier)}`;
      return `SELECT j.period, ${text.dialect.text(stratifier)} AS stratifier, ${column} AS stratum, ${counts}\nFROM judged j\nGROUP BY j.period, ${column}`;
    }),
  ].join('\nUNION ALL\n');
}

function rowsSql(dialect: Dialect, { anchor, stratifiers }: Parts, facts: MeasureSql['facts']): string {
  const day = (column: string) => {
    const out = dialect.dayOut(`j.${column}`);
    return out === `j.${column}` ? out : `${out} AS ${column}`;
  };
  const columns = [
    'j.period',
    'j.person_id',
    ...(anchor.anchor === 'each-event' ? ['j.anchor_id AS event_id'] : []),
    day('anchor_from'),
    day('anchor_last'),
    'j.in_denominator',
    'j.is_excluded',
    'j.in_numerator',
    ...stratifiers.map((stratifier) => `j.${stratumColumn(stratifier)}`),
    ...[...new Set(facts.map((fact) => fact.columns))].flatMap((c) => [`j.${c}_truth`, day(`${c}_on`), `j.${c}_value`]),
  ];
  return `SELECT ${columns.join(', ')}\nFROM judged j\nORDER BY j.period, j.person_id, j.anchor_id`;
}
