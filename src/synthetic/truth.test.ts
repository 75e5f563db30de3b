import { describe, expect, test } from 'vitest';
import { addDays, dayOf } from '../core/day.ts';
import { codeIn, dayIn, type Parsed, personIn, practiceIn, quintileIn, Records, Share, shares } from './_records.ts';
import { history, type Line } from './history.ts';
import type { HospitalParams } from './params.ts';
import { type Truth, truthOf } from './truth.ts';

const PEOPLE = 6000;
const SEEDS = [1, 2, 3];

/** Spares the tests the parsing of what they do not count. */
function isCounted([type, line]: Line): boolean {
  if (type === 'Observation') return line.includes('"85354-9"') || line.includes('"33762-6"');
  return type === 'Patient' || type === 'Condition' || type === 'Encounter' || type === 'MedicationRequest';
}

function recordsOf(params: HospitalParams): Records {
  const records = new Records();
  for (const line of history(params)) if (isCounted(line)) records.add(line);
  return records;
}

const worlds = SEEDS.map((seed) => {
  const params = { people: PEOPLE, seed };
  return { truth: truthOf(params), records: recordsOf(params) };
});

/** For each person with hypertension and a reading in 2025: practice, quintile, and whether the last one was controlled. */
function* latest(records: Records) {
  const patients = new Map(records.of('Patient').map((patient) => [patient.id, patient]));
  const pressures = records.pressures();
  for (const person of records.hypertension().keys()) {
    const last = pressures
      .get(person)
      ?.filter(({ on }) => on >= dayOf('2025-01-01'))
      .at(-1);
    if (!last) continue;
    const patient = patients.get(person)!;
    yield { practice: practiceIn(patient), quintile: quintileIn(patient), isControlled: last.isControlled };
  }
}

function special(truth: Truth): Set<string> {
  return new Set([...truth.practiceVariation.low.practices, ...truth.practiceVariation.high.practices]);
}

/** Stays in the history that ended alive with 30 days to go, with whether another began 1 to 30 days later. */
function* discharges(records: Records, until: string) {
  for (const stays of records.byPerson('Encounter').values()) {
    const inpatient = stays.filter((stay) => stay.class!.code === 'IMP');
    for (const stay of inpatient) {
      const on = dayIn(stay.period!.end);
      if (on > dayOf(until) || stay.hospitalization!.dischargeDisposition.coding[0]!.code === 'exp') continue;
      const isReadmitted = inpatient.some((next) => {
        const days = dayIn(next.period!.start) - on;
        return days >= 1 && days <= 30;
      });
      yield { stay, isReadmitted };
    }
  }
}

