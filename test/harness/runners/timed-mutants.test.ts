/** What a timed cell computes wrong shows in its fingerprint beside that of another target, though the window's times look well. */
import { describe, expect, test } from 'vitest';
import { openOnnx } from '../../../harness/runners/onnx/open.ts';
import { program } from '../../../harness/runners/onnx/program.ts';
import { type OpenSteps, openSteps } from '../../../harness/runners/onnx/steps.ts';
import { time } from '../../../harness/runners/time.ts';
import { fingerprintDifference } from '../../../reports/rows/fingerprints.ts';
import { resolveLayer } from '../../../suites/resolve.ts';
import type { MoeWorkload } from '../../../suites/workload.ts';
import { target } from '../../results/small-record.ts';
import { spoken } from '../../spoken.ts';
import {
  gradientsHalved,
  lateOutputs,
  laterBatch,
  permutedIds,
  permutedSequences,
  roundedToBfloat16,
  swapped,
  twoValuesSwapped,
  zeroed,
} from './mutants.ts';
import { choosing, nextBestWithin } from './otherwise.ts';
import { TRAIN } from './small-train-step.ts';

const timing = { minWindowMs: 0, minSteps: 1, maxSteps: 1, maxWarmupMs: 0, timeoutMs: 60_000 };
const LAYER = resolveLayer({
  model: 'mixtral-8x7b',
  routing: 'learned',
  scale: { tokens: 64, hidden: 32, ffn: 24, experts: 4, topK: 2 },
  pass: 'forward-backward',
  dtype: 'float32',
  seed: 5,
});

async function timed(workload: MoeWorkload, open: OpenSteps = openSteps, threads = 2) {
  const on = { target: target('cpu', { threads }), strategy: 'session' };
  const result = await time({ kind: 'time', workload, ...on, timing, trace: false }, openOnnx(open));
  if (result.kind !== 'measurement') throw new Error(JSON.stringify(result));
  return result.measurement;
}

describe('the fingerprint of a timed layer', () => {
  test('agrees between threads of another number, probes and choices included', async () => {
    const [a, b] = [await timed(LAYER), await timed(LAYER, openSteps, 1)];
    expect(a.first.choices).toMatchObject({ count: 128, sha256: b.first.choices?.sha256 });
    expect(Object.keys(a.first.probes ?? {})).toEqual(Object.keys(a.first.norms));
    expect(fingerprintDifference(a.first, b.first, LAYER)).toBeNull();
    expect(fingerprintDifference(a.first, a.last, LAYER)).toBeNull();
  });

  test.each<[string, OpenSteps]>([
    ['outputs rounded to bfloat16, which moves a norm by some millionths', roundedToBfloat16],
    ['two tensors swapped, which a norm of their kind does not see', swapped('grad:experts.0.w1', 'grad:experts.1.w1')],
    ['two values of y swapped', twoValuesSwapped('y')],
    ["one expert's gradient zero", zeroed('grad:experts.2.w2')],
    ['gradients halved', gradientsHalved],
  ])('differs with %s', async (_, mutant) => {
    const [right, wrong] = [await timed(LAYER), await timed(LAYER, mutant)];
    expect(fingerprintDifference(right.first, wrong.first, LAYER)).not.toBeNull();
  });

  test('of bfloat16 in place of float32 would pass by its norms', async () => {
    const large = { ...LAYER, tokens: 1024, hidden: 64, ffn: 64, pass: 'forward' as const };
    const [right, wrong] = [await timed(large), await timed(large, roundedToBfloat16)];
    const blind = ({ first }: typeof right) => ({ ...first, probes: null });
    expect(fingerprintDifference(blind(right), blind(wrong), large)).toBeNull();
    expect(spoken(fingerprintDifference(right.first, wrong.first, large))).toMatch(/by its probes/);
  });
});

describe('the fingerprint of a timed training step', () => {
  test('differs with another batch, in its choices or in its values', async () => {
    const right = await timed(TRAIN);
    for (const mutant of [laterBatch, permutedIds, permutedSequences(TRAIN.sequence), roundedToBfloat16]) {
      const wrong = await timed(TRAIN, mutant);
      expect(fingerprintDifference(right.first, wrong.first, TRAIN)).not.toBeNull();
    }
  });

  test('of outputs a step late differs in its last', async () => {
    const [right, wrong] = [await timed(TRAIN), await timed(TRAIN, lateOutputs)];
    expect(fingerprintDifference(right.last, wrong.last, TRAIN)).not.toBeNull();
  });
});

