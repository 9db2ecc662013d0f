/** What the file system refuses, in words a person can act on. */
import { UsageError } from '../suites/usage-error.ts';

/** Does something to a path; a refusal of the file system becomes a UsageError, anything else stays what it is. */
export function onDisk<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const mend = DISK_ERRORS[code];
    if (mend === undefined) throw error;
    throw new UsageError(`${path}: ${mend} (${code})`, { cause: error });
  }
}

const FULL = 'what was measured before is kept: free space, then go on (moebench run --resume) or report again';

const DISK_ERRORS: Readonly<Record<string, string>> = {
  ENOSPC: `the disk is full; ${FULL}`,
  EDQUOT: `the quota is used up; ${FULL}`,
  EACCES: 'not writable; give another folder',
  EPERM: 'not writable; give another folder',
  EROFS: 'the file system is read-only; give another folder',
  ENOTDIR: 'a part of the path is a file; give another folder',
  EEXIST: 'exists already; a record is never overwritten',
};
