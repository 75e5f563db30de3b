import { count, Type, text } from '../../../core/schema.ts';
import { gapPlot } from '../../../engine/chart/gap-plot.ts';
import { newcombeDifference } from '../../../engine/stats/newcombe-difference.ts';
import { slopeIndexOfInequality } from '../../../engine/stats/slope-index-of-inequality.ts';
import { wilsonInterval } from '../../../engine/stats/wilson-interval.ts';
import { type GroupCount, labelOf, sumOf } from '../counts.ts';
import { blockedResult, defineMethod } from '../define-method.ts';

/** How far two named groups lie apart: comparison minus reference, with the groups between them shown. */
export const equityGap = defineMethod({
  id: 'equity-gap',
  title: 'Gap between groups',
  answers: 'equity',
  reads: ['group', 'numerator', 'denominator'],
  params: Type.Object({
    reference: text('group that the other is held against; the first if not named', ''),
    comparison: text('group compared with it; the last if not named', ''),
    isOrdered: Type.Boolean({ title: 'the groups stand in order of rank', default: false }),
    fewest: count('fewest people in each of the two groups', 10, 1),
  }),
  assumes: [
    'Everybody is counted once.',
    'The gap is as it stands in the records: nothing is adjusted for, and no cause is claimed.',
  ],
  source:
    'Newcombe (1998), Stat Med 17:873–890, method 10; slope index: Wagstaff, Paci & van Doorslaer (1991), Soc Sci Med 33:545–557.',

  run(groups: readonly GroupCount[], { reference, comparison, isOrdered, fewest }, { id, title, counted }) {
    const { people } = sumOf(groups);
    const unit = `difference in share of ${counted}`;
    const first = groups.find(({ group }) => group === reference) ?? (reference === '' ? groups[0] : undefined);
    const last = groups.find(({ group }) => group === comparison) ?? (comparison === '' ? groups.at(-1) : undefined);
    const isTwo = first !== undefined && last !== undefined && first.group !== last.group;
    const both = {
      name: 'two groups',
      ok: isTwo,
      says: isTwo ? `${labelOf(last)} against ${labelOf(first)}` : 'the two groups are not both there',
    };
    if (!first || !last || !isTwo)
      return blockedResult('there are not two groups to compare', { unit, people, diagnostics: [both] });
    const smallest = Math.min(first.denominator, last.denominator);
    const enough = {
      name: 'fewest people',
      ok: smallest >= fewest,
      says: `${smallest} people in the smaller group, at least ${fewest} wanted`,
    };
    if (!enough.ok)
      return blockedResult(`only ${smallest} people in the smaller group; at least ${fewest} are needed`, {
        unit,
        people,
        diagnostics: [both, enough],
      });
    const gap = newcombeDifference(tallyOf(last), tallyOf(first));
    const slope = isOrdered && groups.length >= 3 ? slopeIndexOfInequality(groups.map(tallyOf)) : undefined;
    return {
      estimate: gap.estimate,
      interval: [gap.lower, gap.upper],
      level: 0.95,
      unit,
      people,
      diagnostics: [
        both,
        enough,
        ...(slope
          ? [
              {
                name: 'slope index',
                ok: true,
                says: `${points(slope.estimate)} points from the first to the last rank (${points(slope.lower)} to ${points(slope.upper)})`,
              },
            ]
          : []),
      ],
      figure: gapPlot({
        id,
        title,
        subtitle: 'Shares with 95 % intervals; nothing is adjusted for',
        unit: counted,
        format: 'percent',
        level: 0.95,
        overall: sumOf(groups).events / people,
        groups: groups.map((group) => {
          if (group.denominator < fewest) return { label: labelOf(group), people: group.denominator, estimate: null };
          const { lower, upper } = wilsonInterval(group.numerator, group.denominator);
          return {
            label: labelOf(group),
            people: group.denominator,
            estimate: group.numerator / group.denominator,
            lower,
            upper,
          };
        }),
        gap: {
          from: labelOf(first),
          to: labelOf(last),
          label: `${points(gap.estimate)} points (${points(gap.lower)} to ${points(gap.upper)})`,
        },
      }),
    };
  },
});

function tallyOf({ numerator, denominator }: GroupCount) {
  return { events: numerator, people: denominator };
}

/** A difference of shares as signed percentage points, one decimal. */
function points(difference: number): string {
  const written = (100 * difference).toFixed(1);
  return `${difference > 0 ? '+' : ''}${written.replace('-', '−')}`;
}
