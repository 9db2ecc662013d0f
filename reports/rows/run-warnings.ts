/** What to know of the run that a row stands on, and of newer ones that it does not stand on. Pure. */
import { latestTime } from '../../results/ahead.ts';
import type { Pool } from './pool.ts';

/** In the order in which they are shown. */
export const RUN_CODES = ['imported', 'unsealed', 'ahead-of-clock', 'newer-run-set-aside'] as const;

export type RunCode = (typeof RUN_CODES)[number];

const RULES: Readonly<Record<RunCode, (pool: Pool) => string | null>> = {
  imported: ({ record: { imported } }) =>
    imported === undefined
      ? null
      : `measured elsewhere and imported on ${imported.importedAt.slice(0, DAY)}: a machine of its own, whatever its id`,
  unsealed: ({ record }) => (record.sealed ? null : 'its run was cut off before the seal'),
  'ahead-of-clock': ({ record }) =>
    record.aheadOfClock === true
      ? `its run is dated ${latestTime(record)}, later than the clock here: correct whichever clock is wrong`
      : null,
  'newer-run-set-aside': ({ newerRuns }) =>
    newerRuns.length === 0
      ? null
      : newerRuns.map(({ run, startedAt, reason }) => `run ${run} of ${startedAt.slice(0, DAY)}: ${reason}`).join('; '),
};

const DAY = 'yyyy-mm-dd'.length;

export function runWarnings(pool: Pool): { readonly code: RunCode; readonly message: string }[] {
  return RUN_CODES.flatMap(code => {
    const message = RULES[code](pool);
    return message === null ? [] : [{ code, message }];
  });
}
