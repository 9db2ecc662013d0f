/** A number of a case that may be a distribution, in words. */
import { endTexts, rangeText, threeDigits } from '../format.ts';
import type { Spread } from '../money/sampling/spread.ts';
import type { InEvery, Language } from './language.ts';

type DistributionWords = {
  readonly normal: (mean: string, deviation: string) => string;
  readonly lognormal: (median: string, sigma: string) => string;
  readonly triangular: (ends: string, mode: string) => string;
  readonly uniform: (ends: string) => string;
};

const WORDS: InEvery<DistributionWords> = {
  en: {
    normal: (mean, deviation) => `normal, ${mean} ± ${deviation}`,
    lognormal: (median, sigma) => `lognormal, median ${median}, sigma ${sigma}`,
    triangular: (ends, mode) => `triangular ${ends}, mode ${mode}`,
    uniform: ends => `uniform ${ends}`,
  },
  zh: {
    normal: (mean, deviation) => `正态分布 ${mean} ± ${deviation}`,
    lognormal: (median, sigma) => `对数正态分布，中位数 ${median}，σ ${sigma}`,
    triangular: (ends, mode) => `三角分布 ${ends}，众数 ${mode}`,
    uniform: ends => `均匀分布 ${ends}`,
  },
};

/** `uniform 6 to 8`, `均匀分布 6 至 8`; a number alone is itself. */
export function distributionText(spread: Spread, language: Language = 'en'): string {
  const words = WORDS[language];
  if (typeof spread === 'number') return threeDigits(spread);
  if ('normal' in spread) return words.normal(threeDigits(spread.normal.mean), threeDigits(spread.normal.sd));
  if ('lognormal' in spread) {
    return words.lognormal(threeDigits(spread.lognormal.median), threeDigits(spread.lognormal.sigma));
  }
  const ends = rangeText(...endTexts(spread.low, spread.high), language);
  return 'point' in spread ? words.triangular(ends, threeDigits(spread.point)) : words.uniform(ends);
}
