/** Small workloads picked by hand so that together they touch every branch of the layer. */
import { traceRouting } from '../../suites/moe/routing/trace.ts';
import type { LayerWorkload } from '../../suites/workload.ts';

const small: LayerWorkload = {
  version: 1,
  part: 'moe-layer',
  pass: 'forward-backward',
  dtype: 'float64',
  seed: 1,
  tokens: 10,
  hidden: 9,
  ffn: 7,
  experts: 6,
  topK: 2,
  sharedExperts: 0,
  activation: 'swiglu',
  expertBiases: false,
  weightOn: 'output',
  router: { score: 'softmax', normalise: false, scale: 1, groups: null, bias: false },
  routing: { kind: 'learned' },
  dispatch: { kind: 'dropless' },
};

/** C_e for four experts at exponent 1, by hand: cumulative shares 12/25, 18/25, 22/25, 1 of 2²⁴. */
const ZIPF_1_OF_4 = [8053063, 12079595, 14763950, 16777216];

export const WORKLOADS: Readonly<Record<string, LayerWorkload>> = {
  'softmax, raw weights, no shared expert': small,
  'softmax, normalised, two shared experts': {
    ...small,
    seed: 2,
    sharedExperts: 2,
    router: { ...small.router, normalise: true },
  },
  'sigmoid, groups, normalised, scaled, one shared expert': {
    ...small,
    seed: 3,
    experts: 12,
    topK: 3,
    sharedExperts: 1,
    router: { score: 'sigmoid', normalise: true, scale: 2.5, groups: { count: 4, kept: 2 }, bias: false },
  },
  'sigmoid, raw weights, balanced': {
    ...small,
    seed: 4,
    router: { ...small.router, score: 'sigmoid', scale: 0.5 },
    routing: { kind: 'balanced' },
  },
  'zipf, experts left without tokens': {
    ...small,
    seed: 5,
    tokens: 3,
    experts: 4,
    router: { ...small.router, normalise: true },
    routing: { kind: 'zipf', exponent: 1, thresholds: ZIPF_1_OF_4 },
  },
  'balanced, forced out of the kept groups': {
    ...small,
    seed: 6,
    experts: 8,
    topK: 4,
    sharedExperts: 1,
    router: { score: 'sigmoid', normalise: true, scale: 2.5, groups: { count: 4, kept: 2 }, bias: false },
    routing: { kind: 'balanced' },
  },
  'clamped SwiGLU, biases on router and experts, as gpt-oss': {
    ...small,
    seed: 8,
    activation: 'clamped-swiglu',
    expertBiases: true,
    router: { ...small.router, normalise: true, bias: true },
  },
  'weight on the input of one expert, one shared, as Llama 4': {
    ...small,
    seed: 9,
    topK: 1,
    sharedExperts: 1,
    weightOn: 'input',
    router: { ...small.router, score: 'sigmoid' },
  },
  'weights on the inputs of biased experts, normalised, scaled': {
    ...small,
    seed: 10,
    topK: 3,
    sharedExperts: 2,
    activation: 'geglu',
    expertBiases: true,
    weightOn: 'input',
    router: { score: 'sigmoid', normalise: true, scale: 2.5, groups: null, bias: true },
  },
  'ReLU, ungated, biased': { ...small, seed: 11, activation: 'relu', expertBiases: true },
  'ReLU, ungated, one expert': { ...small, seed: 12, topK: 1, activation: 'relu' },
  'GELU-gated, zipf, experts left without tokens': {
    ...small,
    seed: 13,
    tokens: 3,
    experts: 4,
    activation: 'geglu',
    routing: { kind: 'zipf', exponent: 1, thresholds: ZIPF_1_OF_4 },
  },
  'zipf, a capacity that drops': {
    ...small,
    seed: 14,
    experts: 4,
    router: { ...small.router, normalise: true },
    routing: { kind: 'zipf', exponent: 1, thresholds: ZIPF_1_OF_4 },
    dispatch: { kind: 'capacity', factor: 0.75 },
  },
  'weights on the inputs of biased experts, recorded choices, some dropped': {
    ...small,
    seed: 15,
    expertBiases: true,
    weightOn: 'input',
    routing: traceRouting(Array.from({ length: small.tokens }, (_, t) => [1 + (t % 2), 3 + (t % 3)])),
    dispatch: { kind: 'capacity', factor: 1.25 },
  },
  'one chosen expert, normalised: the router has no gradient': {
    ...small,
    seed: 7,
    topK: 1,
    router: { ...small.router, normalise: true },
  },
};

/** One token, one dimension, one expert, one shared: every formula of the layer fits on a line. */
export const SCALAR: LayerWorkload = {
  ...small,
  tokens: 1,
  hidden: 1,
  ffn: 1,
  experts: 1,
  topK: 1,
  sharedExperts: 1,
  router: { score: 'sigmoid', normalise: false, scale: 2.5, groups: null, bias: false },
};

export { small as SMALL, ZIPF_1_OF_4 };
