import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deviceMemory } from '../../../reports/plan/memory.ts';
import { planOptions } from '../../../reports/plan/options.ts';
import {
  bestPlan,
  divisors,
  type Ground,
  microBatchesOf,
  type PlannedStep,
  weighedPlan,
} from '../../../reports/plan/search.ts';
import { absenceText } from '../../../reports/words/absence-text.ts';
import { spoken } from '../../spoken.ts';
import { fabric, toyGround, toyStack } from './ground.ts';

function best(ground: Ground): PlannedStep {
  const planned = bestPlan(ground);
  if (!planned.available) throw new Error(absenceText(planned));
  return planned;
}

const alone = { data: 1, expert: 1, pipeline: 1, tensor: 1, recompute: 'none', microBatches: 256 } as const;

test('weights, gradients, moments and what is kept, by hand', () => {
  const { options } = toyGround();
  const memory = deviceMemory(toyStack, alone, options);
  expect(memory).toMatchObject({
    weightsBytes: 2 * 288_128_000,
    gradientsBytes: 4 * 288_128_000,
    optimizerBytes: 12 * 288_128_000,
  });
  // A layer keeps 2·1,024 + 2·16·(64 + 64) around attention, 2·1,024 before the experts, 2 rows of 2·1,024 + 3·512.
  const kept = 2048 + 4096 + 2048 + 2 * 3584;
  expect(memory.activationsBytes).toBe(4096 * 8 * kept * 2 + 2 * 4096 * 32_000 * 4);
});

test('the optimizer is shared by replicas, weights are not; experts are shared by those that lie apart', () => {
  const { options } = toyGround({ devices: 8 });
  const shared = deviceMemory(toyStack, { ...alone, data: 8, microBatches: 32 }, options);
  expect(shared.optimizerBytes).toBe((12 * 288_128_000) / 8);
  expect(shared.weightsBytes).toBe(2 * 288_128_000);
  const apart = deviceMemory(toyStack, { ...alone, data: 8, expert: 8, microBatches: 32 }, options);
  expect(apart.weightsBytes).toBe(2 * (288_128_000 - (7 / 8) * 8 * 16 * 1_500_000));
  expect(apart.optimizerBytes).toBe((12 * 288_128_000) / 8);
});

test('computed again, a layer keeps its input; the first stage of a pipeline holds as many micro-batches as there are stages', () => {
  const { options } = toyGround();
  const full = deviceMemory(toyStack, { ...alone, recompute: 'full' }, options);
  expect(full.activationsBytes).toBe(4096 * 2 * (8 * 1024 + 15_360) + 2 * 4096 * 32_000 * 4);
  const staged = deviceMemory(toyStack, { ...alone, pipeline: 4 }, options);
  // The first: 4 micro-batches of 2 layers. The last, of one micro-batch, needs the most all the same: its logits.
  const [first, last] = [4096 * 4 * 2 * 15_360 * 2, 4096 * 2 * 15_360 * 2 + 2 * 4096 * 32_000 * 4];
  expect(first).toBeLessThan(last);
  expect(staged.activationsBytes).toBe(last);
  const narrow = deviceMemory({ ...toyStack, vocab: 1000 }, { ...alone, pipeline: 4 }, options);
  expect(narrow.activationsBytes).toBe(first);
  // In chunks it holds 3/2 more than 4 where there are two, 3/4 more where there are four.
  const chunked = (virtualStages: number) =>
    deviceMemory({ ...toyStack, vocab: 1000 }, { ...alone, pipeline: 4 }, { ...options, virtualStages })
      .activationsBytes;
  expect([chunked(2), chunked(4)]).toEqual([(first * 5.5) / 4, (first * 4.75) / 4]);
});

test('a model that fits nowhere is refused, with the least it needs and the bound', () => {
  const ground = toyGround({ devices: 1 }, { chip: { name: 'Toy', memoryBytes: 5e9 } });
  expect(spoken(bestPlan(ground))).toEqual({
    available: false,
    reason:
      'no plan of 1 × Toy holds toy (0.3 billion parameters): the smallest, TP1 PP1 EP1 DP1, layers recomputed in backward, 256 micro-batches a step, needs 6.4 GB of 4.5 GB a device',
  });
});

