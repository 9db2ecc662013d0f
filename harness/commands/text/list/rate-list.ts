/** `moebench list rates`: exchange rates, the price of a kWh and the PUE that the catalog has, with their ages. */
import type { PowerRows } from '../../../../reports/catalog/power.ts';
import type { Rate } from '../../../../reports/catalog/rates.ts';
import { spanText } from '../../../../reports/catalog/span-text.ts';
import { ageOf } from '../../../../reports/catalog/staleness.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { RATE_WORDS } from '../../words/list-text-words.ts';

type Row = Readonly<Record<'rate' | 'value' | 'of' | 'date' | 'stale' | 'source', string>>;

/** Exchange rates, the newest of a pair first; then a kWh by place; then the PUE. What a source wrote stays as it is. */
export function rateRows(
  rates: readonly Rate[],
  { prices, pue }: PowerRows,
  asOf: string,
  language: Language,
): readonly Row[] {
  const words = RATE_WORDS[language];
  const newestFirst = rates.toSorted((a, b) => a.to.localeCompare(b.to, 'en') || b.date.localeCompare(a.date, 'en'));
  const row = (
    rate: string,
    value: string,
    of: string,
    from: { readonly date: string; readonly source: string },
  ): Row => {
    const { days, stale } = ageOf(from, asOf);
    const age = stale ? words.days(days) : '';
    return { rate, value, of, date: from.date, stale: days < 0 ? words.later : age, source: from.source };
  };
  return [
    ...newestFirst.map(rate => row(words.per(rate.to, rate.from), String(rate.rate), rate.what, rate)),
    ...prices.map(price => row(words.per(price.currency, 'kWh'), spanText(price.low, price.high), price.place, price)),
    row('PUE', String(pue.value), pue.of, pue),
  ];
}
