/** A drawn figure with the words and the numbers behind it. */
export interface Figure {
  /** unique on its page; letters, digits and hyphens */
  readonly id: string;
  readonly title: string;
  /** what one would say to somebody who cannot see it */
  readonly description: string;
  /** of the values drawn: `% of people`, `percentage points`, `days` */
  readonly unit: string;
  readonly svg: string;
  /** every number drawn, for screen readers and for download */
  readonly table: FigureTable;
}

export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The words every chart is given. */
export interface FigureWords {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** a line under the title: what the baseline is, who is counted */
  readonly subtitle?: string;
  /** instead of the sentence the chart makes itself */
  readonly description?: string;
}

/**
 * The figure's table as CSV (RFC 4180, CRLF). A text that a spreadsheet would run as a formula gets an apostrophe before
 * it.
 */
export function figureCsv({ table }: Pick<Figure, 'table'>): string {
  return [table.columns, ...table.rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

function csvField(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
