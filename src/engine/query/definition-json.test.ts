import { expect, test } from 'vitest';
import { compare, eachEvent, eachPerson, events, ever, exists, measure, rule, valued, where } from './builder.ts';
import { toJson } from './definition-digest.ts';
import { conditionFromJson, fromJson } from './definition-json.ts';

const someDiagnosis = exists(events('condition'), ever);

test('fromJson(toJson(definition)) is the definition', () => {
  const one = rule({ id: 'r', title: 'R', version: '1', where: someDiagnosis });
  expect(fromJson(JSON.parse(toJson(one)))).toEqual(one);
});

test('fromJson() gives frozen nodes all the way down', () => {
  const read = fromJson({ kind: 'rule', language: 1, id: 'r', title: 'R', version: '1', where: someDiagnosis });
  const frozen: boolean[] = [];
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    frozen.push(Object.isFrozen(node));
    for (const inner of Object.values(node)) visit(inner);
  };
  visit(read);
  expect(frozen.length).toBeGreaterThan(3);
  expect(frozen).not.toContain(false);
});

test('fromJson() names the place of every problem at once', () => {
  const read = () =>
    fromJson({
      kind: 'rule',
      language: 2,
      id: 'r',
      title: 'R',
      version: '1',
      where: {
        node: 'all',
        of: [
          { node: 'exists', frame: { node: 'events', domain: 'spell' }, window: {} },
          { node: 'age', at: 'end' },
        ],
      },
    });
  expect(read).toThrow('language must be 1; where.of[0].frame.domain must be one of condition, drug');
  expect(read).toThrow('where.of[1] needs from or until');
});

test('fromJson() refuses what is no definition', () => {
  for (const json of [null, 1, 'rule', [], {}, { kind: 'query' }]) {
    expect(() => fromJson(json), JSON.stringify(json)).toThrow(
      expect.objectContaining({ code: 'query/definition-invalid' }),
    );
  }
});

test('fromJson() refuses nesting without end before it overflows the stack', () => {
  let node: unknown = someDiagnosis;
  for (let depth = 0; depth < 5000; depth++) node = { node: 'not', of: node };
  expect(() => conditionFromJson(node)).toThrow('is nested deeper than 64');
});

test('a test of a column that the domain lacks is refused, not answered unknown', () => {
  expect(() => where(events('condition'), valued(compare('>', 1)))).toThrow(
    'frame.test cannot be asked of condition events',
  );
});

test('a word that belongs to another node is refused', () => {
  const json = { node: 'exists', frame: events('visit'), window: {}, compare: compare('>', 1) };
  expect(() => conditionFromJson(json)).toThrow('condition.compare is not a word here');
});

test('measure() takes its basis from the anchor', () => {
  const names = { id: 'm', title: 'M', version: '1', numerator: someDiagnosis };
  const stays = eachEvent(events('visit'), 'ends');
  expect(measure({ ...names, population: { anchor: eachPerson, where: someDiagnosis } }).basis).toBe('person');
  expect(measure({ ...names, population: { anchor: stays, where: someDiagnosis } }).basis).toBe('event');
});

test('a message never repeats the value it refuses', () => {
  const json = { node: 'sex', in: ['Jane Roe'] };
  expect(() => conditionFromJson(json)).toThrow(
    expect.not.objectContaining({ message: expect.stringMatching(/Jane/) }),
  );
});
