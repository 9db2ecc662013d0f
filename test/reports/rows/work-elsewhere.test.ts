/** Which traces are of a step that its device did not do. */
import { expect, test } from 'vitest';
import { workElsewhere } from '../../../reports/rows/placed.ts';

const target = { onnx: { provider: 'cuda', webgpuAdapter: null } } as unknown as Parameters<typeof workElsewhere>[0];
const traced = (own: Readonly<Record<string, number>>, cpu: Readonly<Record<string, number>>) =>
  workElsewhere(target, {
    available: true,
    copiedBytes: 5e7,
    providers: [
      { provider: 'cuda', timeMs: 0.1, operators: own },
      { provider: 'cpu', timeMs: 10, operators: cpu },
    ],
  } as Parameters<typeof workElsewhere>[1]);

const CPU_WORK = { MatMul: 40, Softmax: 2 };

test.each([
  ['only copies', { MemcpyFromHost: 6, MemcpyToHost: 6, Cast: 4 }],
  ['a copy back', { MemcpyToHost: 1 }],
  ['casts that were inserted', { InsertedCast: 3 }],
  ['only moved values', { Transpose: 4, Identity: 1, Slice: 2, Expand: 1, Gather: 2 }],
  ['a light operator beside the products of the CPU', { Mul: 1 }],
])('a device that did %s did not do the work', (_, own) => {
  expect(traced(own, CPU_WORK)).toEqual(['cpu']);
});

test.each([
  ['matrix products', { MatMul: 1 }, CPU_WORK],
  ['a fused operator', { DmlFusedNode_0_0: 1 }, CPU_WORK],
  ['an operator that nobody here knows', { TRTKernel_graph_1: 1 }, CPU_WORK],
  ['a stream without products', { Mul: 2, Add: 2 }, { Shape: 1 }],
  ['sums, and the CPU looked up sizes', { ReduceMax: 50, Cast: 20 }, { Gather: 1 }],
])('a device that did %s did the work', (_, own, cpu) => {
  expect(traced(own, cpu)).toEqual([]);
});
