import { expect, test } from 'vitest';
import { slopeIndexOfInequality } from './slope-index-of-inequality.ts';

test('slopeIndexOfInequality() of five equal groups rising by a tenth each is ½', () => {
  // ranks 0.1, 0.3 … 0.9; shares 0.1, 0.2 … 0.5: a slope of 0.1 per 0.2
  const groups = [10, 20, 30, 40, 50].map((events) => ({ events, people: 100 }));
  const { estimate, atFirst, atLast, ratio } = slopeIndexOfInequality(groups)!;
  expect(estimate).toBeCloseTo(0.5, 12);
  expect([atFirst, atLast]).toEqual([expect.closeTo(0.05, 12), expect.closeTo(0.55, 12)]);
  expect(ratio).toBeCloseTo(0.05 / 0.55, 12);
});

test('slopeIndexOfInequality() is zero where all groups fare alike', () => {
  const groups = [5, 50, 20].map((tens) => ({ events: tens, people: tens * 4 }));
  expect(slopeIndexOfInequality(groups)!.estimate).toBeCloseTo(0, 12);
});

test('slopeIndexOfInequality() turns its sign when the order is turned', () => {
  const groups = [
    { events: 30, people: 90 },
    { events: 20, people: 70 },
    { events: 25, people: 140 },
    { events: 4, people: 60 },
  ];
  const there = slopeIndexOfInequality(groups)!;
  const back = slopeIndexOfInequality([...groups].reverse())!;
  expect(there.estimate).toBeCloseTo(-back.estimate, 12);
  expect(there.stdError).toBeCloseTo(back.stdError, 12);
});

test('slopeIndexOfInequality() needs three groups with people', () => {
  expect(
    slopeIndexOfInequality([
      { events: 1, people: 9 },
      { events: 0, people: 0 },
      { events: 3, people: 9 },
    ]),
  ).toBeUndefined();
});
