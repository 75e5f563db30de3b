import { Fault, type FaultKind } from '../core/fault.ts';

/** What the shell is told when a command ends. Scripts may rely on these; docs/exit-codes.md is made from this table. */
export const EXIT_CODES = {
  done: { code: 0, means: 'The command did what was asked.' },
  bug: { code: 1, means: 'A bug in Rondo itself: please report it. `--debug` shows where.' },
  'bad-input': { code: 2, means: 'What was given is wrong; the same command will fail again.' },
  'not-found': { code: 3, means: 'The thing named does not exist.' },
  'not-allowed': { code: 4, means: 'This person may not do this.' },
  conflict: { code: 5, means: 'The state of things forbids it now: locked, taken or already done.' },
  unavailable: { code: 6, means: 'Something outside failed: disk, port or database. Trying again may help.' },
  interrupted: { code: 130, means: 'Stopped by Ctrl-C or a signal; everything was closed cleanly.' },
} as const satisfies Record<FaultKind | 'done' | 'bug' | 'interrupted', { code: number; means: string }>;

/** The exit code for whatever was thrown: by kind for a fault, 1 for anything else. */
export function exitCodeOf(thrown: unknown): number {
  return thrown instanceof Fault ? EXIT_CODES[thrown.kind].code : EXIT_CODES.bug.code;
}
