/** What ships in library/: every definition and code list is readable, complete and means what its words say. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, type Day, dayOf } from '../../src/core/day.ts';
import { codeSetFromJson, codeSetsOf } from '../../src/engine/query/code-set.ts';
import { fromJson, measureFromJson, ruleFromJson } from '../../src/engine/query/definition-json.ts';
import { countRows, evaluateMeasure, evaluateRule } from '../../src/engine/query/memory.ts';
import type { EventRecord, PersonRecord } from '../../src/engine/query/record.ts';
import { resolveDefinition } from '../../src/engine/query/resolve.ts';
import { runMeasure } from '../../src/engine/query/run.ts';
import { codeSetsNamed } from '../../src/engine/query/walk.ts';
import type { Database } from '../../src/engine/store/duckdb.ts';
import { contentOf, readLibrary } from '../../src/engine/store/library.ts';
import { openSnapshot, withRecords } from '../generative/cdm.ts';
import { sharedFolder } from '../shared.ts';

const codeSets = codeSetsOf(readLibrary('code-lists').map(({ json }) => codeSetFromJson(json)));
const shipped = [...readLibrary('measures'), ...readLibrary('rules')];
const period = { from: dayOf('2025-01-01'), until: dayOf('2026-01-01') };
const ICD10CM = 'http://hl7.org/fhir/sid/icd-10-cm';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const LOINC = 'http://loinc.org';

let db: Database;
beforeAll(async () => {
  db = await openSnapshot();
});
afterAll(() => db.close());

test.each(shipped.map(({ id, json }) => ({ id, json })))(
  '$id is a definition whose code lists are all there',
  ({ id, json }) => {
    const definition = fromJson(json);
    expect(definition.id).toBe(id);
    expect(definition.about?.why_it_matters.length).toBeGreaterThan(20);
    expect(codeSetsNamed(definition).filter((name) => !codeSets.has(name))).toEqual([]);
  },
);

test('every code list is named as its file and tells its source', () => {
  for (const { id, json } of readLibrary('code-lists')) {
    const codeSet = codeSetFromJson(json);
    expect(codeSet.id).toBe(id);
    expect(codeSet.codes.length, id).toBeGreaterThan(0);
    expect(codeSet.about?.source.length, id).toBeGreaterThan(5);
  }
});

const terminology = sharedFolder('data/terminology-open');
describe.skipIf(!terminology)('ICD-10-CM of 2021', () => {
  test('has every ICD-10-CM code of the code lists under the name given', () => {
    const file = resolve(terminology!, 'icd10cm-order-Jan-2021.csv.gz');
    expect(existsSync(file)).toBe(true);
    const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
    const known = new Set(lines.map((line) => line.split(',')[0]!));
    const codes = [...codeSets.values()].flatMap((set) => set.codes).filter(({ system }) => system === ICD10CM);
    expect(codes.length).toBeGreaterThan(8);
    const begins = (code: string) => lines.some((line) => line.startsWith(code));
    const absent = codes.filter(({ code, below }) => {
      const plain = code.replace('.', '');
      return below ? !begins(plain) : !known.has(plain);
    });
    expect(absent).toEqual([]);
  });
});

let id = 0;
function at(on: Day, system: string, code: string, more: Partial<EventRecord> = {}): EventRecord {
  id += 1;
  return { id: String(id), from: on, codes: [{ system, code }], ...more };
}
const pressure = (on: Day, systolic: number, diastolic: number) => [
  at(on, LOINC, '8480-6', { value: systolic, unit: 'mm[Hg]' }),
  at(on, LOINC, '8462-4', { value: diastolic, unit: 'mm[Hg]' }),
];
const hypertension = () => at(dayOf('2020-05-05'), ICD10CM, 'I10');

function person(personKey: string, events: PersonRecord['events'], more: Partial<PersonRecord> = {}): PersonRecord {
  return { personKey, sex: 'female', born: dayOf('1960-01-01'), groups: {}, observed: [], events, ...more };
}

describe('blood-pressure-control', () => {
  const measure = { ...measureFromJson(contentOf('measures', 'blood-pressure-control').json), stratifiers: [] };
  const last = dayOf('2025-12-31');
  const withPressure = (...measurement: EventRecord[]) => ({ condition: [hypertension()], measurement });
  const people = [
    person('1', withPressure(...pressure(addDays(last, -10), 139, 89))), // controlled
    person('2', withPressure(...pressure(addDays(last, -10), 140, 80))), // systolic at the limit
    person('3', withPressure(...pressure(addDays(last, -10), 120, 90))), // diastolic at the limit
    person('4', withPressure(...pressure(addDays(last, -10), 150, 95), ...pressure(addDays(last, -10), 130, 85))), // lowest of the day
    person('5', withPressure(...pressure(addDays(last, -364), 120, 70))), // first day of the 365
    person('6', withPressure(...pressure(addDays(last, -365), 120, 70))), // one day too old: not counted
    person('7', { measurement: pressure(last, 120, 70) }), // no hypertension
    person('8', {
      ...withPressure(...pressure(last, 120, 70)),
      procedure: [at(last, 'http://snomed.info/sct', '265764009')],
    }), // dialysis
    person('9', withPressure(...pressure(last, 120, 70)), { born: dayOf('1939-12-31') }), // 86 on the last day
    person('10', withPressure(...pressure(last, 120, 70)), { died: last }),
    person('11', withPressure(at(last, LOINC, '8480-6', { value: 120, unit: 'mm[Hg]' }))), // no diastolic: not controlled
    person('12', withPressure(at(last, LOINC, '8480-6', { value: 120 }), ...pressure(addDays(last, -9), 120, 70))), // no unit
  ];
  const expected = { period, stratifier: 'all', stratum: 'all', denominator: 7, excluded: 1, numerator: 3 };

  test('counts by hand: 7 in the denominator, 1 excluded, 3 controlled; the same in memory and in DuckDB', async () => {
    const rows = evaluateMeasure(measure, codeSets, people, [period]);
    expect(rows.filter((row) => row.inNumerator).map((row) => row.personKey)).toEqual(['1', '4', '5']);
    expect(countRows([], rows, [period])).toEqual([expected]);
    await withRecords(db, people, async () => {
      expect(await runMeasure(db, measure, [period], codeSets)).toEqual([expected]);
    });
  });

  test('resolveDefinition() counts the reading without a unit and names code lists that nobody here has', async () => {
    await withRecords(db, people, async () => {
      const { codeSets: resolved, notComparable } = await resolveDefinition(db, measure, codeSets);
      expect(notComparable.map(({ path, rows, notComparable: lost }) => [path, rows, lost])).toEqual([
        ['numerator.of[0]', 14, 1],
        ['numerator.of[1]', 12, 0],
      ]);
      const byId = new Map(resolved.map((each) => [each.id, each]));
      expect(byId.get('hypertension')).toMatchObject({ isEmpty: false, conceptIds: [expect.any(String)] });
      expect(byId.get('hypertension')!.absent.map(({ code }) => code)).toContain('38341003');
      expect(byId.get('pregnancy')).toMatchObject({ isEmpty: true, conceptIds: [] });
    });
  });
});

describe('readmission-30-day', () => {
  const measure = { ...measureFromJson(contentOf('measures', 'readmission-30-day').json), stratifiers: [] };
  const stay = (from: string, until: string, more: Partial<EventRecord> = {}) =>
    at(dayOf(from), '', '', { until: dayOf(until), kind: 'IMP', codes: [], ...more });
  const people = [
    person('1', { visit: [stay('2025-03-01', '2025-03-05'), stay('2025-04-04', '2025-04-06')] }), // day 30: back
    person('2', { visit: [stay('2025-03-01', '2025-03-05'), stay('2025-04-05', '2025-04-06')] }), // day 31: not
    person('3', { visit: [stay('2025-03-01', '2025-03-05'), stay('2025-03-05', '2025-03-09')] }), // transfer
    person('4', { visit: [stay('2025-03-01', '2025-03-05', { disposition: 'exp' })] }), // died in hospital
    person('5', {
      visit: [
        stay('2025-03-01', '2025-03-05'),
        stay('2025-03-10', '2025-03-10', { codes: [{ system: ICD10CM, code: 'Z51.11' }] }),
      ],
    }),
    person('6', { visit: [stay('2025-03-01', '2025-03-05'), stay('2025-03-10', '2025-03-12', { kind: 'EMER' })] }), // not admitted
  ];
  const expected = { period, stratifier: 'all', stratum: 'all', denominator: 8, excluded: 1, numerator: 1 };

  test('counts by hand: 8 discharges, 1 transfer, 1 back in time; the same in memory and in DuckDB', async () => {
    const rows = evaluateMeasure(measure, codeSets, people, [period]);
    expect(rows.filter((row) => row.inNumerator).map((row) => row.personKey)).toEqual(['1']);
    expect(countRows([], rows, [period])).toEqual([expected]);
    await withRecords(db, people, async () => {
      expect(await runMeasure(db, measure, [period], codeSets)).toEqual([expected]);
    });
  });
});

describe('uncontrolled-blood-pressure', () => {
  const rule = ruleFromJson(contentOf('rules', 'uncontrolled-blood-pressure').json);
  const today = dayOf('2025-06-01');
  const high = () => ({ condition: [hypertension()], measurement: pressure(today, 152, 84) });
  const truth = (record: PersonRecord) => evaluateRule(rule, codeSets, record, today).truth;

  test('speaks up for high pressure seen today with no drug in 90 days', () => {
    expect(truth(person('1', high()))).toBe(true);
  });

  test('is silent where a drug was begun 89 days ago, and speaks at 90', () => {
    const withDrug = (days: number) => person('1', { ...high(), drug: [at(addDays(today, -days), RXNORM, '314076')] });
    expect([truth(withDrug(89)), truth(withDrug(90))]).toEqual([false, true]);
  });

  test('takes any ATC code below C09 for a drug that lowers blood pressure', () => {
    const drug = [at(today, 'http://www.whocc.no/atc', 'C09AA03')];
    expect(truth(person('1', { ...high(), drug }))).toBe(false);
  });

  test('is silent in pregnancy and for normal pressure', () => {
    const pregnant = { ...high(), condition: [hypertension(), at(today, ICD10CM, 'O10.011')] };
    const normal = { ...high(), measurement: pressure(today, 130, 80) };
    expect([truth(person('1', pregnant)), truth(person('1', normal))]).toEqual([false, false]);
  });

  test('is unknown without a reading', () => {
    const { truth: answer, missing } = evaluateRule(
      rule,
      codeSets,
      person('1', { condition: [hypertension()] }),
      today,
    );
    expect([answer, missing]).toEqual([undefined, ['no value']]);
  });
});
