/** At what price and PUE energy is reckoned, beside a figure. */
import type { UsedPowerPrice, UsedPue } from '../../catalog/power.ts';
import { fact } from '../../fact.ts';
import { powerPriceValues, pueValues } from '../../report/assumptions/energy.ts';
import { pueText as pueOfValues } from '../assumptions/prices.ts';
import { factText } from '../fact-text.ts';
import type { Language } from '../language.ts';

/** `0.0821 to 0.0933 USD (industry in the United States; EIA, 2026-01, confidence medium)`. */
export const powerPriceText = (price: UsedPowerPrice, language: Language = 'en'): string =>
  factText(fact('power-price', powerPriceValues(price)), language);

export const pueText = (pue: UsedPue, language: Language = 'en'): string => pueOfValues(pueValues(pue), language);
