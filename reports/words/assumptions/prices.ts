/** Which prices the costs rest on, of devices and of power. */
import type { Values } from '../../fact.ts';
import { rangeText, threeDigits } from '../../format.ts';
import { currencyName } from '../../large-amounts.ts';
import type { InEvery, Language } from '../language.ts';
import { boundaryText } from '../report/boundary-text.ts';
import { confidenceName } from '../report/vocabulary/basis-words.ts';
import { filled, listOf, type Sentence, valueText } from '../sentence.ts';

export type PriceCode =
  | 'energy-boundaries'
  | 'energy-boundary'
  | 'energy-estimates-unranked'
  | 'overlaid-chip'
  | 'overlaid-price'
  | 'overlaid-rows'
  | 'power-price'
  | 'power-prices'
  | 'pue-used'
  | 'rent'
  | 'rents-stale'
  | 'rents-used';

export const PRICES: Readonly<Record<PriceCode, Sentence>> = {
  'rents-used':
    "Rents per device-hour: {because}. A saving compares rents of one kind and currency; a user's own go first, then the same offer of one source, then the newest.",
  rent: values => `${valueText(values.chip)} ${amountText(values)} (${kindText(values)}; ${originText(values)})`,
  'rents-stale': values => {
    const dates = listOf(values.dates);
    const rents = listOf(values.chips).map((chip, i) => `${chip} (${dates[i]})`);
    return filled(
      `Stale rents, more than {afterDays} days old on the day of this report: ${rents.join(', ')}. Ask for a quote, and give it with --catalog.`,
      values,
    );
  },
  'overlaid-rows': ({ file }, _, items) =>
    `From ${valueText(file)}, not from the shipped catalog: ${items.join(', ')}.`,
  'overlaid-chip': 'the chip {chip}',
  'overlaid-price': '{kind} in {currency} of {chip}',
  'energy-boundaries':
    'Energy for 10¹² tokens is that of the timed windows at the widest boundary read, without what the building adds. {because}. Energies of different boundaries are not comparable.',
  'energy-boundary': ({ scope, others }) =>
    boundaryText({ scope: valueText(scope), others: typeof others === 'number' ? others : null }),
  'energy-estimates-unranked':
    'An estimated energy is a power limit times busy time, tens of percent off either way: it has no cost and no rank.',
  'power-prices': 'A kWh costs {because}.',
  'power-price': values => `${amountText(values)} (${valueText(values.place)}; ${originText(values)})`,
  'pue-used': values =>
    `PUE ${pueText(values)}. Give the machine's own with --price-per-kwh and --pue. A rent includes power: the cost of energy is a part of it, not an addition.`,
};

/** `0.0821 to 0.0933 USD`. */
export function amountText({ low, high, currency }: Values, language: Language = 'en'): string {
  const [least = '', most = ''] = [low, high].map(value => threeDigits(Number(value)));
  const amount = least === most && low === high ? least : rangeText(least, most, language);
  return `${amount} ${currencyName(valueText(currency), language)}`;
}

const kindText = ({ kind, offer }: Values): string => [kind, offer].flatMap(part => part ?? []).join(', ');

/** `EIA, 2026-01, confidence medium, stale: 190 days old, from mine.yaml`. */
export function originText(values: Values, language: Language = 'en'): string {
  const { source, date, confidence, staleDays, overlay } = values;
  const words = ORIGINS[language];
  return [
    source,
    date,
    confidence === undefined ? undefined : words.confidence(valueText(confidence)),
    staleDays === undefined ? undefined : words.stale(valueText(staleDays)),
    overlay === undefined ? undefined : words.from(valueText(overlay)),
  ]
    .flatMap(part => part ?? [])
    .join(words.comma);
}

type Origin = {
  readonly confidence: (confidence: string) => string;
  readonly stale: (days: string) => string;
  readonly from: (file: string) => string;
  readonly comma: string;
};

const ORIGINS: InEvery<Origin> = {
  en: {
    confidence: confidence => `confidence ${confidence}`,
    stale: days => `stale: ${days} days old`,
    from: file => `from ${file}`,
    comma: ', ',
  },
  zh: {
    confidence: confidence => `可信度${confidenceName(confidence, 'zh')}`,
    stale: days => `已过时，距今 ${days} 天`,
    from: file => `来自 ${file}`,
    comma: '，',
  },
};

/** `1.3 (a hall; source, 2026-02, confidence low)`. */
export function pueText(values: Values, language: Language = 'en'): string {
  const [pue, of] = [threeDigits(Number(values.value)), valueText(values.of)];
  const origin = originText(values, language);
  return language === 'en' ? `${pue} (${of}; ${origin})` : `${pue}（${of}；${origin}）`;
}
