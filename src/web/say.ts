/** How values are written on every page: one place, so that the same number never looks like two. */

/** Keeps a number and its unit, or the parts of a date, on one line. */
const NO_BREAK = '\u00a0';

/** `57.1 %`, from a share in [0, 1]. */
export function sayShare(share: number, decimals = 1): string {
  return `${(share * 100).toFixed(decimals)}${NO_BREAK}%`;
}

/** An estimate in its unit: shares as %, differences of shares as points, anything else as it is. */
export function sayEstimate(value: number, unit: string): string {
  if (isDifference(unit)) return `${sayPoints(value)}${NO_BREAK}points`;
  if (isShare(unit)) return sayShare(value);
  return `${trimmed(value)} ${unit}`;
}

/** `+8.1` or `−0.7`, from a difference of shares; the unit stands beside it. */
export function sayPoints(difference: number): string {
  const points = Math.abs(difference * 100).toFixed(1);
  return `${points === '0.0' ? '' : difference < 0 ? '−' : '+'}${points}`;
}

/** `54.2 % to 59.9 %`, `+8.1 to +33.0 points` */
export function sayInterval(interval: readonly [number, number], unit: string): string {
  if (isDifference(unit)) return `${sayPoints(interval[0])} to ${sayPoints(interval[1])} points`;
  return `${sayEstimate(interval[0], unit)} to ${sayEstimate(interval[1], unit)}`;
}

export function sayCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

export function sayNumber(value: number): string {
  return value.toLocaleString('en-GB');
}

/** `648 people`, or visits where the unit says that visits are counted. */
export function sayCounted(counted: number, unit: string): string {
  return unit.includes('visits') ? sayCount(counted, 'visit') : sayCount(counted, 'person', 'people');
}

/** `31 December 2025`, from `2025-12-31` or a moment. */
export function sayDay(day: string): string {
  return dayWith('long', day);
}

/** `31 Dec 2025` */
export function sayShortDay(day: string): string {
  return dayWith('short', day);
}

function dayWith(month: 'long' | 'short', day: string): string {
  const date = new Date(day.length === 10 ? `${day}T00:00:00Z` : day);
  if (Number.isNaN(date.getTime())) return day;
  const said = date.toLocaleDateString('en-GB', { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' });
  return said.replaceAll(' ', NO_BREAK);
}

/** `31 Dec 2025, 09:12`, in the reader's own zone. */
export function sayMoment(moment: string): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return moment;
  const said = date.toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  return said.replaceAll(' ', NO_BREAK);
}

/** `December 2026`, or `January to December 2026`: whole months, the second day not included. */
export function sayPeriod(from: string, until: string): string {
  const last = new Date(Date.parse(`${until}T00:00:00Z`) - 86_400_000).toISOString();
  const [first, end] = [monthOf(from), monthOf(last)];
  if (first === end) return first;
  const isOneYear = from.slice(0, 4) === last.slice(0, 4);
  return `${isOneYear ? first.replace(/ \d{4}$/, '') : first} to ${end}`;
}

/** A sentence of the server with months in words (`In 2025-12` → `In December 2025`) and shares kept on one line. */
export function sayMonths(words: string): string {
  return words.replace(/\b\d{4}-\d{2}\b(?!-)/g, (month) => monthOf(month)).replaceAll(' %', `${NO_BREAK}%`);
}

function monthOf(day: string): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  return date.toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** `368 days`, and what is shorter than one in words. */
export function sayDays(days: number): string {
  return Math.round(days) === 0 ? 'less than a day' : sayCount(Math.round(days), 'day');
}

/** The text with a capital first letter. */
export function sayFirst(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `team-feedback` → `Team feedback` */
export function sayWord(word: string): string {
  return sayFirst(word.replaceAll('-', ' '));
}

/** The first letters of a digest: enough to compare by eye. */
export function sayDigest(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 10);
}

function isShare(unit: string): boolean {
  return /share|proportion|^%|percent/i.test(unit);
}

function isDifference(unit: string): boolean {
  return /differ|change|points|gap|slope index/i.test(unit);
}

function trimmed(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en-GB');
}
