import { expect, test } from 'vitest';
import { codeMatcher, codeSetFromJson } from './code-set.ts';

const ICD10CM = 'http://hl7.org/fhir/sid/icd-10-cm';

test('codeMatcher() matches by vocabulary and code, whichever way the system is written', () => {
  const isMember = codeMatcher(
    codeSetFromJson({ id: 'x', title: 'X', version: '1', codes: [{ system: 'http://loinc.org', code: '8480-6' }] }),
  );
  expect(isMember({ system: 'http://loinc.org', code: '8480-6' })).toBe(true);
  expect(isMember({ system: 'LOINC', code: '8480-6' })).toBe(true);
  expect(isMember({ system: 'http://snomed.info/sct', code: '8480-6' })).toBe(false);
  expect(isMember({ system: 'http://loinc.org', code: '8480' })).toBe(false);
});

test('codeMatcher() with below takes the code and everything that begins with it', () => {
  const isMember = codeMatcher(
    codeSetFromJson({ id: 'x', title: 'X', version: '1', codes: [{ system: ICD10CM, code: 'E11', below: true }] }),
  );
  expect(['E11', 'E11.9', 'E11.65'].map((code) => isMember({ system: ICD10CM, code }))).toEqual([true, true, true]);
  expect(['E1', 'E10.9', 'XE11'].map((code) => isMember({ system: ICD10CM, code }))).toEqual([false, false, false]);
});

test('codeSetFromJson() refuses below where codes are not built by prefix', () => {
  const codes = [{ system: 'http://snomed.info/sct', code: '73211009', below: true }];
  expect(() => codeSetFromJson({ id: 'x', title: 'X', version: '1', codes })).toThrow('codeSet.codes[0].below needs');
});

test('codeSetFromJson() reports all problems of one input together, each with its place', () => {
  const read = () =>
    codeSetFromJson({ id: 'Big Id', version: '1', codes: [{ system: 'a', code: 'x\u0000' }], more: 1 });
  expect(read).toThrow(
    expect.objectContaining({
      code: 'query/code-set-invalid',
      detail: {
        problems: [
          'codeSet.more is not a word here',
          'codeSet.id must be lower-case words joined by hyphens',
          'codeSet.title must be a text',
          'codeSet.codes[0].code must not hold control characters',
        ],
      },
    }),
  );
});
