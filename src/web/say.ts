/** How values are written on every page: one place, so that the same number never looks like two. */

/** `57.1 %`, from a share in [0, 1]. */
export function sayShare(share: number, decimals = 1): string {
  return `${(share * 100).toFixed(decimals)} %`;
}

/** An estimate in its unit: shares as %, differences of shares as points, anything else as it is. */
export function sayEstimate(value: number, unit: string): string {
  if (isDifference(unit)) return `${value < 0 ? '−' : '+'}${Math.abs(value * 100).toFixed(1)} points`;
  if (isShare(unit)) return sayShare(value);
  return `${trimmed(value)} ${unit}`;
}

/** `54.2 % to 59.9 %` */
export function sayInterval(interval: readonly [number, number], unit: string): string {
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
  return date.toLocaleDateString('en-GB', { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' });
}

/** `31 Dec 2025, 09:12`, in the reader's own zone. */
export function sayMoment(moment: string): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return moment;
  return date.toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** `team-feedback` → `Team feedback` */
export function sayWord(word: string): string {
  const spaced = word.replaceAll('-', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
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
