/** The answer of a comparison in sentences: the verdict, what it lacks, what has no saving, and the biggest unknown. */
import type { Fact, Values } from '../fact.ts';
import { threeDigits } from '../format.ts';
import type { Headline } from '../money/codes.ts';
import type { Comparison } from '../money/schema.ts';
import { absenceText } from './absence-text.ts';
import { amountText, chanceText, differenceEnds, differenceText, tokensText } from './difference-text.ts';
import { inputText, inputValueText, type Names, nameOf, namesOf, quantityText } from './input-text.ts';
import { lackSentences } from './lack-text.ts';

type Words = { readonly names: Names; readonly model: string };

/** The sentences of a comparison's headline, in their order. */
export function headlineTexts(comparison: Pick<Comparison, 'headline' | 'rows' | 'model'>): string[] {
  const words = { names: namesOf(comparison), model: comparison.model.name };
  return comparison.headline.map(answer => headlineText(answer, words));
}

function headlineText(answer: Fact, words: Words): string {
  return isHeadline(answer.code) ? SENTENCES[answer.code](answer, words) : answer.code;
}

const isHeadline = (code: string): code is Headline => code in SENTENCES;

/**
 * Where a saving is not separable, or has no interval, its sentence does not begin with an amount: the first words must be what
 * holds.
 */
const SENTENCES: Readonly<Record<Headline, (answer: Fact, words: Words) => string>> = {
  'reference-alone': ({ values }, { names }) =>
    `Only the reference ${nameOf(values.reference, names)} is in the case: there is nothing to compare it with.`,
  cheaper: ({ values }, words) => costsText(values, words, 'cheaper'),
  dearer: ({ values }, words) => costsText(values, words, 'dearer'),
  'not-separable': ({ values }, { names, model }) => {
    const pair = `${nameOf(values.candidate, names)} is not separable in cost from ${nameOf(values.reference, names)}`;
    return `Training ${model} on ${pair}: ${billText(values)}${differenceWords(values)}${chance(values)}, by ${basesText(values)} speeds.`;
  },
  'no-verdict': ({ values }, { names, model }) => {
    const even = breakEvenText(values);
    const pair = `${nameOf(values.candidate, names)} compared with ${nameOf(values.reference, names)}`;
    return `Training ${model} on ${pair}: no interval, so no verdict. By these ${basesText(values)} speeds it costs ${billText(values)}${differenceWords(values)}${even === null ? '' : `; break-even at ${even}`}.`;
  },
  'evidence-disagrees': ({ values }, { names }) => evidenceText(values, names),
  'no-interval': ({ because = [] }, { names }) => lackSentences(because, names).join(' '),
  'without-saving': ({ because: rows = [] }, { names }) => {
    const reasons = rows.map(({ values: { candidate }, because = [] }) =>
      [nameOf(candidate, names), ...because.map(absenceText)].join(': '),
    );
    return `Without a saving: ${reasons.join('; ')}.`;
  },
  'biggest-unknown': ({ values }, { names }) => biggestUnknownText(values, names),
};

/** `Training Ling-plus on A costs 5.07 million CNY for 1 × 10¹² tokens, 1.27 million CNY less (20.1 % less; …) than on D: cheaper, …` */
function costsText(values: Values, { names, model }: Words, verdict: string): string {
  const costs = `costs ${billText(values)}${differenceWords(values)} than on ${nameOf(values.reference, names)}`;
  return `Training ${model} on ${nameOf(values.candidate, names)} ${costs}: ${verdict}${chance(values)}, by ${basesText(values)} speeds.`;
}

/** `45.4 million CNY for 9 × 10¹² tokens, `. */
const billText = ({ bill, currency, tokens }: Values): string =>
  typeof bill === 'number' ? `${amountText(bill, String(currency))} for ${tokensText(Number(tokens))}, ` : '';

