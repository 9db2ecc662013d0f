/** Small blocks and models, one for each thing that tells them apart. */
import type { Attention, BlockWorkload, TrainWorkload } from '../../../suites/workload.ts';

export const GQA: Attention = {
  kind: 'gqa',
  heads: 4,
  kvHeads: 2,
  headDim: 6,
  ropeDim: 6,
  ropeTheta: 10_000,
  qkNorm: false,
};
export const PARTLY_ROTATED: Attention = { ...GQA, ropeDim: 4, qkNorm: true };
export const MLA: Attention = {
  kind: 'mla',
  heads: 3,
  queryRank: 8,
  kvRank: 6,
  nopeDim: 4,
  valueDim: 5,
  ropeDim: 2,
  ropeTheta: 10_000,
};
export const MLA_FULL_QUERIES: Attention = { ...MLA, queryRank: null };

export const SMALL_BLOCK: BlockWorkload = {
  version: 1,
  part: 'moe-block',
  pass: 'forward-backward',
  dtype: 'float64',
  seed: 3,
  tokens: 12,
  sequence: 6,
  hidden: 10,
  ffn: 7,
  experts: 4,
  topK: 2,
  sharedExperts: 1,
  activation: 'swiglu',
  expertBiases: false,
  weightOn: 'output',
  attention: GQA,
  normEpsilon: 1e-6,
  router: { score: 'softmax', normalise: true, scale: 1, groups: null, bias: false },
  routing: { kind: 'learned' },
  dispatch: { kind: 'dropless' },
};

const { part: _, pass: __, ...AROUND } = SMALL_BLOCK;

export const SMALL_TRAIN: TrainWorkload = {
  ...AROUND,
  part: 'train-step',
  pass: 'train',
  layers: 2,
  firstDense: 0,
  moeEvery: 1,
  denseFfn: null,
  vocab: 256,
  tied: false,
  losses: { balance: 0.01, z: 0.001 },
  selectionBiasRate: 0,
  optimizer: { kind: 'adamw', learningRate: 1e-3, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1 },
  text: { kind: 'grammar', seed: 3, bytes: 512, sha256: '' },
};
