/** The short set has each routing, dispatch, activation and router once, and every part. */
import { expect, it } from 'vitest';
import { conformanceSet } from '../../../../harness/commands/conformance/conformance-set.ts';
import { activationSchema, isMoe, PARTS, routingSchema, workloadSchema } from '../../../../suites/workload.ts';

const SET = conformanceSet('float32');
const layers = SET.flatMap(([, workload]) => (isMoe(workload) ? [workload] : []));
const among = <T>(values: readonly T[]) => [...new Set(values)].toSorted();

it('covers what a layer may be', () => {
  expect(among(layers.map(({ activation }) => activation))).toEqual([...activationSchema.options].toSorted());
  expect(among(layers.map(({ routing }) => routing.kind))).toEqual(
    routingSchema.options.map(option => option.shape.kind.value).toSorted(),
  );
  expect(among(layers.map(({ dispatch }) => dispatch.kind))).toEqual(['capacity', 'dropless']);
  expect(among(layers.map(({ router }) => router.score))).toEqual(['sigmoid', 'softmax']);
  for (const of of [
    (layer: (typeof layers)[number]) => layer.router.normalise,
    (layer: (typeof layers)[number]) => layer.router.bias,
    (layer: (typeof layers)[number]) => layer.router.groups === null,
    (layer: (typeof layers)[number]) => layer.router.scale === 1,
    (layer: (typeof layers)[number]) => layer.expertBiases,
    (layer: (typeof layers)[number]) => layer.sharedExperts > 0,
    (layer: (typeof layers)[number]) => layer.weightOn === 'input',
    (layer: (typeof layers)[number]) => layer.sharedFfn !== undefined,
    (layer: (typeof layers)[number]) => layer.sharedGate === true,
    (layer: (typeof layers)[number]) => layer.router.groups?.by === 'best',
    (layer: (typeof layers)[number]) => layer.routing.kind !== 'learned' && layer.router.groups !== null,
  ]) {
    expect(among(layers.map(of))).toEqual([false, true]);
  }
});

it('covers every part, and is made of workloads that hold to the schema', () => {
  const parts = SET.map(([, workload]) => workloadSchema.parse(workload).part);
  expect(among(parts)).toEqual([...PARTS, 'gemm', 'stream'].toSorted());
  expect(new Set(SET.map(([name]) => name)).size).toBe(SET.length);
});
