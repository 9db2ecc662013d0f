/** What a saving's interval allows to be said. */
import { z } from 'zod';

export const VERDICTS = ['cheaper', 'dearer', 'not separable'] as const;
export const verdictSchema = z.enum(VERDICTS);
export type Verdict = z.infer<typeof verdictSchema>;

/** A saving of so little is the rounding of its arithmetic, and none. */
const ROUNDING = 1e-12;

/** An interval that holds 0, its ends included, is not separable. */
export function verdictOf(low: number, high: number): Verdict {
  if (low > ROUNDING) return 'cheaper';
  return high < -ROUNDING ? 'dearer' : 'not separable';
}
