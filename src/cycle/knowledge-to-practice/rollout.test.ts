import { describe, expect, test } from 'vitest';
import { ROLLOUT_STATES, type RolloutState } from '../handover.ts';
import { type Evidence, NO_CANARY, type Rollout, reaches, stepTo } from './rollout.ts';

const draft: Rollout = {
  advice: 'bp-card',
  version: '1.0.0',
  digest: 'sha256:00',
  cycle: 'hypertension-control',
  author: 'ada',
  state: 'draft',
  isStopped: false,
  canary: NO_CANARY,
  trial: null,
};

const full: Evidence = {
  approvedBy: ['bo', 'cy'],
  contentLacks: [],
  shadow: { evaluated: 200, fired: 12, days: 7 },
  shadowSignedBy: 'bo',
  canary: { practitioners: ['pr1'], practice: null },
  practitionersKnown: 20,
  sealed: 'trial-1',
  verdict: 'keep',
  reason: 'no longer needed',
};

/** Each way one piece of evidence can be absent or wrong, and the step it must hold up. */
const HOLES: readonly { holdsUp: readonly RolloutState[]; hole: Partial<Evidence> }[] = [
  { holdsUp: ['reviewed', 'shadow'], hole: { approvedBy: [] } },
  { holdsUp: ['reviewed', 'shadow'], hole: { approvedBy: ['bo'] } },
  { holdsUp: ['reviewed', 'shadow'], hole: { approvedBy: ['bo', 'bo'] } },
  { holdsUp: ['reviewed', 'shadow'], hole: { approvedBy: ['bo', 'ada'] } },
  { holdsUp: ['reviewed'], hole: { contentLacks: ['an impact plan'] } },
  { holdsUp: ['canary'], hole: { shadow: null } },
  { holdsUp: ['canary'], hole: { shadow: { evaluated: 0, fired: 0, days: 0 } } },
  { holdsUp: ['canary'], hole: { shadowSignedBy: null } },
  { holdsUp: ['canary'], hole: { shadowSignedBy: 'ada' } },
  { holdsUp: ['canary'], hole: { canary: null } },
  { holdsUp: ['canary'], hole: { canary: NO_CANARY } },
  { holdsUp: ['canary'], hole: { canary: { practitioners: ['pr1', 'pr2'], practice: null } } },
  { holdsUp: ['canary'], hole: { canary: { practitioners: ['pr1'], practice: 'org1' } } },
  { holdsUp: ['canary'], hole: { practitionersKnown: null } },
  { holdsUp: ['randomised'], hole: { sealed: null } },
  { holdsUp: ['everyone'], hole: { verdict: null } },
  { holdsUp: ['everyone'], hole: { verdict: 'adapt' } },
  { holdsUp: ['everyone'], hole: { verdict: 'retire' } },
  { holdsUp: ['everyone'], hole: { verdict: 'undecided' } },
  { holdsUp: ['retired'], hole: { reason: null } },
];

/** Every state that can be reached from draft with every combination of two holes, with the road that led there. */
function search(evidences: readonly Evidence[]): Map<string, readonly RolloutState[]> {
  const roads = new Map<string, readonly RolloutState[]>([['draft', ['draft']]]);
  const queue: { rollout: Rollout; road: readonly RolloutState[] }[] = [{ rollout: draft, road: ['draft'] }];
  for (let next = queue.shift(); next; next = queue.shift()) {
    for (const to of ROLLOUT_STATES) {
      for (const evidence of evidences) {
        const after = attempt(next.rollout, to, evidence);
        if (!after) continue;
        const road = [...next.road, to];
        if (roads.has(road.join(' '))) continue;
        roads.set(road.join(' '), road);
        queue.push({ rollout: after, road });
      }
    }
  }
  return roads;
}

function attempt(rollout: Rollout, to: RolloutState, evidence: Evidence): Rollout | undefined {
  try {
    return stepTo(rollout, to, evidence);
  } catch {
    return undefined;
  }
}

describe('stepTo()', () => {
  test('leads to everyone by one road only: searched exhaustively over all states and pairs of holes', () => {
    const evidences = [full, ...HOLES.flatMap((a) => HOLES.map((b) => ({ ...full, ...a.hole, ...b.hole })))];
    const roads = [...search(evidences).values()];
    const toEveryone = roads.filter((road) => road.includes('everyone'));
    expect(toEveryone.map((road) => road.filter((state) => state !== 'retired').join(' '))).toEqual(
      toEveryone.map(() => 'draft reviewed shadow canary randomised everyone'),
    );
    expect(toEveryone.length).toBe(2); // kept, or kept and later retired
    expect(roads.every((road) => road.indexOf('retired') === -1 || road.at(-1) === 'retired')).toBe(true);
  });

  test.each(HOLES)('is held up where evidence is missing: $hole', ({ holdsUp, hole }) => {
    const order: RolloutState[] = ['reviewed', 'shadow', 'canary', 'randomised', 'everyone', 'retired'];
    let rollout = draft;
    for (const to of order) {
      const broken = { ...full, ...hole };
      if (holdsUp.includes(to)) expect(attempt(rollout, to, broken)).toBeUndefined();
      else expect(attempt(rollout, to, broken)?.state).toBe(to);
      rollout = stepTo(rollout, to, full);
    }
  });

  test('names everything that is missing at once', () => {
    const empty = { ...full, shadow: null, shadowSignedBy: null, canary: null };
    expect(() => stepTo({ ...draft, state: 'shadow' }, 'canary', empty)).toThrow(
      'not ready to become canary: figures from the shadow run; a sign-off of the shadow figures; a list of practitioners, or one practice, to begin with',
    );
  });

  test('takes one of 19 practitioners as a canary, but not two of 39', () => {
    const shadow: Rollout = { ...draft, state: 'shadow' };
    expect(stepTo(shadow, 'canary', { ...full, practitionersKnown: 19 }).canary.practitioners).toEqual(['pr1']);
    const two = { ...full, canary: { practitioners: ['pr1', 'pr2'], practice: null } };
    expect(() => stepTo(shadow, 'canary', { ...two, practitionersKnown: 39 })).toThrow('at most 1 of 39');
    expect(stepTo(shadow, 'canary', { ...two, practitionersKnown: 40 }).state).toBe('canary');
  });
});

describe('reaches()', () => {
  const canary: Rollout = { ...draft, state: 'canary', canary: { practitioners: ['pr1'], practice: null } };

  test('nobody before the canary and after retirement', () => {
    const quiet: RolloutState[] = ['draft', 'reviewed', 'shadow', 'retired'];
    expect(quiet.map((state) => reaches({ ...canary, state }, 'pr1', 'org1'))).toEqual([false, false, false, false]);
  });

  test('only the named in the canary', () => {
    expect(reaches(canary, 'pr1', 'org1')).toBe(true);
    expect(reaches(canary, 'pr2', 'org1')).toBe(false);
    expect(reaches(canary, null, 'org1')).toBe(false);
    const practice = { ...canary, canary: { practitioners: [], practice: 'org1' } };
    expect([reaches(practice, 'pr2', 'org1'), reaches(practice, 'pr2', 'org2')]).toEqual([true, false]);
  });

  test('nobody once stopped, in any state', () => {
    for (const state of ROLLOUT_STATES) {
      expect(reaches({ ...canary, state, isStopped: true }, 'pr1', 'org1')).toBe(false);
    }
  });
});
