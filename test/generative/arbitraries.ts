/** Random records and random definitions, built so that ties, gaps and edges are common. */
import fc from 'fast-check';
import { addDays, type Day, dayOf } from '../../src/core/day.ts';
import type { Period } from '../../src/core/period.ts';
import { type Domain, STRATIFIERS } from '../../src/engine/query/ast.ts';
import { type CodeSets, codeSetFromJson, codeSetsOf } from '../../src/engine/query/code-set.ts';
import { DOMAIN_TABLES } from '../../src/engine/query/domains.ts';
import type { EventRecord, PersonRecord } from '../../src/engine/query/record.ts';
import { withDeprivation } from './cdm.ts';

const LEAP_DAY = dayOf('2024-02-29');

export const CODE_SETS: CodeSets = codeSetsOf(
  [
    { id: 'one', codes: [{ system: 'http://loinc.org', code: 'A' }] },
    {
      id: 'two',
      codes: [
        { system: 'http://loinc.org', code: 'B' },
        { system: 'urn:own', code: "it's" },
      ],
    },
    { id: 'below', codes: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I1', below: true }] },
    { id: 'empty', codes: [] },
    { id: 'absent', codes: [{ system: 'http://snomed.info/sct', code: 'never' }] },
  ].map((set) => codeSetFromJson({ title: set.id, version: '1', ...set })),
);

const CODINGS = [
  { system: 'http://loinc.org', code: 'A' },
  { system: 'LOINC', code: 'B' }, // the vocabulary's OMOP name in the place of its URL
  { system: 'urn:own', code: "it's" },
  { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10' },
  { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I1' },
  { system: 'http://hl7.org/fhir/sid/icd-10', code: 'I10' },
  { system: 'http://snomed.info/sct', code: 'A' },
];

const day = (far = 12): fc.Arbitrary<Day> => fc.integer({ min: -far, max: far }).map((days) => addDays(LEAP_DAY, days));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const UNITS = ['kPa', '1', '', 'mg/dL', ...Array<string>(12).fill('mm[Hg]')];

/** Drops members that are undefined, as `exactOptionalPropertyTypes` wants. */
function present<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

function eventsIn(domain: Domain): fc.Arbitrary<readonly EventRecord[]> {
  const place = DOMAIN_TABLES[domain];
  const only = <T>(has: string | undefined, value: fc.Arbitrary<T>) => (has ? maybe(value) : fc.constant(undefined));
  const event = fc
    .record({
      from: day(),
      stays: only(place.until, fc.integer({ min: 0, max: 4 })),
      codes: fc.uniqueArray(fc.constantFrom(...CODINGS), { minLength: 1, maxLength: 3 }),
      value: only(place.value, fc.integer({ min: 0, max: 6 })),
      unit: only(place.unit, fc.constantFrom(...UNITS)),
      kind: only(place.kind, fc.constantFrom('AMB', 'EMER', 'IMP')),
      disposition: only(place.disposition, fc.constantFrom('home', 'exp')),
      practitioner: only(place.practitioner, fc.constantFrom('dr-1', 'dr-2')),
      practice: only(place.practice, fc.constantFrom('site-1', 'site-2')),
    })
    .map(({ stays, ...rest }) => ({
      ...rest,
      until: stays === undefined ? undefined : addDays(rest.from, stays),
    }));
  return fc
    .array(event, { minLength: 1, maxLength: 6, size: 'max' })
    .map((events) => events.map((each) => present<EventRecord>({ id: '0', ...each })));
}

const person = fc
  .record({
    born: maybe(
      fc
        .integer({ min: -3, max: 3 })
        .chain((off) => fc.constantFrom(2004, 2005, 2006).map((y) => addDays(dayOf(`${y}-03-01`), off))),
    ),
    sex: fc.constantFrom('male' as const, 'female' as const, 'other' as const, 'unknown' as const),
    died: maybe(day(20)),
    practice: maybe(fc.constantFrom('site-1', 'site-3')),
    practitioner: maybe(fc.constantFrom('dr-1', 'dr-3')),
    ethnicity: maybe(fc.constantFrom('e1', "e'2")),
    race: maybe(fc.constantFrom('r1', 'r2')),
    deprivation: maybe(fc.integer({ min: 1, max: 5 })),
    observed: fc.array(fc.tuple(day(20), fc.integer({ min: 0, max: 30 })), { maxLength: 2 }),
    condition: eventsIn('condition'),
    drug: eventsIn('drug'),
    measurement: eventsIn('measurement'),
    visit: eventsIn('visit'),
  })
  .map(({ practice, practitioner, ethnicity, race, deprivation, observed, born, died, sex, ...events }) => {
    const record = present<PersonRecord>({
      personKey: '0',
      born,
      sex,
      died,
      groups: present({ practice, practitioner, ethnicity, race }),
      observed: observed.map(([from, days]) => ({ from, last: addDays(from, days) })),
      events,
    });
    return { record, deprivation };
  });

/** Up to six people with ids of their own; event ids grow against the order of the list, so that ties show. */
export const people: fc.Arbitrary<readonly PersonRecord[]> = fc
  .array(person, { minLength: 1, maxLength: 6, size: 'max' })
  .map((list) => {
    let id = 1000;
    return list.map(({ record, deprivation }, index) => {
      const events = Object.fromEntries(
        Object.entries(record.events).map(([domain, rows]) => [
          domain,
          rows.map((row) => ({ ...row, id: String(id--) })),
        ]),
      );
      const named = { ...record, personKey: String(index + 1), events };
      return deprivation === undefined ? named : withDeprivation(named, deprivation);
    });
  });

/** One to three periods that may overlap or be one day long. */
export const periods: fc.Arbitrary<readonly Period[]> = fc.array(
  fc.tuple(day(10), fc.integer({ min: 1, max: 15 })).map(([from, days]) => ({ from, until: addDays(from, days) })),
  { minLength: 1, maxLength: 3 },
);

const compare = fc
  .record({
    op: fc.constantFrom('<', '<=', '=', '>=', '>'),
    number: fc.integer({ min: 0, max: 6 }),
    unit: fc.constantFrom(...Array<string>(8).fill('mm[Hg]'), 'kPa', 'g/L', undefined),
  })
  .map(present);

const bound = fc.record({
  days: fc.integer({ min: -8, max: 8 }),
  of: fc.constantFrom('start', 'end'),
  included: fc.boolean(),
});
const open = fc.constant(undefined);
const window = fc.record({ from: fc.oneof(bound, open), until: fc.oneof(bound, open, open) }).map(present);

const DOMAINS_USED = ['condition', 'drug', 'measurement', 'visit', 'observation', 'death'] as const;

function rowTest(domain: Domain): fc.Arbitrary<object> {
  const place = DOMAIN_TABLES[domain];
  const one: fc.Arbitrary<object>[] = [fc.constantFrom(...CODE_SETS.keys()).map((codes) => ({ test: 'coded', codes }))];
  if (place.value) one.push(compare.map((each) => ({ test: 'value', compare: each })));
  if (place.kind) one.push(fc.constantFrom(['IMP'], ['AMB', 'EMER']).map((words) => ({ test: 'kind', in: words })));
  if (place.disposition) one.push(fc.constant({ test: 'disposition', in: ['exp'] }));
  if (place.until) one.push(fc.integer({ min: 0, max: 3 }).map((from) => ({ test: 'stay', from, until: from + 2 })));
  const test = fc.oneof(...one);
  return fc.oneof({ weight: 3, arbitrary: test }, { weight: 1, arbitrary: test.map((of) => ({ test: 'not', of })) });
}

function frameOf(domain: Domain): fc.Arbitrary<object> {
  const start = fc
    .constantFrom(undefined, undefined, 'one', 'one', 'two', 'below', 'empty', 'absent')
    .map((codes) => present({ node: 'events', domain, codes }));
  const step = fc.oneof(
    { weight: 2, arbitrary: rowTest(domain).map((test) => (of: object) => ({ node: 'where', of, test })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.integer({ min: 1, max: 2 }), fc.constantFrom('first', 'last'))
        .map(([n, from]) => (of: object) => ({ node: 'nth', of, n, from })),
    },
  );
  return fc
    .tuple(start, fc.oneof(fc.constant([]), fc.constant([]), fc.array(step, { minLength: 1, maxLength: 3 })))
    .map(([frame, steps]) => steps.reduce<object>((of, add) => add(of), frame));
}

const frame = fc.constantFrom(...DOMAINS_USED).chain(frameOf);
const frameWithNumbers = fc
  .constantFrom('measurement' as const, 'measurement' as const, 'measurement' as const, 'observation' as const)
  .chain(frameOf);

const leaf: fc.Arbitrary<object> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({ frame, window, atLeast: maybe(fc.integer({ min: 1, max: 3 })) })
      .map((parts) => present({ node: 'exists', ...parts })),
  },
  {
    weight: 4,
    arbitrary: fc
      .record({
        pick: fc.constantFrom('latest', 'first', 'lowest', 'highest', 'mean'),
        tie: fc.constantFrom('lowest', 'highest'),
        frame: frameWithNumbers,
        window: fc.oneof(window, fc.constant({})),
        compare,
      })
      .map((parts) => ({ node: 'value', ...parts })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ at: fc.constantFrom('start', 'end'), from: fc.integer({ min: 17, max: 20 }) })
      .map(({ at, from }) => ({ node: 'age', at, from, until: from + 2 })),
  },
  { weight: 1, arbitrary: fc.subarray(['male', 'female', 'other']).map((sexes) => ({ node: 'sex', in: sexes })) },
  { weight: 1, arbitrary: fc.constantFrom('start', 'end').map((at) => ({ node: 'alive', at })) },
  {
    weight: 1,
    arbitrary: fc.tuple(bound, bound).map(([from, until]) => ({ node: 'observed', window: { from, until } })),
  },
);

