import { expect, test } from 'vitest';
import { addDays, dayOf } from '../core/day.ts';
import { type OptOuts, peopleFor } from './consent.ts';

const today = dayOf('2026-03-01');
const optOuts: OptOuts = { people: { research: new Set(['b', 'c']) }, asOf: today };

test('peopleFor() leaves out those who said no to that purpose, and only to that', () => {
  expect(peopleFor('research', ['a', 'b', 'c', 'b'], optOuts, { today })).toEqual({ people: ['a'], leftOut: 2 });
  expect(peopleFor('planning', ['a', 'b'], optOuts, { today })).toEqual({ people: ['a', 'b'], leftOut: 0 });
});

test('peopleFor() touches neither direct care nor its audit, however old the opt-outs', () => {
  for (const purpose of ['direct-care', 'audit'] as const) {
    const everyone: OptOuts = { people: { [purpose]: new Set(['a', 'b']) }, asOf: dayOf('2000-01-01') };
    expect(peopleFor(purpose, ['a', 'b'], everyone, { today }).people).toEqual(['a', 'b']);
  }
});

test('peopleFor() stops planning and research when the opt-outs are too old; the last day still counts', () => {
  const ask = (asOf = today) => peopleFor('research', ['a'], { ...optOuts, asOf }, { today, oldestDays: 7 });
  expect(ask(addDays(today, -7)).people).toEqual(['a']);
  expect(() => ask(addDays(today, -8))).toThrow('8 days old');
});