describe('planted truths, counted back from the lines', () => {
  test('practiceVariation: the baseline is found in practices without an effect, over three seeds', () => {
    const others = new Share();
    for (const { truth, records } of worlds) {
      for (const { practice, isControlled } of latest(records)) {
        if (!special(truth).has(practice)) others.count(isControlled);
      }
    }
    expect(others.size).toBeGreaterThan(3000);
    expect(Math.abs(others.value - 0.62)).toBeLessThan(3.3 * others.stdError);
  });

  test('practiceVariation: low and high practices differ by what was planted', () => {
    const [low, high] = [new Share(), new Share()];
    for (const { truth, records } of worlds) {
      const { low: lows, high: highs } = truth.practiceVariation;
      for (const { practice, isControlled } of latest(records)) {
        if (lows.practices.includes(practice)) low.count(isControlled);
        if (highs.practices.includes(practice)) high.count(isControlled);
      }
    }
    expect(Math.abs(low.value - (0.62 - 0.25))).toBeLessThan(3.3 * low.stdError);
    expect(Math.abs(high.value - (0.62 + 0.22))).toBeLessThan(3.3 * high.stdError);
  });

  // Pearson's chi-squared of homogeneity: mean = degrees of freedom, variance = twice as much.
  test('practiceVariation: all other practices vary no more than chance alone', () => {
    let [statistic, freedom] = [0, 0];
    for (const { truth, records } of worlds) {
      const byPractice = new Map<string, Share>();
      const all = new Share();
      for (const { practice, isControlled } of latest(records)) {
        if (special(truth).has(practice)) continue;
        if (!byPractice.has(practice)) byPractice.set(practice, new Share());
        byPractice.get(practice)!.count(isControlled);
        all.count(isControlled);
      }
      for (const share of byPractice.values())
        statistic += ((share.value - all.value) / all.stdErrorOf(share.size)) ** 2;
      freedom += byPractice.size - 1;
    }
    expect(freedom).toBeGreaterThan(60);
    expect(Math.abs(statistic - freedom)).toBeLessThan(3.3 * Math.sqrt(2 * freedom));
  });

  test('inequality: the gap between quintiles 5 and 1 is the planted one', () => {
    const of = shares<number>();
    for (const { truth, records } of worlds) {
      for (const { practice, quintile, isControlled } of latest(records)) {
        if (!special(truth).has(practice)) of(quintile).count(isControlled);
      }
    }
    const gap = of(5).value - of(1).value;
    expect(Math.abs(gap - -0.1)).toBeLessThan(3.3 * Math.hypot(of(5).stdError, of(1).stdError));
    expect(gap).toBeLessThan(0);
  });

  test('inequality: the mix of quintiles is the same in all practices', () => {
    const of = shares<string>();
    for (const { records } of worlds) {
      for (const patient of records.of('Patient')) of(practiceIn(patient)).count(quintileIn(patient) >= 4);
    }
    for (const practice of ['practice-1', 'practice-7', 'practice-20']) {
      expect(Math.abs(of(practice).value - 0.4)).toBeLessThan(3.3 * of(practice).stdError);
    }
  });

  test('history: control is as frequent in the first year as in the second', () => {
    const of = shares<string>();
    for (const { truth, records } of worlds) {
      const practices = new Map(records.of('Patient').map((patient) => [patient.id, practiceIn(patient)]));
      const pressures = records.pressures();
      for (const [person, since] of records.hypertension()) {
        if (special(truth).has(practices.get(person)!)) continue;
        for (const { on, isControlled } of pressures.get(person) ?? []) {
          if (on > since) of(on < dayOf('2025-01-01') ? 'first' : 'second').count(isControlled);
        }
      }
    }
    // Visits of one person are correlated: the standard error of independent visits is doubled.
    expect(Math.abs(of('first').value - of('second').value)).toBeLessThan(3.3 * 2 * of('first').stdError);
    expect(of('first').size).toBeGreaterThan(10_000);
  });

  test('treatment: adjusted for severity and kidney disease B helps by the planted amount; as they are, it seems to harm', () => {
    const of = shares<string>();
    const strata = new Set<string>();
    for (const { truth, records } of worlds) {
      const { drugB, riskDifference, dischargedUntil } = truth.treatment;
      expect(riskDifference).toBe(-0.12);
      const conditions = records.byPerson('Condition');
      const orders = new Map(records.of('MedicationRequest').map((order) => [order.encounter?.reference, order]));
      const proBnp = new Map(
        records
          .of('Observation')
          .flatMap((o) =>
            codeIn(o) === '33762-6' && o.valueQuantity
              ? [[o.encounter!.reference, o.valueQuantity.value] as const]
              : [],
          ),
      );
      for (const { stay, isReadmitted } of discharges(records, dischargedUntil)) {
        const reference = `Encounter/${stay.id}`;
        if (codeIn(stay) !== 'I50.9' || !proBnp.has(reference)) continue;
        const order = orders.get(reference)!;
        const arm = order.medicationCodeableConcept!.coding[0]!.code === drugB.code ? 'B' : 'A';
        const hasKidneyDisease = conditions.get(personIn(stay))!.some((each) => codeIn(each).startsWith('N18'));
        const stratum = `${proBnp.get(reference)! >= 1800} ${hasKidneyDisease}`;
        strata.add(stratum);
        of(`${arm} ${stratum}`).count(isReadmitted);
        of(arm).count(isReadmitted);
      }
    }
    // Mantel–Haenszel risk difference: strata weighted by a·b / (a + b).
    let [sum, weights, variance] = [0, 0, 0];
    for (const stratum of strata) {
      const [a, b] = [of(`A ${stratum}`), of(`B ${stratum}`)];
      const weight = (a.size * b.size) / (a.size + b.size);
      sum += weight * (b.value - a.value);
      variance += weight ** 2 * (a.stdError ** 2 + b.stdError ** 2);
      weights += weight;
    }
    const stdError = Math.sqrt(variance) / weights;
    expect(stdError).toBeLessThan(0.035);
    expect(Math.abs(sum / weights - -0.12)).toBeLessThan(3.3 * stdError);
    expect(of('B').value - of('A').value).toBeGreaterThan(sum / weights + 0.08);
  });

  test('readmission: one ward stands out by the planted amount, the others share the stated rate', () => {
    const [high, others] = [new Share(), new Share()];
    for (const { truth, records } of worlds) {
      for (const { stay, isReadmitted } of discharges(records, truth.readmission.dischargedUntil)) {
        const ward = stay.location![0]!.location.reference;
        (ward === `Location/${truth.readmission.highWard}` ? high : others).count(isReadmitted);
      }
    }
    expect(Math.abs(others.value - worlds[0]!.truth.readmission.baseline)).toBeLessThan(3.3 * others.stdError);
    const stdError = Math.hypot(high.stdError, others.stdError);
    expect(Math.abs(high.value - others.value - 0.14)).toBeLessThan(3.3 * stdError);
  });

  test('outbreak: the extra cases are in that practice in those weeks, and elsewhere there is background only', () => {
    for (const { truth, records } of worlds) {
      const { practice, from, until, extraCases, backgroundCases } = truth.outbreak;
      const isIn = (encounter: Parsed) => {
        const on = dayIn(encounter.period!.start);
        return on >= dayOf(from) && on < dayOf(until);
      };
      const cases = records.of('Encounter').filter((each) => codeIn(each) === 'A09');
      const there = cases.filter((each) => each.serviceProvider!.reference === `Organization/${practice}`);
      expect(extraCases).toBeGreaterThan(5);
      const background = there.filter(isIn).length - extraCases;
      expect(background).toBeGreaterThanOrEqual(0);
      expect(background).toBeLessThan(backgroundCases + 4);
      const elsewhere = cases.length - there.length;
      expect(Math.abs(elsewhere - 0.03 * 2 * PEOPLE * (1 - 1 / 30))).toBeLessThan(3.3 * Math.sqrt(0.06 * PEOPLE) + 20);
    }
  });

  test('people: about 35 in 100 adults have hypertension', () => {
    const share = new Share();
    for (const { records } of worlds) {
      const hypertension = records.hypertension();
      for (const patient of records.of('Patient') as (Parsed & { birthDate: string })[]) {
        if (Number(patient.birthDate.slice(0, 4)) < 2006) share.count(hypertension.has(patient.id));
      }
    }
    expect(share.value).toBeGreaterThan(0.32);
    expect(share.value).toBeLessThan(0.38);
  });
});

