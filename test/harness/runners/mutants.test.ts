/** A proof steps what is timed: whatever a runner does wrong there, the proof does not hold. */
import { describe, expect, test } from 'vitest';
import { openOnnx } from '../../../harness/runners/onnx/open.ts';
import { type Program, program } from '../../../harness/runners/onnx/program.ts';
import { type OpenSteps, openSteps } from '../../../harness/runners/onnx/steps.ts';
import { prove } from '../../../harness/runners/prove.ts';
import { COMPARED_STEPS } from '../../../results/proof/checks.ts';
import { resolveLayer } from '../../../suites/resolve.ts';
import type { MoeWorkload } from '../../../suites/workload.ts';
import { target } from '../../results/small-record.ts';
import {
  gradientsHalved,
  lateOutputs,
  laterBatch,
  lossScaleLeftIn,
  momentsExchangedWithEachOther,
  momentsNotExchanged,
  oneTensorNotExchanged,
  permutedIds,
  permutedSequences,
  roundedToBfloat16,
  secondMomentsNotExchanged,
  shortBatch,
  staleBatch,
  stateNotExchanged,
  stepCountStuck,
  swapped,
  twoValuesSwapped,
  weightsNotExchanged,
  without,
  zeroed,
} from './mutants.ts';
import { TRAIN } from './small-train-step.ts';

const CPU = target('cpu');
const jobOf = (workload: MoeWorkload, steps: number) => ({ workload, target: CPU, strategy: 'session', steps });
const LAYER = resolveLayer({
  model: 'mixtral-8x7b',
  routing: 'learned',
  scale: { tokens: 32, hidden: 24, ffn: 16, experts: 4, topK: 2 },
  pass: 'forward-backward',
  dtype: 'float32',
  seed: 5,
});

const holds = async (workload: typeof LAYER | typeof TRAIN, open: OpenSteps, steps = COMPARED_STEPS) =>
  (await prove(jobOf(workload, steps), openOnnx(open))).proof?.holds;

describe('the proof of a layer', () => {
  test('holds for steps as they are', async () => {
    expect(await holds(LAYER, openSteps)).toBe(true);
  });

  test.each<[string, OpenSteps]>([
    ['outputs rounded to bfloat16', roundedToBfloat16],
    ['two gradients of one shape swapped', swapped('grad:experts.0.w1', 'grad:experts.1.w1')],
    ["one expert's gradient zero", zeroed('grad:experts.2.w2')],
    ["one expert's gradient missing", without('grad:experts.2.w2')],
    ['gradients halved', gradientsHalved],
    ['two values of y swapped', twoValuesSwapped('y')],
  ])('does not hold with %s', async (_, mutant) => {
    expect(await holds(LAYER, mutant)).toBe(false);
  });

  test('does not hold where a loss scale is left in', async () => {
    const half = { ...LAYER, dtype: 'float16' as const };
    expect(await holds(half, openSteps)).toBe(true);
    expect(await holds(half, lossScaleLeftIn)).toBe(false);
  });
});

describe('the proof of a training step', () => {
  test('holds for steps as they are, and says that it compared three', async () => {
    const { proof } = await prove(jobOf(TRAIN, 5), openOnnx());
    expect(proof).toMatchObject({ holds: true, comparedSteps: 3, curve: { steps: 5 } });
    const kinds = ['next:embedding', 'next:m:embedding', 'next:v:layers.0.experts.3.w2', 'next:optimizer.beta1Power'];
    expect(proof?.tensors.map(({ name }) => name)).toEqual(expect.arrayContaining(kinds));
  });

  test.each<[string, OpenSteps]>([
    ['outputs rounded to bfloat16', roundedToBfloat16],
    ['state that is not exchanged', stateNotExchanged],
    ['weights that are exchanged and moments that are not', momentsNotExchanged],
    ['moments that are exchanged and weights that are not', weightsNotExchanged],
    ['second moments that are not exchanged', secondMomentsNotExchanged],
    ['one weight that is not exchanged', oneTensorNotExchanged('layers.0.experts.1.w3')],
    ['one moment that is not exchanged', oneTensorNotExchanged('m:norm')],
    ['two moments exchanged with each other', momentsExchangedWithEachOther],
    ['an optimizer that counts every step as its first', stepCountStuck],
    ['two tensors swapped', swapped('next:layers.0.experts.0.w1', 'next:layers.0.experts.0.w3')],
    ["one expert's first moment zero", zeroed('next:m:layers.0.experts.0.w2')],
    ['the first batch at every step', staleBatch],
    ['the batch of the step after', laterBatch],
    ['tokens in another order', permutedIds],
    ['sequences in another order', permutedSequences(TRAIN.sequence)],
    ['outputs of the step before', lateOutputs],
    ['batches that are one step short', shortBatch],
  ])('does not hold with %s', async (_, mutant) => {
    expect(await holds(TRAIN, mutant)).toBe(false);
  });
});

test('the graph that is proven is the graph that is timed, and the same buffers hold its outputs', async () => {
  const opened: Program[] = [];
  const spy: OpenSteps = (prepared, on, extra) => {
    opened.push(prepared);
    return openSteps(prepared, on, extra);
  };
  const { proof } = await prove(jobOf(TRAIN, COMPARED_STEPS), openOnnx(spy));
  expect(opened.map(({ sha256 }) => sha256)).toEqual([program(TRAIN).sha256, program(TRAIN).sha256]);
  expect(proof?.onnx?.graphSha256).toBe(program(TRAIN).sha256);
});
