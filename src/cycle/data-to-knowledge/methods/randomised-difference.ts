import { count, share, Type } from '../../../core/schema.ts';
import { differencePlot } from '../../../engine/chart/difference-plot.ts';
import { clusterLevelDifference, individualLevelDifference } from '../../../engine/stats/cluster-difference.ts';
import { wilsonInterval } from '../../../engine/stats/wilson-interval.ts';
import type { ClusterCount } from '../counts.ts';
import { blockedResult, defineMethod } from '../define-method.ts';

/** How much more often the outcome happened in the arm that was advised, when whole clusters were randomised. */
export const randomisedDifference = defineMethod({
  id: 'randomised-difference',
  title: 'Difference between randomised arms',
  answers: 'compare',
  reads: ['arm', 'cluster', 'events', 'people'],
  params: Type.Object({
    fewestClusters: count('fewest clusters in each arm', 4, 2),
    fewestPeople: count('fewest people in each arm', 20, 1),
    level: share('confidence level', 0.95),
  }),
  assumes: [
    'Clusters were allocated by chance and are counted in the arm they were allocated to, whatever they were shown.',
    'Clusters do not influence each other.',
  ],
  source:
    'Liang & Zeger (1986), Biometrika 73:13–22, with t limits on clusters − 2; checked by cluster-level analysis, Hayes & Moulton (2017), chapter 10.',

  run(clusters: readonly ClusterCount[], { fewestClusters, fewestPeople, level }, { id, title, counted }) {
    const seen = clusters.filter(({ people }) => people > 0);
    const [advice, usual] = (['advice', 'usual'] as const).map((arm) =>
      seen.filter((cluster) => cluster.arm === arm),
    ) as [ClusterCount[], ClusterCount[]];
    const people = total(seen, 'people');
    const unit = `difference in share of ${counted}`;
    const fewest = Math.min(advice.length, usual.length);
    const smallest = Math.min(total(advice, 'people'), total(usual, 'people'));
    const diagnostics = [
      {
        name: 'clusters',
        ok: fewest >= fewestClusters,
        says: `${advice.length} and ${usual.length} clusters, at least ${fewestClusters} in each arm wanted`,
      },
      {
        name: 'people',
        ok: smallest >= fewestPeople,
        says: `${total(advice, 'people')} and ${total(usual, 'people')} people, at least ${fewestPeople} in each arm wanted`,
      },
    ];
    const lacking = diagnostics.find(({ ok }) => !ok);
    if (lacking) return blockedResult(lacking.says, { unit, people, diagnostics, level });
    const found = individualLevelDifference(advice, usual, { level });
    if (!found)
      return blockedResult('no cluster differs from its arm: the variance cannot be told', {
        unit,
        people,
        diagnostics,
        level,
      });
    const check = clusterLevelDifference(advice, usual, { weigh: 'equally', level });
    return {
      estimate: found.estimate,
      interval: [found.lower, found.upper],
      level,
      unit,
      people,
      diagnostics: [
        ...diagnostics,
        ...(check
          ? [
              {
                name: 'cluster-level analysis',
                ok: Math.abs(check.estimate - found.estimate) <= (found.upper - found.lower) / 2,
                says: `${(100 * check.estimate).toFixed(1)} points (${(100 * check.lower).toFixed(1)} to ${(100 * check.upper).toFixed(1)}) when each cluster counts once`,
              },
            ]
          : []),
      ],
      table: {
        columns: ['arm', 'clusters', 'people', 'events', 'share'],
        rows: [armRow('advice', advice), armRow('usual', usual)],
      },
      figure: differencePlot({
        id,
        title,
        subtitle: 'Intervals of the arms are those of single people; that of the difference allows for clusters',
        unit: counted,
        level,
        arms: [plotted('with the advice', advice, level), plotted('as usual', usual, level)],
        differences: [{ label: 'with − without', estimate: found.estimate, lower: found.lower, upper: found.upper }],
        sides: ['less often with the advice', 'more often with the advice'],
      }),
    };
  },
});

function total(clusters: readonly ClusterCount[], what: 'people' | 'events'): number {
  return clusters.reduce((sum, cluster) => sum + cluster[what], 0);
}

function armRow(arm: string, clusters: readonly ClusterCount[]): (string | number)[] {
  const [events, people] = [total(clusters, 'events'), total(clusters, 'people')];
  return [arm, clusters.length, people, events, events / people];
}

function plotted(label: string, clusters: readonly ClusterCount[], level: number) {
  const [events, people] = [total(clusters, 'events'), total(clusters, 'people')];
  const { lower, upper } = wilsonInterval(events, people, level);
  return { label, estimate: events / people, lower, upper, people, note: `${clusters.length} clusters` };
}
