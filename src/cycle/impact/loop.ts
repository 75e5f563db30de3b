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
  readonly advice: readonly { readonly id: string; readonly title: string }[];
}

export interface ArrowState {
  readonly arrow: ArrowId;
  readonly title: string;
  readonly state: 'done' | 'under way' | 'waiting';
  /**
   * days from its beginning to its end, or to now; a tenth of a day is kept; null before it began. Each advice goes its own
   * way from finding to people to verdict: where a cycle has several, the longest of them counts.
   */
  readonly days: number | null;
  readonly says: string;
  /** a sentence for each advice on this arrow; empty where all go together */
  readonly details: readonly string[];
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
  /** days from the question to the verdict that closed it, or to now; null before it was opened. Not the sum of the arrows. */
  readonly openDays: number | null;
  /** every verdict's effect, nulls and harms included, in sentences; newest first */
  readonly found: readonly string[];
  readonly effects: number;
  readonly nulls: number;
  readonly harms: number;
}

const STALLED_AFTER_DAYS = 90;

/** @param entries the whole ledger, or all that is about cycles, advice, snapshots and findings; in any order */
export function loopOf(cycle: CycleRef, entries: readonly LedgerEntry[], now: Date): CycleLoop {
  const ours = [...entries].sort((a, b) => a.seq - b.seq).filter((entry) => isAbout(cycle, entry));
  const opened = ours.find(({ kind }) => kind === 'cycle/opened');
  const verdicts = ours.filter(({ kind }) => kind === 'verdict/decided');
  const isClosed = opened !== undefined && areAllJudged(ours, verdicts);
  const arrows = arrowsOf(cycle, ours, opened, now);
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
    openDays: opened ? daysBetween(opened.savedAt, isClosed ? new Date(verdicts.at(-1)!.savedAt) : now) : null,
    found: verdicts.map((entry) => sayVerdictEntry(entry, cycle)).reverse(),
    effects: counted('effect'),
    nulls: counted('null'),
    harms: counted('harm'),
  };
}

/** A cycle's own entries, its advice's, what names it in the body, and the node's snapshots, which serve every cycle. */
function isAbout(cycle: CycleRef, { kind, subject, body }: LedgerEntry): boolean {
  if (kind.startsWith('snapshot/')) return true;
  if (subject === `cycle:${cycle.id}` || body['cycle'] === cycle.id) return true;
  return cycle.advice.some(({ id }) => subject === `advice:${id}`);
}

const SHOWN: readonly unknown[] = ['canary', 'randomised', 'everyone'];

function reachedPeople({ kind, body }: LedgerEntry): boolean {
  return kind === 'rollout/advanced' && SHOWN.includes(body['to']);
}

/** Closed: every advice that reached people has a verdict that decides something, reached after its last version went out. */
function areAllJudged(ours: readonly LedgerEntry[], verdicts: readonly LedgerEntry[]): boolean {
  const shown = ours.filter(reachedPeople);
  return shown.length > 0 && shown.every((step) => verdicts.some((verdict) => judges(verdict, step)));
}

function judges({ kind, subject, body }: LedgerEntry, step: LedgerEntry): boolean {
  if (kind !== 'verdict/decided' || body['word'] === 'undecided') return false;
  return subject === step.subject && body['version'] === step.body['version'];
}

function arrowsOf(
  cycle: CycleRef,
  ours: readonly LedgerEntry[],
  opened: LedgerEntry | undefined,
  now: Date,
): CycleLoop['arrows'] {
  const asked = opened?.savedAt;
  const loaded = ours.find(({ kind }) => kind.startsWith('snapshot/'))?.savedAt;
  const dataAt = later(asked, loaded);
  const foundAt = later(dataAt, ours.find(({ kind }) => kind.startsWith('finding/'))?.savedAt);
  const wereThere = loaded !== undefined && asked !== undefined && loaded <= asked;
  const first = passed('practice-to-data', { from: asked, until: dataAt }, now);
  const second = passed('data-to-knowledge', { from: dataAt, until: foundAt }, now);
  return [
    first.state === 'done' && wereThere ? { ...first, says: 'records were there already' } : first,
    second,
    ...roads(cycle, ours, foundAt, now),
  ];
}

/** Records and findings may be older than what they serve: then the arrow took no time. Undefined until both are there. */
function later(from: string | undefined, at: string | undefined): string | undefined {
  return from === undefined || at === undefined ? undefined : at < from ? from : at;
}

const SAYS: Readonly<Record<ArrowId, { done: string; waits: string }>> = {
  'practice-to-data': { done: 'records are loaded', waits: 'waits for records' },
  'data-to-knowledge': { done: 'a finding was made', waits: 'waits for a finding' },
  'knowledge-to-practice': { done: 'advice reached people', waits: 'waits for advice to reach people' },
  impact: { done: 'a verdict was reached', waits: 'waits for a verdict' },
};

