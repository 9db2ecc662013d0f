// The shapes of `npm run bench`, as a peer takes them and as our own workload.
import { rooflineMatmuls } from '../../dist/suites/gemm/roofline.js';
import { usefulFlops } from '../../dist/suites/moe/flops.js';
import { resolveWorkload } from '../../dist/suites/resolve.js';

export const SHAPES = [
  { tokens: 4096, hidden: 1024, ffn: 1408, experts: 8, topK: 2 },
  { tokens: 4096, hidden: 2048, ffn: 1408, experts: 16, topK: 4 },
];

/** The work of ours that a shape is, its useful FLOPs, and the plain products of its roofline as [m, k, n]. */
export function workOf(shape) {
  const request = {
    model: 'mixtral-8x7b',
    part: 'moe-layer',
    scale: shape,
    pass: 'forward-backward',
    dtype: 'float32',
  };
  const workload = resolveWorkload({ ...request, routing: 'balanced', dispatch: 'dropless', seed: 1 });
  const matmuls = rooflineMatmuls(workload)
    .filter(({ transposeA, transposeB }) => !transposeA && !transposeB)
    .map(({ m, k, n }) => [m, k, n]);
  return { workload, flops: usefulFlops(workload), matmuls };
}

export const nameOf = shape =>
  `T ${shape.tokens}, H ${shape.hidden}, F ${shape.ffn}, E ${shape.experts}, k ${shape.topK}`;
