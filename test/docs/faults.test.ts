import { expect, test } from 'vitest';
import { declaredFaults } from '../declared-faults.ts';

const KINDS = ['bad-input', 'not-found', 'not-allowed', 'conflict', 'unavailable'];

test('every fault has a code of the form room/what-happened, a known kind and a way to mend it', () => {
  const faults = declaredFaults();
  expect(faults.length).toBeGreaterThan(3);
  for (const fault of faults) {
    expect(fault.code, fault.code).toMatch(/^[a-z-]+\/[a-z0-9-]+$/);
    expect(KINDS, fault.code).toContain(fault.kind);
    expect(fault.mend.length, `${fault.code} has no mend`).toBeGreaterThan(8);
  }
});

test('no two faults share a code', () => {
  const codes = declaredFaults().map((fault) => fault.code);
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});
