/** A run that has ended, with its record as it is on disk. */
import type { RunRecord } from '../../results/record.ts';
import type { RunSummary } from '../cells/run-options.ts';

export type FinishedRun = RunSummary & { readonly record: RunRecord };
