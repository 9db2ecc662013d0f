/** A figure of the report: a value with its interval, or the reason why there is none. Never 0 in place of the unknown. */
import { z } from 'zod';
import type { Interval } from '../../results/statistics.ts';

export const absentSchema = z.strictObject({ available: z.literal(false), reason: z.string() });

/** What a speed of a report's workload rests on, the surest first. */
export const basisSchema = z.enum(['measured', 'sibling', 'projected']);
export type Basis = z.infer<typeof basisSchema>;

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

/** Applies `f` where there is a value; a reason passes through. */
export function mapFigure(given: Figure, f: (interval: Interval) => Interval): Figure {
  return given.available ? figure(f(given)) : given;
}

/**
 * a ÷ b. Nothing is known about how the two errors go together, so the ends are the worst cases: low ÷ high and high ÷ low.
 * That is wider than a 95 % interval of independent errors, and right for bounds; the result is labelled `bounds`.
 */
export function quotient(a: Figure, b: Figure): Figure {
  if (!a.available) return a;
  if (!b.available) return b;
  if (b.low <= 0) return absent('the interval of the divisor reaches zero');
  return figure({
    point: a.point / b.point,
    low: a.low / b.high,
    high: a.high / b.low,
    kind: 'bounds',
    rounds: Math.min(a.rounds, b.rounds),
  });
}
