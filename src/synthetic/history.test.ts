import { describe, expect, test } from 'vitest';
import type { Parsed } from './_records.ts';
import { history, type Line, type MessCounts } from './history.ts';
import { type HospitalParams, NO_MESS } from './params.ts';
import { practiceOf } from './places.ts';
import { truthOf } from './truth.ts';
import { writeHistory } from './write.ts';

function all(params: HospitalParams): { lines: Line[]; counts: MessCounts } {
  const lines: Line[] = [];
  const each = history(params);
  let step = each.next();
  while (!step.done) {
    lines.push(step.value);
    step = each.next();
  }
  return { lines, counts: step.value };
}

const clean = all({ people: 600, seed: 3, mess: NO_MESS });

test('history() gives the same lines for the same parameters', () => {
  expect(all({ people: 600, seed: 3, mess: NO_MESS }).lines).toEqual(clean.lines);
});

test('history() gives other people for another seed', () => {
  const other = new Set(all({ people: 600, seed: 4, mess: NO_MESS }).lines.map(([, line]) => line));
  const people = clean.lines.filter(([type]) => type === 'Patient');
  expect(people.filter(([, line]) => other.has(line)).length).toBeLessThan(20);
});

test('history() gives a person the same records whatever the number of people, from 1,200 on', () => {
  const of = (people: number) =>
    all({ people, seed: 3 })
      .lines.filter(([, line]) => line.includes('"Patient/person-77"'))
      .map(([, line]) => line);
  expect(of(1200)).toEqual(of(1900));
  expect(of(1200).length).toBeGreaterThan(5);
});

test('history() writes every type of the export as one JSON resource a line', () => {
  const types = new Map<string, number>();
  const wrong: string[] = [];
  for (const [type, line] of clean.lines) {
    const resource = JSON.parse(line) as Parsed;
    if (resource.resourceType !== type || !/^[A-Za-z0-9.-]{1,64}$/.test(resource.id) || line.includes('\n')) {
      wrong.push(line);
    }
    types.set(type, (types.get(type) ?? 0) + 1);
  }
  expect(wrong).toEqual([]);
  expect([...types.keys()].sort()).toEqual([
    'Claim',
    'Condition',
    'Consent',
    'Coverage',
    'Encounter',
    'ExplanationOfBenefit',
    'Immunization',
    'Location',
    'MedicationRequest',
    'Observation',
    'Organization',
    'Patient',
    'Practitioner',
    'PractitionerRole',
    'Procedure',
    'QuestionnaireResponse',
  ]);
  expect(types.get('Patient')).toBe(600);
});

test('history() gives every resource an id of its own when there is no mess', () => {
  const ids = clean.lines.map(([type, line]) => `${type}/${(JSON.parse(line) as Parsed).id}`);
  expect(new Set(ids).size).toBe(ids.length);
});

test('history() refers only to resources it also gives', () => {
  const { lines } = all({ people: 600, seed: 3 });
  const known = new Set(lines.map(([type, line]) => `${type}/${(JSON.parse(line) as Parsed).id}`));
  const missing = new Set<string>();
  for (const [, line] of lines) {
    for (const [, reference] of line.matchAll(/"reference":"([^"]+)"/g)) {
      if (!known.has(reference!)) missing.add(reference!);
    }
  }
  expect([...missing]).toEqual([]);
});

test('history() lets nothing happen, or be recorded, after its last day', () => {
  const dates = clean.lines.flatMap(([, line]) =>
    [...line.matchAll(/"(?:lastUpdated|effectiveDateTime|authoredOn|recordedDate|created)":"([^"]+)"/g)].map(
      ([, d]) => d!,
    ),
  );
  expect(dates.length).toBeGreaterThan(clean.lines.length);
  expect(dates.filter((date) => date >= '2026-01-01')).toEqual([]);
});

test('history() reports no encounter of a person after death', () => {
  const died = new Map<string, string>();
  for (const [type, line] of clean.lines) {
    const { id, deceasedDateTime } = JSON.parse(line) as { id: string; deceasedDateTime?: string };
    if (type === 'Patient' && deceasedDateTime) died.set(`Patient/${id}`, deceasedDateTime.slice(0, 10));
  }
  expect(died.size).toBeGreaterThan(5);
  for (const [type, line] of clean.lines) {
    if (type !== 'Encounter') continue;
    const encounter = JSON.parse(line) as Parsed;
    const day = died.get(encounter.subject!.reference);
    if (day) expect(encounter.period!.end.slice(0, 10) <= day).toBe(true);
  }
});

