/** The answer of a comparison in sentences: the verdict, what it lacks, what has no saving, and the biggest unknown. */
import type { Fact, Values } from '../fact.ts';
import { percentRange, percentText } from '../format.ts';
import type { Headline } from '../money/codes.ts';
import type { Comparison } from '../money/schema.ts';
import { absenceText } from './absence-text.ts';
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
  cheaper: ({ values }, words) => costsText(values, words, 'less', 'cheaper'),
  dearer: ({ values }, words) => costsText(values, words, 'more', 'dearer'),
  'not-separable': ({ values }, { names, model }) => {
    const reach = reachText(values);
    const amount = `a saving of ${savingText(values)}${reach === '' ? '' : ` (${reach})`}`;
    return `Training ${model} on ${nameOf(values.candidate, names)} is not separable in cost from ${nameOf(values.reference, names)}: ${amount}, by ${basesText(values)} speeds.`;
  },
  'no-verdict': ({ values }, { names, model }) => {
    const even = breakEvenText(values);
    return `Training ${model} on ${nameOf(values.candidate, names)} compared with ${nameOf(values.reference, names)}: no interval, so no verdict. By these ${basesText(values)} speeds the saving is ${savingText(values)}${even === null ? '' : `; break-even at ${even}`}.`;
  },
  'no-interval': ({ because = [] }, { names }) => lackSentences(because, names).join(' '),
  'without-saving': ({ because: rows = [] }, { names }) => {
    const reasons = rows.map(({ values: { candidate }, because = [] }) =>
      [nameOf(candidate, names), ...because.map(absenceText)].join(': '),
    );
    return `Without a saving: ${reasons.join('; ')}.`;
  },
  'biggest-unknown': ({ values }, { names }) => biggestUnknownText(values, names),
};

/** `Training Ling-plus on Ling device A costs 20.1 % less than on Ling device D (…): cheaper, by measured speeds.` */
function costsText(values: Values, { names, model }: Words, than: 'less' | 'more', verdict: string): string {
  const reach = reachText(values);
  const amount = `${percentText(Math.abs(Number(values.saving)))} ${than} than on ${nameOf(values.reference, names)}`;
  const within = reach === '' ? '' : ` (saving, ${reach})`;
  return `Training ${model} on ${nameOf(values.candidate, names)} costs ${amount}${within}: ${verdict}, by ${basesText(values)} speeds.`;
}

const savingText = ({ saving }: Values): string => percentText(Number(saving));

/** `95 % of samples: 10 to 30 %`; empty where no input has a spread. */
const reachText = ({ low, high }: Values): string =>
  low === high ? '' : `95 % of samples: ${percentRange(Number(low), Number(high))}`;

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
  const [from, to] = [savingAtLow, savingAtHigh].map(saving => percentText(Number(saving)));
  return `${name} From ${amount(low)} to ${amount(high)} (10th to 90th percentile) it moves the saving of ${nameOf(candidate, names)} from ${from} to ${to}; ${zero}.`;
}

/** Which way the input must go for the saving, or the extra cost, to be 0. */
function zeroText({ saving, point, zero }: Values, amount: (value: unknown) => string): string {
  const what = Number(saving) < 0 ? 'the extra cost' : 'the saving';
  if (zero === undefined) return `no value of it makes ${what} 0`;
  return `${what} disappears ${Number(zero) < Number(point) ? 'below' : 'above'} ${amount(zero)}`;
}
