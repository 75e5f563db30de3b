import type { Method } from '../define-method.ts';
import { equityGap } from './equity-gap.ts';
import { funnel } from './funnel.ts';
import { interruptedSeries } from './interrupted-series.ts';
import { randomisedDifference } from './randomised-difference.ts';
import { runChart } from './run-chart.ts';
import { shareByGroup } from './share-by-group.ts';

/** Every method there is. A new one is a file and a line here. */
export const ALL_METHODS: readonly Omit<Method, 'run'>[] = [
  shareByGroup,
  funnel,
  runChart,
  equityGap,
  randomisedDifference,
  interruptedSeries,
];
