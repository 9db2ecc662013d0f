/** Scores that nearly tie: who takes the other expert, and computes what follows from that, is as right as the oracle. */
import { describe, expect, test } from 'vitest';
import { openOnnx } from '../../../harness/runners/onnx/open.ts';
import type { OpenSteps } from '../../../harness/runners/onnx/steps.ts';
import { prove } from '../../../harness/runners/prove.ts';
import { PARITY_TOLERANCE } from '../../../results/proof/tolerance.ts';
import { resolveLayer, resolveWorkload } from '../../../suites/resolve.ts';
import { target } from '../../results/small-record.ts';
import { roundedToBfloat16 } from './mutants.ts';
import { type Choose, choosing, nextBestWithin } from './otherwise.ts';

const ON_CPU = { target: target('cpu'), strategy: 'session' };
const TOLERANCE = PARITY_TOLERANCE.float32;

/** With one value a token, its scores order the experts as their router weights do: many lie close, some within the tolerance. */
const LAYER = resolveLayer({
  model: 'mixtral-8x7b',
  routing: 'learned',
  scale: { tokens: 4096, hidden: 1, ffn: 4, experts: 8, topK: 2 },
  pass: 'forward-backward',
  dtype: 'float32',
  seed: 5,
});
/** One of two groups is kept, whose scores are sums of two. */
const GROUPED = {
  ...LAYER,
  router: { score: 'sigmoid', normalise: true, scale: 1, groups: { count: 2, kept: 1 }, bias: false },
} as const;
const TRAIN = resolveWorkload({
  model: 'mixtral-8x7b',
  part: 'train-step',
  pass: 'train',
  scale: {
    ...{ tokens: 64, sequence: 32, hidden: 16, ffn: 12, experts: 4, topK: 2, heads: 2, kvHeads: 1, headDim: 8 },
    ...{ layers: 2, vocab: 256 },
  },
  routing: 'learned',
  dispatch: 'dropless',
  dtype: 'float16',
  seed: 3,
});
if (TRAIN.part !== 'train-step') throw new Error(TRAIN.part);

const proofOf = async (workload: Parameters<typeof choosing>[0], choose: Choose, steps = 1) =>
  (await prove({ workload, ...ON_CPU, steps }, openOnnx(choosing(workload, choose, steps)))).proof;

describe('a layer whose scores nearly tie', () => {
  test('holds with the other expert, against an oracle with the same choices', async () => {
    const proof = await proofOf(LAYER, nextBestWithin(0.99 * TOLERANCE));
    expect(proof?.routing).toMatchObject({ unexplained: 0, recomputed: true });
    expect(proof?.routing?.flips).toBeGreaterThan(0);
    expect(proof?.holds).toBe(true);
    for (const { name, error } of proof?.tensors ?? []) expect(error, name).toBeLessThanOrEqual(1e-5);
  });

  test('holds with its choices in another order', async () => {
    const proof = await proofOf(LAYER, (_, best) => [...best].reverse());
    expect(proof).toMatchObject({ holds: true, routing: { flips: 0, recomputed: false } });
  });

  test('does not hold with experts further off, whatever follows from them', async () => {
    const proof = await proofOf(LAYER, nextBestWithin(10 * TOLERANCE));
    expect(proof).toMatchObject({ holds: false, routing: { recomputed: false } });
    expect(proof?.routing?.unexplained).toBeGreaterThan(0);
  });

  test('does not hold with the other expert where what follows is wrong', async () => {
    const other = choosing(LAYER, nextBestWithin(0.99 * TOLERANCE), 1);
    const wrong: OpenSteps = async (program, on, extra) => {
      const steps = await other(program, on, extra);
      const rounded = await roundedToBfloat16(program, on, extra);
      await rounded.run(1);
      const { values } = await rounded.outputs();
      // The choices of the one, the values of the other.
      return { ...steps, outputs: async () => ({ ...(await steps.outputs()), values }) };
    };
    expect((await prove({ workload: LAYER, ...ON_CPU, steps: 1 }, openOnnx(wrong))).proof?.holds).toBe(false);
  });

  test('does not hold with choices that are none', async () => {
    const twice: OpenSteps = async (program, on, extra) => {
      const steps = await choosing(LAYER, (_, best) => best, 1)(program, on, extra);
      const outputs = async () => {
        const { values, choices } = await steps.outputs();
        return { values, choices: new Map([...choices].map(([scope, chosen]) => [scope, chosen.map(() => 7)])) };
      };
      return { ...steps, outputs };
    };
    const { proof } = await prove({ workload: LAYER, ...ON_CPU, steps: 1 }, openOnnx(twice));
    expect(proof).toMatchObject({ holds: false, routing: { unexplained: expect.any(Number), recomputed: false } });
    expect(proof?.routing?.unexplained).toBeGreaterThan(0);
  });

  test('of a router with groups holds too', async () => {
    const proof = await proofOf(GROUPED, nextBestWithin(0.99 * TOLERANCE, 4));
    expect(proof).toMatchObject({ routing: { unexplained: 0, recomputed: true }, holds: true });
  });
});

describe('a training step of two layers and three steps', () => {
  test('holds with the other expert of each near tie, layer by layer and step by step', async () => {
    const proof = await proofOf(TRAIN, nextBestWithin(0.8 * PARITY_TOLERANCE.float16), 3);
    expect(proof).toMatchObject({ holds: true, comparedSteps: 3, routing: { unexplained: 0, recomputed: true } });
    expect(proof?.routing?.flips).toBeGreaterThan(1);
    expect(proof?.routing?.choices).toBe(3 * 2 * 64 * 2);
  });

  test('does not hold with experts further off', async () => {
    const proof = await proofOf(TRAIN, nextBestWithin(10 * PARITY_TOLERANCE.float16), 3);
    expect(proof).toMatchObject({ holds: false, routing: { recomputed: false } });
  });
});
