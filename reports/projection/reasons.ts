/** What a projection is made of, in words. */
import { at } from './cholesky.ts';
import { FEATURES, featuresOf, USUAL_DEVICES } from './features.ts';
import type { Predicted } from './mixed-model.ts';
import type { Observation } from './observations.ts';
import type { Case } from './query.ts';

export type AnchorCounts = { readonly ofChip: number; readonly ofVendor: number; readonly ofModel: number };

/** The parts as factors whose product is the share of the 16-bit peak, then what was taken for granted. */
export function reasonsOf(
  given: Case,
  { mean, parts }: Predicted,
  anchors: AnchorCounts,
  observations: readonly Observation[],
): readonly string[] {
  const { chip, devices, dtype } = given.query;
  const share = Math.exp(mean).toFixed(3);
  return [
    `${share} of the 16-bit peak of ${chip.name}; in the usual case ${Math.exp(parts.intercept).toFixed(3)}`,
    ...FEATURES.map(({ name }, i) => `${name}: ${times(at(parts.features, i))}`),
    `this chip (${counted(anchors.ofChip)}): ${times(parts.effects.chip)}`,
    `its vendor (${counted(anchors.ofVendor)}): ${times(parts.effects.vendor)}`,
    `this model (${counted(anchors.ofModel)}): ${times(parts.effects.model)}`,
    ...(devices === null ? [`devices not known: taken as ${USUAL_DEVICES}`] : []),
    ...(chip.memoryBytes === null ? ['memory not known: taken as 100 GB'] : []),
    ...beyond(given, observations),
    ...(dtype === 'float8' && chip.vendor !== 'NVIDIA' ? ['every FP8 anchor is of NVIDIA'] : []),
  ];
}

/** Features whose value no anchor reaches: there the slope is drawn on. */
function beyond(given: Case, observations: readonly Observation[]): readonly string[] {
  const values = featuresOf(given);
  return FEATURES.flatMap(({ name }, i) => {
    const seen = observations.map(({ features }) => at(features, i));
    const inside = at(values, i) >= Math.min(...seen) && at(values, i) <= Math.max(...seen);
    return inside ? [] : [`${name}: beyond every anchor`];
  });
}

const times = (log: number): string => `× ${Math.exp(log).toFixed(2)}`;

const counted = (anchors: number): string => `${anchors} ${anchors === 1 ? 'anchor' : 'anchors'}`;
