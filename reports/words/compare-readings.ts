/** How a case was read, in English. */
import type { Fact, Values } from '../fact.ts';
import { threeDigits } from '../format.ts';
import type { CaseReading } from '../money/codes.ts';
import { type Names, nameOf } from './input-text.ts';
import { listOf } from './sentence.ts';

/** What a price of each kind holds, and what it leaves out. */
const HOLDS: Readonly<Record<string, string>> = {
  owned: 'owned (purchase, upkeep and power; building and staff only as far as upkeep has them)',
  rent: 'rented (power, host and the margin of the owner are in the rent)',
  'rent-on-demand': 'rented on demand (power, host and the margin of the owner are in the rent)',
  'rent-reserved': 'rented by reservation (power, host and the margin of the owner are in the rent)',
  'rent-spot': 'rented at a spot price (power, host and the margin of the owner are in the rent; may be taken away)',
  fair: 'an estimate of what an hour costs its team (what it holds is as its source says)',
  assumed: 'a price assumed for a calculation (what it holds is as its source says)',
};

const READINGS: Readonly<Record<CaseReading, (values: Values, names: Names) => string>> = {
  'model-not-listed': ({ model, near }) => {
    const guess = near === undefined || listOf(near).length === 0 ? '' : `; near names: ${listOf(near).join(', ')}`;
    return `Not in the list of models: ${model}. Only what the case says of it is used${guess}.`;
  },
  'rent-conversion': (values, names) => conversionText(values, nameOf(values.candidate, names)),
  'lease-always-used': ({ candidate }, names) =>
    `${nameOf(candidate, names)} is reserved: all hours are paid, and all count as used (give utilisation where they are not).`,
  'lease-with-utilisation': ({ candidate, utilisation }, names) =>
    `${nameOf(candidate, names)} is reserved: all hours are paid, and ${threeDigits(100 * Number(utilisation))} % of them are used.`,
  'vat-included': ({ candidate, rate }, names) =>
    `Prices are compared without VAT: ${threeDigits(100 * Number(rate))} % is taken out of that of ${nameOf(candidate, names)}.`,
  'vat-excluded': ({ candidate, rate }, names) =>
    `Prices are compared without VAT${rate === undefined ? '' : ` (${threeDigits(100 * Number(rate))} %)`}: that of ${nameOf(candidate, names)} is stated without it.`,
  'vat-unstated': ({ candidates }, names) =>
    `${namesText(candidates, names)}: whether the price has VAT in it is not stated; it is taken as without.`,
  'yuan-sign': ({ candidate, currency }, names) => {
    const sense = currency === 'CNY' ? 'CNY (yuan); for yen give JPY' : `${currency} (yen); for yuan give CNY`;
    return `${candidate === undefined ? '' : `${nameOf(candidate, names)}: `}¥ is read as ${sense}.`;
  },
  interrupted: ({ candidate, perDay, minutesLost, share }, names) =>
    `${nameOf(candidate, names)}: ${threeDigits(Number(perDay))} interruptions a day of ${threeDigits(Number(minutesLost))} minutes lose ${threeDigits(100 * Number(share))} % of its hours.`,
  'spot-uninterrupted': ({ candidate }, names) =>
    `${nameOf(candidate, names)} is at a spot price, and no lost hour is counted; give interruptions: {perDay, minutesLost}.`,
  'unlike-rents': ({ prices }, names) => `Rents are of unlike kinds: ${kindsText(prices, names, kind => kind)}.`,
  'mixed-prices': ({ prices }, names) =>
    `Prices are of unlike kinds, as the case allows (mixedPrices): ${kindsText(prices, names, kind => HOLDS[kind] ?? kind)}.`,
};

const isReading = (code: string): code is CaseReading => code in READINGS;

export const readingText = ({ code, values }: Fact, names: Names): string =>
  isReading(code) ? READINGS[code](values, names) : code;

/** `Rent of A: 360,000 CNY a month for a node of 8 ÷ 8 ÷ 730.5 h ÷ 1.13 = 54.5 CNY/h.` */
function conversionText(values: Values, name: string): string {
  const { amount, currency, period, devices, hours, vatRate, perHour } = values;
  const node = devices === undefined ? '' : ` for a node of ${devices} ÷ ${devices}`;
  const time = hours === undefined ? '' : ` ÷ ${hours} h`;
  const tax = vatRate === undefined ? '' : ` ÷ ${1 + Number(vatRate)} (VAT)`;
  const written = `${writtenDigits(Number(amount))} ${currency}/${period === 'hour' ? 'h' : period}`;
  return `Rent of ${name}: ${written}${node}${time}${tax} = ${threeDigits(Number(perHour))} ${currency}/h per device.`;
}

/** As it was written, as long as that is no more than eight digits. */
const writtenDigits = (amount: number): string => amount.toLocaleString('en-US', { maximumSignificantDigits: 8 });

/** `A, B`. */
const namesText = (ids: Values[string] | undefined, names: Names): string =>
  listOf(ids)
    .map(id => nameOf(id, names))
    .join(', ');

/** Of `<id> <kind>`: candidates of one kind together. */
function kindsText(prices: Values[string] | undefined, names: Names, textOf: (kind: string) => string): string {
  const byKind = new Map<string, string[]>();
  for (const price of listOf(prices)) {
    const at = price.lastIndexOf(' ');
    const [id, kind] = [price.slice(0, at), price.slice(at + 1)];
    byKind.set(kind, [...(byKind.get(kind) ?? []), nameOf(id, names)]);
  }
  return [...byKind].map(([kind, ids]) => `${ids.join(', ')}: ${textOf(kind)}`).join('; ');
}
