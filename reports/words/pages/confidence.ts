/** How sure a source is of what it states. */
import type { InEvery } from '../language.ts';

export type ConfidenceLevel = 'high' | 'medium' | 'low' | 'unverified';

export const CONFIDENCE_WORDS: InEvery<Readonly<Record<ConfidenceLevel, string>>> = {
  en: { high: 'high', medium: 'medium', low: 'low', unverified: 'unverified' },
  zh: { high: '高', medium: '中', low: '低', unverified: '未核实' },
};