/** An arrow that everything passes together. */
function passed(
  arrow: ArrowId,
  span: { from?: string | undefined; until?: string | undefined },
  now: Date,
): ArrowState {
  const { from, until } = span;
  const state = until ? 'done' : from ? 'under way' : 'waiting';
  const says = until ? SAYS[arrow].done : from ? SAYS[arrow].waits : 'not begun';
  const days = from === undefined ? null : daysBetween(from, until === undefined ? now : new Date(until));
  return { arrow, title: ARROW_TITLES[arrow], state, days, says, details: [] };
}

/** The road of one advice: its newest version that reached people, and the verdict on it. */
interface Road {
  readonly title: string;
  readonly reachedAt: string;
  readonly judgedAt?: string | undefined;
}

/** From the finding to people, and from people to a verdict: done once one advice is out, and once all that are out are judged. */
function roads(
  cycle: CycleRef,
  ours: readonly LedgerEntry[],
  foundAt: string | undefined,
  now: Date,
): [ArrowState, ArrowState] {
  const out = foundAt === undefined ? [] : cycle.advice.flatMap((advice) => roadOf(advice, ours, foundAt) ?? []);
  const waiting = passed('impact', {}, now);
  if (foundAt === undefined || out.length === 0)
    return [passed('knowledge-to-practice', { from: foundAt }, now), waiting];
  const isOne = cycle.advice.length === 1;
  const reached = {
    ...passed('knowledge-to-practice', { from: foundAt, until: foundAt }, now),
    days: Math.max(...out.map(({ reachedAt }) => daysBetween(foundAt, new Date(reachedAt)))),
    says: isOne ? SAYS['knowledge-to-practice'].done : `${out.length} of ${cycle.advice.length} reached people`,
    details: isOne
      ? []
      : out.map(({ title, reachedAt }) => `“${title}” after ${inDays(daysBetween(foundAt, new Date(reachedAt)))}`),
  };
  const lasted = ({ reachedAt, judgedAt }: Road) => daysBetween(reachedAt, judgedAt ? new Date(judgedAt) : now);
  const judged = out.filter(({ judgedAt }) => judgedAt !== undefined);
  const impact = {
    ...waiting,
    state: judged.length === out.length ? ('done' as const) : ('under way' as const),
    days: Math.max(...out.map(lasted)),
    says:
      out.length > 1
        ? `a verdict on ${judged.length} of ${out.length}`
        : judged.length === 1
          ? SAYS.impact.done
          : SAYS.impact.waits,
    details: isOne
      ? []
      : out.map((road) => `“${road.title}” ${road.judgedAt ? 'judged after' : 'open for'} ${inDays(lasted(road))}`),
  };
  return [reached, impact];
}

function roadOf(
  { id, title }: CycleRef['advice'][number],
  ours: readonly LedgerEntry[],
  foundAt: string,
): Road | undefined {
  const steps = ours.filter((entry) => entry.subject === `advice:${id}` && reachedPeople(entry));
  const newest = steps.at(-1)?.body['version'];
  const step = steps.find(({ body }) => body['version'] === newest);
  if (!step) return undefined;
  const reachedAt = step.savedAt < foundAt ? foundAt : step.savedAt;
  return { title, reachedAt, judgedAt: ours.find((entry) => judges(entry, step))?.savedAt };
}

function inDays(days: number): string {
  const whole = Math.round(days);
  return whole === 0 ? 'less than a day' : whole === 1 ? '1 day' : `${whole} days`;
}

function daysBetween(from: string, until: Date): number {
  return Math.round(((until.getTime() - Date.parse(from)) / 86_400_000) * 10) / 10;
}

const EFFECTS: Readonly<Record<string, string>> = { effect: 'an effect', harm: 'a harm' };

function sayVerdictEntry({ subject, body }: LedgerEntry, cycle: CycleRef): string {
  const id = subject.slice(subject.indexOf(':') + 1);
  const title = cycle.advice.find((advice) => advice.id === id)?.title ?? id;
  const simulated = body['isSimulated'] === true ? ' Simulated records.' : '';
  const said = `“${title}”: ${String(body['word'])}`;
  const interval = body['interval'];
  if (typeof body['estimate'] !== 'number' || !Array.isArray(interval))
    return `${said}, without an estimate.${simulated}`;
  const [lower = 0, upper = 0] = interval.map(Number);
  const effect = EFFECTS[String(body['effect'])] ?? 'no effect shown';
  return `${said}. ${effect[0]!.toUpperCase()}${effect.slice(1)}: ${signed(body['estimate'])} points (${signed(lower)} to ${signed(upper)}), ${String(body['unit'])}.${simulated}`;
}

/** `+8.0` or `−0.7`, from a difference of shares. */
function signed(share: number): string {
  const written = Math.abs(share * 100).toFixed(1);
  return `${written === '0.0' ? '' : share < 0 ? '−' : '+'}${written}`;
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
  return ring({
    id: `loop-${loop.id}`,
    title: loop.title,
    unit: 'days',
    arrows: [drawn(a), drawn(b), drawn(c), drawn(d)],
    middle: [
      loop.isClosed ? 'closed' : loop.isStalled ? 'stalled' : loop.isOpened ? 'open' : 'not opened',
      loop.openDays === null ? 'no question yet' : `for ${inDays(loop.openDays)}`,
    ],
  });
}