test('truthOf() names truths that do not depend on the number of people, but for the practices', () => {
  const [small, large] = [truthOf({ people: 2400, seed: 5 }), truthOf({ people: 24_000, seed: 5 })];
  expect(small.practices).toBe(12);
  expect(large.practices).toBe(120);
  expect(small.practiceVariation.low.practices).toHaveLength(1);
  expect(large.practiceVariation.low.practices).toHaveLength(10);
  expect(large.practiceVariation.low.practices).toContain(small.practiceVariation.low.practices[0]);
  expect(large.practiceVariation.high).toEqual(small.practiceVariation.high);
  expect(large.outbreak).toEqual(small.outbreak);
});

// By hand, over stays severe with kidney disease, severe, with kidney disease, neither (weights 0.135, 0.315, 0.165, 0.385;
// shares on B 0.85, 0.70, 0.30, 0.15): B has (0.0459 + 0.07056 + 0.00495 + 0.001155) / 0.4425 = 0.27698,
// A has (0.01053 + 0.04158 + 0.02541 + 0.045815) / 0.5575 = 0.22123.
test('truthOf() gives the naive difference of the treatment with the wrong sign', () => {
  const { riskDifference, naiveRiskDifference } = truthOf({ people: 1200, seed: 1 }).treatment;
  expect(riskDifference).toBe(-0.12);
  expect(naiveRiskDifference).toBe(0.0558);
});

test('addDays() keeps the last discharge of the readmission truth 31 days from the end', () => {
  const truth = truthOf({ people: 1200, seed: 1 });
  expect(addDays(dayOf(truth.readmission.dischargedUntil), 31)).toBe(dayOf(truth.calendar.history.until));
});
