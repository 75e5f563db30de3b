import { expect, test } from 'vitest';
import { dayOf } from '../core/day.ts';
import type { Fact } from '../engine/query/answer.ts';
import { decidingValues } from './deciding-values.ts';
import { codeSetsOnShelf, ruleOnShelf } from './shelf.ts';

const said = decidingValues(ruleOnShelf('uncontrolled-blood-pressure'), codeSetsOnShelf());
const systolic = (value: number, truth: boolean): Fact => ({
  path: 'where.of[3].of[0]',
  truth,
  on: dayOf('2026-12-01'),
  value,
});
const diastolic = (value: number, truth: boolean): Fact => ({
  path: 'where.of[3].of[1]',
  truth,
  on: dayOf('2026-12-26'),
  value,
});

test('decidingValues() says what held, with its unit, and the newest day of it', () => {
  expect(said([systolic(157.04, true), diastolic(95, true)])).toEqual({
    says: 'Systolic blood pressure 157 mmHg, Diastolic blood pressure 95 mmHg',
    on: dayOf('2026-12-26'),
  });
});

test('decidingValues() does not show a value that decided nothing', () => {
  expect(said([systolic(131, false), diastolic(95, true)]).says).toBe('Diastolic blood pressure 95 mmHg');
  expect(said([systolic(131, false)])).toEqual({ says: '', on: undefined });
});
