/** Causes on which the share of the peak that training reaches depends: one row a cause. */
import type { Case } from './query.ts';

export const FEATURE_IDS = [
  'dtype-peak',
  'total-over-active',
  'active-parameters',
  'device-memory',
  'devices',
] as const;
export type FeatureId = (typeof FEATURE_IDS)[number];

/**
 * `value` is 0 at the usual case, so that the intercept is the share there; the slope is that of the logarithm of the share.
 * Slopes start from `prior` and are moved by the anchors. The signs are engineering, the sizes round numbers: see docs/COST.md.
 */
type Feature = {
  readonly id: FeatureId;
  readonly value: (requested: Case) => number;
  readonly prior: { readonly mean: number; readonly sd: number };
};

/** The usual case: 20 billion active parameters, 100 GB, 128 devices. */
const USUAL_ACTIVE = 20e9;
export const USUAL_MEMORY_BYTES = 100e9;
export const USUAL_DEVICES = 128;

export const FEATURES: readonly Feature[] = [
  {
    // 1: twice the peak is twice the speed; 0: it changes nothing. About half of a step is products that FP8 makes faster.
    id: 'dtype-peak',
    value: ({ dtypePeakRatio }) => Math.log(dtypePeakRatio),
    prior: { mean: 0.5, sd: 0.25 },
  },
  {
    // More parameters behind every active one: smaller products, more dispatch and optimizer work for the same FLOPs.
    id: 'total-over-active',
    value: ({ query: { model } }) => Math.log(model.totalParameters / model.activeParametersForFlops),
    prior: { mean: -0.2, sd: 0.2 },
  },
  {
    // Wider products reach more of the roof.
    id: 'active-parameters',
    value: ({ query: { model } }) => Math.log(model.activeParametersForFlops / USUAL_ACTIVE),
    prior: { mean: 0.1, sd: 0.1 },
  },
  {
    // What does not fit is recomputed, or split further and sent.
    id: 'device-memory',
    value: ({ query: { chip } }) => (chip.memoryBytes === null ? 0 : Math.log(chip.memoryBytes / USUAL_MEMORY_BYTES)),
    prior: { mean: 0.1, sd: 0.1 },
  },
  {
    id: 'devices',
    value: ({ query: { devices } }) => (devices === null ? 0 : Math.log(devices / USUAL_DEVICES)),
    prior: { mean: -0.05, sd: 0.05 },
  },
];

/** The value of every feature, in the order of `FEATURES`. */
export function featuresOf(requested: Case): readonly number[] {
  return FEATURES.map(({ value }) => value(requested));
}
