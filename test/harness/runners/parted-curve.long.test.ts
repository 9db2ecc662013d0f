/** A curve that parts from the oracle's at a near tie is held to an oracle that goes the same way. */
import { expect, test } from 'vitest';
import { openOnnx } from '../../../harness/runners/onnx/open.ts';
import { prove } from '../../../harness/runners/prove.ts';
import { resolveWorkload } from '../../../suites/resolve.ts';
import { target } from '../../results/small-record.ts';

/** In float32 one choice of its 115th step falls otherwise than in float64. */
const WORKLOAD = resolveWorkload({
  model: 'ling-lite',
  part: 'train-step',
  pass: 'train',
  routing: 'learned',
  dispatch: null,
  dtype: 'float32',
  seed: 3,
  learningRate: 1e-3,
  scale: {
    ...{ tokens: 64, sequence: 32, hidden: 32, ffn: 24, experts: 8, topK: 2, sharedExperts: 1 },
    ...{ layers: 2, vocab: 256, heads: 2, kvHeads: 1, headDim: 16 },
  },
});

test('of 200 steps with a choice at a near tie is within 1e-5 of the oracle with the same choices', async () => {
  const job = { workload: WORKLOAD, target: target('cpu', { threads: 1 }), strategy: 'session', steps: 200 };
  const { proof, oracle } = await prove(job, openOnnx());
  const curve = proof?.curve;
  const parted = curve?.flips.findIndex(flips => flips > 0) ?? -1;
  expect(parted).toBeGreaterThan(0);
  expect(curve).toMatchObject({ recomputed: true });
  expect(curve?.maxDifference).toBeLessThan(1e-5);
  expect(proof?.holds).toBe(true);
  // The oracle's own way is another from that step on, by more than is allowed.
  const differences = curve?.loss.map((loss, step) => Math.abs(loss - (oracle.losses?.[step] ?? Number.NaN))) ?? [];
  expect(Math.max(...differences)).toBeGreaterThan(1e-3);
  expect(Math.max(...differences.slice(0, parted))).toBeLessThan(1e-5);
});
