import { vocabularyOfSystem } from '../../core/code.ts';
import type { SqlText } from './_sql-text.ts';
import type { Compare, Definition, Domain, EventsFrame, Frame, RowTest } from './ast.ts';
import { codeSetCalled } from './code-set.ts';
import type { ColumnType } from './dialect.ts';
import { DOMAIN_TABLES, type DomainTable } from './domains.ts';
import { comparableUnits, isUnitless } from './units.ts';
import { conditionsOf, conditionsWithin, eventsOf, framesOf, partsOf, testsOf } from './walk.ts';

/** A column that frames have where a definition needs it, by the catalogue's word for it. */
export interface FrameColumn {
  readonly name: string;
  readonly of: keyof DomainTable;
  readonly type: ColumnType;
}

const COLUMNS = [
  { name: 'event_until', of: 'until', type: 'day' },
  { name: 'event_value', of: 'value', type: 'double' },
  { name: 'event_unit', of: 'unit', type: 'text' },
  { name: 'event_kind', of: 'kind', type: 'text' },
  { name: 'event_disposition', of: 'disposition', type: 'text' },
  { name: 'event_concept', of: 'sourceConcept', type: 'id' },
  { name: 'event_provider', of: 'practitioner', type: 'id' },
  { name: 'event_site', of: 'practice', type: 'id' },
] as const satisfies readonly FrameColumn[];

type ColumnName = (typeof COLUMNS)[number]['name'];

const COLUMNS_OF_TEST: Readonly<Record<Exclude<RowTest['test'], 'not'>, readonly ColumnName[]>> = {
  value: ['event_value', 'event_unit'],
  kind: ['event_kind'],
  disposition: ['event_disposition'],
  stay: ['event_until'],
  coded: ['event_concept'],
};

/** The columns that frames of this definition need beside id, person and start. */
export function frameColumnsOf(definition: Definition): readonly FrameColumn[] {
  const isOfEvents = partsOf(definition).anchor.anchor === 'each-event';
  const isValueAsked = conditionsOf(definition).some((whole) =>
    [...conditionsWithin(whole)].some(({ node }) => node === 'value'),
  );
  return withColumns(framesOf(definition), [
    ...(isOfEvents ? (['event_until', 'event_provider', 'event_site'] as const) : []),
    ...(isValueAsked ? COLUMNS_OF_TEST.value : []),
  ]);
}

/** The columns that the tests of these frames need, and those named. */
export function withColumns(frames: readonly Frame[], names: readonly ColumnName[]): readonly FrameColumn[] {
  const needed = new Set(names);
  const note = (test: RowTest): void => {
    if (test.test === 'not') note(test.of);
    else for (const column of COLUMNS_OF_TEST[test.test]) needed.add(column);
  };
  for (const frame of frames) for (const test of testsOf(frame)) note(test);
  return COLUMNS.filter(({ name }) => needed.has(name));
}

/** Adds the frame's rows as a named part: the columns above and `is_sure`. Gives the part's name. */
export function frameSql(text: SqlText, frame: Frame): string {
  return text.shared('frame', frame, () => {
    switch (frame.node) {
      case 'events':
        return eventsSql(text, frame);
      case 'where': {
        const of = frameSql(text, frame.of);
        const test = testSql(text, frame.test, eventsOf(frame).domain);
        if (!canBeUnknown(frame.test)) return `SELECT ${columns(text, 'e')}, e.is_sure\nFROM ${of} e\nWHERE ${test}`;
        const isSure = `CASE WHEN ${test} THEN e.is_sure ELSE FALSE END AS is_sure`;
        return `SELECT ${columns(text, 'e')}, ${isSure}\nFROM ${of} e\nWHERE coalesce(${test}, TRUE)`;
      }
      case 'nth': {
        const of = frameSql(text, frame.of);
        const way = frame.from === 'first' ? 'ASC' : 'DESC';
        const order = `PARTITION BY e.person_id ORDER BY e.event_from ${way}, e.event_id ${way}`;
        const placed = `SELECT ${columns(text, 'e')}, row_number() OVER (${order}) AS place\n  FROM ${of} e\n  WHERE e.is_sure`;
        return `SELECT ${columns(text, 'r')}, TRUE AS is_sure\nFROM (\n  ${placed}\n) r\nWHERE r.place = ${frame.n}`;
      }
    }
  });
}

function columns(text: SqlText, alias: string): string {
  const names = ['event_id', 'person_id', 'event_from', ...text.frameColumns.map(({ name }) => name)];
  return names.map((name) => `${alias}.${name}`).join(', ');
}