/** `11.7 million CNY or 20.5 % less (95 % of samples: 36.6 % less to 1.28 % more)`. */
function differenceWords({ saving, amountSaved, low, high, currency }: Values): string {
  const amount = typeof amountSaved === 'number' ? `${amountText(Math.abs(amountSaved), String(currency))} or ` : '';
  const ends = differenceEnds({ low: Number(low), high: Number(high) });
  const reach = ends === null ? '' : ` (95 % of samples: ${ends})`;
  return `${amount}${differenceText(Number(saving))}${reach}`;
}

const chance = ({ probability }: Values): string =>
  typeof probability === 'number' ? `; probability of being cheaper ${chanceText(probability)}` : '';

/** `Evidence disagrees: A is taken at 1,600 tokens/s, and arXiv:… gives 1,200 (…); with that, B costs 39.7 % less, not 19.7 % less.` */
function evidenceText(values: Values, names: Names): string {
  const { contender, candidate, source, derivation, inferred, saving, otherSaving } = values;
  const how = [
    DERIVED[String(derivation)] ?? String(derivation),
    ...(inferred === 'yes' ? ['the chip is inferred'] : []),
  ];
  const here = `${nameOf(candidate, names)} is taken at ${threeDigits(Number(values.usedTokensPerSecond))} tokens/s`;
  const other = `${source} gives ${threeDigits(Number(values.tokensPerSecond))} (${how.join('; ')})`;
  const more = Number(values.more) > 0 ? ` (${values.more} more in the JSON)` : '';
  const [by, not] = [otherSaving, saving].map(share => differenceText(Number(share)));
  return `Evidence disagrees: ${here}, and ${other}; with that, ${nameOf(contender, names)} costs ${by}, not ${not}${more}.`;
}

/** How a published speed was obtained, in short. */
const DERIVED: Readonly<Record<string, string>> = {
  measured: 'stated',
  converted: 'converted',
  'derived-from-cost': 'implied by the cost that it claims',
  'whole-run-average': 'an average over a whole run',
  proxy: 'of a stand-in for the model',
};

const basesText = ({ bases }: Values): string => (Array.isArray(bases) ? bases.join(' and ') : String(bases));

/** `a rent of 8.76 CNY/h`; null where it has none, as a fleet. */
function breakEvenText({ breakEvenPurchase: purchase, breakEvenPricePerHour: rent, currency }: Values): string | null {
  if (typeof purchase === 'number') return `a purchase price of ${quantityText(purchase, String(currency))}`;
  return typeof rent === 'number' ? `a rent of ${quantityText(rent, `${currency}/h`)}` : null;
}

/** `Biggest unknown: MFU of A. You assumed 17.9 %; the saving disappears below 14.3 %.` */
function biggestUnknownText(values: Values, names: Names): string {
  const { candidate, unit, basis, point, low, high, savingAtLow, savingAtHigh } = values;
  const input = String(values.input);
  const amount = (value: unknown): string => inputValueText(input, Number(value), String(unit));
  const name = `Biggest unknown: ${inputText(input, names)}.`;
  const zero = zeroText(values, amount);
  if (low === undefined || amount(low) === amount(high)) {
    const isAssumed = basis === 'case' || basis === 'assumed';
    return `${name} ${isAssumed ? 'You assumed' : 'Its value is'} ${amount(point)}; ${zero}.`;
  }
  const [from, to] = [savingAtLow, savingAtHigh].map(saving => differenceText(Number(saving)));
  return `${name} From ${amount(low)} to ${amount(high)} (10th to 90th percentile) it moves the cost of ${nameOf(candidate, names)} from ${from} to ${to}; ${zero}.`;
}

/** Which way the input must go for the saving, or the extra cost, to be 0. */
function zeroText({ saving, point, zero }: Values, amount: (value: unknown) => string): string {
  const what = Number(saving) < 0 ? 'the extra cost' : 'the saving';
  if (zero === undefined) return `no value of it makes ${what} 0`;
  return `${what} disappears ${Number(zero) < Number(point) ? 'below' : 'above'} ${amount(zero)}`;
}
