import type { FindingJson } from './shapes.ts';

/** A finding in two lines: what was found, and whether to rely on it. */
export function showFinding(finding: FindingJson): string {
  const { title, estimate, interval, unit, people, verdict } = finding;
  const counted = unit.includes('visits') ? 'visits' : 'people';
  const found =
    estimate === null || interval === null
      ? 'no estimate'
      : `${percent(estimate, unit)} (95 % interval ${bare(interval[0]!, unit)} to ${bare(interval[1]!, unit)}; ${people.toLocaleString('en')} ${counted})`;
  return `• ${title}: ${found}\n  ${verdict.isReliable ? 'may be relied on' : 'NOT to be relied on'}: ${verdict.reason}`;
}

/** A share as percent, a difference of shares as signed points. */
export function percent(value: number, unit: string): string {
  const written = (100 * value).toFixed(1).replace('-', '−');
  const isChange = /difference|change/.test(unit);
  return isChange ? `${value > 0 ? '+' : ''}${written} points` : `${written} %`;
}

/** The same without its unit, for the limits behind an estimate that has one. */
export function bare(value: number, unit: string): string {
  return percent(value, unit).replace(/ (points|%)$/, '');
}
