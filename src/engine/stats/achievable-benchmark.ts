import type { Tally } from './interval.ts';

/** What the best-performing teams reach together, and how many people stand behind it. */
export interface AchievableBenchmark {
  /** share reached by the top group, in [0, 1] */
  readonly benchmark: number;
  readonly topPeople: number;
  readonly allPeople: number;
  /** share reached by everyone, in [0, 1] */
  readonly overall: number;
}

/**
 * Achievable benchmark of care: the pooled share of the best teams that together look after at least a tenth of all
 * people. Teams are ranked by (events + 1) / (people + 2), so that a team of two does not lead by luck; tied teams enter
 * together.
 *
 * @param teams where a higher share is better; teams with nobody are left out
 * @param floor share of all people that the top group must hold, in (0, 1]
 * @returns undefined if no team has anybody
 *
 * Source: Weissman et al. (1999), J Eval Clin Pract 5:269–281; Kiefe et al. (2001), JAMA 285:2871–2879.
 */
export function achievableBenchmark(teams: readonly Tally[], floor = 0.1): AchievableBenchmark | undefined {
  const ranked = teams
    .filter((team) => team.people > 0)
    .map((team) => ({ ...team, rank: (team.events + 1) / (team.people + 2) }))
    .sort((a, b) => b.rank - a.rank);
  const allPeople = ranked.reduce((sum, team) => sum + team.people, 0);
  if (allPeople === 0) return undefined;

  let topEvents = 0;
  let topPeople = 0;
  let lastRank = Number.POSITIVE_INFINITY;
  for (const team of ranked) {
    if (topPeople >= floor * allPeople && team.rank < lastRank) break;
    topEvents += team.events;
    topPeople += team.people;
    lastRank = team.rank;
  }
  const allEvents = ranked.reduce((sum, team) => sum + team.events, 0);
  return { benchmark: topEvents / topPeople, topPeople, allPeople, overall: allEvents / allPeople };
}
