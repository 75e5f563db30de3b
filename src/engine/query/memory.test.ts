import { expect, test } from 'vitest';
import { addDays, dayOf } from '../../core/day.ts';
import { all, compare, eachPerson, events, ever, exists, lastDays, measure, none, rule, value } from './builder.ts';
import { codeSetFromJson, codeSetsOf } from './code-set.ts';
import { countRows, evaluateMeasure, evaluateRule } from './memory.ts';
import type { PersonRecord } from './record.ts';

const LOINC = 'http://loinc.org';
const codeSets = codeSetsOf([
  codeSetFromJson({ id: 'systolic', title: 'Systolic', version: '1', codes: [{ system: LOINC, code: '8480-6' }] }),
]);
const today = dayOf('2024-03-01');
const highPressure = value('latest', events('measurement', 'systolic'), lastDays(365), compare('>=', 140, 'mm[Hg]'));
const untreated = rule({
  id: 'untreated',
  title: 'High pressure and no drug',
  version: '1',
  where: all(highPressure, none(events('drug'), lastDays(90))),
});

function person(systolic: number | undefined, unit = 'mm[Hg]', drugOn?: string): PersonRecord {
  const measurement =
    systolic === undefined
      ? []
      : [{ id: 'obs-1', from: addDays(today, -1), codes: [{ system: LOINC, code: '8480-6' }], value: systolic, unit }];
  const drug = drugOn === undefined ? [] : [{ id: 'rx-1', from: dayOf(drugOn), codes: [] }];
  return { personKey: 'p', sex: 'unknown', groups: {}, events: { measurement, drug } };
}

test('evaluateRule() says true with the event that decided: day, number, unit, code, id', () => {
  const answer = evaluateRule(untreated, codeSets, person(151), today);
  expect(answer.isIn).toBe(true);
  expect(answer.because.of[0]).toMatchObject({
    path: 'where.of[0]',
    truth: 'true',
    deciding: {
      on: addDays(today, -1),
      value: 151,
      unit: 'mm[Hg]',
      code: { system: LOINC, code: '8480-6' },
      eventId: 'obs-1',
    },
  });
});

test('evaluateRule() says unknown, and what is missing, where nothing was measured', () => {
  const answer = evaluateRule(untreated, codeSets, person(undefined), today);
  expect([answer.truth, answer.isIn, answer.missing]).toEqual([undefined, false, ['no value']]);
});

test('evaluateRule() never compares across units it cannot convert', () => {
  const answer = evaluateRule(untreated, codeSets, person(151, '{index}'), today);
  expect([answer.truth, answer.missing]).toEqual([undefined, ['unit not comparable']]);
});

test('evaluateRule() says false, not unknown, where another condition settles it: 90 days back counts, 91 do not', () => {
  const drugOn = (daysBack: number) => {
    const { truth, because } = evaluateRule(
      untreated,
      codeSets,
      { ...person(undefined), events: { drug: [{ id: 'rx', from: addDays(today, -daysBack), codes: [] }] } },
      today,
    );
    return [truth, because.of[1]!.truth];
  };
  expect(drugOn(89)).toEqual([false, 'false']); // lastDays(90) is today and the 89 days before
  expect(drugOn(90)).toEqual([undefined, 'true']);
});

test('evaluateMeasure() takes the excluded out of the denominator and unknown as not in', () => {
  const drugs = measure({
    id: 'm',
    title: 'M',
    version: '1',
    population: { anchor: eachPerson, where: all() },
    denominatorExclusions: exists(events('visit'), ever),
    numerator: highPressure,
    stratifiers: ['sex'],
  });
  const period = { from: dayOf('2024-01-01'), until: dayOf('2025-01-01') };
  const visit = [{ id: '1', from: today, codes: [] }];
  const records = [
    { ...person(150), personKey: '1' },
    { ...person(130), personKey: '2' },
    { ...person(undefined), personKey: '3' },
    { ...person(150), personKey: '4', events: { ...person(150).events, visit } },
  ];
  const rows = evaluateMeasure(drugs, codeSets, records, [period]);
  expect(rows.map(({ inDenominator, isExcluded, inNumerator }) => [inDenominator, isExcluded, inNumerator])).toEqual([
    [true, false, true],
    [true, false, false],
    [true, false, false],
    [true, true, false],
  ]);
  const counts = { period, denominator: 3, excluded: 1, numerator: 1 };
  expect(countRows(['sex'], rows, [period])).toEqual([
    { ...counts, stratifier: 'all', stratum: 'all' },
    { ...counts, stratifier: 'sex', stratum: 'unknown' },
  ]);
});

test('evaluateMeasure() gives a period with nobody in it a row of zeros', () => {
  const period = { from: dayOf('2024-01-01'), until: dayOf('2025-01-01') };
  expect(countRows(['sex'], [], [period])).toEqual([
    { period, stratifier: 'all', stratum: 'all', denominator: 0, excluded: 0, numerator: 0 },
  ]);
});
