import { count, share, Type } from '../../../core/schema.ts';
import { wilsonInterval } from '../../../engine/stats/wilson-interval.ts';
import { type GroupCount, labelOf, sumOf } from '../counts.ts';
import { blockedResult, defineMethod } from '../define-method.ts';

/** The share overall and in each group, each with its interval. */
export const shareByGroup = defineMethod({
  id: 'share-by-group',
  title: 'Share, overall and by group',
  answers: 'level',
  reads: ['group', 'numerator', 'denominator'],
  params: Type.Object({ fewest: count('fewest people for a number', 10, 1), level: share('confidence level', 0.95) }),
  assumes: ['Everybody is counted once, and what happens to one person says nothing about the next.'],
  source: 'Wilson (1927), J Am Stat Assoc 22:209–212.',

  run(groups: readonly GroupCount[], { fewest, level }, { counted }) {
    const { events, people } = sumOf(groups);
    const diagnostics = [
      { name: 'fewest people', ok: people >= fewest, says: `${people} people, at least ${fewest} wanted` },
    ];
    const about = { unit: `share of ${counted}`, people, diagnostics, level };
    if (people < fewest) return blockedResult(`only ${people} people; at least ${fewest} are needed`, about);
    const { lower, upper } = wilsonInterval(events, people, level);
    return {
      ...about,
      estimate: events / people,
      interval: [lower, upper],
      table: {
        columns: ['group', 'numerator', 'denominator', 'share', 'lower', 'upper'],
        rows: groups.map((group) => rowOf(group, fewest, level)),
      },
    };
  },
});

function rowOf(group: GroupCount, fewest: number, level: number): (string | number | null)[] {
  const { numerator, denominator } = group;
  if (denominator < fewest) return [labelOf(group), null, null, null, null, null];
  const { lower, upper } = wilsonInterval(numerator, denominator, level);
  return [labelOf(group), numerator, denominator, numerator / denominator, lower, upper];
}
