import { expect, test } from 'vitest';
import { measureFromJson } from '../../engine/query/definition-json.ts';
import { contentOf } from '../../engine/store/library.ts';
import { followUpDays, lookBackDays } from './follow-up-days.ts';

const shipped = (id: string) => measureFromJson(contentOf('measures', id).json);

test('followUpDays() of a readmission within 30 days is 30, of what is known on the last day 0', () => {
  expect(followUpDays(shipped('readmission-30-day'))).toBe(30);
  expect(followUpDays(shipped('blood-pressure-control'))).toBe(0);
});

test('lookBackDays() tells months that overlap from months that do not', () => {
  expect(lookBackDays(shipped('blood-pressure-control'))).toBe(365);
  expect(lookBackDays(shipped('blood-pressure-control-when-seen'))).toBe(0);
  expect(lookBackDays(shipped('readmission-30-day'))).toBe(0);
});
