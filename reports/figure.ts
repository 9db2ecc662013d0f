/** A figure of a report: a value with its interval, or the code of why there is none. Never 0 in place of the unknown. */
import * as z from 'zod';
import { figure, intervalFields } from '../results/schema/figure.ts';
import type { Interval } from '../results/statistics.ts';
import type { AbsentCode } from './absent-codes.ts';
import { type Fact, factBody, factOf, type Values } from './fact.ts';

export { figure, intervalFields } from '../results/schema/figure.ts';

/** `because`: what it follows from. Its sentence is made by `absenceText` (reports/words/absence-text.ts). */
export const absentSchema = z.strictObject({ available: z.literal(false), code: z.string(), ...factBody });

export const figureSchema = z.discriminatedUnion('available', [z.strictObject(intervalFields), absentSchema]);

export type Absent = Readonly<z.infer<typeof absentSchema>>;
export type Figure = Readonly<z.infer<typeof figureSchema>>;

/** What is not there, as the code of the reason, with its values and what it follows from. */
export function absent(code: AbsentCode, values: Values = {}, because: readonly Fact[] = []): Absent {
  return { available: false, code, values, ...(because.length === 0 ? {} : { because: because.map(factOf) }) };
}

/** Of a union whose other members have no `available`, or have it true. */
export const isAbsent = (value: object): value is Absent => 'available' in value && value.available === false;

/** What a speed of a report's workload rests on, the surest first. */
export const basisSchema = z.enum(['measured', 'sibling', 'projected']);
export type Basis = z.infer<typeof basisSchema>;

/** a ÷ b, as `ratioOf`; none where b's interval reaches zero. */
export function quotient(a: Figure, b: Figure): Figure {
  if (!a.available) return a;
  if (!b.available) return b;
  if (b.low <= 0) return absent('divisor-reaches-zero');
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