describe('mess', () => {
  const shares = {
    ...NO_MESS,
    missing: 0.05,
    duplicates: 0.04,
    corrected: 0.03,
    enteredInError: 0.02,
    unitMixUps: 0.04,
    late: 0.05,
    partialDates: 0.1,
    malformed: 0.01,
  };
  const params = { people: 1000, seed: 6, mess: shares };
  const { lines, counts } = all(params);
  const whole = lines.flatMap(([, line]) => {
    try {
      return [JSON.parse(line) as Parsed & { birthDate?: string; issued?: string }];
    } catch {
      return [];
    }
  });
  const measurements = all({ people: 1000, seed: 6, mess: NO_MESS }).lines.filter(
    ([type]) => type === 'Observation',
  ).length;

  test('history() counts what it planted as it can be counted in the lines', () => {
    expect(lines.length - whole.length).toBe(counts.malformed);
    expect(
      lines.filter(([, line]) => line.includes('"dataAbsentReason"') && isWhole(line)).length,
    ).toBeGreaterThanOrEqual(counts.missing);
    expect(
      whole.filter((each) => each.status === 'corrected' && each.meta.versionId === '2').length,
    ).toBeGreaterThanOrEqual(counts.corrected);
    expect(whole.filter((each) => each.status === 'entered-in-error').length).toBeGreaterThanOrEqual(
      counts.enteredInError,
    );
    const versions = whole.map((each) => `${each.resourceType}/${each.id}/${each.meta.versionId}`);
    expect(versions.length - new Set(versions).size).toBe(counts.duplicates);
  });

  test('history() plants each kind in about the share asked for', () => {
    for (const kind of ['missing', 'corrected', 'enteredInError', 'unitMixUps', 'late'] as const) {
      const share = counts[kind] / measurements;
      const stdError = Math.sqrt((shares[kind] * (1 - shares[kind])) / measurements);
      // Late ones of the last weeks arrive after the history (up to 120 of 730 days); one measurement in six has one unit only.
      expect(share).toBeGreaterThan(shares[kind] * 0.8 - 3.3 * stdError);
      expect(share).toBeLessThan(shares[kind] + 3.3 * stdError);
    }
  });

  test('history() leaves other records untouched by the mess of measurements', () => {
    const of = (from: readonly Line[], type: string) => from.filter(([each]) => each === type).map(([, line]) => line);
    const onlyMeasurements = all({ ...params, mess: { ...shares, duplicates: 0, partialDates: 0, malformed: 0 } });
    const none = all({ ...params, mess: NO_MESS });
    expect(of(onlyMeasurements.lines, 'MedicationRequest')).toEqual(of(none.lines, 'MedicationRequest'));
    expect(of(onlyMeasurements.lines, 'Encounter')).toEqual(of(none.lines, 'Encounter'));
  });

  test('history() cuts birth dates down to a year or a month', () => {
    const partial = whole.filter((each) => each.birthDate && each.birthDate.length < 10);
    expect(partial.length).toBeGreaterThan(60);
    expect(partial.every((each) => /^\d{4}(-\d{2})?$/.test(each.birthDate!))).toBe(true);
  });

  test('history() writes pressures in kPa that say so, and pressures in kPa that do not', () => {
    const readings = whole
      .filter((each) => each.resourceType === 'Observation' && each.code!.coding[0]!.code === '85354-9')
      .flatMap((each) => each.component?.[0]?.valueQuantity ?? []);
    const honest = readings.filter(({ unit }) => unit === 'kPa');
    const wrong = readings.filter(({ unit, value }) => unit === 'mmHg' && value < 40);
    expect(honest.length).toBeGreaterThan(20);
    expect(wrong.length).toBeGreaterThan(20);
    expect([...honest, ...wrong].every(({ value }) => value > 12 && value < 30)).toBe(true);
  });
});

test('writeHistory() hands over every line and returns the truths with the mess counted', async () => {
  const params = { people: 100, seed: 2 };
  const written: Line[] = [];
  const truth = await writeHistory(params, (type, line) => {
    written.push([type, line]);
  });
  const { lines, counts } = all(params);
  expect(written).toEqual(lines);
  expect(truth).toEqual({ ...truthOf(params), mess: { ...truthOf(params).mess, planted: counts } });
});

test('history() refuses a hospital that cannot be made, naming all that is wrong', () => {
  expect(() => history({ people: 0, seed: 1.5, mess: { late: 2 } }).next()).toThrow(
    /people is not a whole number from 1; seed is not a whole number; mess.late is not a share/,
  );
});

test('practiceOf() fills blocks of six practices with 1,200 people', () => {
  const sizes = new Map<number, number>();
  for (let index = 0; index < 2400; index++) {
    const practice = practiceOf(index, 2400);
    sizes.set(practice, (sizes.get(practice) ?? 0) + 1);
  }
  expect([...sizes.values()]).toEqual([270, 140, 210, 160, 230, 190, 140, 210, 160, 230, 190, 270]);
});

function isWhole(line: string): boolean {
  return line.endsWith('}');
}
