import { expect, test } from 'vitest';
import {
  age,
  all,
  any,
  compare,
  disposition,
  eachEvent,
  events,
  ever,
  exists,
  first,
  including,
  isNot,
  kind,
  lastDays,
  measure,
  none,
  rule,
  value,
  where,
} from './builder.ts';
import { codeSetFromJson, codeSetsOf } from './code-set.ts';
import { definitionInEnglish } from './english.ts';

const codeSets = codeSetsOf([
  codeSetFromJson({
    id: 'hba1c',
    title: 'HbA1c',
    version: '1',
    codes: [{ system: 'http://loinc.org', code: '4548-4' }],
  }),
]);

test('definitionInEnglish() of a rule reads as the question', () => {
  const definition = rule({
    id: 'r',
    title: 'Diabetes out of control',
    version: '1',
    where: all(
      age({ at: 'end', from: 18 }),
      any(
        value('latest', events('measurement', 'hba1c'), lastDays(365), compare('>', 8, '%')),
        none(events('drug'), ever),
      ),
    ),
  });
  expect(definitionInEnglish(definition, codeSets)).toEqual([
    'Diabetes out of control.',
    'Each person is judged on one day.',
    'In are those for whom age on the last day is at least 18, and (the latest value (lowest of that day) of the measurements coded "HbA1c" from 365 days before the last day (not included) until the last day (included) is above 8 %, or it is not so that there is at least 1 of the drug records at any time).',
  ]);
});

test('definitionInEnglish() of a measure says what is judged, who is looked at and how each counts', () => {
  const stays = where(events('visit'), kind('IMP', 'ACUTE'), isNot(disposition('exp')));
  const definition = measure({
    id: 'm',
    title: 'Back within 30 days',
    version: '1',
    population: { anchor: eachEvent(stays, 'ends'), where: all() },
    numerator: exists(stays, { from: including(1, 'end'), until: including(30, 'end') }),
    denominatorExclusions: exists(first(events('death')), ever),
    goodDirection: 'lower',
    stratifiers: ['practice', 'sex'],
  });
  expect(definitionInEnglish(definition, codeSets)).toEqual([
    'Back within 30 days.',
    'Each of the visits of kind IMP or ACUTE not discharged as exp that end in the period is judged.',
    'Looked at are those for whom nothing more is asked.',
    'The denominator counts those for whom nothing more is asked.',
    'Taken out are those for whom there is at least 1 of the first ever of the deaths at any time.',
    'The numerator counts those for whom there is at least 1 of the visits of kind IMP or ACUTE not discharged as exp from 1 day after the last day (included) until 30 days after the last day (included).',
    'A lower share is better.',
    'It is also counted by practice and sex.',
    'What the record cannot tell counts as not so.',
  ]);
});
