/** How a case was read. */
import type { Fact, Values } from '../fact.ts';
import { pointText, threeDigits } from '../format.ts';
import { currencyName } from '../large-amounts.ts';
import type { CaseReading } from '../money/codes.ts';
import { READING_WORDS, type ReadingTexts } from './compare-reading-words.ts';
import { type Names, nameOf } from './input-text.ts';
import type { Language } from './language.ts';
import { COMMA, listOf, SEMICOLON, valueText } from './sentence.ts';

const isReading = (code: string): code is CaseReading => code in READING_WORDS.en.readings;

export const readingText = ({ code, values }: Fact, names: Names, language: Language = 'en'): string =>
  isReading(code) ? READING_WORDS[language].readings[code](textsOf(values, names, language)) : code;

function textsOf(values: Values, names: Names, language: Language): ReadingTexts {
  const name = nameOf(values.candidate, names);
  return {
    name,
    text: value => valueText(values[value]),
    digits: value => threeDigits(Number(values[value])),
    percent: value => pointText(100 * Number(values[value]), { factor: 1, symbol: '%' }, language),
    has: value => listOf(values[value]).length > 0,
    list: value =>
      listOf(values[value])
        .map(id => nameOf(id, names))
        .join(COMMA[language]),
    kinds: textOf => kindsText(values.prices, names, textOf, language),
    conversion: conversionText(values, name, language),
  };
}

/** `Rent of A: 360,000 CNY a month for a node of 8 ÷ 8 ÷ 730.5 h ÷ 1.13 = 54.5 CNY/h.` */
function conversionText(values: Values, name: string, language: Language): string {
  const { amount, currency, period, devices, hours, vatRate, perHour } = values;
  return READING_WORDS[language].conversion({
    name,
    written: writtenDigits(Number(amount)),
    period: valueText(period),
    devices: devices === undefined ? null : valueText(devices),
    hours: hours === undefined ? null : valueText(hours),
    tax: vatRate === undefined ? null : String(1 + Number(vatRate)),
    perHour: threeDigits(Number(perHour)),
    currency: currencyName(valueText(currency), language),
  });
}

/** As it was written, as long as that is no more than eight digits. */
const writtenDigits = (amount: number): string => amount.toLocaleString('en-US', { maximumSignificantDigits: 8 });

/** Of `<id> <kind>`: candidates of one kind together. */
function kindsText(
  prices: Values[string] | undefined,
  names: Names,
  textOf: (kind: string) => string,
  language: Language,
): string {
  const byKind = new Map<string, string[]>();
  for (const price of listOf(prices)) {
    const at = price.lastIndexOf(' ');
    const [id, kind] = [price.slice(0, at), price.slice(at + 1)];
    byKind.set(kind, [...(byKind.get(kind) ?? []), nameOf(id, names)]);
  }
  const colon = language === 'en' ? ': ' : '：';
  return [...byKind]
    .map(([kind, ids]) => `${ids.join(COMMA[language])}${colon}${textOf(kind)}`)
    .join(SEMICOLON[language]);
}
