/** What sort of trouble a fault is; the doors turn the kind into an exit code (cli) or a status (server). */
export type FaultKind =
  | 'bad-input' // what was given is wrong; the same call will fail again
  | 'not-found' // the thing named does not exist
  | 'not-allowed' // this person may not do this
  | 'conflict' // the state of things forbids it now (locked, taken, already done)
  | 'unavailable'; // something outside failed: disk, port, database

/** A person's mistake or the world's trouble, told in one line with a way to mend it. Never holds a value from a record. */
export class Fault extends Error {
  readonly code: string;
  readonly kind: FaultKind;
  readonly mend: string;
  readonly detail: unknown;

  constructor(fault: {
    code: string;
    kind: FaultKind;
    message: string;
    mend: string;
    detail: unknown;
    cause?: unknown;
  }) {
    super(fault.message, fault.cause === undefined ? undefined : { cause: fault.cause });
    this.name = 'Fault';
    this.code = fault.code;
    this.kind = fault.kind;
    this.mend = fault.mend;
    this.detail = fault.detail;
  }
}

/** What makes one kind of fault: `throw unitUnknown({ line: 3, unit: 'mg/dl', code: '8480-6' })`. */
export interface FaultMaker<Detail> {
  (detail: Detail, cause?: unknown): Fault;
  readonly code: string;
  readonly kind: FaultKind;
  readonly mend: string;
}

/**
 * Declares a fault. The code is `room/what-happened`, the message one line without a final stop, the mend one sentence.
 * Every declared code is described in docs/reference/faults.md (a test holds that).
 */
export function defineFault<Detail>(
  code: string,
  kind: FaultKind,
  message: (detail: Detail) => string,
  mend: string,
): FaultMaker<Detail> {
  const make = (detail: Detail, cause?: unknown): Fault =>
    new Fault({ code, kind, message: message(detail), mend, detail, cause });
  return Object.assign(make, { code, kind, mend });
}
