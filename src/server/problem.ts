import { signInRefused } from '../community/sign-in.ts';
import { defineFault, Fault, type FaultKind } from '../core/fault.ts';

/** What a request that failed is told: RFC 9457 problem details, with our code, kind and mend. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly kind: FaultKind | 'bug';
  readonly mend: string;
  /** only for a bug: the id under which the operator finds it in the log */
  readonly id?: string;
}

export const STATUS_BY_KIND: Readonly<Record<FaultKind, number>> = {
  'bad-input': 400,
  'not-found': 404,
  'not-allowed': 403,
  conflict: 409,
  unavailable: 503,
};

export const notSignedIn = defineFault(
  'server/not-signed-in',
  'not-allowed',
  () => 'nobody is signed in',
  'Sign in first.',
);

export const notFromOurPages = defineFault(
  'server/not-from-our-pages',
  'not-allowed',
  () => 'a change must carry the header "x-rondo: 1"',
  'Send the header; it shows that no other site made the browser send the request.',
);

export const requestUnreadable = defineFault(
  'server/request-unreadable',
  'bad-input',
  (d: { says: string }) => d.says,
  'Send one JSON object with the content type application/json.',
);

export const tooManyTries = defineFault(
  'server/too-many-tries',
  'unavailable',
  () => 'too many tries in a short time',
  'Wait a minute, then try again.',
);

export const routeUnknown = defineFault(
  'server/route-unknown',
  'not-found',
  () => 'there is nothing at this address',
  'See /api for every address there is.',
);

/** Faults whose status says more than their kind does. */
const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  [notSignedIn.code]: 401,
  [signInRefused.code]: 401,
  [tooManyTries.code]: 429,
  'cds/client-refused': 401, // CDS Hooks 2.0, "Trusting CDS Clients"
};

/** The problem for whatever was thrown. A bug says nothing but its id: its message might hold a value from a record. */
export function problemOf(thrown: unknown, newId: () => string): Problem {
  const fault = thrown instanceof Fault ? thrown : faultOfFramework(thrown);
  if (!fault) {
    return {
      type: 'about:blank',
      title: 'Something went wrong inside Rondo',
      status: 500,
      code: 'server/bug',
      kind: 'bug',
      mend: 'Tell the operator of this node the id; the log names the place.',
      id: newId(),
    };
  }
  const status = STATUS_BY_CODE[fault.code] ?? statusOfFramework(thrown) ?? STATUS_BY_KIND[fault.kind];
  return { type: 'about:blank', title: fault.message, status, code: fault.code, kind: fault.kind, mend: fault.mend };
}

/** The functions on the way to a bug, without its message: fit for a log. */
export function placeOf(thrown: unknown): string {
  const frames = thrown instanceof Error ? (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  return frames
    .slice(0, 4)
    .map((line) => line.trim().replace(/\(?(?:file:\/\/)?\/[^)]*\/(?=(?:src|dist|node_modules)\/)/, '('))
    .join(' ');
}

/** What Fastify refuses before we see it: unreadable or oversized bodies, wrong content types. */
function faultOfFramework(thrown: unknown): Fault | undefined {
  const status = statusOfFramework(thrown);
  if (status === undefined) return undefined;
  if (status === 429) return tooManyTries({}, thrown);
  if (status === 404) return routeUnknown({}, thrown);
  const says = { 413: 'the request is too large', 415: 'the content type is not application/json' }[status];
  return requestUnreadable({ says: says ?? 'the request cannot be read' }, thrown);
}

function statusOfFramework(thrown: unknown): number | undefined {
  if (thrown instanceof Fault || typeof thrown !== 'object' || thrown === null) return undefined;
  const status = (thrown as { statusCode?: unknown }).statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
