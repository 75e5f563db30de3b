/**
 * The truth about the loop, from the ledger alone: where each cycle stands, how long each arrow took, what was found. A
 * cycle is closed by verdicts and by nothing else.
 */

import type { Figure } from '../../engine/chart/figure.ts';
import { ring } from '../../engine/chart/ring.ts';
import type { LedgerEntry } from '../../engine/store/ledger.ts';

const ARROWS = ['practice-to-data', 'data-to-knowledge', 'knowledge-to-practice', 'impact'] as const;
export type ArrowId = (typeof ARROWS)[number];

const ARROW_TITLES: Readonly<Record<ArrowId, string>> = {
  'practice-to-data': 'Practice to data',
  'data-to-knowledge': 'Data to knowledge',
  'knowledge-to-practice': 'Knowledge to practice',
  impact: 'Impact',
};

/** A cycle as its library file names it. */
export interface CycleRef {
  readonly id: string;
  readonly title: string;
  readonly advice: readonly string[];
}

export interface ArrowState {
  readonly arrow: ArrowId;
  readonly title: string;
  readonly state: 'done' | 'under way' | 'waiting';
  /** days from its beginning to its end, or to now; a tenth of a day is kept; null before it began */
  readonly days: number | null;
  readonly says: string;
}

export interface CycleLoop {
  readonly id: string;
  readonly title: string;
  readonly isOpened: boolean;
  readonly isClosed: boolean;
  /** open, and nothing was written about it for longer than `STALLED_AFTER_DAYS` */
  readonly isStalled: boolean;
  readonly standsAt: ArrowId | 'closed' | 'not opened';
  readonly arrows: readonly [ArrowState, ArrowState, ArrowState, ArrowState];
  /** every verdict's effect, nulls and harms included, in sentences; newest first */
  readonly found: readonly string[];
  readonly effects: number;
  readonly nulls: number;
  readonly harms: number;
}

const STALLED_AFTER_DAYS = 90;

/** What ends an arrow. The next arrow begins there. */
const ENDS: Readonly<Record<ArrowId, { says: string; waits: string }>> = {
  'practice-to-data': { says: 'records are loaded', waits: 'waits for records' },
  'data-to-knowledge': { says: 'a finding was made', waits: 'waits for a finding' },
  'knowledge-to-practice': { says: 'advice reached people', waits: 'waits for advice to reach people' },
  impact: { says: 'a verdict was reached', waits: 'waits for a verdict' },
};

/** @param entries the whole ledger, or all that is about cycles, advice, snapshots and findings; in any order */
export function loopOf(cycle: CycleRef, entries: readonly LedgerEntry[], now: Date): CycleLoop {
  const ours = [...entries].sort((a, b) => a.seq - b.seq).filter((entry) => isAbout(cycle, entry));
  const opened = ours.find(({ kind }) => kind === 'cycle/opened');
  const verdicts = ours.filter(({ kind }) => kind === 'verdict/decided');
  const isClosed = opened !== undefined && areAllJudged(ours, verdicts);
  const arrows = arrowsOf(ours, opened, now);
  const last = ours.filter(({ kind }) => !kind.startsWith('snapshot/')).at(-1);
  const isStalled =
    opened !== undefined && !isClosed && daysBetween(last?.savedAt ?? opened.savedAt, now) > STALLED_AFTER_DAYS;
  const current = arrows.find(({ state }) => state === 'under way');
  const kinds = verdicts.map(({ body }) => body['effect']);
  const counted = (kind: string) => kinds.filter((each) => each === kind).length;
  return {
    id: cycle.id,
    title: cycle.title,
    isOpened: opened !== undefined,
    isClosed,
    isStalled,
    standsAt: opened === undefined ? 'not opened' : isClosed ? 'closed' : (current?.arrow ?? 'impact'),
    arrows,
    found: verdicts.map(sayVerdictEntry).reverse(),
    effects: counted('effect'),
    nulls: counted('null'),
    harms: counted('harm'),
  };
}

/** A cycle's own entries, its advice's, what names it in the body, and the node's snapshots, which serve every cycle. */
function isAbout(cycle: CycleRef, { kind, subject, body }: LedgerEntry): boolean {
  if (kind.startsWith('snapshot/')) return true;
  if (subject === `cycle:${cycle.id}` || body['cycle'] === cycle.id) return true;
  return cycle.advice.some((advice) => subject === `advice:${advice}`);
}

const SHOWN: readonly unknown[] = ['canary', 'randomised', 'everyone'];

function reachedPeople({ kind, body }: LedgerEntry): boolean {
  return kind === 'rollout/advanced' && SHOWN.includes(body['to']);
}

/** Closed: every advice that reached people has a verdict that decides something, reached after its last version went out. */
function areAllJudged(ours: readonly LedgerEntry[], verdicts: readonly LedgerEntry[]): boolean {
  const shown = ours.filter(reachedPeople);
  const isJudged = (step: LedgerEntry) =>
    verdicts.some(
      ({ subject, body }) =>
        subject === step.subject && body['version'] === step.body['version'] && body['word'] !== 'undecided',
    );
  return shown.length > 0 && shown.every(isJudged);
}

