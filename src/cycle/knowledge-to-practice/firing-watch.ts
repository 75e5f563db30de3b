/** Notices when a rule begins to misbehave: it falls silent, or fires far more or far less than it did. */
import { type Day, dayOf } from '../../core/day.ts';
import type { CountedDay } from './day-counts.ts';

export interface FiringAlarm {
  readonly what: 'silent' | 'rise' | 'fall';
  /** the day it was noticed on, `YYYY-MM-DD` */
  readonly on: string;
  /** share of evaluations that fired on that day (`silent`: in the silent days), and in the days before */
  readonly share: number;
  readonly usual: number | null;
  /** distance from usual in standard deviations; null for `silent` */
  readonly sigmas: number | null;
  /** true if the rule's version changed on that day: then look at the change first */
  readonly isNewVersion: boolean;
}

/** A day with fewer evaluations says nothing. */
const FEWEST_EVALUATIONS = 50;
const SILENT_DAYS = 3;
/** Firings to be expected in silent days before silence is a surprise: exp(−4.6) is 1 in 100. */
const EXPECTED_FIRINGS = 4.6;
const BASELINE_DAYS = 28;
const FEWEST_BASELINE_DAYS = 7;
const SIGMAS = 3;
/** A rise of fewer firings than this is no rise. */
const FEWEST_FIRINGS = 5;

/**
 * Every alarm of an advice, oldest first; versions of one day are counted together. Days with fewer than 50 evaluations
 * are passed over.
 *
 * `silent`: three or more days in a row without firing; if the rule has fired before, only once 4.6 firings were to be
 * expected in them. `rise` and `fall`: three or more standard deviations from the share of the 28 days before (at least
 * 7), by a p-chart whose limits widen with the spread of those days (Laney's p′, never narrower than sampling).
 *
 * Source: Wright et al. (2016), J Am Med Inform Assoc 23:1068–1076 (malfunctions found by change of firing rate);
 * Laney (2002), Quality Engineering 14:531–537.
 */
export function firingAlarms(counts: readonly CountedDay[]): FiringAlarm[] {
  const days = byDay(counts).filter(({ evaluated }) => evaluated >= FEWEST_EVALUATIONS);
  return days.flatMap((day, at) => {
    const silence = silenceAt(days, at);
    const jump = day.fired === 0 && silence ? undefined : jumpAt(days, at);
    const versions = (which: WatchedDay | undefined) => which?.versions.join(' ');
    const isNewVersion = at > 0 && versions(day) !== versions(days[at - 1]);
    return [silence, jump].flatMap((alarm) => (alarm ? [{ ...alarm, isNewVersion }] : []));
  });
}

interface WatchedDay {
  readonly on: string;
  readonly day: Day;
  readonly evaluated: number;
  readonly fired: number;
  readonly versions: readonly string[];
}

function byDay(counts: readonly CountedDay[]): WatchedDay[] {
  const days = new Map<string, WatchedDay>();
  for (const { on, version, evaluated, fired } of counts) {
    const before = days.get(on);
    days.set(on, {
      on,
      day: dayOf(on),
      evaluated: (before?.evaluated ?? 0) + evaluated,
      fired: (before?.fired ?? 0) + fired,
      versions: [...(before?.versions ?? []), ...(evaluated > 0 ? [version] : [])].sort(),
    });
  }
  return [...days.values()].sort((a, b) => a.day - b.day);
}

type Found = Omit<FiringAlarm, 'isNewVersion'>;

function silenceAt(days: readonly WatchedDay[], at: number): Found | undefined {
  let from = at;
  while (from >= 0 && days[from]?.fired === 0) from--;
  const silent = days.slice(from + 1, at + 1);
  if (silent.length < SILENT_DAYS) return undefined;
  const { on } = silent.at(-1)!; // at least three
  const before = baseline(days, from + 1);
  const usual = before.length === 0 ? null : shareOf(before);
  if (usual !== null && usual * sum(silent, 'evaluated') < EXPECTED_FIRINGS) return undefined;
  return { what: 'silent', on, share: 0, usual, sigmas: null };
}

function jumpAt(days: readonly WatchedDay[], at: number): Found | undefined {
  const before = baseline(days, at);
  const day = days[at]!; // called with a place in the list
  if (before.length < FEWEST_BASELINE_DAYS) return undefined;
  const usual = shareOf(before);
  // Half a firing is added, so that a rule that never fired has a spread too.
  const smooth = (sum(before, 'fired') + 0.5) / (sum(before, 'evaluated') + 1);
  const distance = ({ evaluated, fired }: WatchedDay) =>
    (fired / evaluated - smooth) / Math.sqrt((smooth * (1 - smooth)) / evaluated);
  const sigmas = distance(day) / Math.max(1, spread(before.map(distance)));
  if (Math.abs(sigmas) < SIGMAS || (sigmas > 0 && day.fired < FEWEST_FIRINGS)) return undefined;
  return { what: sigmas > 0 ? 'rise' : 'fall', on: day.on, share: day.fired / day.evaluated, usual, sigmas };
}

/** The days that count before a place in the list. */
function baseline(days: readonly WatchedDay[], before: number): readonly WatchedDay[] {
  return days.slice(Math.max(0, before - BASELINE_DAYS), before);
}

function shareOf(days: readonly WatchedDay[]): number {
  return sum(days, 'fired') / sum(days, 'evaluated');
}

function sum(days: readonly WatchedDay[], what: 'evaluated' | 'fired'): number {
  return days.reduce((all, day) => all + day[what], 0);
}

/** Standard deviation from the mean moving range, which one jump hardly moves. */
function spread(values: readonly number[]): number {
  const ranges = values.slice(1).map((value, at) => Math.abs(value - values[at]!));
  return ranges.reduce((all, range) => all + range, 0) / Math.max(1, ranges.length) / 1.128;
}
