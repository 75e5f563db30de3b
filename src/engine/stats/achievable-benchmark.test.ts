import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Table } from '../../../test/reference/oracle-reader.ts';
import { sharedFolder } from '../../../test/shared.ts';
import { achievableBenchmark } from './achievable-benchmark.ts';

test('achievableBenchmark() takes teams from the top until they hold a tenth of all people', () => {
  const teams = [
    { events: 9, people: 10 },
    { events: 50, people: 90 },
  ];
  expect(achievableBenchmark(teams)).toEqual({ benchmark: 0.9, topPeople: 10, allPeople: 100, overall: 0.59 });
});

test('achievableBenchmark() does not let one perfect person lead', () => {
  // (1+1)/(1+2) = 0.67 ranks below (90+1)/(100+2) = 0.89
  const teams = [
    { events: 1, people: 1 },
    { events: 90, people: 100 },
    { events: 20, people: 100 },
  ];
  expect(achievableBenchmark(teams)?.benchmark).toBe(0.9);
});

test('achievableBenchmark() lets tied teams enter together', () => {
  const teams = Array.from({ length: 5 }, () => ({ events: 8, people: 10 }));
  expect(achievableBenchmark(teams)?.topPeople).toBe(50);
});

test('achievableBenchmark() with nobody counted is undefined', () => {
  expect(achievableBenchmark([{ events: 0, people: 0 }])).toBeUndefined();
  expect(achievableBenchmark([])).toBeUndefined();
});

const vectors = sharedFolder('conformance/feedback-vectors');
describe.skipIf(!vectors)('achievableBenchmark() on the feedback vectors', () => {
  test('achievableBenchmark() matches expected.csv to six digits in every set', () => {
    const expected = new Table(join(vectors!, 'expected.csv'));
    const providers = new Table(join(vectors!, 'providers.csv'));
    const [events, people] = [providers.numbers('numerator'), providers.numbers('denominator')];
    expect(expected.rows.length).toBeGreaterThan(0);
    expected.texts('set').forEach((set, i) => {
      const teams = providers
        .texts('set')
        .flatMap((s, j) => (s === set ? [{ events: events[j]!, people: people[j]! }] : []));
      const ours = achievableBenchmark(teams)!;
      expect(ours.benchmark).toBeCloseTo(expected.numbers('abc_benchmark')[i]!, 6);
      expect(ours.overall).toBeCloseTo(expected.numbers('overall_rate')[i]!, 6);
      expect(ours.topPeople).toBe(expected.numbers('patients_in_top_group')[i]);
      expect(ours.allPeople).toBe(expected.numbers('patients_total')[i]);
    });
  });
});
