/** How values are written: a share as percent, a difference of shares as signed points, anything else as it is. */
export type ValueFormat = 'percent' | 'points' | 'number';

/** `62.1 %`, `+3.4`, `1,250`; the minus is a true minus. */
export function writeValue(value: number, format: ValueFormat, decimals = 1): string {
  switch (format) {
    case 'percent':
      return `${fixed(100 * value, decimals)} %`;
    case 'points':
      return `${value > 0 ? '+' : ''}${fixed(100 * value, decimals)}`;
    case 'number':
      return Math.abs(value) >= 1000
        ? grouped(Math.round(value))
        : fixed(value, Number.isInteger(value) ? 0 : decimals);
  }
}

/** As a tick label: no more decimals than the step between ticks needs. */
export function writeTick(value: number, step: number, format: ValueFormat): string {
  const scaled = format === 'number' ? step : step * 100;
  const decimals = scaled >= 1 ? 0 : Math.ceil(-Math.log10(scaled) - 1e-9);
  if (format === 'percent') return fixed(100 * value, decimals);
  return writeValue(value, format, decimals);
}

/** The unit as an axis names it; the values on the axis carry none. */
export function axisUnit(unit: string, format: ValueFormat): string {
  if (format === 'percent') return `% (${unit})`;
  return format === 'points' ? `percentage points (${unit})` : unit;
}

/** 12,345 people. */
export function grouped(count: number): string {
  return fixed(count, 0).replace(/\B(?=(\d{3})+$)/g, ',');
}

function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}
