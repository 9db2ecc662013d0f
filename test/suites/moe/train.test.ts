import { describe, expect, it } from 'vitest';
import { graphFlops } from '../../../suites/graph/flops.ts';
import { batchAt } from '../../../suites/moe/batches.ts';
import { usefulFlops } from '../../../suites/moe/flops.ts';
import { gradientName, LOSS } from '../../../suites/moe/layer.ts';
import { parameterTensors } from '../../../suites/moe/model.ts';
import { tensorValues } from '../../../suites/moe/tensors.ts';
import { IDS, TARGETS, trainGraph, trainTensors } from '../../../suites/moe/train.ts';
import { sizesOf } from '../../../suites/parts.ts';
import type { TrainWorkload } from '../../../suites/workload.ts';
import { evaluator, gradientError } from '../graph/evaluate.ts';
import { MLA, PARTLY_ROTATED, SMALL_TRAIN } from './small-workloads.ts';

const models: readonly (readonly [string, TrainWorkload])[] = [
  ['grouped queries, balance and z loss', SMALL_TRAIN],
  [
    'sigmoid scores with a selection bias, one dense layer, tied head',
    {
      ...SMALL_TRAIN,
      attention: PARTLY_ROTATED,
      router: { score: 'sigmoid', normalise: true, scale: 2.5, groups: { count: 2, kept: 1 }, bias: false },
      firstDense: 1,
      denseFfn: 9,
      tied: true,
      selectionBiasRate: 0.001,
    },
  ],
  ['latent attention, every second layer a mixture', { ...SMALL_TRAIN, attention: MLA, moeEvery: 2, denseFfn: 8 }],
];

function valuesOf(workload: TrainWorkload): Map<string, Float64Array> {
  const { ids, targets } = batchAt(workload, 0);
  return new Map([
    ...trainTensors(workload).map(tensor => [tensor.name, Float64Array.from(tensorValues(workload, tensor))] as const),
    [IDS, Float64Array.from(ids)],
    [TARGETS, Float64Array.from(targets)],
  ]);
}

describe('a training step', () => {
  it.each(models)('has the gradients a central difference gives, for every parameter: %s', async (_, workload) => {
    const run = await evaluator(trainGraph(workload, { gradients: true }));
    const wrt = parameterTensors(workload).map(({ name }) => name);
    const names = { loss: LOSS, gradientOf: gradientName };
    expect(await gradientError(run, valuesOf(workload), wrt, names)).toBeLessThanOrEqual(1e-6);
  });

  it.each(models)('does as many FLOPs by formula as by the nodes of its graph: %s', (_, workload) => {
    expect(graphFlops(trainGraph(workload), sizesOf(workload))).toBe(usefulFlops(workload));
  });
});
