/** What a run without an accelerator shows: that this instrument works here. */
import { z } from 'zod';
import { isOnHost } from '../../results/on-host.ts';
import type { Pool } from '../rows/pool.ts';
import type { ReportRow } from './row-schema.ts';

export const instrumentSchema = z.strictObject({
  /** Nothing but the host's processor, and software adapters on it, ran anything. */
  onHostAlone: z.boolean(),
  /** Workloads and timed cells of rows whose proof holds. */
  workloads: z.int().nonnegative(),
  timedCells: z.int().nonnegative(),
});

export type Instrument = Readonly<z.infer<typeof instrumentSchema>>;

export function instrumentOf(pools: readonly Pool[], rows: readonly ReportRow[]): Instrument {
  const proven = rows.filter(({ status }) => status === 'measured');
  return {
    onHostAlone: pools.length > 0 && pools.every(({ target }) => isOnHost(target)),
    workloads: new Set(proven.map(({ workload }) => workload.sha256)).size,
    timedCells: proven.reduce((sum, { rounds }) => sum + rounds.length, 0),
  };
}
