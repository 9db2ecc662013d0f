/** The answer of a comparison in sentences: the verdict, what it lacks, what has no saving, and the biggest unknown. */
import type { Fact, Values } from '../fact.ts';
import { threeDigits } from '../format.ts';
import type { Headline } from '../money/codes.ts';
import type { Comparison } from '../money/schema.ts';
import { absenceText } from './absence-text.ts';
import { COMPARE_HEADLINE_WORDS as WORDS } from './compare-headline-words.ts';
import { amountText, chanceText, differenceEnds, differenceText, tokensText } from './difference-text.ts';
import { inputRangeText, inputText, inputValueText, type Names, nameOf, namesOf, quantityText } from './input-text.ts';
import { lackSentences } from './lack-text.ts';
import type { Language } from './language.ts';
import { listOf, spaced } from './sentence.ts';

type Telling = { readonly names: Names; readonly model: string; readonly language: Language };

/** The sentences of a comparison's headline, in their order. */
export function headlineTexts(
  comparison: Pick<Comparison, 'headline' | 'rows' | 'model'>,
  language: Language = 'en',
): string[] {
  const telling = { names: namesOf(comparison), model: comparison.model.name, language };
  const texts = comparison.headline.map(answer => headlineText(answer, telling));
  return language === 'en' ? texts : texts.map(spaced);
}

function headlineText(answer: Fact, telling: Telling): string {
  return isHeadline(answer.code) ? SENTENCES[answer.code](answer, telling) : answer.code;
}

const isHeadline = (code: string): code is Headline => code in SENTENCES;

/**
 * Where a saving is not separable, or has no interval, its sentence does not begin with an amount: the first words must be what
 * holds.
 */
const SENTENCES: Readonly<Record<Headline, (answer: Fact, telling: Telling) => string>> = {
  'reference-alone': ({ values }, { names, language }) => WORDS[language].alone(nameOf(values.reference, names)),
  cheaper: ({ values }, telling) => WORDS[telling.language].cheaper(costsOf(values, telling), chance(values, telling)),
  dearer: ({ values }, telling) => WORDS[telling.language].dearer(costsOf(values, telling), chance(values, telling)),
  'not-separable': ({ values }, telling) =>
    WORDS[telling.language].notSeparable(costsOf(values, telling), chance(values, telling)),
  'no-verdict': ({ values }, telling) =>
    WORDS[telling.language].noVerdict(costsOf(values, telling), breakEvenText(values, telling.language)),
  'evidence-disagrees': ({ values }, telling) => evidenceText(values, telling),
  'no-interval': ({ because = [] }, { names, language }) =>
    lackSentences(because, names, language).join(language === 'en' ? ' ' : ''),
  'without-saving': ({ because: rows = [] }, { names, language }) => {
    const reasons = rows.map(({ values: { candidate }, because = [] }) =>
      [nameOf(candidate, names), ...because.map(absent => absenceText(absent, language))].join(
        language === 'en' ? ': ' : '：',
      ),
    );
    return WORDS[language].withoutSaving(reasons);
  },
  'biggest-unknown': ({ values }, telling) => biggestUnknownText(values, telling),
};

const costsOf = (values: Values, { names, model, language }: Telling) => ({
  model,
  candidate: nameOf(values.candidate, names),
  reference: nameOf(values.reference, names),
  costs: `${billText(values, language)}${differenceWords(values, language)}`,
  bases: WORDS[language].bases(listOf(values.bases)),
});

/** `45.4 million CNY for 9 × 10¹² tokens, `. */
const billText = ({ bill, currency, tokens }: Values, language: Language): string =>
  typeof bill === 'number'
    ? WORDS[language].bill(amountText(bill, String(currency), language), tokensText(Number(tokens), language))
    : '';

/** `11.7 million CNY or 20.5 % less (95 % of samples: 36.6 % less to 1.28 % more)`. */
function differenceWords({ saving, amountSaved, low, high, currency }: Values, language: Language): string {
  const amount = typeof amountSaved === 'number' ? amountText(Math.abs(amountSaved), String(currency), language) : null;
  const ends = differenceEnds({ low: Number(low), high: Number(high) }, language);
  return WORDS[language].difference(amount, differenceText(Number(saving), language), ends);
}

const chance = ({ probability }: Values, { language }: Telling): string =>
  typeof probability === 'number' ? WORDS[language].chance(chanceText(probability, language)) : '';

/** `Evidence disagrees: A is taken at 1,600 tokens/s, and arXiv:… gives 1,200 (…); with that, B costs 39.7 % less, not 19.7 % less.` */
function evidenceText(values: Values, { names, language }: Telling): string {
  const { contender, candidate, source, derivation, inferred, saving, otherSaving } = values;
  const words = WORDS[language];
  return words.evidence({
    candidate: nameOf(candidate, names),
    used: threeDigits(Number(values.usedTokensPerSecond)),
    source: String(source),
    other: threeDigits(Number(values.tokensPerSecond)),
    how: [words.derived[String(derivation)] ?? String(derivation), ...(inferred === 'yes' ? [words.inferredChip] : [])],
    contender: nameOf(contender, names),
    by: differenceText(Number(otherSaving), language),
    not: differenceText(Number(saving), language),
    more: Number(values.more),
  });
}

/** `a rent of 8.76 CNY/h`; null where it has none, as a fleet. */
function breakEvenText(values: Values, language: Language): string | null {
  const { breakEvenPurchase: purchase, breakEvenPricePerHour: rent, currency } = values;
  const words = WORDS[language];
  if (typeof purchase === 'number') return words.evenPurchase(quantityText(purchase, String(currency), language));
  return typeof rent === 'number' ? words.evenRent(quantityText(rent, `${currency}/h`, language)) : null;
}

/** `Biggest unknown: MFU of A. You assumed 17.9 %; the saving disappears below 14.3 %.` */
function biggestUnknownText(values: Values, { names, language }: Telling): string {
  const { candidate, unit, basis, point, low, high, savingAtLow, savingAtHigh } = values;
  const words = WORDS[language];
  const input = String(values.input);
  const amount = (value: unknown): string => inputValueText(input, Number(value), String(unit), language);
  const zero = zeroText(values, amount, language);
  const told = (sentence: string) =>
    [words.unknown(inputText(input, names, language)), sentence].join(language === 'en' ? ' ' : '');
  if (low === undefined || amount(low) === amount(high)) {
    const isAssumed = basis === 'case' || basis === 'assumed';
    return told(isAssumed ? words.assumed(amount(point), zero) : words.valued(amount(point), zero));
  }
  const range = inputRangeText(input, [Number(low), Number(high)], String(unit), language);
  const shareOf = (saving: unknown) => differenceText(Number(saving), language);
  const shares = [shareOf(savingAtLow), shareOf(savingAtHigh)] as const;
  return told(words.moves(range, nameOf(candidate, names), shares, zero));
}

/** Which way the input must go for the saving, or the extra cost, to be 0. */
function zeroText({ saving, point, zero }: Values, amount: (value: unknown) => string, language: Language): string {
  const words = WORDS[language];
  const what = Number(saving) < 0 ? words.extraCost : words.saving;
  if (zero === undefined) return words.noZero(what);
  return Number(zero) < Number(point) ? words.zeroBelow(what, amount(zero)) : words.zeroAbove(what, amount(zero));
}
