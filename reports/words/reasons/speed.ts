/** What a speed of a buyer's case rests on. */
import type { SpeedReason, WattMeasurement } from '../../case/codes.ts';
import type { Anchor } from '../../catalog/anchors.ts';
import type { Sentence } from '../sentence.ts';

const DERIVATIONS: Readonly<Record<Anchor['derivation'], string>> = {
  measured: 'as its source states it',
  converted: 'converted from the FLOP/s, the MFU or the hours that its source states',
  'derived-from-cost': 'derived from the cost that its source claims, so that it can prove no cost',
  'whole-run-average': 'an average over a whole run, interruptions included',
  proxy: 'of a stand-in for the model',
  unstated: 'which its source does not state',
};

const isDerivation = (name: string): name is Anchor['derivation'] => name in DERIVATIONS;

const derivationText = (derivation: string): string =>
  isDerivation(derivation) ? DERIVATIONS[derivation] : derivation;

export const SPEED_REASONS: Readonly<Record<SpeedReason, Sentence>> = {
  'given-tokens-per-second': 'given as tokens/s',
  'given-mfu': 'given as a share of the dense peak (MFU)',
  'published-run': ({ published, derivation }) => {
    return `published as ${published}, ${derivationText(String(derivation))}; one run, with the spread that runs and publications have`;
  },
  'pooled-publications': ({ publications, published }) => {
    const names = Array.isArray(publications) ? publications.map(String) : [];
    const count = `${names.length} publication${names.length === 1 ? '' : 's'}`;
    return `pooled from ${count} (${names.join(', ')}), named as ${published}`;
  },
  'widest-pair':
    'the widest pair is {slowTokensPerSecond:digits} tokens/s ({slow}) and {fastTokensPerSecond:digits} tokens/s ({fast}), {ratio:digits} times apart',
  'projected-from-publications': 'projected: {because}',
  'extrapolated-from-publications': 'extrapolated: {because}',
  'extrapolated-from-records': 'extrapolated: {because}',
};

export const WATT_MEASUREMENTS: Readonly<Record<WattMeasurement, Sentence>> = {
  'watts-of-one-round': '1 round, without a spread, measured at: {scope}, by {method}',
  'watts-of-rounds': '{rounds} rounds, measured at: {scope}, by {method}',
  'watts-of-targets': '{targets} targets, measured at: {scope}, by {method}',
};
