import { Fault } from '../core/fault.ts';

/**
 * What went wrong, as one line for a person: `fault <code>: <message> — <mend>`, or one JSON object with `--json`. A bug
 * shows its own message only; `withStack` adds where it happened.
 */
export function sayFault(thrown: unknown, how: { asJson: boolean; withStack: boolean }): string {
  const fault = thrown instanceof Fault ? thrown : undefined;
  const message = oneLine(thrown instanceof Error ? thrown.message : String(thrown));
  const stack = how.withStack && thrown instanceof Error ? stackOf(thrown) : undefined;
  if (how.asJson) {
    const said = fault
      ? { code: fault.code, kind: fault.kind, message, mend: fault.mend }
      : { code: 'rondo/bug', kind: 'bug', message };
    return JSON.stringify({ fault: { ...said, ...(stack ? { stack } : {}) } });
  }
  const line = fault
    ? `fault ${fault.code}: ${message} — ${fault.mend}`
    : `bug: ${message} — Please report this; run again with --debug to see where it happened.`;
  return stack ? `${line}\n${stack}` : line;
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}

function stackOf(error: Error): string {
  const own = error.stack ?? error.message;
  return error.cause instanceof Error ? `${own}\ncaused by ${stackOf(error.cause)}` : own;
}