function eventsSql(text: SqlText, { domain, codes }: EventsFrame): string {
  const place = DOMAIN_TABLES[domain];
  const optional = text.frameColumns.map(({ name, of, type }) => {
    const column = place[of];
    if (column === undefined) return `${text.dialect.nothing(type)} AS ${name}`;
    return `${type === 'double' ? text.dialect.toDouble(`t.${column}`) : `t.${column}`} AS ${name}`;
  });
  const isMember =
    codes === undefined
      ? []
      : [codedSql(text, codes, domain, { concept: `t.${place.sourceConcept}`, id: `t.${place.id}` })];
  return [
    `SELECT t.${place.id} AS event_id, t.person_id AS person_id, t.${place.from} AS event_from,`,
    `  ${[...optional, 'TRUE AS is_sure'].join(', ')}`,
    `FROM ${text.table(place.table)} t`,
    `WHERE ${[`t.${place.from} IS NOT NULL`, ...isMember].join(' AND ')}`,
  ].join('\n');
}

/** Whether an event carries a coding of the code set: its source concept, or one of its other codings. Never NULL. */
function codedSql(text: SqlText, codes: string, domain: Domain, event: { concept: string; id: string }): string {
  const concepts = conceptsSql(text, codes);
  const bySource = `coalesce(${event.concept} IN (SELECT c.concept_id FROM ${concepts} c), FALSE)`;
  if (!text.layout.hasEventCodes) return bySource;
  const others = text.shared('coded', { codes, domain }, () => {
    const ofDomain = `x.domain = ${text.dialect.text(domain)}`;
    const inSet = `x.concept_id IN (SELECT c.concept_id FROM ${concepts} c)`;
    return `SELECT x.event_id\nFROM rondo.event_code x\nWHERE ${ofDomain} AND x.event_id IS NOT NULL AND ${inSet}`;
  });
  return `(${bySource} OR ${event.id} IN (SELECT x.event_id FROM ${others} x))`;
}

/** Adds the concepts a code set resolves to. Gives the part's name. */
export function conceptsSql(text: SqlText, codes: string): string {
  return text.shared('concepts', codes, () => {
    const exact = new Map<string, string[]>();
    const tests: string[] = [];
    const { dialect } = text;
    for (const { system, code, below } of codeSetCalled(codes, text.codeSets).codes) {
      const vocabulary = vocabularyOfSystem(system);
      if (below) {
        const begins = `substr(c.concept_code, 1, ${[...code].length}) = ${dialect.text(code)}`;
        tests.push(`(c.vocabulary_id = ${dialect.text(vocabulary)} AND ${begins})`);
      } else exact.set(vocabulary, [...(exact.get(vocabulary) ?? []), code]);
    }
    for (const [vocabulary, list] of exact) {
      const literals = [...new Set(list)].map((code) => dialect.text(code)).join(', ');
      tests.unshift(`(c.vocabulary_id = ${dialect.text(vocabulary)} AND c.concept_code IN (${literals}))`);
    }
    const isMember = tests.length === 0 ? '1 = 0' : tests.join('\n  OR ');
    return `SELECT c.concept_id\nFROM ${text.table('concept')} c\nWHERE ${isMember}`;
  });
}

/** A row test over a frame's columns, alias `e`; NULL where it is unknown. */
function testSql(text: SqlText, test: RowTest, domain: Domain): string {
  const { dialect } = text;
  const among = (column: string, words: readonly string[]) =>
    `coalesce(${column} IN (${words.map((word) => dialect.text(word)).join(', ')}), FALSE)`;
  switch (test.test) {
    case 'value':
      return `(${numberSql(text, test.compare)} ${test.compare.op} ${dialect.double(test.compare.number)})`;
    case 'kind':
      return among('e.event_kind', test.in);
    case 'disposition':
      return among('e.event_disposition', test.in);
    case 'stay': {
      const days = dialect.daysBetween('e.event_from', 'e.event_until');
      const bounds = [
        ...(test.from === undefined ? [] : [`${days} >= ${test.from}`]),
        ...(test.until === undefined ? [] : [`${days} < ${test.until}`]),
      ];
      return `(${bounds.join(' AND ')})`;
    }
    case 'coded':
      return codedSql(text, test.codes, domain, { concept: 'e.event_concept', id: 'e.event_id' });
    case 'not':
      return `(NOT ${testSql(text, test.of, domain)})`;
  }
}

function canBeUnknown(test: RowTest): boolean {
  return test.test === 'not' ? canBeUnknown(test.of) : test.test === 'value' || test.test === 'stay';
}

/** A row's number in the unit of a comparison, alias `e`; NULL where there is none or it cannot be brought there. */
export function numberSql(text: SqlText, { unit }: Compare): string {
  const { dialect } = text;
  if (isUnitless(unit)) return `(CASE WHEN coalesce(e.event_unit, '') IN ('', '1') THEN e.event_value END)`;
  const cases = [...comparableUnits(unit ?? '')].map(([other, factor]) => {
    const value = factor === 1 ? 'e.event_value' : `e.event_value * ${dialect.double(factor)}`;
    return `WHEN e.event_unit = ${dialect.text(other)} THEN ${value}`;
  });
  return `(CASE ${cases.join(' ')} END)`;
}
