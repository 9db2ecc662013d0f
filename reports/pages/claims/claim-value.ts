/** A figure of a claim with its unit, as its source would print it: four digits. */
import { fourDigits, integerText, percentText } from '../../format.ts';
import type { Language } from '../../words/language.ts';
import { CLAIMS_WORDS } from '../../words/pages/claims.ts';

/** From here on digits behind the point are no news. */
const INTEGER_FROM = 1e4;

export function claimValue(value: number, unit: string | null, language: Language): string {
  if (unit === 'share') return percentText(value);
  const figure = Math.abs(value) >= INTEGER_FROM ? integerText(value) : fourDigits(value);
  return unit === null ? figure : `${figure} ${CLAIMS_WORDS[language].units[unit] ?? unit}`;
}
