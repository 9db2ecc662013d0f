/** What is reckoned with figures (results/schema/figure.ts). */
import { z } from 'zod';
import { absent, type Figure, figure } from '../results/schema/figure.ts';
import type { Interval } from '../results/statistics.ts';

export {
  type Absent,
  absent,
  absentSchema,
  type Figure,
  figure,
  figureSchema,
  intervalFields,
} from '../results/schema/figure.ts';

/** What a speed of a report's workload rests on, the surest first. */
export const basisSchema = z.enum(['measured', 'sibling', 'projected']);
export type Basis = z.infer<typeof basisSchema>;

/** a ÷ b, as `ratioOf`; none where b's interval reaches zero. */
export function quotient(a: Figure, b: Figure): Figure {
  if (!a.available) return a;
  if (!b.available) return b;
  if (b.low <= 0) return absent('the interval of the divisor reaches zero');
  return figure(ratioOf(a, b));
}

/**
 * a ÷ b, b above 0. Two sampled intervals are of different boards in different rounds: their errors are independent, and the
 * squares of their logarithms add (Zou & Donner 2008, Stat Med 27:1693). Of any other how the two errors go together is not
 * known: the ends are the worst cases, low ÷ high and high ÷ low, and the result is labelled `bounds`.
 */
export function ratioOf(a: Interval, b: Interval): Interval {
  const point = a.point / b.point;
  const rounds = Math.min(a.rounds, b.rounds);
  if (a.kind !== 'confidence-95' || b.kind !== 'confidence-95' || a.low <= 0) {
    return { point, low: a.low / b.high, high: a.high / b.low, kind: 'bounds', rounds };
  }
  const below = Math.hypot(Math.log(a.point / a.low), Math.log(b.high / b.point));
  const above = Math.hypot(Math.log(a.high / a.point), Math.log(b.point / b.low));
  return { point, low: point * Math.exp(-below), high: point * Math.exp(above), kind: 'confidence-95', rounds };
}
