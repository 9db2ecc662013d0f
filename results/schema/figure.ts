/** A figure: a value with its interval, or the reason why there is none. Never 0 in place of the unknown. */
import { z } from 'zod';
import type { Interval } from '../statistics.ts';

export const absentSchema = z.strictObject({ available: z.literal(false), reason: z.string() });

/** An interval as plain JSON; `results/statistics.ts` says what each kind promises. */
export const intervalFields = {
  available: z.literal(true),
  point: z.number(),
  low: z.number(),
  high: z.number(),
  kind: z.enum(['confidence-95', 'range', 'bounds']),
  rounds: z.int().nonnegative(),
};

export const figureSchema = z.discriminatedUnion('available', [z.strictObject(intervalFields), absentSchema]);

export type Absent = Readonly<z.infer<typeof absentSchema>>;
export type Figure = Readonly<z.infer<typeof figureSchema>>;

export const absent = (reason: string): Absent => ({ available: false, reason });

/** An interval as a figure. */
export function figure({ point, low, high, kind, rounds }: Interval): Figure {
  return { available: true, point, low, high, kind, rounds };
}
