/** A picture that carries its own words and its own numbers: the same in the browser, in a report and at the command line. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  /** what a person who cannot see it needs to know, in one or two sentences */
  readonly description: string;
  readonly unit: string;
  /** a whole `<svg>` element with role, title and desc; colours are CSS custom properties with fallbacks */
  readonly svg: string;
  readonly table: FigureTable;
}

/** The numbers drawn: for "download CSV" and for screen readers. */
export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}
