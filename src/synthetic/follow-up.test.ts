import { describe, expect, test } from 'vitest';
import { dayOf } from '../core/day.ts';
import { codeIn, dayIn, type Parsed, personIn, practiceIn, Records, Share } from './_records.ts';
import type { Phase } from './calendar.ts';
import { type FollowUpWorld, followUp } from './follow-up.ts';
import { history, type Line } from './history.ts';
import type { HospitalParams } from './params.ts';
import { hashText } from './random.ts';
import { truthOf } from './truth.ts';
import type { CardOutcome, SimulatedVisit } from './visit.ts';

const QUIET: FollowUpWorld = { hasFeedback: () => false, askForCards: async () => ({ shown: false }) };
const params: HospitalParams = { people: 3600, seed: 4 };

async function linesOf(from: HospitalParams, phase: Phase, world: FollowUpWorld): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of followUp(from, phase, world)) lines.push(line);
  return lines;
}

const isPressure = ([type, line]: Line) => type === 'Observation' && line.includes('"85354-9"');

/** Whether a reading at a practice was controlled, over everybody with hypertension recorded before. */
function control(
  increment: readonly Line[],
  hypertension: ReadonlyMap<string, number>,
  practices?: ReadonlySet<string>,
) {
  const records = new Records();
  for (const line of increment) if (isPressure(line)) records.add(line);
  const share = new Share();
  for (const [person, readings] of records.pressures()) {
    if (practices && !practices.has(practiceOf.get(person)!)) continue;
    for (const { on, isControlled } of readings) {
      if (on >= dayOf('2026-01-01') && (hypertension.get(person) ?? on) < on) share.count(isControlled);
    }
  }
  return share;
}

const past = new Records();
for (const line of history(params)) {
  if (line[0] === 'Patient' || line[0] === 'Condition' || line[0] === 'MedicationRequest' || isPressure(line))
    past.add(line);
}
const practiceOf = new Map(past.of('Patient').map((patient) => [patient.id, practiceIn(patient)]));
const hypertension = past.hypertension();

describe('phase A, with feedback to half of the practices', () => {
  const isTold = (practice: string) => Number(practice.slice('practice-'.length)) % 2 === 0;
  const told = new Set([...practiceOf.values()].filter(isTold));
  const untold = new Set([...practiceOf.values()].filter((practice) => !isTold(practice)));
  const quiet = linesOf(params, 'A', QUIET);
  const world = (hasFeedback: FollowUpWorld['hasFeedback']): FollowUpWorld => ({ ...QUIET, hasFeedback });

  // The same people in two worlds: only visits lifted by the feedback differ, so the difference has little noise.
  test('followUp() raises control by the planted change where there is feedback, and nowhere else', async () => {
    const without = await quiet;
    const withFeedback = await linesOf(
      params,
      'A',
      world((practice) => isTold(practice)),
    );
    const [before, after] = [control(without, hypertension, told), control(withFeedback, hypertension, told)];
    expect(before.size).toBe(after.size);
    expect(before.size).toBeGreaterThan(900);
    const change = after.value - before.value;
    expect(Math.abs(change - 0.06)).toBeLessThan(3.3 * Math.sqrt((0.06 * 0.94) / after.size));
    expect(control(withFeedback, hypertension, untold)).toEqual(control(without, hypertension, untold));
  });

  test('followUp() leaves a month before the feedback as it was', async () => {
    const march = await linesOf(
      params,
      'A',
      world((_, onDay) => onDay >= '2026-03-01'),
    );
    const until = (lines: readonly Line[]) =>
      lines.filter((line) => isPressure(line) && (JSON.parse(line[1]) as Parsed).effectiveDateTime! < '2026-03-01');
    expect(until(march)).toEqual(until(await quiet));
    expect(until(march).length).toBeGreaterThan(300);
  });

  test('followUp() yields what arrives in its phase, late records of the history included', async () => {
    const lines = await quiet;
    const arrivals = lines.map(([, line]) => (JSON.parse(line) as Parsed).meta.lastUpdated.slice(0, 10));
    expect(arrivals.every((day) => day >= '2026-01-01' && day < '2026-07-01')).toBe(true);
    const late = lines.filter(
      ([type, line]) =>
        type === 'Observation' && dayIn((JSON.parse(line) as Parsed).effectiveDateTime!) < dayOf('2026-01-01'),
    );
    expect(late.length).toBeGreaterThan(20);
  });
});

