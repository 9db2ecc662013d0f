/** What the file system refuses, in words a person can act on. */
import { UsageError } from '../suites/usage-error.ts';

/**
 * Does something to a path; a refusal of the file system becomes a UsageError, anything else stays what it is. `full`: what
 * to do where the disk is.
 */
export function onDisk<T>(path: string, act: () => T, full: string = KEPT): T {
  try {
    return act();
  } catch (error) {
    throw refusalOf(path, error, full);
  }
}

/** The same of something that takes turns with other work. */
export async function onDiskInTurns<T>(path: string, act: () => Promise<T>, full: string = KEPT): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw refusalOf(path, error, full);
  }
}

/** What the file system calls an error, such as `ENOENT`; empty where it is another's. */
export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

function refusalOf(path: string, error: unknown, full: string): unknown {
  const code = codeOf(error);
  const mend = FULL[code] === undefined ? DISK_ERRORS[code] : `${FULL[code]}; ${full}`;
  return mend === undefined ? error : new UsageError(`${path}: ${mend} (${code})`, { cause: error });
}

const KEPT = 'what was measured before is kept: free space, then go on (moebench run --resume) or report again';

const FULL: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
};

const DISK_ERRORS: Readonly<Record<string, string>> = {
  EACCES: 'not writable; give another folder',
  EPERM: 'not writable; give another folder',
  EROFS: 'the file system is read-only; give another folder',
  ENOTDIR: 'a part of the path is a file; give another folder',
  EISDIR: 'a folder; give the path of a file',
  EEXIST: 'exists already; a record is never overwritten',
};
