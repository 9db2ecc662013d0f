/** What a projection is made of, as facts. */
import { type Coded, fact } from '../fact.ts';
import { at } from './cholesky.ts';
import type { ProjectionReason } from './codes.ts';
import { FEATURES, featuresOf, USUAL_DEVICES, USUAL_MEMORY_BYTES } from './features.ts';
import type { Predicted } from './mixed-model.ts';
import type { Observation } from './observations.ts';
import type { Case } from './query.ts';

type Reason = Coded<ProjectionReason>;

export type AnchorCounts = { readonly ofChip: number; readonly ofVendor: number; readonly ofModel: number };

/** The parts as factors whose product is the share of the 16-bit peak, then the assumptions. */
export function reasonsOf(
  requested: Case,
  { mean, parts }: Predicted,
  anchors: AnchorCounts,
  observations: readonly Observation[],
): readonly Reason[] {
  const { chip, devices, dtype } = requested.query;
  const { intercept, features, effects } = parts;
  return [
    fact('share-of-peak', { chip: chip.name, share: Math.exp(mean), usual: Math.exp(intercept) }),
    ...FEATURES.map(({ id }, i) => fact('feature-factor', { feature: id, factor: Math.exp(at(features, i)) })),
    fact('chip-factor', { anchors: anchors.ofChip, factor: Math.exp(effects.chip) }),
    fact('vendor-factor', { anchors: anchors.ofVendor, factor: Math.exp(effects.vendor) }),
    fact('model-factor', { anchors: anchors.ofModel, factor: Math.exp(effects.model) }),
    ...(devices === null ? [fact('assumed-devices', { devices: USUAL_DEVICES })] : []),
    ...(chip.memoryBytes === null ? [fact('assumed-memory', { bytes: USUAL_MEMORY_BYTES })] : []),
    ...beyond(requested, observations),
    ...(dtype === 'float8' && chip.vendor !== 'NVIDIA' ? [fact('float8-of-nvidia')] : []),
  ];
}

/** Features whose value no anchor reaches: there the slope is extrapolated. */
function beyond(requested: Case, observations: readonly Observation[]): readonly Reason[] {
  const values = featuresOf(requested);
  return FEATURES.flatMap(({ id }, i) => {
    const seen = observations.map(({ features }) => at(features, i));
    const inside = at(values, i) >= Math.min(...seen) && at(values, i) <= Math.max(...seen);
    return inside ? [] : [fact('beyond-anchors', { feature: id })];
  });
}
