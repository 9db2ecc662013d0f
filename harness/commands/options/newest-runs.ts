/** `--runs`: of each machine how many of the newest runs a report reads. */
import { UsageError } from '../../errors.ts';

export type NewestRuns = number | 'all';

/** A site that grows by a run a night is made in the same time every night. */
export const DEFAULT_NEWEST_RUNS = 90;

/** UsageError for what is neither a whole number from 1 nor `all`. */
export function newestRuns(written: string): NewestRuns {
  if (written === 'all') return 'all';
  const count = /^\d{1,9}$/.test(written) ? Number(written) : 0;
  if (count < 1) throw new UsageError(`--runs is '${written}'; give a whole number from 1, or all`);
  return count;
}
