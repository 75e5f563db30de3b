import type { Static } from '../core/schema.ts';
import type { ImpactShape } from './shapes.ts';
import { bare, percent } from './show-finding.ts';

/** An impact in a few lines: effect, groups, verdict. */
export function showImpact(impact: Static<typeof ImpactShape>): string {
  const { adviceTitle, design, estimate, interval, blocked, groups, verdict, isSimulated } = impact;
  const effect =
    estimate === null || interval === null
      ? `no estimate: ${blocked ?? 'not known'}`
      : `${percent(estimate, 'difference')} (95 % interval ${bare(interval[0]!, 'difference')} to ${bare(interval[1]!, 'difference')})`;
  return [
    `• ${adviceTitle} (${design === 'randomised' ? 'randomised' : 'interrupted series'}${isSimulated ? ', SIMULATED people' : ''}): ${effect}`,
    ...groups.map(
      (group) =>
        `    ${group.name}: ${group.events.toLocaleString('en')} of ${group.people.toLocaleString('en')} in ${group.clusters} ${design === 'randomised' ? 'clusters' : 'months'}`,
    ),
    `  verdict: ${verdict.decided ? `${verdict.decided}, decided by ${verdict.decidedBy.join(' and ')}` : `${verdict.proposed} proposed${verdict.decidedBy.length > 0 ? `, one of two has agreed` : ', two people must decide'}`} — ${verdict.reason}`,
  ].join('\n');
}
