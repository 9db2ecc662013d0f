/** What a saving's interval allows to be said. The only place where a verdict is made. */
import * as z from 'zod';

export const VERDICTS = ['cheaper', 'dearer', 'not separable', 'no interval'] as const;
export const verdictSchema = z.enum(VERDICTS);
export type Verdict = z.infer<typeof verdictSchema>;

/** Why a speed has no interval, as a code with its values: its sentence is made where it is printed. */
export const lackSchema = z.strictObject({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Lack = Readonly<z.infer<typeof lackSchema>>;

/** A saving of so little is the rounding of its arithmetic, and none. */
const ROUNDING = 1e-12;

/**
 * `lacks`: what the speeds on either side lack of an interval. A speed without an interval carries no verdict, however far
 * apart the costs lie. An interval that holds 0, its ends included, is not separable.
 */
export function verdictOf(low: number, high: number, lacks: readonly Lack[]): Verdict {
  if (lacks.length > 0 || Number.isNaN(low) || Number.isNaN(high)) return 'no interval';
  if (low > ROUNDING) return 'cheaper';
  return high < -ROUNDING ? 'dearer' : 'not separable';
}
