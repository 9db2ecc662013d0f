/** What a projected speed is made of, and which publications it does not learn from. */
import type { Exclusion, ProjectionReason } from '../../projection/codes.ts';
import type { FeatureId } from '../../projection/features.ts';
import type { Sentence } from '../sentence.ts';

const FEATURES: Readonly<Record<FeatureId, string>> = {
  'dtype-peak': 'peak of the dtype ÷ 16-bit peak',
  'total-over-active': 'total ÷ active parameters',
  'active-parameters': 'active parameters',
  'device-memory': 'memory of the device',
  devices: 'number of devices',
};

export const PROJECTION_REASONS: Readonly<Record<ProjectionReason, Sentence>> = {
  'share-of-peak': ({ chip, share, usual }) =>
    `${Number(share).toFixed(3)} of the 16-bit peak of ${chip}; in the usual case ${Number(usual).toFixed(3)}`,
  'feature-factor': ({ feature, factor }) => `${featureText(feature)}: ${times(factor)}`,
  'chip-factor': ({ anchors, factor }) => `this chip (${counted(anchors)}): ${times(factor)}`,
  'vendor-factor': ({ anchors, factor }) => `its vendor (${counted(anchors)}): ${times(factor)}`,
  'model-factor': ({ anchors, factor }) => `this model (${counted(anchors)}): ${times(factor)}`,
  'assumed-devices': 'number of devices unknown: {devices} assumed',
  'assumed-memory': ({ bytes }) => `memory unknown: ${Number(bytes) / 1e9} GB assumed`,
  'beyond-anchors': ({ feature }) => `${featureText(feature)}: beyond every anchor`,
  'float8-of-nvidia': 'every FP8 anchor is of NVIDIA',
};

export const EXCLUSIONS: Readonly<Record<Exclusion, Sentence>> = {
  'excluded-derived-from-cost': 'derived from a cost claim, which it would then confirm',
  'excluded-whole-run-average': 'an average over a whole run, interruptions included',
  'excluded-proxy': 'of a stand-in for the model, not of the model',
  'excluded-unstated': 'neither a speed nor a share of a known peak is stated',
  'excluded-incomplete': 'the chip, the speed, the dtype or the parameters are not stated',
};

const isFeature = (id: string): id is FeatureId => id in FEATURES;

function featureText(feature: unknown): string {
  const id = String(feature);
  return isFeature(id) ? FEATURES[id] : id;
}

const times = (factor: unknown): string => `× ${Number(factor).toFixed(2)}`;

const counted = (anchors: unknown): string => `${anchors} ${anchors === 1 ? 'anchor' : 'anchors'}`;
