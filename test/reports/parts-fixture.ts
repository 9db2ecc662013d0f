/**
 * A made-up run of every part: a layer whose dispatch drops choices, a block, and a training step with its parts and its loss
 * curve, on the two targets of `fixture.ts`. The numbers are chosen so that every expectation can be worked out by hand.
 */

import type { RunRecord } from '../../results/record.ts';
import type { Parts } from '../../results/schema/outcome.ts';
import type { Curve } from '../../results/schema/proof.ts';
import type { BlockWorkload, LayerWorkload, StreamWorkload, TrainWorkload } from '../../suites/workload.ts';
import { printOf } from '../results/small-record.ts';
import { type Change, caseOf, fixtureRecord, layerA, proofsOf, type Work } from './fixture.ts';

/** Two experts a token: six tokens choose 0 and 1, two choose 2 and 3. */
const CHOICES = [...Array<number[]>(6).fill([0, 1]), [2, 3], [2, 3]].flat();

/** C = ⌈1.25·8·2 ÷ 4⌉ = 5: of 6 + 6 + 2 + 2 choices 14 are kept, in 4·5 rows. */
export const capacityLayer: LayerWorkload = {
  ...layerA,
  tokens: 8,
  routing: { kind: 'trace', choices: Buffer.from(Uint16Array.from(CHOICES).buffer).toString('base64') },
  dispatch: { kind: 'capacity', factor: 1.25 },
};

const around = {
  sequence: 250,
  attention: { kind: 'gqa', heads: 4, kvHeads: 2, headDim: 16, ropeDim: 16, ropeTheta: 10_000, qkNorm: false },
  normEpsilon: 1e-6,
} as const;

export const block: BlockWorkload = { ...layerA, ...around, part: 'moe-block', pass: 'forward-backward' };

/** A dense layer, then an MoE layer. */
export const train: TrainWorkload = {
  ...layerA,
  ...around,
  part: 'train-step',
  pass: 'train',
  routing: { kind: 'learned' },
  layers: 2,
  firstDense: 1,
  moeEvery: 1,
  denseFfn: 256,
  vocab: 256,
  tied: false,
  losses: { balance: 0.01, z: 0.001 },
  selectionBiasRate: 0,
  optimizer: { kind: 'adamw', learningRate: 1e-3, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1 },
  text: { kind: 'grammar', seed: 7, bytes: 65_536, sha256: 'b'.repeat(64) },
};

/** 2THE + 6HF·14 = 4,096 + 688,128, three times: choices that are dropped earn nothing. */
export const capacityCase = caseOf('toy-capacity', 'toy', capacityLayer, 3 * 692_224, { kind: 'work' });
/** 98,816,000 as the layer, 2·T·12,288 of projections, 2·T·S·128 of scores and sums: 187,392,000, three times. */
export const blockCase = caseOf('toy-block', 'toy', block, 3 * 187_392_000, { kind: 'work' });
/** The block; a dense one, 88,576,000 + 6·T·H·256; the head, 2·T·H·256: 407,040,000, three times. */
export const trainCase = caseOf('toy-train', 'toy', train, 3 * 407_040_000, { kind: 'work' });

/** Twelve million bytes a step. */
const stream: StreamWorkload = {
  version: 1,
  part: 'stream',
  pass: 'forward',
  dtype: 'float32',
  seed: 7,
  elements: 1_000_000,
};
export const streamCase = caseOf('stream', null, stream, 1_000_000, { kind: 'stream' });

/** Falls from 5 to 3, at most 0.0002 from the oracle; in two of five steps a choice differs. */
export const CURVE: Curve = {
  steps: 5,
  loss: [5, 4.5, 4, 3.5002, 3],
  oracle: [5, 4.5, 4, 3.5, 3.0001],
  flips: [0, 0, 2, 0, 1],
  maxDifference: 0.0002,
  tolerance: 1e-3,
};

/** 38 of 40 ms. */
export const PARTS: Parts = {
  available: true,
  stepMs: 40,
  partsMs: {
    router: 1,
    dispatch: 2,
    experts: 16,
    dense: 4,
    attention: 6,
    norm: 1,
    head: 3,
    embedding: 0.5,
    loss: 0.5,
    optimizer: 3,
    other: 1,
  },
};

export const ALL_PARTS: Work = {
  cases: [capacityCase, blockCase, trainCase, streamCase],
  medians: {
    cpu: {
      [capacityCase.id]: [4, 4, 4, 4, 4],
      [blockCase.id]: [80, 80, 80, 80, 80],
      [trainCase.id]: [200, 200, 200, 200, 200],
    },
    'webgpu-0': {
      [capacityCase.id]: [2, 2, 2, 2, 2],
      [blockCase.id]: [20, 20, 20, 20, 20],
      [trainCase.id]: [40, 40, 40, 40, 40],
      [streamCase.id]: [4, 4, 4, 4, 4],
    },
  },
  proofs: new Map([...proofsOf([capacityCase, blockCase, streamCase]), ...proofsOf([trainCase], { curve: CURVE })]),
};

/** A training step's weights have moved on by its last step; how far depends on how many steps the window had. */
const learning: Change = (measurement, target, caseId, round) => {
  if (caseId !== trainCase.id) return measurement;
  const first = printOf(5.5, { 'next:head': 30 });
  const last = printOf(4 - round / 10, { 'next:head': 31 + round });
  return { ...measurement, first, last, ...(round === 0 && target === 'webgpu-0' ? { parts: PARTS } : {}) };
};

/** One run of every part. */
export const partsRecord = (change: Change = learning): RunRecord =>
  fixtureRecord({ runId: 'run-parts', change, work: ALL_PARTS });
