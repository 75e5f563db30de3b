const DECIMAL = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** A decimal of a record (its text, or the number that JSON.parse made of it) as a double; undefined where it is neither. */
export function decimalNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !DECIMAL.test(value)) return undefined;
  return Number(value);
}

/**
 * The shortest text of a double, as DuckDB writes one: an exponent below 0.0001 and from 1e16 on, of at least two digits,
 * and no `.0` behind a whole number.
 */
export function decimalText(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return Object.is(value, -0) ? '-0' : '0';
  if (size >= 1e-4 && size < 1e16) return String(value);
  const [digits = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** How many places behind the point a boundary can be told: DuckDB's widest decimal leaves room for 26 before it. */
const PLACES = 12;

/**
 * FHIRPath lowBoundary() and highBoundary() of a decimal: half a unit of its last written place below or above.
 * 1.0 lies within 0.95 … 1.05. Undefined from 12 written places on and for numbers with an exponent.
 */
export function decimalBoundary(text: string, isHigh: boolean): number | undefined {
  const [, sign, whole, places = ''] = /^(-?)(\d{1,25})(?:\.(\d{1,11}))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const scaled = BigInt(`${sign}${whole}${places.padEnd(PLACES, '0')}`);
  const half = 5n * 10n ** BigInt(PLACES - places.length - 1);
  const boundary = isHigh ? scaled + half : scaled - half;
  const digits = (boundary < 0n ? -boundary : boundary).toString().padStart(PLACES + 1, '0');
  const point = digits.length - PLACES;
  return Number(`${boundary < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`);
}
