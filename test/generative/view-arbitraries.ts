/** Random small resources, and random views over the elements that they have. */
import fc, { type Arbitrary } from 'fast-check';

type Json = Record<string, unknown>;

/** Present or absent, so that absence is as common as presence. */
const maybe = <T>(value: Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const object = (model: Record<string, Arbitrary<unknown>>): Arbitrary<Json> => fc.record(model);
const listOf = (item: Arbitrary<unknown>) => maybe(fc.array(item, { minLength: 1, maxLength: 3 }));

const word = fc.constantFrom('a', 'b', 'B', "o'b", 'ä', '', '💊', '{"x":1}');
/** Decimals as a record may have them: some quoted, as keepDecimals() leaves them. */
const decimal = fc.oneof(
  fc.constantFrom('1.0', '0.10', '1.50', '-3.250', '1e3', '120', '0.00001', '12345678901234567890.5'),
  fc.integer({ min: -5, max: 5 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
);
const DAYS = ['2019', '2019-05', '2019-05-31', '2020-02-29', '2019-12'];
const CLOCKS = [
  '2019-05-31T23:30:00Z',
  '2019-05-31T23:30:00.500+02:00',
  '2019-06-01T01:30:00+02:00',
  '2020-02-29T00:00:00-05:00',
];
const date = fc.constantFrom(...DAYS);
const dateTime = fc.constantFrom(...DAYS, ...CLOCKS);
const instant = fc.constantFrom(...CLOCKS);
const time = fc.constantFrom('12:00:00', '12:00:00.000', '12:00:00.5', '23:59:59');
const reference = object({
  reference: maybe(
    fc.constantFrom(
      'Patient/p1',
      'Patient/p2/_history/3',
      'http://h/fhir/Patient/p1',
      'Group/g',
      '#x',
      'urn:uuid:1',
      'Patient?x=1',
    ),
  ),
});

const coding = object({ system: maybe(fc.constantFrom('s1', 's2')), code: maybe(word), display: maybe(word) });
const concept = object({ coding: listOf(coding), text: maybe(word) });
const quantity = object({ value: maybe(decimal), unit: maybe(word), code: maybe(word) });
const telecom = object({
  system: maybe(fc.constantFrom('phone', 'email')),
  value: maybe(word),
  rank: maybe(fc.integer({ min: 1, max: 3 })),
});
const name = object({
  use: maybe(fc.constantFrom('official', 'usual')),
  family: maybe(word),
  given: listOf(fc.option(word, { nil: null, freq: 4 })),
});
const extension = object({
  url: fc.constantFrom('u1', 'u2'),
  valueString: maybe(word),
  valueDecimal: maybe(decimal),
});

const patient = object({
  resourceType: fc.constant('Patient'),
  id: maybe(fc.constantFrom('p1', 'p2')),
  active: maybe(fc.boolean()),
  gender: maybe(fc.constantFrom('male', 'female')),
  birthDate: maybe(date),
  _birthDate: maybe(object({ extension: listOf(extension) })),
  deceasedBoolean: maybe(fc.boolean()),
  deceasedDateTime: maybe(dateTime),
  multipleBirthInteger: maybe(fc.integer({ min: 0, max: 3 })),
  name: listOf(name),
  contact: listOf(object({ name: maybe(name), telecom: listOf(telecom), gender: maybe(word) })),
  telecom: listOf(telecom),
  managingOrganization: maybe(reference),
  generalPractitioner: listOf(reference),
  extension: listOf(extension),
});

const component = object({
  code: maybe(concept),
  valueQuantity: maybe(quantity),
  valueString: maybe(word),
});
const observation = object({
  resourceType: fc.constant('Observation'),
  id: maybe(fc.constantFrom('o1', 'o2')),
  status: maybe(word),
  code: maybe(concept),
  category: listOf(concept),
  subject: maybe(reference),
  issued: maybe(instant),
  effectiveDateTime: maybe(dateTime),
  valueQuantity: maybe(quantity),
  valueInteger: maybe(fc.integer({ min: -3, max: 2_147_483_647 })),
  valueBoolean: maybe(fc.boolean()),
  valueTime: maybe(time),
  component: listOf(component),
});

const { item } = fc.letrec<{ item: Json }>((tie) => ({
  item: object({
    linkId: maybe(word),
    text: maybe(word),
    answer: listOf(
      object({
        valueDecimal: maybe(decimal),
        valueString: maybe(word),
        item: maybe(fc.array(tie('item'), { maxLength: 2 })),
      }),
    ),
    item: maybe(fc.array(tie('item'), { maxLength: 2 })),
  }),
}));
const questionnaireResponse = object({
  resourceType: fc.constant('QuestionnaireResponse'),
  id: maybe(fc.constantFrom('q1', 'q2')),
  status: maybe(word),
  item: listOf(item),
});

/** What can be said of one type of element, by what it gives. */
interface Fields {
  readonly text?: readonly string[];
  readonly texts?: readonly string[];
  readonly flag?: readonly string[];
  readonly number?: readonly string[];
  readonly moment?: readonly string[];
  readonly time?: readonly string[];
  /** a path to many elements, and their type */
  readonly lists?: readonly (readonly [string, string])[];
  /** a path to one element, and its type */
  readonly ones?: readonly (readonly [string, string])[];
}

const FIELDS: Readonly<Record<string, Fields>> = {
  Patient: {
    text: [
      'id',
      'gender',
      'getResourceKey()',
      'managingOrganization.getReferenceKey()',
      'managingOrganization.getReferenceKey(Patient)',
    ],
    texts: [
      'name.family',
      'name.given',
      'contact.name.family',
      'contact.telecom.value',
      'generalPractitioner.getReferenceKey(Patient)',
    ],
    flag: [
      'active',
      'deceased.ofType(boolean)',
      'deceased.exists()',
      'nothing.exists()',
      "birthDate.extension('u1').exists()",
    ],
    number: ['multipleBirth.ofType(integer)', "extension('u1').first().value.ofType(decimal)", '%seven'],
    moment: ['birthDate', 'deceased.ofType(dateTime)', '%day'],
    lists: [
      ['name', 'HumanName'],
      ['contact', 'Contact'],
      ['telecom', 'ContactPoint'],
      ['contact.telecom', 'ContactPoint'],
      ['extension', 'Extension'],
      ["extension('u2')", 'Extension'],
      ["telecom.where(system = 'phone')", 'ContactPoint'],
    ],
    ones: [
      ['name[1]', 'HumanName'],
      ["name.where(use = 'official').first()", 'HumanName'],
    ],
  },
  HumanName: { text: ['use', 'family', '%word'], texts: ['given', 'nothing'] },
  Contact: {
    text: ['gender', 'name.family'],
    texts: ['name.given', 'telecom.value'],
    lists: [['telecom', 'ContactPoint']],
    ones: [['name', 'HumanName']],
  },
  ContactPoint: { text: ['system', 'value', '%resource.id'], number: ['rank'] },
  Extension: { text: ['url', 'value.ofType(string)'], number: ['value.ofType(decimal)'], flag: ['value.exists()'] },
  Observation: {
    text: ['id', 'status', 'subject.getReferenceKey(Patient)', 'subject.getReferenceKey()'],
    texts: ['code.coding.code', 'category.coding.display', 'category.text', 'component.code.coding.code'],
    flag: ['value.ofType(boolean)', 'value.exists()', 'component.value.exists()'],
    number: ['value.ofType(Quantity).value', 'value.ofType(integer)', 'component.first().value.ofType(Quantity).value'],
    moment: ['effective.ofType(dateTime)', 'issued'],
    time: ['value.ofType(time)'],
    lists: [
      ['component', 'Component'],
      ['code.coding', 'Coding'],
      ['category.coding', 'Coding'],
      ['category', 'CodeableConcept'],
    ],
    ones: [
      ['code', 'CodeableConcept'],
      ['value.ofType(Quantity)', 'Quantity'],
      ['component[1]', 'Component'],
    ],
  },
  Component: {
    text: ['value.ofType(string)', 'code.text'],
    texts: ['code.coding.code'],
    number: ['value.ofType(Quantity).value'],
    lists: [['code.coding', 'Coding']],
  },
  CodeableConcept: { text: ['text'], texts: ['coding.code'], lists: [['coding', 'Coding']] },
  Coding: { text: ['system', 'code', 'display'] },
  Quantity: { text: ['unit', 'code', 'value.unit'], number: ['value'] },
  QuestionnaireResponse: { text: ['id', 'status'] },
  Item: {
    text: ['linkId', 'text'],
    texts: ['answer.value.ofType(string)'],
    number: ['answer.first().value.ofType(decimal)'],
    lists: [['answer', 'Answer']],
  },
  Answer: { text: ['value.ofType(string)'], number: ['value.ofType(decimal)'] },
};

type Kind = 'text' | 'flag' | 'number' | 'moment' | 'time';
const LITERALS: Readonly<Record<Kind, readonly string[]>> = {
  text: ["'a'", "'o\\'b'", "''"],
  flag: ['true', 'false'],
  number: ['0', '2', '1.50', '-3.25'],
  moment: ['@2019-05-31', '@2019', '@2019-06-01T01:30:00+02:00'],
  time: ['@T12:00:00', '@T12'],
};

/** An expression that gives one value of a kind, or nothing. */
function expression(kind: Kind, type: string, depth: number): Arbitrary<string> {
  const fields = FIELDS[type] ?? {};
  const plain = fc.constantFrom(...(fields[kind] ?? []), ...LITERALS[kind]);
  if (depth === 0) return plain;
  const sub = (inner: Kind, innerType = type) => expression(inner, innerType, depth - 1);
  const choices = [plain, plain, ...below(kind, type, depth)];
  if (kind === 'text') {
    if (fields.texts) {
      choices.push(
        fc.constantFrom(...fields.texts.flatMap((path) => [`${path}.first()`, `${path}.join('|')`, `${path}[1]`])),
      );
    }
    choices.push(fc.tuple(sub('text'), fc.constantFrom('+', '&'), sub('text')).map((parts) => `(${parts.join(' ')})`));
  }
  if (kind === 'number') {
    choices.push(
      fc
        .tuple(sub('number'), fc.constantFrom('+', '-', '*', '/'), sub('number'))
        .map((parts) => `(${parts.join(' ')})`),
    );
    choices.push(sub('number').map((inner) => `${inner.startsWith('-') ? `(${inner})` : inner}.highBoundary()`));
  }
  if (kind === 'moment')
    choices.push(fc.constantFrom(...(fields.moment ?? ['@2019-05'])).map((path) => `${path}.lowBoundary()`));
  if (kind === 'flag') choices.push(...flags(type, depth));
  return fc.oneof(...choices);
}

function below(kind: Kind, type: string, depth: number): Arbitrary<string>[] {
  return (FIELDS[type]?.ones ?? [])
    .filter(([, inner]) => FIELDS[inner]?.[kind])
    .map(([path, inner]) => expression(kind, inner, depth - 1).map((text) => pathed(path, text, inner, kind)));
}

/** `name[1]` before a path; what is not a path stays as it is. */
function pathed(path: string, text: string, inner: string, kind: Kind): string {
  const isPath = FIELDS[inner]?.[kind]?.includes(text) && !text.startsWith('%');
  return isPath ? `${path}.${text}` : `${path}.${FIELDS[inner]?.[kind]?.find((one) => !one.startsWith('%'))}`;
}

function flags(type: string, depth: number): Arbitrary<string>[] {
  const sub = (kind: Kind) => expression(kind, type, depth - 1);
  const pair = (kind: Kind, operators: readonly string[]) =>
    fc.tuple(sub(kind), fc.constantFrom(...operators), sub(kind)).map((parts) => `(${parts.join(' ')})`);
  const orders = ['=', '!=', '<', '<=', '>', '>='];
  const { lists = [], texts = [] } = FIELDS[type] ?? {};
  const ofLists = lists.flatMap(([path, inner]) => [
    expression('flag', inner, depth - 1).map((holds) => `${path}.where(${holds}).exists()`),
    expression('flag', inner, depth - 1).map((holds) => `${path}.exists(${holds})`),
    fc.constant(`${path}.empty()`),
    fc.constant(`(${path}.count() >= 2)`),
  ]);
  const ofTexts = texts.map((path) => sub('text').map((text) => `(${path} = ${text})`));
  return [
    pair('text', orders),
    pair('number', orders),
    pair('moment', orders),
    pair('time', orders),
    pair('flag', ['and', 'or', '=']),
    sub('flag').map((inner) => `(${inner}).not()`),
    ...ofLists,
    ...ofTexts,
  ];
}

/** A column before it has its name. */
interface Unnamed {
  readonly path: string;
  readonly collection?: boolean;
}
interface UnnamedSelect {
  readonly loop: Json;
  readonly columns: readonly Unnamed[];
  readonly selects: readonly UnnamedSelect[];
  readonly union: readonly UnnamedSelect[];
}

const KINDS: readonly Kind[] = ['text', 'flag', 'number', 'moment', 'time'];

function column(type: string): Arbitrary<Unnamed> {
  const texts = FIELDS[type]?.texts ?? [];
  const one = fc.constantFrom(...KINDS).chain((kind) => expression(kind, type, 2).map((path) => ({ path })));
  const many = texts.map((path) => fc.boolean().map((collection) => ({ path, collection })));
  return fc.oneof({ weight: 6, arbitrary: one }, ...many, fc.constant({ path: '%rowIndex' }));
}

function loopOver(type: string): Arbitrary<{ loop: Json; inner: string }> {
  if (type === 'QuestionnaireResponse' || type === 'Item') {
    const paths = fc.constantFrom(['item'], ['item', 'answer.item'], ['answer.item', 'item']);
    const repeat = paths.map((repeat) => ({ loop: { repeat }, inner: 'Item' }));
    return type === 'Item' ? fc.constant({ loop: { forEachOrNull: 'answer' }, inner: 'Answer' }) : repeat;
  }
  const each = (FIELDS[type]?.lists ?? []).flatMap(([path, inner]) => [
    { loop: { forEach: path }, inner },
    { loop: { forEachOrNull: path }, inner },
  ]);
  return fc.constantFrom({ loop: {}, inner: type }, ...each);
}

function select(type: string, depth: number): Arbitrary<UnnamedSelect> {
  return loopOver(type).chain(({ loop, inner }) =>
    fc.record({
      loop: fc.constant(loop),
      columns: fc.array(column(inner), { minLength: 1, maxLength: 2 }),
      selects: depth === 0 ? fc.constant([]) : fc.array(select(inner, depth - 1), { maxLength: 2 }),
      union: depth === 0 ? fc.constant([]) : fc.oneof(fc.constant([]), union(inner)),
    }),
  );
}

function union(type: string): Arbitrary<UnnamedSelect[]> {
  return fc
    .array(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 2 })
    .chain((kinds) => fc.array(branch(type, kinds), { minLength: 2, maxLength: 3 }));
}

function branch(type: string, kinds: readonly Kind[]): Arbitrary<UnnamedSelect> {
  return loopOver(type).chain(({ loop, inner }) =>
    fc
      .tuple(...kinds.map((kind) => expression(kind, inner, 1)))
      .map((paths) => ({ loop, columns: paths.map((path) => ({ path })), selects: [], union: [] })),
  );
}

/** Gives the columns names; the branches of a union share theirs, and all are text so that their types agree. */
function named(plan: UnnamedSelect, next: { at: number }, isBranch = false): Json {
  const type = isBranch ? { type: 'string' } : {};
  const columns = plan.columns.map((one) => ({ name: `c${next.at++}`, ...type, ...one }));
  const selects = plan.selects.map((inner) => named(inner, next));
  const from = next.at;
  const unionAll = plan.union.map((inner) => {
    next.at = from;
    return named(inner, next, true);
  });
  return { ...plan.loop, column: columns, select: selects, ...(unionAll.length > 0 ? { unionAll } : {}) };
}

const CONSTANTS = [
  { name: 'seven', valueDecimal: 7 },
  { name: 'word', valueString: "o'b" },
  { name: 'day', valueDate: '2019-05-31' },
];

function viewOf(type: string): Arbitrary<Json> {
  return fc
    .record({
      where: fc.array(expression('flag', type, 2), { maxLength: 1 }),
      selects: fc.array(select(type, 1), { minLength: 1, maxLength: 2 }),
    })
    .map(({ where, selects }) => {
      const next = { at: 0 };
      const select = selects.map((one) => named(one, next));
      return { resource: type, constant: CONSTANTS, where: where.map((path) => ({ path })), select };
    });
}

/** Resources of one type, and a view over them. */
export const resourcesAndView: Arbitrary<{ resources: Json[]; view: Json }> = fc.oneof(
  ...(
    [
      ['Patient', patient],
      ['Observation', observation],
      ['QuestionnaireResponse', questionnaireResponse],
    ] as const
  ).map(([type, resource]) =>
    fc.record({ resources: fc.array(resource, { minLength: 1, maxLength: 4 }), view: viewOf(type) }),
  ),
);
