/** Holds the loop metrics and the achievable benchmark against a folder of known answers. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loopMetrics } from '../../src/cycle/knowledge-to-practice/receipts.ts';
import { achievableBenchmark } from '../../src/engine/stats/achievable-benchmark.ts';

export interface Compared {
  readonly id: string;
  readonly expected: number;
  readonly got: number;
  /** half a unit of the last digit printed */
  readonly tolerance: number;
}

/** For `npm run judge -- feedback-vectors DIR`. */
export const feedbackVectorsJudge = {
  suite: 'feedback-vectors',
  usage: 'feedback-vectors DIR  a folder with loop-events.csv, loop-expected.csv, providers.csv and expected.csv',
  async run([folder = '']: readonly string[]) {
    const all = [...judgeLoop(folder), ...judgeBenchmarks(folder)];
    const wrong = all.filter((each) => !isEqual(each));
    return {
      passed: all.length - wrong.length,
      failed: wrong.length,
      skipped: 0,
      lines: wrong.map(({ id, expected, got }) => `${id}: expected ${expected}, got ${got}`),
    };
  },
};

export function isEqual({ expected, got, tolerance }: Compared): boolean {
  return Math.abs(expected - got) <= tolerance;
}

export function judgeLoop(folder: string): Compared[] {
  if (!existsSync(join(folder, 'loop-events.csv'))) return [];
  const events = readCsv(join(folder, 'loop-events.csv')).map((row) => ({
    minute: Number(row['minute']),
    card: row['card'] ?? '',
    event: row['event'],
    outcome: row['outcome'] as 'accepted' | 'overridden',
  }));
  const metrics = loopMetrics({
    fired: events.filter(({ event }) => event === 'fired'),
    clicks: events.filter(({ event }) => event === 'feedback'),
    acts: events.filter(({ event }) => event === 'recommended-action-in-record'),
  });
  const named: Record<string, number | null> = {
    cards_fired: metrics.fired,
    cards_accepted: metrics.accepted,
    cards_overridden: metrics.overridden,
    cards_ignored: metrics.ignored,
    unmatched_feedback: metrics.unmatchedClicks,
    override_rate: metrics.overrideRate,
    acceptance_rate: metrics.acceptanceRate,
    acted_on_rate: metrics.actedOnRate,
    acted_on_without_acceptance: metrics.actedOnWithoutAcceptance,
    median_minutes_fired_to_action: metrics.medianMinutesToAct,
  };
  return readCsv(join(folder, 'loop-expected.csv')).map(({ metric = '', value = '' }) => ({
    id: metric,
    expected: Number(value),
    got: named[metric] ?? Number.NaN,
    tolerance: toleranceOf(value),
  }));
}

export function judgeBenchmarks(folder: string): Compared[] {
  if (!existsSync(join(folder, 'providers.csv'))) return [];
  const providers = readCsv(join(folder, 'providers.csv'));
  return readCsv(join(folder, 'expected.csv')).flatMap((row) => {
    const teams = providers
      .filter((each) => each['set'] === row['set'])
      .map((each) => ({ events: Number(each['numerator']), people: Number(each['denominator']) }));
    const found = achievableBenchmark(teams);
    const compare = (column: string, got: number | undefined): Compared => ({
      id: `${row['set']} ${column}`,
      expected: Number(row[column]),
      got: got ?? Number.NaN,
      tolerance: toleranceOf(row[column] ?? ''),
    });
    return [
      compare('abc_benchmark', found?.benchmark),
      compare('patients_in_top_group', found?.topPeople),
      compare('patients_total', found?.allPeople),
      compare('overall_rate', found?.overall),
    ];
  });
}

function toleranceOf(printed: string): number {
  const digits = printed.split('.')[1]?.length ?? 0;
  return digits === 0 ? 0 : 0.5 * 10 ** -Math.max(digits, 6) + 1e-12;
}

function readCsv(file: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const columns = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [columns[at] ?? '', cell])));
}
