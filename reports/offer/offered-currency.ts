/** The currency that offers are compared in, and the rates that make one of several. */
import { UsageError } from '../../suites/usage-error.ts';
import { type Coded, fact } from '../fact.ts';
import type { OfferReading } from './codes.ts';
import { CURRENCY_LETTERS, currencyOfWord, SHARED_SIGNS } from './currency-word.ts';
import type { OfferedChip } from './line-up.ts';
import { amountOf, numberPattern } from './number.ts';
import type { Amount } from './offer.ts';

export type OfferedRate = { readonly from: string; readonly to: string; readonly rate: Amount; readonly date: string };

export type OfferedCurrency = { readonly currency: string; readonly readings: readonly Coded<OfferReading>[] };

type Money = { readonly asked: string | null; readonly rates: readonly OfferedRate[] };

/** The currency asked for; else the reference's; else one that all offers have a rate to. UsageError where none is named, or a rate is missing. */
export function currencyOf(
  rows: readonly OfferedChip[],
  referenceId: string,
  { asked, rates }: Money,
): OfferedCurrency {
  const offered = named(rows);
  const ofReference = rows.find(({ id }) => id === referenceId)?.offer.money?.currency ?? null;
  const preferred = asked === null ? (ofReference ?? offered[0] ?? null) : currencyNamed(asked);
  if (preferred === null)
    throw new UsageError('no offer names a currency; write it, as 20 CNY/h, or give --currency CNY');
  const missing = (to: string) =>
    offered.find(from => from !== to && !rates.some(rate => rate.from === from && rate.to === to));
  const choices = asked === null ? [preferred, ...offered, ...rates.map(({ to }) => to)] : [preferred];
  const currency = choices.find(choice => missing(choice) === undefined);
  if (currency === undefined) {
    const other = missing(preferred);
    throw new UsageError(
      `offers are in ${offered.join(' and ')}; give the rate to ${preferred}: --rate "1 ${other} = … ${preferred} 2026-11-20"`,
    );
  }
  const unnamed = rows.filter(({ offer: { money } }) => money !== undefined && money.currency === null);
  const signs = new Set(rows.flatMap(({ offer: { money } }) => (money?.sign === undefined ? [] : [money.sign])));
  return {
    currency,
    readings: [
      ...[...signs].map(sign =>
        fact('currency-by-sign', {
          sign,
          currency: SHARED_SIGNS[sign]?.read ?? '',
          other: SHARED_SIGNS[sign]?.other ?? '',
        }),
      ),
      ...(unnamed.length === 0 || asked !== null
        ? []
        : [fact('currency-of-others', { offers: unnamed.map(({ text }) => text), currency })]),
    ],
  };
}

function named(rows: readonly OfferedChip[]): readonly string[] {
  return [
    ...new Set(
      rows.flatMap(({ offer: { money } }) => (money === undefined || money.currency === null ? [] : [money.currency])),
    ),
  ];
}

function currencyNamed(text: string): string {
  const code = currencyOfWord(text.normalize('NFKC').trim());
  if (code !== null) return code;
  throw new UsageError(`--currency '${text}' is none; give its three letters, as CNY`);
}

const RATE = new RegExp(
  String.raw`^(?:1\s*)?(?<from>\S+?)\s*(?:=|to|is|:|\s)\s*(?<first>\S*?)\s*(?<rate>${numberPattern()})\s*(?<second>[^\s\d]*)\s*(?<date>20\d\d(?:-\d\d){0,2})?$`,
  'i',
);

/** `1 USD = 7.1 CNY 2026-11-20`, `USD CNY 7.1`. Without a date it is of `today`. UsageError for another form. */
export function parseRate(text: string, today: string): OfferedRate {
  const {
    from = '',
    first = '',
    second = '',
    rate = '',
    date,
  } = RATE.exec(text.normalize('NFKC').trim())?.groups ?? {};
  const to = first === '' ? second : first;
  const [fromCode, toCode] = [currencyOfWord(from), currencyOfWord(to)];
  const isOne = first === '' || second === '';
  if (rate === '' || fromCode === null || toCode === null || !isOne || fromCode === toCode) {
    throw new UsageError(
      `--rate '${text}': give it as "1 USD = 7.1 CNY 2026-11-20", of two currencies (${CURRENCY_LETTERS.length} known, by three letters)`,
    );
  }
  return { from: fromCode, to: toCode, rate: amountOf(rate), date: date ?? today };
}
