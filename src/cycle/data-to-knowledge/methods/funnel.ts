import { count, Type } from '../../../core/schema.ts';
import { type FunnelPlotGroup, funnelPlot } from '../../../engine/chart/funnel-plot.ts';
import { benjaminiHochberg } from '../../../engine/stats/benjamini-hochberg.ts';
import { binomialCdf, binomialPmf } from '../../../engine/stats/binomial-distribution.ts';
import { funnelLimits, funnelZ } from '../../../engine/stats/funnel-limits.ts';
import { overdispersion } from '../../../engine/stats/overdispersion.ts';
import { wilsonInterval } from '../../../engine/stats/wilson-interval.ts';
import { type GroupCount, labelOf, sumOf } from '../counts.ts';
import { blockedResult, defineMethod } from '../define-method.ts';

/** Which groups lie beyond what chance would make of groups of their size. The estimate is the share of groups beyond the 95 % limits. */
export const funnel = defineMethod({
  id: 'funnel',
  title: 'Variation between groups (funnel plot)',
  answers: 'variation',
  reads: ['group', 'numerator', 'denominator'],
  params: Type.Object({
    fewest: count('fewest people for a group to be judged', 10, 1),
    fewestGroups: count('fewest groups to be judged', 3, 2),
  }),
  assumes: [
    'Groups see the same kind of people: nothing is adjusted for.',
    'Limits are those of chance alone around the share of all groups: of twenty groups that do not differ, about one lies beyond the 95 % limits.',
  ],
  source:
    'Spiegelhalter (2005), Stat Med 24:1185–1202: exact binomial limits; q: mid-P by Benjamini & Hochberg (1995), J R Stat Soc B 57:289–300.',

  run(groups: readonly GroupCount[], { fewest, fewestGroups }, { id, title, counted }) {
    const judged = groups.filter((group) => group.denominator >= fewest);
    const { events, people } = sumOf(groups);
    const unit = 'share of groups beyond the 95 % limits';
    const enough = {
      name: 'groups to judge',
      ok: judged.length >= fewestGroups,
      says: `${judged.length} groups with at least ${fewest} people, ${fewestGroups} wanted`,
    };
    if (!enough.ok)
      return blockedResult(
        `only ${judged.length} ${judged.length === 1 ? 'group' : 'groups'} with at least ${fewest} people`,
        {
          unit,
          people,
          diagnostics: [enough],
        },
      );
    if (events === 0 || events === people) {
      const none = {
        name: 'variation to look at',
        ok: false,
        says: events === 0 ? 'nobody had the event' : 'everybody had the event',
      };
      return blockedResult(none.says, { unit, people, diagnostics: [enough, none] });
    }
    const target = events / people;
    const placed = groups.map((group) => ({ ...group, place: placeOf(group, target, fewest) }));
    const beyond = placed.filter(({ place }) => place === 'beyond-95' || place === 'beyond-998');
    const q = benjaminiHochberg(placed.map((group) => (group.place === 'few' ? null : midP(group, target))));
    const { lower, upper } = wilsonInterval(beyond.length, judged.length);
    return {
      estimate: beyond.length / judged.length,
      interval: [lower, upper],
      level: 0.95,
      unit,
      people,
      diagnostics: [enough, spread(judged, target)],
      table: {
        columns: ['group', 'id', 'numerator', 'denominator', 'share', 'place', 'z', 'q'],
        rows: placed.map((group, i) => [
          labelOf(group),
          group.group,
          group.place === 'few' ? null : group.numerator,
          group.place === 'few' ? null : group.denominator,
          group.place === 'few' ? null : group.numerator / group.denominator,
          group.place,
          group.place === 'few' ? null : funnelZ(group.numerator, group.denominator, target),
          q[i] ?? null,
        ]),
      },
      figure: funnelPlot({
        id,
        title,
        subtitle: 'Limits of chance around the share of all together',
        unit: counted,
        target,
        targetLabel: 'all',
        groups: placed
          .filter(({ denominator }) => denominator > 0)
          .map(
            (group): FunnelPlotGroup => ({
              label: labelOf(group),
              people: group.denominator,
              share: group.numerator / group.denominator,
              place: group.place,
            }),
          ),
        limits: limitsAlong(target, Math.max(...groups.map(({ denominator }) => denominator))),
      }),
    };
  },
});

/** Where a group lies; judged with the limits as they are, not clipped to [0, 1]. */
function placeOf({ numerator, denominator }: GroupCount, target: number, fewest: number): FunnelPlotGroup['place'] {
  if (denominator < fewest) return 'few';
  const own = numerator / denominator;
  const outside = (tail: number): boolean => {
    const { lower, upper } = funnelLimits(target, denominator, tail);
    return own < lower || own > upper;
  };
  return outside(0.001) ? 'beyond-998' : outside(0.025) ? 'beyond-95' : 'inside';
}

/** Two-sided mid-P value of a group's count if its true share were the target. */
function midP({ numerator, denominator }: GroupCount, target: number): number {
  const below = binomialCdf(numerator, denominator, target) - binomialPmf(numerator, denominator, target) / 2;
  return Math.min(1, 2 * Math.min(below, 1 - below));
}

/** A sentence on whether the groups as a whole differ more than chance: then limits of chance alone flag too many. */
function spread(judged: readonly GroupCount[], target: number) {
  const z = judged.map(({ numerator, denominator }) => funnelZ(numerator, denominator, target));
  const stdErrors = judged.map(({ denominator }) => Math.sqrt((target * (1 - target)) / denominator));
  const { phi } = overdispersion(z, stdErrors, 'winsorise', 0.1);
  return {
    name: 'overdispersion',
    ok: phi < 2,
    says: `the groups vary ${phi.toFixed(1)} times as much as chance alone would make them (outer tenth drawn in)`,
  };
}

function limitsAlong(target: number, most: number) {
  const sizes = [
    ...new Set(Array.from({ length: 40 }, (_, i) => Math.max(1, Math.round((most * 1.05 * (i + 1)) / 40)))),
  ];
  return sizes.map((people) => {
    const [inner, outer] = [funnelLimits(target, people, 0.025), funnelLimits(target, people, 0.001)];
    return { people, lower95: inner.lower, upper95: inner.upper, lower998: outer.lower, upper998: outer.upper };
  });
}