describe('a timed layer whose scores nearly tie', () => {
  const tied = { ...LAYER, tokens: 4096, hidden: 1, ffn: 4, experts: 8 };

  test('says how many near ties it has, and agrees with one that takes the other expert of them', async () => {
    const [right, other] = [await timed(tied), await timed(tied, choosing(tied, nextBestWithin(0.99e-4), 1))];
    expect(right.first.choices?.nearTies).toBeGreaterThan(0);
    expect(other.first.choices?.sha256).not.toBe(right.first.choices?.sha256);
    expect(fingerprintDifference(right.first, other.first, tied)).toBeNull();
  });

  test('without near ties differs from one that takes other experts', async () => {
    const [right, other] = [await timed(LAYER), await timed(LAYER, choosing(LAYER, nextBestWithin(0.05), 1))];
    const none = ({ first }: typeof right) => ({
      ...first,
      choices: first.choices === null ? null : { ...first.choices, nearTies: 0 },
    });
    expect(spoken(fingerprintDifference(none(right), none(other), LAYER))).toMatch(/^they chose other experts/);
  });
});

test('no batch is made in the window or behind the opening: every step takes its own from the ring', async () => {
  const made: number[] = [];
  let opened = false;
  const counting: OpenSteps = async (prepared, on, extra) => {
    const at = (index: number) => {
      if (opened) throw new Error(`batch ${index} was made after the opening`);
      made.push(index);
      return prepared.batches.at(index);
    };
    const steps = await openSteps({ ...prepared, batches: { ...prepared.batches, at } }, on, extra);
    opened = true;
    return steps;
  };
  const many = { ...timing, minSteps: 12, maxSteps: 12 };
  const job = {
    kind: 'time',
    workload: TRAIN,
    target: target('cpu'),
    strategy: 'session',
    timing: many,
    trace: false,
  } as const;
  const result = await time(job, openOnnx(counting));
  expect(result.kind).toBe('measurement');
  const { count } = program(TRAIN).batches;
  expect(made).toEqual(Array.from({ length: count }, (_, index) => index));
});

test('the clock of a cell on the host says that there is no device to wait for, and how long it was idle', async () => {
  const { clock, window, stepMs } = await timed(LAYER);
  expect(clock).toMatchObject({ kind: 'host-synchronised', stepsPerBatch: 1, fenceMs: { code: 'no-fence' } });
  const idleMs = clock.idleMs.available ? clock.idleMs.value : Number.NaN;
  expect(idleMs).toBeCloseTo(window.endMs - window.startMs - stepMs.sumMs, 6);
});

test('a device is waited for once a batch, and the wait is in the record', async () => {
  let [steps, waits] = [0, 0];
  /** A device whose wait is a hundred times as long as a step. */
  const device: OpenSteps = async (prepared, on, extra) => {
    const opened = await openSteps(prepared, on, extra);
    const fence = async () => {
      waits += 1;
      const until = performance.now() + 1;
      while (performance.now() < until);
    };
    const run = async (count: number) => {
      steps += count;
      await opened.run(count);
      await fence();
    };
    return { ...opened, run, fence };
  };
  const job = {
    kind: 'time',
    workload: { ...LAYER, tokens: 2, pass: 'forward' as const },
    target: target('cpu'),
    strategy: 'session',
    timing: { ...timing, minSteps: 2, maxSteps: 64 },
    trace: false,
  } as const;
  const result = await time(job, openOnnx(device));
  if (result.kind !== 'measurement') throw new Error(result.kind);
  const { clock, stepMs, warmup } = result.measurement;
  expect(clock.fenceMs).toMatchObject({ available: true, method: 'median-of-waits', scope: 'batch' });
  expect(clock.stepsPerBatch).toBeGreaterThan(1);
  expect(stepMs.steps).toBe(2);
  expect(warmup.steps + 2 * clock.stepsPerBatch).toBe(steps);
  expect(waits).toBeLessThan(steps);
});
