/** What a comparison rests on beyond its inputs, in English. */
import type { Fact } from '../fact.ts';
import { threeDigits } from '../format.ts';
import type { CompareAssumption } from '../money/codes.ts';
import { factText } from './fact-text.ts';
import { type Names, nameOf } from './input-text.ts';

const ASSUMPTIONS: Readonly<Record<CompareAssumption, (fact: Fact, names: Names) => string>> = {
  'training-rates': () =>
    'Rates are of training the whole model (rate kind training): never compared with tokens through a layer.',
  'flops-of-token': ({ values: { activeParameters, basis } }) =>
    `FLOPs of a token are 6 × ${threeDigits(Number(activeParameters) / 1e9)} billion active parameters (${basis}).`,
  'joint-samples': ({ values: { samples, seed } }) =>
    `Intervals hold 95 of 100 of ${Number(samples).toLocaleString('en-US')} joint samples (seed ${seed}); an input that several rows share is drawn once for all.`,
  'no-spread-given': () =>
    'No input has a spread, so no interval has a width: nothing here says how sure the figures are.',
  'ends-without-verdict': () =>
    'In a row without a verdict, low and high cover the inputs that have a spread, and no error of the inputs without one.',
  'mixed-precision': ({ values: { dtypes } }) =>
    `Precision is mixed, as the case allows: ${Array.isArray(dtypes) ? dtypes.join(', ') : dtypes}. They do not do the same arithmetic.`,
  'speed-of-candidate': ({ values: { candidate }, because = [] }, names) =>
    `Speed of ${nameOf(candidate, names)}: ${because.map(factText).join('; ')}.`,
};

const isAssumption = (code: string): code is CompareAssumption => code in ASSUMPTIONS;

export const compareAssumptionText = (assumption: Fact, names: Names): string =>
  isAssumption(assumption.code) ? ASSUMPTIONS[assumption.code](assumption, names) : assumption.code;
