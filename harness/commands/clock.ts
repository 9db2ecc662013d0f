/** The clock of this machine. */
import { monotonicMs } from '../measure/clock.ts';
import type { Clock } from '../run.ts';

export const CLOCK: Clock = { now: () => new Date(), monotonicMs };
