/** Small blocks and train-steps picked by hand so that together they touch every branch of both. */

import { sha256 } from '../../suites/identity.ts';
import { grammarText } from '../../suites/text/grammar.ts';
import type { BlockWorkload, TrainWorkload } from '../../suites/workload.ts';

/** No two widths are equal, so that a transposed or swapped matrix cannot pass unseen. */
const mixtral: BlockWorkload = {
  version: 1,
  part: 'moe-block',
  pass: 'forward-backward',
  dtype: 'float64',
  seed: 1,
  tokens: 18,
  sequence: 6,
  attention: { kind: 'gqa', heads: 6, kvHeads: 2, headDim: 4, ropeDim: 4, ropeTheta: 10_000, qkNorm: false },
  normEpsilon: 1e-6,
  hidden: 14,
  ffn: 9,
  experts: 5,
  topK: 2,
  sharedExperts: 0,
  activation: 'swiglu',
  expertBiases: false,
  weightOn: 'output',
  router: { score: 'softmax', normalise: true, scale: 1, groups: null, bias: false },
  routing: { kind: 'learned' },
  dispatch: { kind: 'dropless' },
};

const lingMini: BlockWorkload = {
  ...mixtral,
  seed: 2,
  experts: 12,
  topK: 3,
  sharedExperts: 1,
  attention: { kind: 'gqa', heads: 4, kvHeads: 1, headDim: 8, ropeDim: 4, ropeTheta: 600_000, qkNorm: true },
  router: { score: 'sigmoid', normalise: true, scale: 2.5, groups: { count: 4, kept: 2 }, bias: false },
};

const deepseekV3: BlockWorkload = {
  ...lingMini,
  seed: 3,
  sharedExperts: 2,
  attention: {
    kind: 'mla',
    heads: 3,
    queryRank: 10,
    kvRank: 8,
    nopeDim: 6,
    valueDim: 5,
    ropeDim: 4,
    ropeTheta: 10_000,
  },
};

const deepseekV2Lite: BlockWorkload = {
  ...deepseekV3,
  seed: 4,
  attention: {
    kind: 'mla',
    heads: 3,
    queryRank: null,
    kvRank: 8,
    nopeDim: 6,
    valueDim: 5,
    ropeDim: 2,
    ropeTheta: 10_000,
  },
  router: { score: 'softmax', normalise: false, scale: 1, groups: null, bias: false },
};

const gptOss: BlockWorkload = {
  ...mixtral,
  seed: 5,
  activation: 'clamped-swiglu',
  expertBiases: true,
  router: { ...mixtral.router, bias: true },
};

const llama4: BlockWorkload = {
  ...mixtral,
  seed: 6,
  topK: 1,
  sharedExperts: 1,
  weightOn: 'input',
  router: { ...mixtral.router, score: 'sigmoid', normalise: false },
};

/** ⌈1.25 · 18 · 2 ÷ 5⌉ = 9 rows an expert. The zipf table of five experts at exponent 1: shares 60, 90, 110, 125, 137 of 137. */
/** No width of another matrix. */
const QWEN_SHARED = { sharedExperts: 1, sharedFfn: 11, sharedGate: true } as const;
const BY_BEST = { ...lingMini.router, groups: { count: 4, kept: 2, by: 'best' } } as const;
const CAPACITY = { kind: 'capacity', factor: 1.25 } as const;
const ZIPF_1_OF_5 = {
  kind: 'zipf',
  exponent: 1,
  thresholds: [60, 90, 110, 125, 137].map(share => Math.floor((2 ** 24 * share) / 137)),
} as const;

/** [T,2]: token t went to experts (t mod 3) + 2 and t mod 2. */
const TRACE = {
  kind: 'trace',
  choices: Buffer.from(
    Uint8Array.from(
      { length: 72 },
      (_, byte) => [(Math.floor(byte / 4) % 3) + 2, 0, Math.floor(byte / 4) % 2, 0][byte % 4] ?? 0,
    ),
  ).toString('base64'),
} as const;

