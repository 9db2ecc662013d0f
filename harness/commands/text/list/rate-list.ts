/** `moebench list rates`: exchange rates, the price of a kWh and the PUE that the catalog has, with their ages. */
import type { PowerRows } from '../../../../reports/catalog/power.ts';
import type { Rate } from '../../../../reports/catalog/rates.ts';
import { spanText } from '../../../../reports/catalog/span-text.ts';
import { ageOf } from '../../../../reports/catalog/staleness.ts';

type Row = Readonly<Record<'rate' | 'value' | 'of' | 'date' | 'stale' | 'source', string>>;

/** Exchange rates, the newest of a pair first; then a kWh by place; then the PUE. */
export function rateRows(rates: readonly Rate[], { prices, pue }: PowerRows, asOf: string): readonly Row[] {
  const newestFirst = rates.toSorted((a, b) => a.to.localeCompare(b.to, 'en') || b.date.localeCompare(a.date, 'en'));
  const row = (
    rate: string,
    value: string,
    of: string,
    from: { readonly date: string; readonly source: string },
  ): Row => {
    const { days, stale } = ageOf(from, asOf);
    const age = stale ? `${days} days` : '';
    return { rate, value, of, date: from.date, stale: days < 0 ? 'dated later' : age, source: from.source };
  };
  return [
    ...newestFirst.map(rate => row(`${rate.to} per ${rate.from}`, String(rate.rate), rate.what, rate)),
    ...prices.map(price => row(`${price.currency} per kWh`, spanText(price.low, price.high), price.place, price)),
    row('PUE', String(pue.value), pue.of, pue),
  ];
}
