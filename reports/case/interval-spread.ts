/** An interval of records as a distribution of a case. */
import type { Interval } from '../../results/statistics.ts';
import type { Spread } from '../money/sampling/spread.ts';
import { Z95 } from '../projection/z.ts';

/** A 95 % interval as a lognormal of that width; bounds, and the range of few rounds, as a triangle about the point. null: it reaches zero. */
export function spreadOf({ point, low, high, kind }: Interval): Spread | null {
  if (low <= 0) return null;
  if (low === high) return point;
  if (kind !== 'confidence-95') return { low, point, high };
  return { lognormal: { median: point, sigma: Math.log(high / low) / (2 * Z95) } };
}
