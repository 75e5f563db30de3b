import type { Measure } from '../../engine/query/ast.ts';
import { leavesWithin } from '../../engine/query/walk.ts';

/**
 * Days after the anchor that a measure has to see before it can judge: 30 for a readmission within 30 days, 0 for what is
 * known on the last day. A period that ended fewer days before the records end is not counted: its numerator is not in yet.
 */
export function followUpDays(measure: Measure): number {
  const parts = [measure.denominator, measure.denominatorExclusions, measure.numerator];
  const ends = parts.flatMap((part) =>
    leavesWithin(part, '').map(({ condition }) => {
      const { until } = condition.window;
      return until?.of === 'end' ? until.days : 0;
    }),
  );
  return Math.max(0, ...ends);
}

/** Days before the end of the anchor that a measure's numerator looks back; more than a month makes months overlap. */
export function lookBackDays(measure: Measure): number {
  const starts = leavesWithin(measure.numerator, '').map(({ condition }) => {
    const { from } = condition.window;
    if (measure.population.anchor.anchor === 'each-event') return 0;
    return from === undefined ? Number.POSITIVE_INFINITY : from.of === 'end' ? -from.days : 0;
  });
  return Math.max(0, ...starts);
}
