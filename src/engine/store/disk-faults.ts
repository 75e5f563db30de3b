/** The disk's troubles as one-line faults. */
import { defineFault } from '../../core/fault.ts';

export const diskFull = defineFault(
  'store/disk-full',
  'unavailable',
  (d: { path: string }) => `no room left on the disk that holds ${d.path}`,
  'Free some space, then run the same command again: nothing half-written is kept.',
);

export const notReadable = defineFault(
  'store/not-readable',
  'not-allowed',
  (d: { path: string }) => `${d.path} may not be read by this user`,
  'Give this user the right to read it, or run Rondo as the user who owns it.',
);

export const notWritable = defineFault(
  'store/not-writable',
  'not-allowed',
  (d: { path: string }) => `${d.path} may not be written by this user`,
  'Give this user the right to write there, or choose another folder.',
);

export const diskFailed = defineFault(
  'store/disk-failed',
  'unavailable',
  (d: { path: string; error: string }) => `the disk refused ${d.path} (${d.error})`,
  'Look at the disk and its mount, then run the same command again.',
);

/** Runs disk work; what the operating system refuses becomes a fault that names the path and how to mend it. */
export async function onDisk<Result>(
  path: string,
  doing: 'reading' | 'writing',
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw diskFault(path, doing, error);
  }
}

/** The fault for an operating system error; anything else comes back as it was. */
export function diskFault(path: string, doing: 'reading' | 'writing', error: unknown): unknown {
  const code = systemCode(error);
  if (code === undefined) return error;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull({ path }, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return doing === 'reading' ? notReadable({ path }, error) : notWritable({ path }, error);
    default:
      return diskFailed({ path, error: code }, error);
  }
}

/** `ENOENT`, `EACCES` …; undefined if this is no error of the operating system. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return String(error.code);
}
