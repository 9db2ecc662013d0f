/** How a published count of parameters comes out of ours: within 2 % as it is, or by a convention with a formula. */
import type { Convention, Model } from '../model.ts';
import type { ParameterCounts } from './parameters.ts';

/** Published and computed counts that are no further apart agree. */
const TOLERANCE = 0.02;

/** A published count, and the conventions that lead from ours to it. */
export type Claim = {
  readonly of: 'total' | 'active';
  readonly billion: number;
  readonly conventions: readonly Convention[];
};

type Step = { readonly says: string; readonly billion: number };

type Rule = {
  readonly says: (published: number) => string;
  /** Our count by this convention, in billions. */
  readonly apply: (billion: number, counts: ParameterCounts, published: number) => number;
};

const RULES: Readonly<Record<Convention, Rule>> = {
  'input-embedding-left-out': {
    says: () => 'without the input embedding',
    apply: (billion, { inputEmbedding }) => billion - inputEmbedding / 1e9,
  },
  'embeddings-left-out': {
    says: () => 'without the input embedding and the head',
    apply: (billion, { inputEmbedding, head }) => billion - (inputEmbedding + head) / 1e9,
  },
  'twice-the-experts': {
    says: () => 'with twice as many experts',
    apply: (billion, { routed }) => billion + routed / 1e9,
  },
  'digits-rounded': {
    says: published => `rounded to ${digitsText(published)}`,
    apply: (billion, _, published) => toDigitsOf(published, billion, Math.round),
  },
  'digits-cut-off': {
    says: published => `cut off after ${digitsText(published)}`,
    apply: (billion, _, published) => toDigitsOf(published, billion, Math.floor),
  },
};

/** What of a model is published: its total, its active count, both or neither. */
export function claims({ parameters }: Pick<Model, 'parameters'>): readonly Claim[] {
  const { totalBillion, totalConvention, activeBillion, activeConvention } = parameters;
  return [
    ...(totalBillion === null ? [] : [{ of: 'total' as const, billion: totalBillion, conventions: totalConvention }]),
    ...(activeBillion === null
      ? []
      : [{ of: 'active' as const, billion: activeBillion, conventions: activeConvention }]),
  ];
}

/** From our count to the published one: what each convention it follows leaves of ours, in billions. */
export function byConvention(counts: ParameterCounts, { of, billion: published, conventions }: Claim): readonly Step[] {
  let billion = counts[of] / 1e9;
  return conventions.map(name => {
    const { says, apply } = RULES[name];
    billion = apply(billion, counts, published);
    return { says: says(published), billion };
  });
}

/** Within 2 %. */
export function countsAgree(computed: number, published: number): boolean {
  return Math.abs(computed - published) <= TOLERANCE * published;
}

/** `billion` to as many digits as the published figure is written with: after 1200 to hundreds, after 2.4 to tenths. */
function toDigitsOf(published: number, billion: number, to: (x: number) => number): number {
  const { digits, exponent } = scientific(published);
  const places = digits - 1 - exponent;
  return to(billion * 10 ** places) / 10 ** places;
}

function digitsText(published: number): string {
  const { digits } = scientific(published);
  return `${digits} digit${digits === 1 ? '' : 's'}`;
}

/** Significant digits and power of ten of a figure: 1200 has two digits, as nothing says that its zeros were counted. */
function scientific(figure: number): { readonly digits: number; readonly exponent: number } {
  const [mantissa = '', exponent] = figure.toExponential().split('e');
  return { digits: mantissa.replace('.', '').length, exponent: Number(exponent) };
}
