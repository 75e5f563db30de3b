import { expect, test } from 'vitest';
import { all, compare, events, exists, first, including, lastDays, rule, sex, value } from './builder.ts';
import { codeSetFromJson, codeSetsOf } from './code-set.ts';
import { neededData } from './needed-data.ts';

const LOINC = 'http://loinc.org';
const codeSets = codeSetsOf(
  ['a', 'b'].map((id) => codeSetFromJson({ id, title: id, version: '1', codes: [{ system: LOINC, code: id }] })),
);
const named = { id: 'r', title: 'R', version: '1' };

test('neededData() joins frames of one domain: all codes, the widest window', () => {
  const where = all(
    value('latest', events('measurement', 'a'), lastDays(365), compare('<', 1)),
    exists(events('measurement', 'b'), { from: including(-10, 'start'), until: including(3, 'end') }),
  );
  expect(neededData(rule({ ...named, where }), codeSets)).toEqual({
    events: [
      {
        domain: 'measurement',
        codes: [
          { system: LOINC, code: 'a' },
          { system: LOINC, code: 'b' },
        ],
        daysBack: 364, // lastDays(365) is that day and the 364 before
        daysAhead: 3,
      },
    ],
    isBirthNeeded: false,
    isSexNeeded: false,
    isDeathNeeded: false,
    areObservationPeriodsNeeded: false,
  });
});

test('neededData() asks for the whole record where the first row ever matters, and names no codes where all do', () => {
  const where = all(sex('female'), exists(first(events('drug')), lastDays(30)));
  const { events: needed, isSexNeeded } = neededData(rule({ ...named, where }), codeSets);
  expect(needed).toEqual([{ domain: 'drug', daysBack: Infinity, daysAhead: Infinity }]);
  expect(isSexNeeded).toBe(true);
});
