/** What every document about a run that has ended begins with. */
import * as z from 'zod';
import type { FinishedRun } from '../session/finished-run.ts';

export const finishedRunFields = {
  runId: z.string(),
  record: z.string(),
  status: z.enum(['finished', 'interrupted']),
  sealed: z.boolean(),
  /** The seal's own hash, which stands for every byte of the record; null: it has no seal. */
  sealSha256: z.string().nullable(),
  measured: z.int().nonnegative(),
  failed: z.int().nonnegative(),
};

export function finishedRunValues({ record, status, measured, failed }: FinishedRun) {
  const { context, path, sealed, sealSha256 = null } = record;
  return { runId: context.runId, record: path, status, sealed, sealSha256, measured, failed };
}
