/** The clock of the cores that compute, among the clocks that a driver told of a window. Pure. */
import type { CellConditions } from '../schema/energy.ts';

/** What vendors' tools call it (harness/vendors/). */
const COMPUTE_CLOCKS: readonly string[] = ['sm', 'core'];

/** Its mean over the window, in MHz; null: the driver does not tell. */
export function clockOf(conditions: CellConditions): number | null {
  if (!conditions.available) return null;
  const domain = COMPUTE_CLOCKS.find(name => conditions.clocksMHz[name] !== undefined);
  return conditions.clocksMHz[domain ?? '']?.mean ?? null;
}
