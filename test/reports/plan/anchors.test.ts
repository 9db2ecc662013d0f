/** The communication of plans that were published, beside what was published of it (docs/COST.md, From a layer to a training run). */
import { expect, test } from 'vitest';
import { loadCatalog, loadLinks } from '../../../reports/catalog/load.ts';
import { isAbsent } from '../../../reports/figure.ts';
import { collectiveSeconds, fabricOf } from '../../../reports/plan/collectives.ts';
import { type PlanOptions, planOptions } from '../../../reports/plan/options.ts';
import type { ParallelPlan } from '../../../reports/plan/parallel-plan.ts';
import { microBatchesOf, weighedPlan } from '../../../reports/plan/search.ts';
import { stackOf, totalParameters } from '../../../reports/plan/stack.ts';
import { findModel } from '../../../suites/models.ts';
import { exactly, fabric } from './ground.ts';

const MIB = 2 ** 20;
const node = { size: 8, perNode: 8 };

/** DeepSeek-V3 as it was trained: dispatched in FP8, combined in bfloat16. What a device computes is no part of these checks. */
function deepseek(
  chipId: string,
  shape: Omit<ParallelPlan, 'microBatches' | 'recompute'>,
  given: Partial<PlanOptions>,
) {
  const stack = stackOf(findModel('deepseek-v3'));
  const chip = loadCatalog().chips.find(({ id }) => id === chipId);
  const joined = fabricOf(chipId, loadLinks());
  if (isAbsent(stack) || isAbsent(joined) || chip === undefined) throw new Error('no ground');
  const second = exactly(1e-6);
  const options = planOptions('bfloat16', {
    overlap: { low: 0, point: 0, high: 0 },
    bytes: { weight: 2, gradient: 4, optimizer: 12, activation: 2, dispatch: 1, combine: 2 },
    ...given,
  });
  const parts = {
    attention: second,
    mixture: second,
    dense: second,
    head: second,
    optimizerPerParameter: exactly(28 / 3.35e12),
  };
  const plan = { ...shape, recompute: 'none', microBatches: microBatchesOf(shape.data, options) } as const;
  return { stack, ...weighedPlan({ stack, chip, fabric: joined, parts, options }, plan) };
}

const trained = { data: 128, expert: 64, pipeline: 16, tensor: 1 };
const batch = { devices: 2048, batchTokens: 15_360 * 4096 };

test('DeepSeek-V3 has 671 billion parameters, and 120 micro-batches a replica', () => {
  const { stack, plan } = deepseek('nvidia-h800', trained, batch);
  expect(totalParameters(stack) / 1e9).toBeCloseTo(671, 0);
  expect(plan.microBatches).toBe(120);
});

test('on 2,048 H800 its experts talk 15.9 s a step, or 8.0 s where a token goes once to 4 nodes; it computed 17.6 s', () => {
  expect(deepseek('nvidia-h800', trained, batch).seconds.expert).toBeCloseTo(15.9, 1);
  expect(deepseek('nvidia-h800', trained, { ...batch, nodesPerToken: 4 }).seconds.expert).toBeCloseTo(7.96, 2);
});

test('on 1,024 H100 they talk 17.0 or 8.5 s of a step that took 25.3 s', () => {
  const shape = { data: 64, expert: 64, pipeline: 8, tensor: 2 };
  const given = { devices: 1024, batchTokens: 8192 * 4096 };
  expect(given.batchTokens / (1297 * 1024)).toBeCloseTo(25.26, 2);
  expect(deepseek('nvidia-h100', shape, given).seconds.expert).toBeCloseTo(16.98, 2);
  expect(deepseek('nvidia-h100', shape, { ...given, nodesPerToken: 4 }).seconds.expert).toBeCloseTo(8.51, 2);
});

test('what is assumed of a chip without rows, beside what was timed on it', () => {
  const mi300x = fabric('amd-mi300x');
  const bus = (bytes: number) => (1.75 * bytes) / collectiveSeconds(mi300x, 'all-reduce', bytes, node) / 1e9;
  // RCCL: 230 GB/s at 64 MiB, 312.9 at 4 GiB.
  expect(bus(64 * MIB)).toBeCloseTo(235.9, 1);
  expect(bus(4096 * MIB)).toBeCloseTo(323.8, 1);
  // DeepEP's own kernels on the H800: 153 to 158 GB/s.
  const exchange = collectiveSeconds(fabric('nvidia-h800'), 'all-to-all', 120e6, node);
  expect((0.875 * 120e6) / exchange / 1e9).toBeCloseTo(107.2, 1);
});
