/** The clock of this machine. */

import type { Clock } from '../run.ts';
import { monotonicMs } from '../timing/clock.ts';

export const CLOCK: Clock = { now: () => new Date(), monotonicMs };