test('tokens that are no whole micro-batches, no whole device, a chip of unknown memory or NIC: refused with the fix', () => {
  const reason = (ground: Ground) => {
    const planned = bestPlan(ground);
    return planned.available ? 'planned' : absenceText(planned);
  };
  expect(reason(toyGround({ batchTokens: 5000 }))).toContain(
    '5000 tokens a step are not a multiple of the micro-batch, 1 × 4096 tokens',
  );
  expect(reason(toyGround({ devices: 1.5 }))).toContain('1.5 devices: give a whole number');
  expect(reason(toyGround({}, { chip: { name: 'Toy', memoryBytes: null } }))).toContain('no memory size for Toy');
  expect(reason(toyGround({ devices: 1009 }))).toContain('more replicas than a step has sequences');
  expect(reason(toyGround({ devices: 16 }, { fabric: fabric('nvidia-h20') }))).toContain('give scaleOutBytesPerSecond');
});

const devices = fc.constantFrom(1, 2, 8, 12, 16, 48, 64, 96, 128, 256);

test('a plan uses every device, splits what divides, and fits', () => {
  fc.assert(
    fc.property(devices, fc.double({ min: 6e9, max: 80e9, noNaN: true }), (count, memoryBytes) => {
      const planned = bestPlan(toyGround({ devices: count }, { chip: { name: 'Toy', memoryBytes } }));
      if (!planned.available) return;
      const { data, expert, pipeline, tensor } = planned.plan;
      expect(data * pipeline * tensor).toBe(count);
      expect([16 % tensor, 16 % expert, (data * tensor) % expert]).toEqual([0, 0, 0]);
      expect(pipeline).toBeLessThanOrEqual(8);
      expect(planned.memory.totalBytes).toBeLessThanOrEqual(0.9 * memoryBytes);
    }),
  );
});

test('no plan that fits is faster than the one that is found', () => {
  const ground = toyGround({ devices: 64 });
  const found = best(ground);
  let fitting = 0;
  for (const tensor of [1, 2, 4, 8]) {
    for (const pipeline of [1, 2, 4, 8]) {
      for (const expert of [1, 2, 4, 8, 16]) {
        for (const recompute of ['none', 'full'] as const) {
          const data = 64 / tensor / pipeline;
          if ((data * tensor) % expert !== 0) continue;
          const microBatches = microBatchesOf(data, ground.options);
          const one = weighedPlan(ground, { data, expert, pipeline, tensor, recompute, microBatches });
          if (one.memory.totalBytes > 72e9) continue;
          fitting += 1;
          expect(one.seconds.step).toBeGreaterThanOrEqual(found.seconds.step);
        }
      }
    }
  }
  expect(found.weighed.fitting).toBe(fitting);
});

test('more memory, a faster NIC and more overlap never make the best plan slower', () => {
  const memory = fc.double({ min: 5e9, max: 60e9, noNaN: true });
  fc.assert(
    fc.property(
      fc.constantFrom(16, 64, 96),
      memory,
      fc.double({ min: 1e9, max: 1e11, noNaN: true }),
      (count, least, nic) => {
        const speed = (memoryBytes: number, scaleOutBytesPerSecond: number, hidden: number) => {
          const overlap = { low: hidden, point: hidden, high: hidden };
          const planned = bestPlan(
            toyGround(
              { devices: count, overlap },
              { chip: { name: 'Toy', memoryBytes }, fabric: fabric('nvidia-h100', { scaleOutBytesPerSecond }) },
            ),
          );
          return planned.available ? planned.tokensPerSecondPerDevice.point : 0;
        };
        const base = speed(least, nic, 0.3);
        expect(speed(2 * least, nic, 0.3)).toBeGreaterThanOrEqual(base);
        expect(speed(least, 2 * nic, 0.3)).toBeGreaterThanOrEqual(base);
        expect(speed(least, nic, 0.6)).toBeGreaterThanOrEqual(base);
      },
    ),
    { numRuns: 40 },
  );
});

test('a step has 4,096 sequences, or four a device where that is more', () => {
  expect(planOptions('bfloat16').batchTokens).toBe(4096 * 4096);
  expect(planOptions('bfloat16', { devices: 100_000, sequence: 250 }).batchTokens).toBe(400_000 * 250);
});

test('divisors, in order', () => {
  expect(divisors(12)).toEqual([1, 2, 3, 4, 6, 12]);
  expect(divisors(16)).toEqual([1, 2, 4, 8, 16]);
  expect(divisors(13)).toEqual([1, 13]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), of => {
      const all = Array.from({ length: of }, (_, i) => i + 1).filter(one => of % one === 0);
      expect(divisors(of)).toEqual(all);
    }),
  );
});