describe('phase B, with a card for half of the clinicians', async () => {
  const isShown = (visit: SimulatedVisit) => hashText(9, visit.practitionerId) % 2 === 0;
  const visits: SimulatedVisit[] = [];
  const clicks: { cardUuid: string; outcome: CardOutcome }[] = [];
  const lines = await linesOf(params, 'B', {
    hasFeedback: () => false,
    askForCards: async (visit) => {
      visits.push(visit);
      return isShown(visit) ? { shown: true, cardUuid: `card-${visit.encounterId}` } : { shown: false };
    },
    respond: (cardUuid, outcome) => {
      clicks.push({ cardUuid, outcome });
    },
  });
  const ordered = new Set(
    lines.flatMap(([type, line]) =>
      type === 'MedicationRequest'
        ? [(JSON.parse(line) as Parsed).encounter!.reference.slice('Encounter/'.length)]
        : [],
    ),
  );
  const eligible = visits.filter(isEligible);

  test('followUp() asks at every visit of a person known to have hypertension', () => {
    const encounters = lines.flatMap(([type, line]) => (type === 'Encounter' ? [JSON.parse(line) as Parsed] : []));
    const expected = encounters.filter(
      (each) =>
        each.id.startsWith('visit-') &&
        (hypertension.get(personIn(each)) ?? Number.POSITIVE_INFINITY) < dayOf('2026-01-01'),
    );
    const asked = new Set(visits.map((visit) => visit.encounterId));
    expect(expected.length).toBeGreaterThan(2000);
    expect(expected.filter((each) => !asked.has(each.id))).toEqual([]);
    expect(new Set(visits.map((visit) => visit.hookInstance)).size).toBe(visits.length);
  });

  test('followUp() prescribes at the planted share of eligible visits, with and without the card', () => {
    const { withCard, withoutCard } = truthOf(params).card;
    const [shown, hidden] = [new Share(), new Share()];
    for (const visit of eligible) (isShown(visit) ? shown : hidden).count(ordered.has(visit.encounterId));
    expect(Math.min(shown.size, hidden.size)).toBeGreaterThan(300);
    expect(Math.abs(shown.value - withCard)).toBeLessThan(3.3 * shown.stdError);
    expect(Math.abs(hidden.value - withoutCard)).toBeLessThan(3.3 * hidden.stdError);
  });

  test('followUp() prescribes no antihypertensive at visits that are not eligible', () => {
    const isEligibleVisit = new Set(eligible.map((visit) => visit.encounterId));
    expect(visits.filter((v) => !isEligibleVisit.has(v.encounterId) && ordered.has(v.encounterId))).toEqual([]);
  });

  test('followUp() brings people under control more often after an order than without one', () => {
    const next = new Map<string, SimulatedVisit>();
    const [after, without] = [new Share(), new Share()];
    for (const visit of [...visits].reverse()) {
      const later = next.get(visit.patientId);
      if (later && isEligible(visit)) (ordered.has(visit.encounterId) ? after : without).count(!isHigh(later));
      next.set(visit.patientId, visit);
    }
    expect(Math.abs(after.value - 0.6)).toBeLessThan(3.3 * after.stdError);
    expect(Math.abs(without.value - 0.25)).toBeLessThan(3.3 * without.stdError);
  });

  test('clicks say little about orders: most cards are not accepted, and a third of the accepted ones lead to none', () => {
    const shown = eligible.filter(isShown).length;
    const accepted = clicks.filter(({ outcome }) => outcome.outcome === 'accepted');
    const idle = accepted.filter(({ cardUuid }) => !ordered.has(cardUuid.slice('card-'.length)));
    expect(accepted.length / shown).toBeLessThan(0.7);
    expect(idle.length / accepted.length).toBeGreaterThan(0.25);
    expect(clicks.every(({ outcome }) => outcome.outcome === 'accepted' || outcome.reason.code !== '')).toBe(true);
  });

  test('SimulatedVisit.prefetch holds this person’s record up to the visit and nothing later', () => {
    for (const visit of visits.slice(0, 400)) {
      const { patient, conditions, observations, medications, encounter } = visit.prefetch;
      expect(patient.id).toBe(visit.patientId);
      expect(encounter.id).toBe(visit.encounterId);
      expect(encounter['status']).toBe('in-progress');
      const resources = [...conditions.entry, ...observations.entry, ...medications.entry].map(
        ({ resource }) => resource as unknown as Parsed,
      );
      expect(resources.every((each) => personIn(each) === visit.patientId)).toBe(true);
      const days = resources.map((each) => each.recordedDate ?? each.effectiveDateTime ?? each.authoredOn!);
      expect(days.every((day) => day.slice(0, 10) <= visit.day)).toBe(true);
      expect(observations.total).toBe(observations.entry.length);
      expect(resources.some((each) => each.encounter?.reference === `Encounter/${visit.encounterId}`)).toBe(true);
      expect(new Set(resources.map((each) => `${each.resourceType}/${each.id}`)).size).toBe(resources.length);
    }
  });
});

test('followUp() and history() never give two resources one id, but for new versions', async () => {
  const small = { people: 400, seed: 8 };
  const seen = new Set<string>();
  const repeated: string[] = [];
  const phases = [[...history(small)], await linesOf(small, 'A', QUIET), await linesOf(small, 'B', QUIET)];
  for (const lines of phases) {
    const here = new Set(lines.map(([type, line]) => `${type}/${(JSON.parse(line) as Parsed).id}`));
    for (const id of here) if (seen.has(id)) repeated.push(id);
    for (const id of here) seen.add(id);
  }
  const later = phases.slice(1).flat();
  for (const id of repeated) {
    const version = later.findLast(([type, line]) => id === `${type}/${(JSON.parse(line) as Parsed).id}`)!;
    expect((JSON.parse(version[1]) as Parsed).meta.versionId).toBe('2');
  }
  expect(seen.size).toBeGreaterThan(15_000);
});

function isHigh(visit: SimulatedVisit): boolean {
  const reading = visit.prefetch.observations.entry
    .map(({ resource }) => resource as unknown as Parsed)
    .find((each) => each.id === `${visit.encounterId}-bp`)!;
  const [systolic, diastolic] = reading.component!.map((each) => each.valueQuantity!.value);
  return systolic! >= 140 || diastolic! >= 90;
}

function isEligible(visit: SimulatedVisit): boolean {
  const active = visit.prefetch.conditions.entry
    .map(({ resource }) => resource as unknown as Parsed)
    .filter((each) => each.abatementDateTime === undefined)
    .map(codeIn);
  return isHigh(visit) && active.includes('I10') && !active.includes('Z33.1') && !active.includes('Z51.5');
}
