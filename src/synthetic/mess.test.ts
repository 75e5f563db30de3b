import { expect, test } from 'vitest';
import { dayOf } from '../core/day.ts';
import { messUp } from './mess.ts';
import { NO_MESS } from './params.ts';
import type { Resource } from './record.ts';

const on = dayOf('2025-03-01');

function measured(id: string, code: string, value: number, unit: string): Resource {
  const valueQuantity = { value, unit, system: 'http://unitsofmeasure.org', code: unit };
  return { resourceType: 'Observation', id, status: 'final', code: { coding: [{ code }] }, valueQuantity };
}

const valuesOf = (code: string, value: number, unit: string) => {
  const found = new Set<string>();
  for (let i = 0; i < 40; i++) {
    const copies = messUp(
      { resource: measured(`o${i}`, code, value, unit), on, versionId: '1' },
      { ...NO_MESS, unitMixUps: 1 },
      1,
    );
    const quantity = copies[0]!.resource['valueQuantity'] as { value: number; unit: string };
    found.add(`${quantity.value} ${quantity.unit}`);
  }
  return [...found].sort();
};

// Published equivalents: HbA1c 7.0 % = 53 mmol/mol; creatinine 1 mg/dL = 88.4 umol/L; LDL 100 mg/dL = 2.59 mmol/L.
test('messUp() converts units as published, with and without saying so', () => {
  expect(valuesOf('4548-4', 7, '%')).toEqual(['53 %', '53 mmol/mol']);
  expect(valuesOf('2160-0', 1, 'mg/dL')).toEqual(['88 mg/dL', '88 umol/L']);
  expect(valuesOf('13457-7', 100, 'mg/dL')).toEqual(['2.59 mg/dL', '2.59 mmol/L']);
  expect(valuesOf('29463-7', 100, 'kg')).toEqual(['220.5 [lb_av]', '220.5 kg']);
});

test('messUp() leaves a measurement with one unit only as it is, and does not count it', () => {
  const clean = { resource: measured('o1', '33762-6', 2000, 'pg/mL'), on, versionId: '1' };
  expect(messUp(clean, { ...NO_MESS, unitMixUps: 1 }, 1)).toEqual([clean]);
});

test('messUp() without mess gives back the resource itself', () => {
  const clean = { resource: measured('o1', '4548-4', 7, '%'), on, versionId: '1' };
  expect(messUp(clean, NO_MESS, 1)).toEqual([clean]);
});

test('messUp() corrects a wrong first version with a later second one that is right', () => {
  const clean = { resource: measured('o1', '4548-4', 7, '%'), on, versionId: '1' };
  const [wrong, right] = messUp(clean, { ...NO_MESS, corrected: 1 }, 1);
  expect((wrong!.resource['valueQuantity'] as { value: number }).value).toBeGreaterThan(7);
  expect(right!.resource['valueQuantity']).toEqual(clean.resource['valueQuantity']);
  expect(right!.resource['status']).toBe('corrected');
  expect(right!.versionId).toBe('2');
  expect(right!.on).toBeGreaterThan(on);
  expect(wrong!.hiddenFrom).toBe(right!.on);
});

test('messUp() withdraws what was entered in error, and keeps the right reading beside it', () => {
  const clean = { resource: measured('o1', '4548-4', 7, '%'), on, versionId: '1' };
  const [kept, stray, withdrawn] = messUp(clean, { ...NO_MESS, enteredInError: 1 }, 1);
  expect(kept).toEqual(clean);
  expect(stray!.resource.id).toBe(withdrawn!.resource.id);
  expect(stray!.resource.id).not.toBe('o1');
  expect(withdrawn!.resource['status']).toBe('entered-in-error');
});

// 140/90 is the line between controlled and not: in kPa to one decimal it must stay on its side.
test('messUp() moves no blood pressure over the line when it is written in kPa', () => {
  for (let mmHg = 60; mmHg <= 210; mmHg++) {
    const kPa = Number(valuesOf('8480-6', mmHg, 'mm[Hg]')[0]!.split(' ')[0]);
    expect(kPa * 7.500615 >= 140).toBe(mmHg >= 140);
    expect(kPa * 7.500615 >= 90).toBe(mmHg >= 90);
  }
});
