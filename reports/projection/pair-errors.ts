/** How far a projected ratio of two chips is off for the same model: what a saving's interval stands on. */
import { learn } from './mixed-model.ts';
import type { Observation } from './observations.ts';
import { Z80 } from './z.ts';

/** The ratio of two observations of one model on two chips, projected from what has neither the model nor either chip. */
export type PairError = {
  readonly a: Observation;
  readonly b: Observation;
  /** Logarithm of projected ÷ published, of the ratio a ÷ b. */
  readonly error: number;
};

export type Spread = {
  readonly pairs: number;
  /** Pairs of one model are not independent: few models, little known. */
  readonly models: number;
  /** Of the log ratio: normal with this sd, 80 % lie where 80 % of the pairs do. Null without pairs. */
  readonly logSigma: number | null;
};

export type PairSpreads = { readonly sameVendor: Spread; readonly crossVendor: Spread };

/** Every pair of observations of one model on two chips. */
export function pairErrors(observations: readonly Observation[]): readonly PairError[] {
  const pairs = observations.flatMap((a, i) =>
    observations
      .slice(i + 1)
      .filter(b => b.groups.model === a.groups.model && b.groups.chip !== a.groups.chip)
      .map(b => ({ a, b })),
  );
  return pairs.map(({ a, b }) => {
    const predict = learn(
      observations.filter(
        ({ groups }) =>
          groups.model !== a.groups.model && groups.chip !== a.groups.chip && groups.chip !== b.groups.chip,
      ),
    );
    return { a, b, error: predict(a).mean - a.logShare - (predict(b).mean - b.logShare) };
  });
}

/** The spreads of pairs within a vendor and across vendors. */
export function pairSpreads(errors: readonly PairError[]): PairSpreads {
  const within = ({ a, b }: PairError): boolean => a.groups.vendor === b.groups.vendor;
  return { sameVendor: spreadOf(errors.filter(within)), crossVendor: spreadOf(errors.filter(pair => !within(pair))) };
}

/** The quantile of split conformal prediction (Vovk et al. 2005), rank ⌈0.8·(n + 1)⌉: of few pairs it is the largest. */
function spreadOf(errors: readonly PairError[]): Spread {
  const sorted = errors.map(({ error }) => Math.abs(error)).toSorted((x, y) => x - y);
  const reached = sorted[Math.min(sorted.length, Math.ceil(0.8 * (sorted.length + 1))) - 1];
  return {
    pairs: sorted.length,
    models: new Set(errors.map(({ a }) => a.groups.model)).size,
    logSigma: reached === undefined ? null : reached / Z80,
  };
}
