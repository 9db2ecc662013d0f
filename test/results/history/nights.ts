/** Made-up nights: records of the same work, of one machine, on one day each. No number here was measured. */
import { contextOf } from '../small-record.ts';

export const ROUNDS = { rounds: 2 };

/** The context of the run of a day of March 2026. */
export const night = (day: number, changes: Partial<ReturnType<typeof contextOf>> = {}) => ({
  ...contextOf(ROUNDS),
  runId: `202603${String(day).padStart(2, '0')}T010000Z-small-0001`,
  startedAt: `2026-03-${String(day).padStart(2, '0')}T01:00:00.000Z`,
  ...changes,
});
