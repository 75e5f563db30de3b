import { expect, test } from 'vitest';
import { defineFault, Fault } from './fault.ts';

const unitUnknown = defineFault(
  'data/unit-unknown',
  'bad-input',
  (d: { line: number; unit: string }) => `line ${d.line}: no conversion from "${d.unit}"`,
  'Add the unit to units.csv.',
);

test('a fault carries code, kind, one line, the way to mend it and its cause', () => {
  const cause = new Error('below');
  const fault = unitUnknown({ line: 3, unit: 'mg/dl' }, cause);
  expect(fault).toBeInstanceOf(Fault);
  expect(fault).toMatchObject({
    code: 'data/unit-unknown',
    kind: 'bad-input',
    mend: 'Add the unit to units.csv.',
    cause,
  });
  expect(fault.message).toBe('line 3: no conversion from "mg/dl"');
});

test('a fault maker tells its own code without being called', () => {
  expect([unitUnknown.code, unitUnknown.kind]).toEqual(['data/unit-unknown', 'bad-input']);
});
