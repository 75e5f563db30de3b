import { binomialQuantile } from './binomial-distribution.ts';

/** Whether points cross their centre line as often as chance would make them. */
export interface AnhoejRules {
  /** points that lie on one side or the other; those on the line are left out */
  readonly useful: number;
  readonly longestRun: number;
  readonly longestRunAllowed: number;
  readonly crossings: number;
  readonly crossingsExpected: number;
  /** the run is too long or the crossings too few: the process did not stay where it was */
  readonly hasShifted: boolean;
}

/**
 * Run-chart rules that need no limits, only a centre (usually the median).
 *
 * @param values one value per period, oldest first; under ten useful points they rarely find anything
 *
 * Source: Anhøj & Olesen (2014), PLoS One 9:e113825: longest run above round(log2(n) + 3), or crossings below the 5 %
 * quantile of a binomial (n − 1, ½).
 */
export function anhoejRules(values: readonly number[], centre: number): AnhoejRules {
  const sides = values.map((value) => Math.sign(value - centre)).filter((side) => side !== 0);
  let crossings = 0;
  let run = 0;
  let longestRun = 0;
  sides.forEach((side, i) => {
    const isCrossing = i > 0 && side !== sides[i - 1];
    if (isCrossing) crossings++;
    run = isCrossing ? 1 : run + 1;
    longestRun = Math.max(longestRun, run);
  });
  const useful = sides.length;
  const longestRunAllowed = useful === 0 ? 0 : Math.round(Math.log2(useful) + 3);
  const crossingsExpected = useful < 2 ? 0 : binomialQuantile(0.05, useful - 1, 0.5);
  const hasShifted = longestRun > longestRunAllowed || crossings < crossingsExpected;
  return { useful, longestRun, longestRunAllowed, crossings, crossingsExpected, hasShifted };
}
