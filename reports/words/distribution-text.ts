/** A number of a case that may be a distribution, in words. */
import { threeDigits } from '../format.ts';
import type { Spread } from '../money/sampling/spread.ts';

/** `uniform 6 to 8`; a number alone is itself. */
export function distributionText(spread: Spread): string {
  if (typeof spread === 'number') return threeDigits(spread);
  if ('normal' in spread) return `normal, ${threeDigits(spread.normal.mean)} ± ${threeDigits(spread.normal.sd)}`;
  if ('lognormal' in spread) {
    const { median, sigma } = spread.lognormal;
    return `lognormal, median ${threeDigits(median)}, sigma ${threeDigits(sigma)}`;
  }
  const ends = `${threeDigits(spread.low)} to ${threeDigits(spread.high)}`;
  return 'point' in spread ? `triangular ${ends}, mode ${threeDigits(spread.point)}` : `uniform ${ends}`;
}
