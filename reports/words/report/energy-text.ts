/** At what price and PUE energy is reckoned, beside a figure. */
import type { UsedPowerPrice, UsedPue } from '../../catalog/power.ts';
import { fact } from '../../fact.ts';
import { powerPriceValues, pueValues } from '../../report/assumptions/energy.ts';
import { pueText as pueOfValues } from '../assumptions/prices.ts';
import { factText } from '../fact-text.ts';

/** `0.0821 to 0.0933 USD (industry in the United States; EIA, 2026-01, confidence medium)`. */
export const powerPriceText = (price: UsedPowerPrice): string => factText(fact('power-price', powerPriceValues(price)));

export const pueText = (pue: UsedPue): string => pueOfValues(pueValues(pue));
