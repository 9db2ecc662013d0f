/** What runs without an accelerator show: that this instrument works there. */
import * as z from 'zod';
import { machineKey } from '../../results/history/runs.ts';
import { isOnHost } from '../../results/on-host.ts';
import type { Pool } from '../rows/pool.ts';
import type { ReportRow } from './row-schema.ts';

export const instrumentSchema = z.strictObject({
  /** Nothing but the host's processor, and software adapters on it, ran anything. */
  onHostAlone: z.boolean(),
  machines: z.int().nonnegative(),
  /** Workloads and timed cells of rows whose proof holds. */
  workloads: z.int().nonnegative(),
  timedCells: z.int().nonnegative(),
});

export type Instrument = Readonly<z.infer<typeof instrumentSchema>>;

export function instrumentOf(pools: readonly Pool[], rows: readonly ReportRow[]): Instrument {
  const proven = rows.filter(({ status }) => status === 'measured');
  return {
    onHostAlone: pools.length > 0 && pools.every(({ target }) => isOnHost(target)),
    machines: new Set(pools.map(({ record }) => machineKey(record))).size,
    workloads: new Set(proven.map(({ workload }) => workload.sha256)).size,
    timedCells: proven.reduce((sum, { rounds }) => sum + rounds.length, 0),
  };
}
