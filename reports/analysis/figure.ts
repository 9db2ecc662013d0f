/** What is reckoned with figures (results/figure.ts). */
import { z } from 'zod';
import { absent, type Figure, figure } from '../../results/figure.ts';

export {
  type Absent,
  absent,
  absentSchema,
  type Figure,
  figure,
  figureSchema,
  intervalFields,
} from '../../results/figure.ts';

/** What a speed of a report's workload rests on, the surest first. */
export const basisSchema = z.enum(['measured', 'sibling', 'projected']);
export type Basis = z.infer<typeof basisSchema>;

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
