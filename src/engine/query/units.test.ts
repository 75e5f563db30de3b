import { expect, test } from 'vitest';
import { comparableUnits, isUnitless } from './units.ts';

// UCUM 2.1: m[Hg] is 133.322 kPa, so 1 kPa is 1000/133.322 mm[Hg].
test('comparableUnits(mm[Hg]) brings kPa to 7.5006 mm[Hg]', () => {
  expect(comparableUnits('mm[Hg]').get('kPa')!.toFixed(4)).toBe('7.5006');
});

test('comparableUnits(cm) brings an inch to 2.54 cm and a metre to 100', () => {
  expect(comparableUnits('cm').get('[in_i]')).toBe(2.54);
  expect(comparableUnits('cm').get('m')).toBe(100);
});

test('comparableUnits() there and back is 1 for every pair', () => {
  for (const unit of ['mm[Hg]', 'kg', 'cm', 'g/L', 'mmol/L', 'd']) {
    for (const [other, factor] of comparableUnits(unit)) {
      expect(factor * comparableUnits(other).get(unit)!, `${unit} and ${other}`).toBeCloseTo(1, 12);
    }
  }
});

test('comparableUnits() never joins mass and amount of substance: that needs the analyte', () => {
  expect(comparableUnits('mg/dL').has('mmol/L')).toBe(false);
});

test('comparableUnits() of a unit it does not know holds that unit only, also where it is named like a member', () => {
  expect([...comparableUnits('{score}')]).toEqual([['{score}', 1]]);
  expect([...comparableUnits('constructor')]).toEqual([['constructor', 1]]);
});

test('isUnitless() takes no unit, an empty one and 1 for the same', () => {
  expect([undefined, '', '1', '%'].map(isUnitless)).toEqual([true, true, true, false]);
});