/** Mostly two or three; one and none are edges worth a visit. */
function some(condition: fc.Arbitrary<object>): fc.Arbitrary<object[]> {
  const between = (minLength: number, maxLength: number) => fc.array(condition, { minLength, maxLength, size: 'max' });
  return fc.oneof({ weight: 5, arbitrary: between(2, 2) }, { weight: 1, arbitrary: between(0, 1) });
}

const { condition } = fc.letrec<{ condition: object }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    leaf,
    some(tie('condition')).map((of) => ({ node: 'all', of })),
    some(tie('condition')).map((of) => ({ node: 'any', of })),
    tie('condition').map((of) => ({ node: 'not', of })),
    fc.tuple(fc.integer({ min: 1, max: 3 }), some(tie('condition'))).map(([n, of]) => ({ node: 'at-least-of', n, of })),
  ),
}));

const anchor: fc.Arbitrary<object> = fc.oneof(
  fc.constant({ anchor: 'each-person' }),
  fc.tuple(frame, fc.constantFrom('starts', 'ends')).map(([of, when]) => ({ anchor: 'each-event', frame: of, when })),
);

const everyone = fc.constant({ node: 'all', of: [] });
const nobody = fc.constant({ node: 'any', of: [] });

/** The JSON of a measure. Populations are often everyone, so that what follows has somebody to count. */
export const measureJson: fc.Arbitrary<object> = fc
  .record({
    anchor,
    where: fc.oneof(everyone, everyone, condition),
    denominator: fc.oneof(everyone, everyone, leaf),
    denominatorExclusions: fc.oneof(leaf, nobody),
    numerator: condition,
    stratifiers: fc.subarray([...STRATIFIERS]),
  })
  .map(({ anchor: of, where, ...rest }) => ({
    kind: 'measure',
    language: 1,
    id: 'random',
    title: 'Random',
    version: '1',
    basis: Reflect.get(of, 'anchor') === 'each-person' ? 'person' : 'event',
    population: { anchor: of, where },
    goodDirection: 'neither',
    ...rest,
  }));
