/** A figure: a value with its interval, as plain JSON. */
import * as z from 'zod';
import type { Interval } from '../statistics.ts';

/** `results/statistics.ts` says what each kind of interval promises. */
export const intervalFields = {
  available: z.literal(true),
  point: z.number(),
  low: z.number(),
  high: z.number(),
  kind: z.enum(['confidence-95', 'range', 'bounds']),
  rounds: z.int().nonnegative(),
};

const availableSchema = z.strictObject(intervalFields);

/** An interval as a figure. */
export function figure({ point, low, high, kind, rounds }: Interval): Readonly<z.infer<typeof availableSchema>> {
  return { available: true, point, low, high, kind, rounds };
}
