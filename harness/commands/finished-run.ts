/** What every document about a run that has ended begins with. */
import { z } from 'zod';
import type { FinishedRun } from './run.ts';

export const finishedRunFields = {
  runId: z.string(),
  record: z.string(),
  status: z.enum(['finished', 'interrupted']),
  sealed: z.boolean(),
  measured: z.int().nonnegative(),
  failed: z.int().nonnegative(),
};

export function finishedRunValues({ record, status, measured, failed }: FinishedRun) {
  return { runId: record.context.runId, record: record.path, status, sealed: record.sealed, measured, failed };
}
