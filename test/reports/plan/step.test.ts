import { expect, test } from 'vitest';
import { collectiveSeconds, sendSeconds } from '../../../reports/plan/collectives.ts';
import type { PlanOptions } from '../../../reports/plan/options.ts';
import type { ParallelPlan } from '../../../reports/plan/parallel-plan.ts';
import { microBatchesOf, weighedPlan } from '../../../reports/plan/search.ts';
import { fabric, toyGround, toyStack } from './ground.ts';

const BATCH = 2 ** 20;

/** The plan with what is not given at 1, and its devices. */
function weighed(shape: Partial<ParallelPlan>, given: Partial<PlanOptions> = {}) {
  const { data = 1, expert = 1, pipeline = 1, tensor = 1, recompute = 'none' } = shape;
  const ground = toyGround(
    { devices: data * pipeline * tensor, ...given },
    { fabric: fabric('nvidia-h100', given.site) },
  );
  const microBatches = microBatchesOf(data, ground.options);
  return weighedPlan(ground, { data, expert, pipeline, tensor, recompute, microBatches });
}

test('one device: every token through every layer and the head, then the optimizer once', () => {
  const { seconds, tokensPerSecondPerDevice } = weighed({});
  // 8 × 3 µs + 4 µs a token; 8 · (4,000,000 + 16 · 1,500,000 + 16,000) + 64,000,000 parameters.
  const step = BATCH * 28e-6 + 288_128_000 * 1e-11;
  expect(seconds.step).toBeCloseTo(step, 9);
  expect(seconds).toMatchObject({ tensor: 0, expert: 0, pipeline: 0, bubble: 0, data: 0, communication: 0 });
  expect(tokensPerSecondPerDevice.point).toBeCloseTo(BATCH / step, 6);
});

test('computed again backward, layers take a third more, the head does not', () => {
  expect(weighed({ recompute: 'full' }).seconds.recompute).toBeCloseTo((BATCH * 24e-6) / 3, 9);
});

test('a pipeline of 4 waits 3 times for its slowest stage, which has the head', () => {
  const { seconds } = weighed({ pipeline: 4 });
  const send = 2 * sendSeconds(fabric(), 4096 * 1024 * 2, true);
  const microBatch = 4096 * (2 * 3e-6 + 4e-6) + send;
  expect(seconds.bubble).toBeCloseTo(3 * microBatch, 12);
  expect(seconds.compute + seconds.pipeline).toBeCloseTo(256 * microBatch, 9);
  expect(weighed({ pipeline: 4 }, { virtualStages: 2 }).seconds.bubble).toBeCloseTo(seconds.bubble / 2, 12);
});

test('data parallelism scatters gradients and gathers weights once a step, and shares the optimizer', () => {
  const { seconds } = weighed({ data: 8, expert: 8 });
  const replicated = 8 * 4_016_000 + 64_000_000;
  const node = { size: 8, perNode: 8 };
  const expected =
    collectiveSeconds(fabric(), 'reduce-scatter', 4 * replicated, node) +
    collectiveSeconds(fabric(), 'all-gather', 2 * replicated, node);
  expect(seconds.data).toBeCloseTo(expected, 12);
  // Experts are on one device each: their gradients stay there, and so does their optimizer.
  expect(seconds.optimizer).toBeCloseTo(1e-11 * (replicated / 8 + 8 * 2 * 1_500_000), 12);
});

test('an expert-parallel layer sends two copies of each token four times a micro-batch', () => {
  const { seconds } = weighed({ data: 8, expert: 8 });
  const once = collectiveSeconds(fabric(), 'all-to-all', 2 * 4096 * 1024 * 2, { size: 8, perNode: 8 });
  // 32 micro-batches of each replica through 8 layers.
  expect(seconds.expert).toBeCloseTo(32 * 8 * 4 * once, 9);
});

test('sent once to a node and passed on inside, tokens go over the NICs as often as there are nodes to reach', () => {
  const shape = { data: 16, expert: 16 };
  const [each, once] = [null, 1].map(nodesPerToken => weighed(shape, { nodesPerToken }).seconds.expert);
  const bytes = 4096 * 1024 * 2;
  const twoNodes = (copies: number) =>
    collectiveSeconds(fabric(), 'all-to-all', copies * bytes, { size: 2, perNode: 1 });
  expect(each).toBeCloseTo(16 * 8 * 4 * twoNodes(2), 9);
  expect(once).toBeCloseTo(16 * 8 * 4 * twoNodes(1), 9);
});

test('tensor parallelism gathers and scatters around attention, forward and backward', () => {
  const { seconds } = weighed({ tensor: 4 });
  const group = { size: 4, perNode: 4 };
  const bytes = 4096 * 1024 * 2;
  const around =
    collectiveSeconds(fabric(), 'all-gather', bytes, group) +
    collectiveSeconds(fabric(), 'reduce-scatter', bytes, group);
  expect(seconds.tensor).toBeCloseTo(256 * 8 * 2 * around, 9);
  expect(seconds.compute).toBeCloseTo((BATCH * 28e-6) / 4, 9);
});

test('overlap hides communication behind computing, and no more than there is computing', () => {
  const at = (share: number, scaleOutBytesPerSecond: number) =>
    weighed(
      { data: 16, expert: 16 },
      { overlap: { low: share, point: share, high: share }, site: { scaleOutBytesPerSecond } },
    ).seconds;
  const [open, half, all] = [at(0, 1e9), at(0.5, 1e9), at(1, 1e9)];
  expect(at(1, 50e9).expert).toBe(0);
  expect(open.hidden).toBe(0);
  const communication = open.expert + open.pipeline;
  expect(communication).toBeGreaterThan(open.compute);
  expect(half.expert).toBeCloseTo(communication - open.compute / 2, 9);
  expect(all.expert).toBeCloseTo(communication - open.compute, 9);
});

test('what a step is split into adds up to it, hidden and open communication to all there is', () => {
  for (const shape of [
    { data: 16, expert: 8, pipeline: 4, tensor: 2 },
    { data: 64, expert: 16, pipeline: 2 },
  ]) {
    const overlap = { low: 0.7, point: 0.7, high: 0.7 };
    const { step, hidden, communication, ...times } = weighed({ ...shape, recompute: 'full' }, { overlap }).seconds;
    expect(Object.values(times).reduce((sum, one) => sum + one, 0)).toBeCloseTo(step, 9);
    expect(times.tensor + times.expert + times.pipeline + times.data + hidden).toBeCloseTo(communication, 9);
  }
});

test('the interval reaches from fast parts, hidden and light communication to slow, open and heavy', () => {
  const range = { overlap: { low: 0, point: 0.5, high: 1 }, communication: { low: 0.5, point: 1, high: 2 } };
  const shape = { data: 16, expert: 16 };
  const { low, point, high } = weighed(shape, range).stepSeconds;
  const fixed = (overlap: number, factor: number) =>
    weighed(shape, {
      overlap: { low: overlap, point: overlap, high: overlap },
      communication: { low: factor, point: factor, high: factor },
    }).seconds.step;
  expect([low, point, high]).toEqual([fixed(1, 0.5), fixed(0.5, 1), fixed(0, 2)]);
});

test('replicas that share the sequences unevenly wait for the one with the most', () => {
  // 256 sequences over 3 replicas: 86 micro-batches for the first.
  expect(weighed({ data: 3 }).plan.microBatches).toBe(86);
  expect(toyStack.layers.length).toBe(8);
});
