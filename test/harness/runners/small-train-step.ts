/** A training step of one layer, as small as attention and a router allow: what mutants are tried on. */
import { resolveWorkload } from '../../../suites/resolve.ts';

const workload = resolveWorkload({
  model: 'mixtral-8x7b',
  part: 'train-step',
  pass: 'train',
  scale: {
    ...{ tokens: 32, sequence: 16, hidden: 16, ffn: 12, experts: 4, topK: 2, heads: 2, kvHeads: 1, headDim: 8 },
    ...{ layers: 1, vocab: 256 },
  },
  routing: 'learned',
  dispatch: 'dropless',
  dtype: 'float32',
  seed: 3,
});
if (workload.part !== 'train-step') throw new Error(workload.part);

export const TRAIN = workload;
