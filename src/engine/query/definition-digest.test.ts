import { expect, test } from 'vitest';
import { events, ever, exists, rule } from './builder.ts';
import { codeSetFromJson, codeSetsOf } from './code-set.ts';
import { digestOfMeaning } from './definition-digest.ts';

const SNOMED = 'http://snomed.info/sct';
const codes = (...list: string[]) =>
  codeSetsOf([
    codeSetFromJson({
      id: 'asthma',
      title: 'Asthma',
      version: '1',
      codes: list.map((code) => ({ system: SNOMED, code })),
    }),
  ]);
const definition = rule({
  id: 'r',
  title: 'R',
  version: '1',
  where: exists(events('condition', 'asthma'), ever),
});

test('digestOfMeaning() changes with a code and not with the order of codes', () => {
  const digest = digestOfMeaning(definition, codes('195967001', '1'));
  expect(digestOfMeaning(definition, codes('1', '195967001'))).toBe(digest);
  expect(digestOfMeaning(definition, codes('195967001'))).not.toBe(digest);
});

test('digestOfMeaning() stays when only what people are told changes', () => {
  const digest = digestOfMeaning(definition, codes('1'));
  expect(digestOfMeaning({ ...definition, title: 'Another title' }, codes('1'))).toBe(digest);
  expect(digestOfMeaning({ ...definition, version: '2' }, codes('1'))).not.toBe(digest);
});

test('digestOfMeaning() throws query/code-set-unknown where a code set is not there', () => {
  expect(() => digestOfMeaning(definition, new Map())).toThrow(
    expect.objectContaining({ code: 'query/code-set-unknown' }),
  );
});