export const BLOCKS: Readonly<Record<string, BlockWorkload>> = {
  'grouped queries, softmax, as Mixtral': mixtral,
  'the same without a backward pass': { ...mixtral, pass: 'forward' },
  'normed and half-rotated heads, sigmoid in groups, as Ling-mini': lingMini,
  'latent attention with a query rank, as DeepSeek-V3': deepseekV3,
  'latent attention without one, as DeepSeek-V2-Lite': deepseekV2Lite,
  'biases and clamped SwiGLU, as gpt-oss': gptOss,
  'weights on the input, as Llama 4': llama4,
  'GLU-GELU with a shared expert': { ...mixtral, seed: 7, activation: 'geglu', sharedExperts: 1 },
  'ungated ReLU with biases': { ...mixtral, seed: 8, activation: 'relu', expertBiases: true },
  'a gated shared expert of another width': { ...mixtral, seed: 15, ...QWEN_SHARED },
  'ungated squared ReLU, groups by their best expert': { ...lingMini, seed: 16, activation: 'relu2', router: BY_BEST },
  'ungated GELU with biases': { ...mixtral, seed: 17, activation: 'gelu', expertBiases: true },
  'zipf over capacity': { ...mixtral, seed: 9, routing: ZIPF_1_OF_5, dispatch: CAPACITY },
  'zipf over capacity, weights on the input': { ...llama4, seed: 10, routing: ZIPF_1_OF_5, dispatch: CAPACITY },
  'zipf over capacity, with biases': { ...gptOss, seed: 14, routing: ZIPF_1_OF_5, dispatch: CAPACITY },
  'a trace': { ...mixtral, seed: 11, routing: TRACE },
  'balanced in groups': { ...lingMini, seed: 12, routing: { kind: 'balanced' } },
  'sequences of two tokens': { ...mixtral, seed: 13, sequence: 2 },
};

/** The rates are high so that five steps change choices, and an update done wrongly shows. */
function train(block: BlockWorkload, more: Partial<TrainWorkload> = {}): TrainWorkload {
  const text = { kind: 'grammar', seed: block.seed, bytes: 500 } as const;
  return {
    ...block,
    part: 'train-step',
    pass: 'train',
    layers: 2,
    firstDense: 0,
    moeEvery: 1,
    denseFfn: null,
    vocab: 128,
    tied: false,
    losses: { balance: 0.01, z: 0.001 },
    selectionBiasRate: 0,
    optimizer: { kind: 'adamw', learningRate: 0.01, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1 },
    text: { ...text, sha256: sha256(grammarText(text.seed, text.bytes)) },
    ...more,
  };
}

const lingMiniTrain = train(lingMini, { layers: 3, firstDense: 1, denseFfn: 20, selectionBiasRate: 0.05 });

export const TRAIN_STEPS: Readonly<Record<string, TrainWorkload>> = {
  'as Mixtral': train(mixtral),
  'as Ling-mini: a dense layer first, a selection bias': lingMiniTrain,
  'as DeepSeek-V3, without auxiliary losses': train(deepseekV3, {
    firstDense: 1,
    denseFfn: 20,
    losses: { balance: 0, z: 0 },
    selectionBiasRate: 0.05,
  }),
  'as DeepSeek-V2-Lite, a large balance loss': train(deepseekV2Lite, { losses: { balance: 0.5, z: 0 } }),
  'as gpt-oss, whose biases do not decay': train(gptOss),
  'as Llama 4: an MoE layer every second': train(llama4, { layers: 4, moeEvery: 2, denseFfn: 20 }),
  'a gated shared expert of another width, squared ReLU, groups by their best expert': train(
    { ...lingMini, ...QWEN_SHARED, activation: 'relu2', router: BY_BEST },
    { seed: 23 },
  ),
  'a tied head': train(mixtral, { seed: 21, tied: true }),
  'over capacity': train(mixtral, { seed: 22, routing: ZIPF_1_OF_5, dispatch: CAPACITY }),
  'balanced over two epochs of a short text': train(mixtral, {
    seed: 23,
    routing: { kind: 'balanced' },
    text: { kind: 'grammar', seed: 0, bytes: 40, sha256: sha256(grammarText(0, 40)) },
  }),
  'a first dense layer and every second, a large z loss': train(mixtral, {
    seed: 24,
    layers: 5,
    firstDense: 2,
    moeEvery: 2,
    denseFfn: 11,
    losses: { balance: 0, z: 0.5 },
  }),
  'dense layers alone': train(mixtral, { seed: 25, firstDense: 2, denseFfn: 11 }),
};
