/** A rent in words. */
import type { AgedPrice } from '../../catalog/staleness.ts';
import { moneyUnit, pointText, rangeText, threeDigits } from '../../format.ts';
import type { Language } from '../language.ts';

/** `10.8 CNY`, `2 to 3 USD`: for a device-hour. */
export function rentText({ low, high, currency }: AgedPrice, language: Language): string {
  const unit = moneyUnit(high, currency, language);
  const most = pointText(high, unit, language);
  return low === high ? most : rangeText(threeDigits(low * unit.factor), most, language);
}
