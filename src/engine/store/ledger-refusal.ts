/**
 * What PostgreSQL refused. Carries the SQLSTATE as `code` and the constraint, as the driver does, but not the driver's
 * text: that can quote values from a record.
 */
export class LedgerRefusal extends Error {
  /** SQLSTATE, e.g. `23505` for something that must be unique */
  readonly code: string;
  readonly constraint: string | undefined;

  constructor(code: string, constraint: string | undefined) {
    super(`the ledger refused a statement (SQLSTATE ${code}${constraint === undefined ? '' : `, ${constraint}`})`);
    this.name = 'LedgerRefusal';
    this.code = code;
    this.constraint = constraint;
  }
}

/** Was a statement refused because something must be unique? */
export function isAlreadyThere(error: unknown, constraint?: string): boolean {
  const refused = error instanceof LedgerRefusal && error.code === '23505';
  return refused && (constraint === undefined || error.constraint === constraint);
}
