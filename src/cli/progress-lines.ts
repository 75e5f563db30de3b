import type { Progress } from '../core/effects.ts';

/** Where progress is shown and how. */
export interface ProgressPlace {
  write(text: string): void;
  /** true: one line, rewritten; false: a plain line every two seconds, fit for a log */
  readonly isTerminal: boolean;
  /** one JSON object a line instead of words */
  readonly asJson: boolean;
  /** milliseconds since any fixed moment */
  now(): number;
}

const BETWEEN_LINES_MS = 2000;
const BETWEEN_REWRITES_MS = 100;

/** Tells how far a job has come: counts, rate and time left. `end` clears the rewritten line before results are shown. */
export function progressLines(place: ProgressPlace): { report: (progress: Progress) => void; end: () => void } {
  let job = { doing: '', startedAt: 0, doneAtStart: 0 };
  let lastShownAt = Number.NEGATIVE_INFINITY;
  let isLineOpen = false;

  const rewrites = place.isTerminal && !place.asJson;
  return {
    report(progress) {
      const now = place.now();
      const isNew = progress.doing !== job.doing;
      if (isNew) job = { doing: progress.doing, startedAt: now, doneAtStart: progress.done };
      const isComplete = progress.total !== undefined && progress.done >= progress.total;
      const wait = rewrites ? BETWEEN_REWRITES_MS : BETWEEN_LINES_MS;
      if (!isNew && !isComplete && now - lastShownAt < wait) return;
      lastShownAt = now;
      const seconds = (now - job.startedAt) / 1000;
      const perSecond = seconds > 0 ? (progress.done - job.doneAtStart) / seconds : undefined;
      const secondsLeft =
        perSecond && progress.total !== undefined ? (progress.total - progress.done) / perSecond : undefined;
      if (place.asJson) {
        place.write(`${JSON.stringify({ progress: { ...progress, perSecond, secondsLeft } })}\n`);
      } else if (rewrites) {
        place.write(`\r\u001b[2K${sayProgress(progress, perSecond, secondsLeft)}`);
        isLineOpen = true;
      } else {
        place.write(`${sayProgress(progress, perSecond, secondsLeft)}\n`);
      }
    },
    end() {
      if (isLineOpen) place.write('\r\u001b[2K');
      isLineOpen = false;
    },
  };
}

/** `reading Observation: 1.2 of 3.4 GB · 63 MB/s · 35 s left` */
export function sayProgress(progress: Progress, perSecond?: number, secondsLeft?: number): string {
  const done = amount(progress.done, progress.unit);
  const counts = progress.total === undefined ? done : `${done} of ${amount(progress.total, progress.unit)}`;
  const rate = perSecond ? `${amount(perSecond, progress.unit)}/s` : undefined;
  const left = secondsLeft !== undefined && secondsLeft >= 1 ? `${duration(secondsLeft)} left` : undefined;
  return [`${progress.doing}: ${counts}`, rate, left].filter((part) => part !== undefined).join(' · ');
}

function amount(value: number, unit: string): string {
  if (unit !== 'bytes') return `${Math.round(value).toLocaleString('en-GB')} ${unit}`;
  if (value < 1e6) return `${(value / 1e3).toFixed(0)} kB`;
  return value < 1e9 ? `${(value / 1e6).toFixed(value < 1e7 ? 1 : 0)} MB` : `${(value / 1e9).toFixed(1)} GB`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