function arrowsOf(ours: readonly LedgerEntry[], opened: LedgerEntry | undefined, now: Date): CycleLoop['arrows'] {
  const ends: (string | undefined)[] = [];
  let from = opened?.savedAt;
  for (const arrow of ARROWS) {
    const end = from === undefined ? undefined : endOf(arrow, ours, from);
    ends.push(end);
    from = end;
  }
  const state = (at: 0 | 1 | 2 | 3): ArrowState => {
    const arrow = ARROWS[at];
    const begun = at === 0 ? opened?.savedAt : ends[at - 1];
    const ended = ends[at];
    const word = ended ? 'done' : begun ? 'under way' : 'waiting';
    return {
      arrow,
      title: ARROW_TITLES[arrow],
      state: word,
      days: begun === undefined ? null : daysBetween(begun, ended === undefined ? now : new Date(ended)),
      says: ended ? ENDS[arrow].says : begun ? ENDS[arrow].waits : 'not begun',
    };
  };
  return [state(0), state(1), state(2), state(3)];
}

/** The moment an arrow ended. Records may lie there before the question is asked: then it took no time. */
function endOf(arrow: ArrowId, ours: readonly LedgerEntry[], from: string): string | undefined {
  const ended = ours.find((entry) => endsArrow(arrow, entry));
  return ended && (ended.savedAt < from ? from : ended.savedAt);
}

function endsArrow(arrow: ArrowId, entry: LedgerEntry): boolean {
  switch (arrow) {
    case 'practice-to-data':
      return entry.kind.startsWith('snapshot/');
    case 'data-to-knowledge':
      return entry.kind.startsWith('finding/');
    case 'knowledge-to-practice':
      return reachedPeople(entry);
    case 'impact':
      return entry.kind === 'verdict/decided' && entry.body['word'] !== 'undecided';
  }
}

function daysBetween(from: string, until: Date): number {
  return Math.round(((until.getTime() - Date.parse(from)) / 86_400_000) * 10) / 10;
}

function sayVerdictEntry({ subject, body }: LedgerEntry): string {
  const advice = subject.slice(subject.indexOf(':') + 1);
  const simulated = body['isSimulated'] === true ? ', on simulated records' : '';
  const interval = body['interval'];
  const said = `${advice}: ${String(body['word'])}`;
  if (typeof body['estimate'] !== 'number' || !Array.isArray(interval)) return `${said} (no estimate${simulated})`;
  const [lower, upper] = interval.map(Number);
  const effect = body['effect'] === 'harm' ? 'harm' : body['effect'] === 'effect' ? 'effect' : 'no effect shown';
  return `${said}; ${effect}, ${points(body['estimate'])} (${points(lower ?? 0)} to ${points(upper ?? 0)}) in ${String(body['unit'])}${simulated}`;
}

function points(share: number): string {
  return `${share > 0 ? '+' : ''}${(share * 100).toFixed(1)} points`;
}

/** The node as a whole: nothing is counted as closed that no verdict closed. */
export interface LoopTotals {
  readonly opened: number;
  readonly closed: number;
  readonly stalled: number;
  readonly effects: number;
  readonly nulls: number;
  readonly harms: number;
}

export function totalsOf(loops: readonly CycleLoop[]): LoopTotals {
  const sum = (count: (loop: CycleLoop) => number) => loops.reduce((total, loop) => total + count(loop), 0);
  return {
    opened: sum(({ isOpened }) => Number(isOpened)),
    closed: sum(({ isClosed }) => Number(isClosed)),
    stalled: sum(({ isStalled }) => Number(isStalled)),
    effects: sum(({ effects }) => effects),
    nulls: sum(({ nulls }) => nulls),
    harms: sum(({ harms }) => harms),
  };
}

/** The four arrows as a ring. */
export function loopRing(loop: CycleLoop): Figure {
  const [a, b, c, d] = loop.arrows;
  const drawn = ({ state, days, says }: ArrowState) =>
    ({
      days: days === null ? null : Math.round(days),
      state: state === 'done' ? 'done' : state === 'waiting' ? 'ahead' : loop.isStalled ? 'stalled' : 'here',
      note: says,
    }) as const;
  const days = loop.arrows.reduce((sum, arrow) => sum + (arrow.days ?? 0), 0);
  return ring({
    id: `loop-${loop.id}`,
    title: loop.title,
    unit: 'days',
    arrows: [drawn(a), drawn(b), drawn(c), drawn(d)],
    middle: [
      loop.isClosed ? 'closed' : loop.isStalled ? 'stalled' : loop.isOpened ? 'open' : 'not opened',
      loop.isOpened ? `${Math.round(days)} days` : 'no question yet',
    ],
  });
}
